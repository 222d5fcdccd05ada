"""Reads positions back from a rendered page, in mm from its top left corner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from lianluo.documents.rendering import pdf

MM = 25.4 / 72
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
_SHIFT = re.compile(r"translate\(([\d.-]+) ([\d.-]+)\)")
_MATRIX = re.compile(r"matrix\(1 0 0 (-?1) ([\d.-]+) ([\d.-]+)\)")
_BAR = re.compile(r"M 0 0v ([\d.]+)h ([\d.]+)v")
RED = "#d7000f"


@dataclass(frozen=True)
class Glyph:
    x: float
    baseline: float
    colour: str
    outline: str


@dataclass(frozen=True)
class Bar:
    x: float
    top: float
    width: float
    height: float


class Page:
    def __init__(self, svg: str):
        root = ElementTree.fromstring(svg)
        self.outlines = {
            symbol.get("id"): symbol[0].get("d", "") for symbol in root.iter(f"{SVG}symbol") if len(symbol)
        }
        self.glyphs: list[Glyph] = []
        self.red_bars: list[Bar] = []
        self._walk(root, 0.0, 0.0)

    def _walk(self, element, x: float, y: float) -> None:
        for child in element:
            if child.tag == f"{SVG}defs":
                continue
            dx, dy = _moved(child.get("transform", ""))
            self._take(child, x + dx, y + dy)
            self._walk(child, x + dx, y + dy)

    def _take(self, element, x: float, y: float) -> None:
        colour = element.get("fill", "")
        if element.tag == f"{SVG}use":
            outline = self.outlines.get(element.get(LINK, "#")[1:], "")
            self.glyphs.append(Glyph((x + float(element.get("x", 0))) * MM, y * MM, colour, outline))
        elif element.tag == f"{SVG}path" and colour == RED and (bar := _BAR.match(element.get("d", ""))):
            self.red_bars.append(Bar(x * MM, y * MM, float(bar[2]) * MM, float(bar[1]) * MM))

    def lines(self) -> dict[float, list[float]]:
        """Baseline → sorted x of its black glyphs."""
        found: dict[float, list[float]] = {}
        for glyph in self.glyphs:
            if glyph.colour != RED:
                found.setdefault(round(glyph.baseline, 2), []).append(glyph.x)
        return {baseline: sorted(places) for baseline, places in sorted(found.items())}

    def red_top(self) -> float:
        """Upper edge of the highest red glyph."""
        return min(g.baseline - _height(g.outline) * MM for g in self.glyphs if g.colour == RED)

    def red_bottom(self) -> float:
        return max(g.baseline - _depth(g.outline) * MM for g in self.glyphs if g.colour == RED)


def _moved(transform: str) -> tuple[float, float]:
    if found := _SHIFT.search(transform):
        return float(found[1]), float(found[2])
    if found := _MATRIX.search(transform):
        return float(found[2]), float(found[3])
    return 0.0, 0.0


def pages(paper) -> list[Page]:
    svg = pdf._compile(*pdf.prepare(paper), format="svg")
    return [Page(page.decode()) for page in (svg if isinstance(svg, list) else [svg])]


def _heights(outline: str) -> list[float]:
    """Ordinates of the end points of an outline; control points are left out."""
    y, start, found = 0.0, 0.0, []
    for command, numbers in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", outline):
        values = [float(n) for n in numbers.split()]
        if command in "Mm":
            y = values[1] if command == "M" else y + values[1]
            start = y
        elif command in "lcq":
            y += values[-1]
        elif command in "LCQ":
            y = values[-1]
        elif command == "v":
            y += values[-1]
        elif command == "V":
            y = values[-1]
        elif command in "zZ":
            y = start
        found.append(y)
    return found


def _height(outline: str) -> float:
    return max(_heights(outline), default=0.0)


def _depth(outline: str) -> float:
    return min(_heights(outline), default=0.0)
