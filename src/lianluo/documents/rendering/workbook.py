"""The annex as a workbook."""

from __future__ import annotations

from io import BytesIO

from lianluo.documents.papers import AnnexPaper, printable

from . import layout

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def guarded(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet could take it for a formula."""
    return "'" + text if text.startswith(_DANGEROUS) else text


def render_xlsx(paper: AnnexPaper) -> bytes:
    """One sheet: title, heading, topics as merged rows, one row per opinion; set to print A4 across."""
    import xlsxwriter  # noqa: PLC0415 slow import

    paper = printable(paper)
    stream = BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("办理落实情况")
    base = {"font_name": "仿宋_GB2312", "font_size": 12, "text_wrap": True, "valign": "vcenter", "border": 1}
    head = book.add_format({**base, "font_name": "黑体", "align": "center"})
    topic_form = book.add_format({**base, "font_name": "黑体", "bg_color": "#F0F0F0"})
    left, center = book.add_format(base), book.add_format({**base, "align": "center"})
    title = book.add_format(
        {"font_name": "方正小标宋简体", "font_size": 20, "align": "center", "text_wrap": True}
    )
    for column, size in enumerate((7, 20, 52, 66)):
        sheet.set_column(column, column, size)
    sheet.merge_range(0, 0, 0, 3, guarded(paper.title), title)
    sheet.set_row(0, 56)
    for column, name in enumerate(layout.ANNEX_HEADING):
        sheet.write_string(1, column, name, head)
    line = 2
    for topic, rows in layout.numbered_rows(paper):
        sheet.merge_range(line, 0, line, 3, guarded(topic), topic_form)
        line += 1
        for number, row in rows:
            sheet.write_number(line, 0, number, center)
            for column, value in enumerate((layout.with_group(row), row.opinion, row.handling), 1):
                sheet.write_string(line, column, guarded(value), center if column == 1 else left)
            line += 1
    _page(sheet)
    book.close()
    return stream.getvalue()


def _page(sheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    sheet.set_footer("&C— &P —")
