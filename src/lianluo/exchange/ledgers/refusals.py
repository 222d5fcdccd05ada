"""The refused rows as a workbook that can be mended and imported again."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO

from django.utils.translation import pgettext

from .heads import ADDED, Recognised, without_added
from .rows import ParsedRow

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767


class RefusalBook:
    """An .xlsx with the file's own title rows and columns, and after them row number, column, reason, remedy.

    The titles are kept so that body and session are found again when the mended file comes back. Cells that a
    spreadsheet program would take for a formula get an apostrophe, which the import takes off again. Rows are
    written as they come; memory does not grow with them.
    """

    def __init__(self, target: Path | IO[bytes], recognised: Recognised):
        import xlsxwriter  # noqa: PLC0415 slow import

        options = {"constant_memory": True, "strings_to_formulas": False}

        self.book = xlsxwriter.Workbook(target if hasattr(target, "write") else str(target), options)
        self.sheet = self.book.add_worksheet(pgettext("ledger column", "Refused rows")[:31])
        self.told = self.book.add_format({"text_wrap": True, "font_color": "#B42318", "valign": "top"})
        self.line = 0
        self.width = len(without_added([column.heading for column in recognised.columns]))
        self.sheet.set_column(0, max(self.width - 1, 0), 14)
        self.sheet.set_column(self.width, self.width + 1, 12)
        self.sheet.set_column(self.width + 2, self.width + 3, 44)
        for title in recognised.titles:
            self._write([title])
        self._head([column.heading for column in recognised.columns])

    def add(self, row: ParsedRow) -> None:
        self._write(row.cells[: self.width], then=_told(row))

    def close(self) -> None:
        self.book.close()

    def _head(self, headings: list[str]) -> None:
        head = self.book.add_format({"bold": True, "bg_color": "#E8EEF8", "border": 1, "text_wrap": True})
        added = [pgettext("ledger column", text) for text in ADDED]
        for index, text in enumerate([*without_added(headings), *added]):
            self.sheet.write_string(self.line, index, guarded(text), head)
        self.line += 1

    def _write(self, cells: list[str], then: Iterable[str] = ()) -> None:
        for index, text in enumerate(cells):
            if text:
                self.sheet.write_string(self.line, index, guarded(text))
        for index, text in enumerate(then, self.width):
            self.sheet.write_string(self.line, index, guarded(text), self.told)
        self.line += 1


def guarded(text: str) -> str:
    """Text that no spreadsheet program will run as a formula, within the length of a cell."""
    text = f"'{text}" if text.startswith(_DANGEROUS) else text
    return text[:_CELL_LIMIT]


def _told(row: ParsedRow) -> list[str]:
    columns = dict.fromkeys(problem.column for problem in row.problems if problem.column)
    sentences = dict.fromkeys(problem.sentence for problem in row.problems)
    remedies = dict.fromkeys(problem.remedy for problem in row.problems if problem.remedy)
    return [str(row.row), "、".join(columns), "；".join(sentences), " ".join(remedies)]
