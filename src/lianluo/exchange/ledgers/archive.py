"""Looks into the parts of an .xlsx before a parser is let loose on it.

The parser allocates the whole used rectangle of a sheet, and unpacks parts without a limit; so size, kind and
extent are checked here first, in constant memory.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from .problems import Unreadable

MAX_ENTRIES = 5_000
MAX_UNPACKED = 600 * 2**20
MAX_PART_RATIO = 250  # sheets of repeated text reach about 60
RATIO_FROM = 20 * 2**20  # smaller parts harm nobody, whatever their ratio
_CHUNK = 2**20
_OVERLAP = 128

_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_HOLLOW_MARK = re.compile(rb"""<(?:\w+:)?f[\s>/]|\st\s*=\s*["']e["']""")


@dataclass
class Extent:
    """Last row and column used (from 1), and cells without a value: (row, column from 0) → problem code."""

    rows: int = 0
    columns: int = 0
    hollow: dict[tuple[int, int], str] = field(default_factory=dict)


def inspect(file: IO[bytes]) -> None:
    """Raise `Unreadable` for a damaged archive, one that unpacks unreasonably, or no workbook at all."""
    with _opened(file) as archive:
        entries = archive.infolist()
        if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise Unreadable("file_bomb")
        if any(_is_bomb(entry) for entry in entries):
            raise Unreadable("file_bomb")
        if "xl/workbook.xml" not in archive.namelist():
            raise Unreadable("file_is_archive", ending=".xlsx")
        for entry in entries:
            if entry.filename.startswith("xl/") and not entry.filename.startswith("xl/media/"):
                _verify(archive, entry)


def sheet_parts(file: IO[bytes]) -> dict[str, str]:
    """Sheet name → path of its part in the archive."""
    with _opened(file) as archive:
        targets = {
            item.get("Id"): item.get("Target", "")
            for item in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
        }
        found = {}
        for item in _elements(archive, "xl/workbook.xml", "sheet"):
            key = next((value for name, value in item.items() if name.endswith(":id")), None)
            target = targets.get(key, "")
            found[item.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return found


def extent(file: IO[bytes], part: str) -> Extent:
    """The used area of one sheet, read as a stream."""
    with _opened(file) as archive:
        if part not in archive.namelist():
            return Extent()
        found, has_hollow = Extent(), False
        columns: set[bytes] = set()
        for chunk in _chunks(archive, part):
            references = _REFERENCE.findall(chunk)
            if references:
                found.rows = max(found.rows, max(int(number) for _letters, number in references))
                columns.update(letters for letters, _number in references)
            has_hollow = has_hollow or bool(_HOLLOW_MARK.search(chunk))
        found.columns = max((_column(letters.decode()) for letters in columns), default=0)
        if has_hollow:
            found.hollow = _hollow_cells(archive, part)
        return found


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("file_broken") from error


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MAX_PART_RATIO * max(entry.compress_size, 1)


def _verify(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack once and throw away: zipfile stops at the size the directory claims and checks the sum.

    So a part that lies about its size is found here and never reaches the parser.
    """
    if entry.flag_bits & 1:
        raise Unreadable("file_protected")
    try:
        with archive.open(entry) as stream:
            while stream.read(_CHUNK):
                pass
    except Exception as error:  # zlib, zipfile and struct each raise their own
        raise Unreadable("file_broken") from error


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Chunks that overlap a little, so that no reference is cut in two."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _parser() -> "expat.XMLParserType":
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_details: object) -> None:
        raise Unreadable("file_broken")

    # a workbook has no document type; entities could unpack without end
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _parse(archive: zipfile.ZipFile, part: str, parser: "expat.XMLParserType") -> None:
    try:
        with archive.open(part) as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, KeyError, zipfile.BadZipFile) as error:
        raise Unreadable("file_broken") from error


def _elements(archive: zipfile.ZipFile, part: str, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser = _parser()
    parser.StartElementHandler = start
    _parse(archive, part, parser)
    return found


class _HollowFinder:
    """Watches the cells of a sheet go by and notes formulas without a value, and errors."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self.row = self.column = -1
        self.kind, self.formula, self.value, self.inside = "", False, False, False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._place(attributes.get("r", ""))
            self.kind, self.formula, self.value = attributes.get("t", ""), False, False
        elif name == "row":
            self.row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self.row + 1
            self.column = -1
        elif name == "f":
            self.formula = True
        self.inside = name in ("v", "t")

    def text(self, data: str) -> None:
        if self.inside and data.strip():
            self.value = True

    def end(self, tag: str) -> None:
        self.inside = False
        if tag.rpartition(":")[2] != "c":
            return
        if self.kind == "e":
            self.found[self.row, self.column] = "cell_error"
        elif self.formula and not self.value and self.kind != "str":
            self.found[self.row, self.column] = "formula_without_value"

    def _place(self, reference: str) -> None:
        match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
        self.column = _column(match[1]) - 1 if match else self.column + 1
        if match:
            self.row = int(match[2]) - 1


def _hollow_cells(archive: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    finder, parser = _HollowFinder(), _parser()
    parser.StartElementHandler = finder.start
    parser.EndElementHandler = finder.end
    parser.CharacterDataHandler = finder.text
    _parse(archive, part, parser)
    return finder.found
