"""Rich text with few styles: cleaned, read into blocks, written as plain marks and read from them. No database here.

What is kept: headings of two levels, paragraphs, bold, two kinds of lists, tables, and pictures by the number of their file.
A picture has no address in the text; whoever shows the text gives one. Nothing else of HTML gets in: no style, no event,
no link, no address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import escape
from html.parser import HTMLParser

import nh3

from lianluo.documents.papers import Block, Cell, Run

LARGEST = 400_000
"""Characters of one text; what is larger was pasted by mistake."""
TAGS = {
    "h2", "h3", "p", "br", "strong", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "img",
}  # fmt: skip
ATTRIBUTES = {"img": {"data-picture", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
GONE = {"script", "style", "svg", "math", "iframe", "object", "template", "noscript", "title", "head", "xmp"}
"""Tags whose content goes with them."""
_SAME = (("b", "strong"), ("h1", "h2"), ("h4", "h3"), ("h5", "h3"), ("h6", "h3"))
_SAME_TAG = re.compile(r"<(/?)(b|h1|h4|h5|h6)(?=[\s/>])", re.IGNORECASE)
_PICTURE = re.compile(r'<img [^<>]*?data-picture="(\d+)"[^<>]*>')
_IMG = re.compile(r"<img[^<>]*>")
_NUMBER = re.compile(r"[1-9]\d{0,8}")


class TooLong(ValueError):
    """The text is longer than LARGEST."""


def cleaned(html: str, pictures: Collection[int] = ()) -> str:
    """The text with nothing but the tags and attributes named above; pictures only of the numbers in `pictures`."""
    if len(html) > LARGEST:
        raise TooLong
    kept = {str(each) for each in pictures}

    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "data-picture":
            return value if value in kept else None
        if name == "alt":
            return re.sub(r"[<>\"&]", "", value)[:120]
        return value if _NUMBER.fullmatch(value) and len(value) < 3 else None

    same = _SAME_TAG.sub(lambda tag: f"<{tag[1]}{dict(_SAME)[tag[2].lower()]}", html.replace("\x00", ""))
    safe = nh3.clean(
        same, tags=TAGS, clean_content_tags=GONE, attributes=ATTRIBUTES, attribute_filter=attribute,
        url_schemes=set(), link_rel=None, strip_comments=True,
    )  # fmt: skip
    return _IMG.sub(lambda tag: tag[0] if _PICTURE.fullmatch(tag[0]) else "", safe).strip()


def pictures_in(html: str) -> list[int]:
    """The numbers of the pictures that a cleaned text shows, in order."""
    return [int(number) for number in _PICTURE.findall(html)]


def shown(html: str, pictures: Collection[int], address_of: Callable[[int], str]) -> str:
    """A kept text as a page prints it: cleaned once more, each picture with its address."""
    return _PICTURE.sub(
        lambda tag: f'{tag[0].removesuffix(">")} src="{escape(address_of(int(tag[1])))}" loading="lazy">',
        cleaned(html, pictures),
    )


class _Reader(HTMLParser):
    """Blocks of a cleaned text, in their order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.strong, self.level = 0, 0
        self.lists: list[list] = []
        self.rows: list[list[Cell]] | None = None
        self.cell: dict | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        facts = dict(attrs)
        if tag == "strong":
            self.strong += 1
        elif tag == "br":
            self._put("\n")
        elif tag == "img":
            self._picture(facts)
        elif tag in ("td", "th"):
            self._end()
            self.cell = {"head": tag == "th", "across": int(facts.get("colspan", 1)),
                         "down": int(facts.get("rowspan", 1)), "text": []}  # fmt: skip
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif self.cell is None:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag in ("p", "li", "h2", "h3", "ul", "ol", "table"):
            self._end()
        if tag in ("ul", "ol"):
            self.lists.append([tag, 0])
        elif tag == "li" and self.lists:
            self.lists[-1][1] += 1
        elif tag in ("h2", "h3"):
            self.level = int(tag[1]) - 1
        elif tag == "table":
            self.rows = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self.strong = max(0, self.strong - 1)
        elif tag in ("td", "th") and self.cell is not None:
            text = " ".join("".join(self.cell.pop("text")).split())
            if self.rows:
                self.rows[-1].append(Cell(text=text, **self.cell))
            self.cell = None
        elif self.cell is None and tag in ("p", "li", "h2", "h3", "table", "ul", "ol"):
            self._leave(tag)

    def _leave(self, tag: str) -> None:
        self._end()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in ("h2", "h3"):
            self.level = 0
        elif tag == "table" and self.rows is not None:
            rows = tuple(tuple(row) for row in self.rows if row)
            if rows:
                self.blocks.append(Block("table", rows=rows))
            self.rows = None

    def handle_data(self, data: str) -> None:
        self._put(data)

    def _put(self, text: str) -> None:
        if self.cell is not None:
            self.cell["text"].append(text.replace("\n", " "))
        elif self.rows is None:
            self.runs.append(Run(text, bool(self.strong)))

    def _picture(self, facts: dict) -> None:
        if "data-picture" in facts and self.cell is None:
            self._end()
            self.blocks.append(
                Block("picture", picture=int(facts["data-picture"]), caption=facts.get("alt") or "")
            )

    def _end(self) -> None:
        runs, self.runs = _tidy(self.runs), []
        if not runs or self.rows is not None:
            return
        if self.level:
            self.blocks.append(Block("heading", runs, level=self.level))
        elif self.lists:
            kind, place = self.lists[-1]
            mark = f"{place}." if kind == "ol" else ""
            self.blocks.append(Block("item", runs, level=len(self.lists), mark=mark))
        else:
            self.blocks.append(Block("paragraph", runs))


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbours alike joined; blanks at the edges and in a row gone."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].strong == run.strong:
            joined[-1] = Run(joined[-1].text + run.text, run.strong)
        else:
            joined.append(run)
    plain = [Run(re.sub(r"[^\S\n]+", " ", run.text), run.strong) for run in joined]
    if plain:
        plain[0] = Run(plain[0].text.lstrip(), plain[0].strong)
        plain[-1] = Run(plain[-1].text.rstrip(), plain[-1].strong)
    return tuple(run for run in plain if run.text)


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a cleaned text, as papers print them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader._end()
    return tuple(reader.blocks)


def words_of(html: str, longest: int = 200) -> str:
    """The beginning of the text as one line."""
    said = " ".join(
        "".join(run.text for run in block.runs)
        for block in blocks_of(html)
        if block.kind in ("paragraph", "item")
    )
    line = " ".join(said.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def to_marks(html: str) -> str:
    """A cleaned text with plain marks, as it is written where no editor runs: `# `, `## `, `- `, `1. `, `**`, `| |`,
    `[words](12)`. Merged cells become single ones."""
    return "\n\n".join(_joined_items([_marked(block) for block in blocks_of(html)]))


def _marked(block: Block) -> str:
    words = "".join(f"**{run.text}**" if run.strong else run.text for run in block.runs)
    if block.kind == "heading":
        return f"{'#' * block.level} {words}"
    if block.kind == "item":
        return f"{block.mark or '-'} {words}"
    if block.kind == "picture":
        return f"[{block.caption}]({block.picture})"
    if block.kind == "table":
        return "\n".join("| " + " | ".join(cell.text for cell in row) + " |" for row in block.rows)
    return words


def _joined_items(lines: list[str]) -> list[str]:
    found: list[str] = []
    for line in lines:
        if found and _ITEM.match(line) and _ITEM.match(found[-1].rpartition("\n")[2]):
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found


_ITEM = re.compile(r"(?:[-*]|(\d{1,3})[.、])\s+(.*)")
_HEADING = re.compile(r"(#{1,2})\s+(.*)")
_ROW = re.compile(r"\|(.*)\|\s*$")
_SHOWN = re.compile(r"\[([^\]]*)\]\((\d{1,9})\)\s*$")


def from_marks(text: str) -> str:
    """HTML of a text with plain marks; cleaned by the caller like any other."""
    return "".join(_written(list(_grouped(text))))


def _grouped(text: str) -> Iterator[tuple[str, str]]:
    """(kind, line) of each line that is not empty; an empty line parts lists and tables."""
    for line in (each.strip() for each in text.splitlines()):
        if not line:
            yield "gap", ""
        elif _HEADING.match(line):
            yield "heading", line
        elif found := _ITEM.match(line):
            yield ("ol" if found[1] else "ul"), line
        elif _ROW.match(line):
            yield "table", line
        elif _SHOWN.match(line):
            yield "picture", line
        else:
            yield "p", line


def _written(lines: list[tuple[str, str]]) -> Iterator[str]:
    open_ = ""
    for kind, line in lines:
        if kind != open_:
            if open_ in ("ul", "ol", "table"):
                yield f"</{open_}>"
            if kind in ("ul", "ol", "table"):
                yield f"<{kind}>"
        yield _line(kind, line, is_first=kind != open_)
        open_ = kind
    if open_ in ("ul", "ol", "table"):
        yield f"</{open_}>"


def _line(kind: str, line: str, is_first: bool) -> str:
    if kind == "heading":
        found = _HEADING.match(line)
        tag = f"h{len(found[1]) + 1}"
        return f"<{tag}>{_bold(found[2])}</{tag}>"
    if kind in ("ul", "ol"):
        return f"<li>{_bold(_ITEM.match(line)[2])}</li>"
    if kind == "picture":
        found = _SHOWN.match(line)
        return f'<img data-picture="{found[2]}" alt="{escape(found[1])}">'
    if kind == "table":
        return _row(line, "th" if is_first else "td")
    return f"<p>{_bold(line)}</p>" if kind == "p" else ""


def _row(line: str, tag: str) -> str:
    cells = [cell.strip() for cell in _ROW.match(line)[1].split("|")]
    if all(re.fullmatch(r":?-{2,}:?", cell) for cell in cells):
        return ""
    return "<tr>" + "".join(f"<{tag}>{_bold(cell)}</{tag}>" for cell in cells) + "</tr>"


def _bold(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))
