"""Excel files of what a page shows. Rows are streamed to a temporary file; memory does not grow with them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianluo.foundation import clock

MAX_ROWS = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_TEXT = 32_767
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")

Columns = list[tuple[str, Callable[[Any], Any]]]
Listener = Callable[[Any, str, int], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """`listener(actor, what, rows)` is called after every export: its name and the number of rows given out."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_listeners(actor: Any, what: str, rows: int) -> None:
    """For exports that are not made here (packages, printed rolls)."""
    for listener in _listeners:
        listener(actor, what, rows)


def guarded(value: str) -> str:
    """Text that no spreadsheet takes for a formula: a leading = + - @ or control sign gets an apostrophe before it."""
    return f"'{value}" if value.startswith(_RISKY) else value


def xlsx_response(
    name: str, columns: Columns, rows: Iterable[Any], note: str = "", actor: Any = None
) -> FileResponse:
    """`columns` are (label, row → str | number | date | None). Stops at MAX_ROWS and says so in the file."""
    stream = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
    count = write_xlsx(stream, name, columns, rows, note)
    tell_listeners(actor, name, count)
    stream.seek(0)
    answer = FileResponse(stream, content_type=XLSX)
    file_name = quote(f"{name}-{clock.today():%Y%m%d}.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{file_name}"
    answer["Cache-Control"] = "no-store"
    return answer


def write_xlsx(stream, name: str, columns: Columns, rows: Iterable[Any], note: str = "") -> int:
    """Writes the workbook to a binary stream and returns the number of rows in it."""
    import xlsxwriter  # noqa: PLC0415 slow import

    book = xlsxwriter.Workbook(
        stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_sheet_name(name))
    writer = _Writer(book, sheet)
    writer.head([label for label, _read in columns])
    readers = [read for _label, read in columns]
    count, left = 0, iter(rows)
    for count, row in enumerate(islice(left, MAX_ROWS), start=1):
        writer.row(count, [read(row) for read in readers])
    sentences = [note] if note else []
    if count == MAX_ROWS and next(left, None) is not None:
        sentences.append(
            _("Only the first %(limit)s rows are in this file. Narrow the list and export again.")
            % {"limit": f"{MAX_ROWS:,}"}
        )
        sheet.write_string(count + 2, 0, sentences[-1])
    writer.finish(count, len(columns))
    if sentences:
        _write_note(book, sentences)
    book.close()
    return count


class _Writer:
    def __init__(self, book, sheet):
        self.sheet = sheet
        self.bold = book.add_format({"bold": True, "bg_color": "#E9F0FB", "bottom": 1, "valign": "vcenter"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self.widths: list[int] = []

    def head(self, labels: list[str]) -> None:
        self.sheet.set_row(0, 22)
        self.widths = [_width(label) for label in labels]
        for place, label in enumerate(labels):
            self.sheet.write_string(0, place, guarded(label), self.bold)

    def row(self, line: int, values: list[Any]) -> None:
        for place, value in enumerate(values):
            if value is None or value == "":
                continue
            self._cell(line, place, value)
            if line <= 200:
                self.widths[place] = max(self.widths[place], _width(value))

    def _cell(self, line: int, place: int, value: Any) -> None:
        sheet = self.sheet
        if isinstance(value, bool):
            sheet.write_string(line, place, _("yes") if value else _("no"))
        elif isinstance(value, (int, float, Decimal)):
            sheet.write_number(line, place, value) if abs(value) < 10**15 else sheet.write_string(
                line, place, str(value)
            )
        elif isinstance(value, datetime):
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            sheet.write_datetime(line, place, local.replace(tzinfo=None), self.moment)
        elif isinstance(value, date):
            sheet.write_datetime(line, place, value, self.day)
        else:
            sheet.write_string(line, place, guarded(str(value))[:_LONGEST_TEXT])

    def finish(self, count: int, width: int) -> None:
        self.sheet.freeze_panes(1, 0)
        if width:
            self.sheet.autofilter(0, 0, count, width - 1)
        for place, wanted in enumerate(self.widths):
            self.sheet.set_column(place, place, min(60, wanted + 2))


def _write_note(book, sentences: list[str]) -> None:
    sheet = book.add_worksheet(_("About this file")[:31])
    sheet.set_column(0, 0, 90)
    lines = "\n".join(sentences).splitlines()
    for line, sentence in enumerate(lines):
        sheet.write_string(line, 0, guarded(sentence))


def _width(value: Any) -> int:
    """Columns of a value on the sheet: a Chinese character takes two."""
    if isinstance(value, (date, datetime)):
        return 11 if not isinstance(value, datetime) else 16
    text = str(value)[:60]
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _sheet_name(name: str) -> str:
    kept = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip("' ")
    return kept[:31] or "1"
