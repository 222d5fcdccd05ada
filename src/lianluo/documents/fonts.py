"""The fonts of official papers: which are here, what they lack, what to say about it.

The customer's own official fonts come first by name, then the free ones, then whatever Chinese face there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from fontTools.ttLib import TTFont

SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "宋体")
BUILT_IN = "Libertinus Serif"  # part of the rendering engine
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei")

# Role → families in order of preference. The official names are those of the Windows font files.
OFFICIAL = {
    "fang": ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "FZFangSong-Z02", "仿宋", "FangSong"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "FZKai-Z03", "楷体", "KaiTi"),
    "hei": ("方正黑体_GBK", "FZHei-B01", "黑体", "SimHei"),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "song": ("宋体", "SimSun"),
    "latin": ("Times New Roman",),
    "figures": ("Arial",),
}
FREE = {
    "fang": ("FandolFang R", "FandolFang"),
    "kai": ("FandolKai",),
    "hei": ("FandolHei",),
    "title": ("FandolSong",),
    "song": ("FandolSong",),
    "latin": ("Liberation Serif", "TeX Gyre Termes", BUILT_IN),
    "figures": ("Liberation Sans", "DejaVu Sans"),
}
LAST = {"fang": SERIF, "kai": SERIF, "hei": SANS, "title": SERIF, "song": SERIF, "latin": (), "figures": ()}


@dataclass(frozen=True)
class Missing:
    """Characters of a text that the face of its role lacks: `drawn` by another face, `lost` drawn by none."""

    drawn: str
    lost: str

    def __bool__(self) -> bool:
        return bool(self.drawn or self.lost)


def folder() -> Path:
    return Path(settings.FONTS)


def forget() -> None:
    """Looks at the folders again on the next question; for tests and after new fonts were put there."""
    _faces.cache_clear()
    _characters.cache_clear()


def families(role: str) -> list[str]:
    """Families present on this machine for `role`, best first; may be empty."""
    faces = _faces(str(folder()))
    return [name for name in (*OFFICIAL[role], *FREE[role], *LAST[role]) if name.casefold() in faces]


def coverage(text: str, role: str = "fang") -> Missing:
    """What the first face of `role` lacks of `text`; blank characters do not count."""
    chain = families(role)
    wanted = {char for char in text if not char.isspace()}
    if not chain:
        return Missing("", "".join(sorted(char for char in wanted if ord(char) > 0x2E7F)))
    lacking = {char for char in wanted if ord(char) > 0x7F and ord(char) not in _of(chain[0])}
    lost = {char for char in lacking if all(ord(char) not in _of(name) for name in chain[1:])}
    return Missing("".join(sorted(lacking - lost)), "".join(sorted(lost)))


def health() -> list[str]:
    """Sentences about missing fonts for the health check; empty when official or free fonts are complete."""
    names = {
        "fang": _("body text (FangSong)"),
        "kai": _("second headings (KaiTi)"),
        "hei": _("first headings (HeiTi)"),
        "title": _("titles (XiaoBiaoSong)"),
    }
    sentences = []
    if not any(families(role) for role in names):
        return [
            _("No Chinese font was found. Letters render, but Chinese characters may stay blank in the PDF.")
        ]
    for role, name in names.items():
        first = next(iter(families(role)), None)
        if first is None or first in LAST[role]:
            sentences.append(
                _("There is no font of the official style for %(use)s; %(family)s stands in.")
                % {"use": name, "family": first or "—"}
            )
    if not any(name in families("fang") for name in SERIF):
        sentences.append(_("There is no large Chinese font; rare characters in names may stay blank."))
    return sentences


def warn_of(name: str, role: str = "fang") -> str:
    """A sentence when `name` has a character its face lacks, else ""."""
    missing = coverage(name, role)
    if missing.lost:
        return _("No font here has the character %(characters)s; it stays blank in the PDF.") % {
            "characters": "、".join(missing.lost)
        }
    if missing.drawn:
        return _("The letter font lacks the character %(characters)s; another font draws it.") % {
            "characters": "、".join(missing.drawn)
        }
    return ""


@lru_cache(maxsize=8)
def _faces(place: str) -> dict[str, list[tuple[str, int]]]:
    """Family name, folded → its files; system folders included."""
    found: dict[str, list[tuple[str, int]]] = {}
    own = [place] if Path(place).is_dir() else []
    for face in typst.Fonts(font_paths=own).fonts():
        found.setdefault(face.family.casefold(), []).append((str(face.path or ""), face.index))
    return found


def _of(family: str) -> frozenset[int]:
    path, index = _faces(str(folder()))[family.casefold()][0]
    return _characters(path, index)


@lru_cache(maxsize=32)
def _characters(path: str, index: int) -> frozenset[int]:
    if not path:  # a face built into the engine, Latin only
        return frozenset(range(0x250))
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())
