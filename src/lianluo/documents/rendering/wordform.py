"""征询意见表 in Word."""

from __future__ import annotations

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lianluo.documents.papers import FeedbackForm

from . import layout, ooxml, styles
from .styles import add, wear

_WIDTHS = (30, 50, 38, 38)


def add_feedback(document, form: FeedbackForm) -> None:
    """The form as one table on the page that was just begun."""
    title = add(document, "征 询 意 见 表", "Title")
    title.runs[0].font.size = Pt(20)
    title.paragraph_format.space_after = Pt(8)
    table = document.add_table(0, 4, style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)
    _row(table, ("代表委员", form.deputy, layout.group_label(form), form.group), heads=(0, 2))
    _row(table, ("答复函字号", form.letter_number, "办理单位", form.organ), heads=(0, 2))
    _row(table, ("收到答复函", "□ 是　□ 否", "收到时间", "　 年　月　日"), heads=(0, 2))
    _row(table, ("编　号", "标　题", "对办理态度", "对办理结果"), heads=(0, 1, 2, 3))
    grades = "\n".join(layout.grade_lines(form))
    for item in form.items:
        _row(table, (item.number, item.title, grades, grades), heads=())
    words = _wide_row(table, "对办理工作的\n意见和建议", "")
    words.height, words.height_rule = Mm(layout.form_space(form)), WD_ROW_HEIGHT_RULE.EXACTLY
    _wide_row(table, "签　名", "　　　　　　　　　　　　　　年　　月　　日")
    _wide_row(table, "通讯地址", form.address)
    _wide_row(table, "联系电话", form.phone)
    ooxml.keep_rows_whole(table, heading_rows=0)
    note = add(document, layout.form_note(form), styles.CELL, before=6)
    note.runs[0].font.size = Pt(10.5)


def _row(table, values: tuple[str, ...], heads: tuple[int, ...]):
    row = table.add_row()
    row.height, row.height_rule = Mm(10), WD_ROW_HEIGHT_RULE.AT_LEAST
    for index, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        cell.width = Mm(_WIDTHS[index])
        _write(cell, value, index in heads)
    return row


def _wide_row(table, label: str, value: str):
    row = table.add_row()
    row.height, row.height_rule = Mm(10), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells = row.cells
    rest = cells[1].merge(cells[3])
    cells[0].width = Mm(_WIDTHS[0])
    _write(cells[0], label, True)
    _write(rest, value, False)
    return row


def _write(cell, text: str, head: bool) -> None:
    cell.vertical_alignment = 1
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        wear(paragraph, styles.CELL_HEAD if head else styles.CELL)
        paragraph.add_run(line)
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
