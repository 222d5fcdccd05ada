"""Opens .xlsx, .xls and .csv files as sheets of rows, after refusing what cannot or must not be opened."""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import python_calamine as calamine

from . import archive
from .fields import FAMILIES
from .heads import HEAD_ROWS, score
from .problems import Unreadable
from .text import Hollow, text_of

MAX_BYTES = 50 * 2**20
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_AREA = 8_000_000  # cells of the used rectangle that the parser allocates, 32 bytes each
ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"PK\x03\x04", "workbook"),
    (b"PK\x05\x06", "archive"),
    (_OLE, "old_workbook"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"%PDF", "pdf"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_EXPECTED = {".xlsx": "workbook", ".xlsm": "workbook", ".xls": "old_workbook", ".csv": "text"}


@dataclass
class Sheet:
    """One sheet: `rows()` yields (row number in the file from 1, cells), as often as it is asked.

    Cells are str, float, bool, date, datetime, "" or `Hollow`. `sheet_names` lists all sheets that may be
    chosen; `columns_cut` tells how many columns beyond MAX_COLUMNS were left out.
    """

    name: str
    file_name: str
    row_count: int
    column_count: int
    sheet_names: list[str] = field(default_factory=list)
    columns_cut: int = 0
    encoding: str = ""
    _source: Any = None

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        return self._source()

    def first(self, count: int) -> list[tuple[int, list[Any]]]:
        """The first rows, for a preview."""
        return [item for item, _number in zip(self.rows(), range(count), strict=False)]


def read(
    source: str | Path | bytes,
    name: str = "",
    *,
    sheet: str | None = None,
    family: str | None = None,
    max_bytes: int = MAX_BYTES,
) -> Sheet:
    """Open a file. `name` is the name it was uploaded under (else that of the path).

    Of several sheets the one whose headings fit best is taken (those of `family`, or of any), unless `sheet`
    names one. Raises `Unreadable` with a sentence for the clerk.
    """
    file_name = name or (source.name if isinstance(source, Path) else os.path.basename(str(source)))
    with _opened(source) as file:
        ending = Path(file_name).suffix.lower()
        _check_size(file, max_bytes)
        _check_kind(file, ending)
        if ending == ".csv":
            return _text_sheet(file, file_name)
        return _workbook_sheet(file, file_name, ending, sheet, family)


def _opened(source: str | Path | bytes) -> IO[bytes]:
    if isinstance(source, bytes | bytearray | memoryview):
        return io.BytesIO(source)
    try:
        return open(source, "rb")
    except OSError as error:
        raise Unreadable("file_missing", name=os.path.basename(str(source))) from error


def _check_size(file: IO[bytes], max_bytes: int) -> None:
    size = file.seek(0, os.SEEK_END)
    if size > max_bytes:
        raise Unreadable("file_too_big", size=-(-size // 2**20), limit=max_bytes // 2**20)
    if not size:
        raise Unreadable("file_empty")


def _check_kind(file: IO[bytes], ending: str) -> None:
    if ending not in ENDINGS:
        raise Unreadable("file_wrong_ending", ending=ending or "—")
    file.seek(0)
    start = file.read(8192)
    found = next((kind for magic, kind in _MAGIC if start.startswith(magic)), None)
    if found is None:
        found = _kind_of_text(start)
    if found == "old_workbook" and ending != ".xls" and _is_encrypted(file):
        raise Unreadable("file_protected")
    if found != _EXPECTED[ending]:
        raise Unreadable(f"file_is_{found}", ending=ending)


def _kind_of_text(start: bytes) -> str:
    head = start.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "web_page"
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "unknown"
    return "text"


def _is_encrypted(file: IO[bytes]) -> bool:
    """Protected .xlsx files are an OLE container with a stream of this name."""
    file.seek(0)
    return "EncryptedPackage".encode("utf-16-le") in file.read()


# workbooks


def _workbook_sheet(
    file: IO[bytes], file_name: str, ending: str, wanted: str | None, family: str | None
) -> Sheet:
    zipped = ending != ".xls"
    if zipped:
        archive.inspect(file)
    parts = archive.sheet_parts(file) if zipped else {}
    file.seek(0)
    with _workbook(file) as book:
        names = _visible(book)
        if wanted is not None and wanted not in names:
            raise Unreadable("sheet_missing", sheet=wanted, sheets="、".join(names))
        extents = {name: _checked_extent(file, parts.get(name)) for name in names}
        candidates = [wanted] if wanted is not None else names
        usable = [name for name in candidates if not isinstance(extents[name], Unreadable)]
        if not usable:
            raise next((e for e in (extents[n] for n in candidates) if e), Unreadable("sheet_empty"))
        sheets = [_as_sheet(_loaded(book, name), extents[name], file_name, names) for name in usable]
    sheets = [sheet for sheet in sheets if sheet.row_count]
    if not sheets:
        raise Unreadable("sheet_empty")
    return max(sheets, key=lambda sheet: _fit(sheet, family)) if len(sheets) > 1 else sheets[0]


def _workbook(file: IO[bytes]) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(file)
    except calamine.PasswordError as error:
        raise Unreadable("file_protected") from error
    except Exception as error:  # the parser's own errors, and panics of its library, have no common base
        raise Unreadable("file_broken") from error


def _visible(book: calamine.CalamineWorkbook) -> list[str]:
    sheets = [item for item in book.sheets_metadata if item.typ == calamine.SheetTypeEnum.WorkSheet]
    visible = [item.name for item in sheets if item.visible == calamine.SheetVisibleEnum.Visible]
    names = visible or [item.name for item in sheets]
    if not names:
        raise Unreadable("sheet_empty")
    return names


def _checked_extent(file: IO[bytes], part: str | None) -> "archive.Extent | Unreadable":
    if part is None:
        return archive.Extent()
    found = archive.extent(file, part)
    if found.rows > MAX_ROWS:
        return Unreadable("sheet_too_long", rows=found.rows, limit=MAX_ROWS)
    if found.rows * found.columns > MAX_AREA:
        return Unreadable("sheet_too_wide", rows=found.rows, columns=found.columns)
    return found


def _loaded(book: calamine.CalamineWorkbook, name: str) -> calamine.CalamineSheet:
    try:
        return book.get_sheet_by_name(name)
    except Exception as error:
        raise Unreadable("file_broken") from error


def _as_sheet(found: calamine.CalamineSheet, extent: Any, file_name: str, names: list[str]) -> Sheet:
    if found.total_height > MAX_ROWS:
        raise Unreadable("sheet_too_long", rows=found.total_height, limit=MAX_ROWS)
    hollow = {}
    for (row, column), code in extent.hollow.items():
        hollow.setdefault(row, {})[column] = Hollow(code)
    merges = sorted(
        (top, bottom, left)
        for (top, left), (bottom, _right) in found.merged_cell_ranges or ()
        if bottom > top
    )
    width = (found.end[1] + 1) if found.end else 0
    return Sheet(
        name=found.name,
        file_name=file_name,
        row_count=(found.end[0] + 1) if found.end else 0,
        column_count=min(width, MAX_COLUMNS),
        sheet_names=names,
        columns_cut=max(0, width - MAX_COLUMNS),
        _source=lambda: _cells(found, hollow, merges),
    )


def _cells(found: Any, hollow: dict[int, dict[int, Hollow]], merges: list[tuple[int, int, int]]):
    """Rows of a workbook; a cell merged downwards has its value in every row, as the reader sees it."""
    pad = [""] * (found.start[1] if found.start else 0)
    running: dict[int, tuple[int, Any]] = {}  # column → last row of the merge, value
    upcoming = 0
    for index, values in enumerate(found.iter_rows()):
        row = (pad + values)[:MAX_COLUMNS]
        for column, cell in hollow.get(index, {}).items():
            if column < len(row):
                row[column] = cell
        for column, (last, value) in list(running.items()):
            if index > last:
                del running[column]
            elif column < len(row):
                row[column] = value
        while upcoming < len(merges) and merges[upcoming][0] <= index:
            _top, last, column = merges[upcoming]
            upcoming += 1
            if column < len(row):
                running[column] = (last, row[column])
        yield index + 1, row


def _fit(sheet: Sheet, family: str | None) -> int:
    families = [FAMILIES[family]] if family else list(FAMILIES.values())
    first = sheet.first(HEAD_ROWS)
    return max((score(cells, item) for item in families for _number, cells in first), default=0)


# text


def _text_sheet(file: IO[bytes], file_name: str) -> Sheet:
    file.seek(0)
    text, encoding = _decoded(file.read())
    if not text.strip():
        raise Unreadable("file_empty")
    skip = text[:4].lower() == "sep="
    delimiter = text[4:5] if skip and text[4:5] else _delimiter(text)
    rows = width = 0
    for number, cells in _records(text, delimiter, skip):
        rows, width = number, max(width, len(cells))
        if rows > MAX_ROWS:
            raise Unreadable("sheet_too_long", rows=f"{MAX_ROWS}+", limit=MAX_ROWS)
    return Sheet(
        name="",
        file_name=file_name,
        row_count=rows,
        column_count=min(width, MAX_COLUMNS),
        columns_cut=max(0, width - MAX_COLUMNS),
        encoding=encoding,
        _source=lambda: _records(text, delimiter, skip),
    )


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    raise Unreadable("file_unknown_encoding")


def _delimiter(text: str) -> str:
    """The delimiter that gives the most columns in the middle one of the first rows."""

    def columns(delimiter: str) -> int:
        widths = []
        for _number, cells in _records(text[: 2**16], delimiter, False):
            widths.append(len(cells))
            if len(widths) >= HEAD_ROWS:
                break
        return sorted(widths)[len(widths) // 2]

    return max(",\t;", key=columns)


def _records(text: str, delimiter: str, skip: bool) -> Iterator[tuple[int, list[str]]]:
    """Records by number: a cell with line breaks is one row, as in a spreadsheet program."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            if not (skip and number == 1):
                yield number, [text_of(cell) for cell in cells[:MAX_COLUMNS]]
    except csv.Error as error:
        raise Unreadable("row_too_long", row=number + 1) from error
