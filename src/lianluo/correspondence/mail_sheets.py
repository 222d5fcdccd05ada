"""Sheets that go to the post and come back from it: the register-mail sheet, and a workbook with mail numbers."""

from __future__ import annotations

from typing import BinaryIO

from django.utils.translation import gettext as _

from lianluo.correspondence import texts
from lianluo.correspondence.models import Letter
from lianluo.documents.papers import ListGroup, ListPaper, chinese_date
from lianluo.documents.uploads import BadUpload, kind_of
from lianluo.foundation import clock

TITLE = "邮件交寄清单"
HEADING = ("序号", "收件人", "地址", "邮编", "单位", "函号", "邮件号", "备注")
WIDTHS = (1.1, 2.4, 7, 1.8, 4, 4.2, 3.4, 2.4)
CENTRED = (0, 3)


def rows_of(letters: list[Letter]) -> list[tuple[str, ...]]:
    """A row as HEADING says for each letter, to the address of its last posting or else of the register."""
    return [_row(place, letter) for place, letter in enumerate(letters, start=1)]


def _row(place: int, letter: Letter) -> tuple[str, ...]:
    postings, addressee = list(letter.dispatches.all()), letter.addressee
    last = postings[-1] if postings else None
    address = texts.address_of(addressee, letter.session)
    where = (last.address, last.postcode) if last else (addressee.address, addressee.postcode)
    employer = getattr(addressee, "work", "") or letter.group
    note = last.get_way_display() if last else ""
    return (
        str(place), f"{address.name}{address.title}", *where, employer, letter.number,
        last.tracking if last else "", "改址重寄" if len(postings) > 1 else note,
    )  # fmt: skip


def paper_of_sheet(organ: str, rows: list[tuple[str, ...]]) -> ListPaper:
    note = f"共{len(rows)}件。交寄日期：{chinese_date(clock.today())}　　交寄人：　　　　　　收寄人：　　　　　　"
    return ListPaper(TITLE, organ, HEADING, WIDTHS, (ListGroup("", tuple(rows)),), note, CENTRED)


def text_of_workbook(name: str, stream: BinaryIO, size: int) -> str:
    """The first visible sheet as it would be pasted: a row a line, cells parted by tabs. Raises BadUpload."""
    import python_calamine as calamine  # noqa: PLC0415 slow import

    if kind_of(name, stream, size) != "xlsx":
        raise BadUpload(_("Only a workbook (.xlsx) is read here."))
    try:
        book = calamine.CalamineWorkbook.from_filelike(stream)
        seen = [
            each.name for each in book.sheets_metadata if each.visible == calamine.SheetVisibleEnum.Visible
        ]
        cells = book.get_sheet_by_name(seen[0]).to_python()
    except (calamine.CalamineError, IndexError) as fault:
        raise BadUpload(_("The workbook cannot be read.")) from fault
    return "\n".join("\t".join(map(_words, row)) for row in cells)


def _words(cell) -> str:
    """A mail number that the sheet keeps as a number has no decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
