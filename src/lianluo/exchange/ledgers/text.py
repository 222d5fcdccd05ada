"""Cells as text: width, spaces, numbers that spreadsheets stored as floating point."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

_SPACES = re.compile(r"[\s\u3000\u00a0\u200b\u200e\u200f\ufeff]+")
_GUARD = re.compile(r"'(?=[=+\-@\t\r])")
_INVISIBLE = dict.fromkeys((0x200B, 0x200E, 0x200F, 0xFEFF))
# Full-width ASCII to half width; ideographic punctuation stays.
_HALF = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, **_INVISIBLE}
_HALF_CODES = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *range(0xFF0D, 0xFF10))
_HALF_DIGITS = {**{code: code - 0xFEE0 for code in _HALF_CODES}, **_INVISIBLE}
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}，。、；：！？）（《》“”])[ \n](?=[{_CJK}，。、；：！？）（《》“”])")


def words(text: str) -> tuple[str, ...]:
    """A list of words written as one text, as the dictionaries of this package are."""
    return tuple(text.split())


class Hollow:
    """A cell whose formula has no value (`code` formula_without_value) or an error (cell_error)."""

    def __init__(self, code: str):
        self.code = code

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return True


def text_of(cell: Any) -> str:
    """The cell as the clerk typed it: whole numbers without .0, dates as ISO, outer spaces off."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.strip(" \u3000\t\r\n\u00a0\ufeff")
        return _GUARD.sub("", text, count=1) if text.startswith("'") else text
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell == cell and abs(cell) < 1e16 and cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def plain(cell: Any) -> str:
    """One line, half-width letters and digits, runs of spaces as one."""
    text = text_of(cell)
    return " ".join((text if text.isascii() else text.translate(_HALF_DIGITS)).split())


def squeezed(cell: Any) -> str:
    """Without any space, half width throughout: for comparing with words of a list."""
    text = text_of(cell)
    return "".join((text if text.isascii() else text.translate(_HALF)).split())


def one_line(cell: Any) -> str:
    """Line breaks gone; no space left between Chinese characters where a line was broken."""
    text = _SPACES.sub(lambda m: "\n" if "\n" in m[0] or "\r" in m[0] else " ", text_of(cell)).strip()
    return _BETWEEN_CJK.sub(lambda m: "" if m[0] == "\n" else " ", text).replace("\n", " ")


def paragraphs(cell: Any) -> str:
    """Text of several lines: line ends unified, control characters gone, lines trimmed."""
    text = text_of(cell).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    lines = (line.strip(" \u3000\t") for line in text.split("\n"))
    return printable("\n".join(lines)).strip()


def printable(text: str) -> str:
    """Without control characters other than line ends; a tab becomes a space."""
    return "".join(ch for ch in text.replace("\t", " ") if ch == "\n" or unicodedata.category(ch) != "Cc")
