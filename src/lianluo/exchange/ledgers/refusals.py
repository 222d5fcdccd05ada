"""The refused rows as a workbook that can be mended and imported again."""

import io
from collections.abc import Iterable

from django.utils.translation import pgettext

from .heads import Recognised
from .rows import ParsedRow

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_CELL_LIMIT = 32_767


def write_refusals(recognised: Recognised, rows: Iterable[ParsedRow]) -> bytes:
    """An .xlsx with the file's own title rows and columns, and after them row number, column, reason, remedy.

    Only rows with problems are written. The titles are kept so that body and session are found again when
    the mended file comes back. Cells that a spreadsheet program would take for a formula get an apostrophe.
    """
    import xlsxwriter  # noqa: PLC0415 slow import

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(pgettext("ledger column", "Refused rows")[:31])
    head = book.add_format({"bold": True, "bg_color": "#E8EEF8", "border": 1, "text_wrap": True})
    told = book.add_format({"text_wrap": True, "font_color": "#B42318", "valign": "top"})
    width = len(recognised.columns)
    sheet.set_column(0, max(width - 1, 0), 14)
    sheet.set_column(width, width + 1, 12)
    sheet.set_column(width + 2, width + 3, 44)
    line = 0
    for title in recognised.titles:
        sheet.write_string(line, 0, guarded(title))
        line += 1
    headings = [column.heading for column in recognised.columns]
    for index, text in enumerate(
        [
            *headings,
            pgettext("ledger column", "row number"),
            pgettext("ledger column", "column"),
            pgettext("ledger column", "reason"),
            pgettext("ledger column", "what to do"),
        ]
    ):
        sheet.write_string(line, index, guarded(text), head)
    for row in rows:
        if not row.problems:
            continue
        line += 1
        for index, text in enumerate(row.cells[:width]):
            if text:
                sheet.write_string(line, index, guarded(text))
        for index, text in enumerate(_told(row), width):
            sheet.write_string(line, index, guarded(text), told)
    book.close()
    return buffer.getvalue()


def guarded(text: str) -> str:
    """Text that no spreadsheet program will run as a formula, within the length of a cell."""
    text = f"'{text}" if text.startswith(_DANGEROUS) else text
    return text[:_CELL_LIMIT]


def _told(row: ParsedRow) -> list[str]:
    columns = dict.fromkeys(problem.column for problem in row.problems if problem.column)
    sentences = dict.fromkeys(problem.sentence for problem in row.problems)
    remedies = dict.fromkeys(problem.remedy for problem in row.problems if problem.remedy)
    return [str(row.row), "、".join(columns), "；".join(sentences), " ".join(remedies)]
