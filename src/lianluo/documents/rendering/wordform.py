"""征询意见表 in Word."""

from __future__ import annotations

from itertools import islice

from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from lianluo.documents.papers import FeedbackForm

from . import layout, ooxml, styles
from .square import as_png
from .styles import add, add_text, wear

# Six columns let rows of different division stand in one table, as on the PDF: 30 | 49 | 28 | 49 and 30 | 70 | 28 | 28.
_COLUMNS = (30, 49, 21, 7, 21, 28)
_LEAST, _LEAST_COMPACT = 10.2, 7.1  # mm; heights of a row of one line on the PDF
_FACTS, _ITEMS, _WIDE = (1, 1, 2, 2), (1, 2, 2, 1), (1, 5)


def add_feedback(document, form: FeedbackForm) -> None:
    """The form as one table on the page that was just begun."""
    title = add(document, "征 询 意 见 表", "Title")
    title.runs[0].font.size = Pt(20)
    title.paragraph_format.space_after = Pt(8)
    table = document.add_table(0, len(_COLUMNS), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)
    _row(
        table,
        _FACTS,
        (layout.proposer_label(form), form.deputy, layout.group_label(form), form.group),
        heads=(0, 2),
    )
    _row(table, _FACTS, ("答复函字号", form.letter_number, "办理单位", form.organ), heads=(0, 2))
    _row(table, _FACTS, ("收到答复函", "□ 是　□ 否", "收到时间", "　　　年　　月　　日"), heads=(0, 2))
    _row(table, _ITEMS, ("编　号", "标　题", "对办理态度", "对办理结果"), heads=(0, 1, 2, 3))
    grades = "\n".join(layout.grade_lines(form))
    tall = (
        3.0 * 4.94 + 2.1 if layout.is_compact(form) else 3 * 6.0 + 4.2
    )  # mm, as the PDF's rows of three grades
    for item in form.items:
        row = _row(table, _ITEMS, (item.number, item.title, grades, grades), heads=())
        row.height = Mm(tall)
        row.cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    words = _row(table, _WIDE, ("对办理工作的\n意见和建议", ""), heads=(0,))
    words.height, words.height_rule = Mm(layout.form_space(form)), WD_ROW_HEIGHT_RULE.EXACTLY
    _row(table, _WIDE, (layout.signature_label(form), f"{'　' * 20}年　　月　　日"), heads=(0,))
    _row(table, _WIDE, ("通讯地址", form.address), heads=(0,))
    _row(table, _WIDE, ("联系电话", form.phone), heads=(0,))
    ooxml.keep_rows_whole(table, heading_rows=0)
    if layout.is_compact(form):
        _make_compact(table)
    note = add(document, layout.form_note(form), styles.CELL, before=6)
    note.runs[0].font.size = Pt(10.5)
    ooxml.set_lines(note.paragraph_format, 15, before=6)
    if form.code:
        _add_code(document, form)


def _add_code(document, form: FeedbackForm) -> None:
    """The square beside its words; a table without lines."""
    table = document.add_table(1, 2)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    square, words = table.rows[0].cells
    square.width, words.width = Mm(26), Mm(130)
    wear(square.paragraphs[0], styles.CELL)
    square.paragraphs[0].paragraph_format.line_spacing = 1.0
    square.paragraphs[0].add_run().add_picture(as_png(form.link), width=Mm(22))
    _write(words, "\n".join(layout.code_words(form)), False)
    head, *rest = words.paragraphs
    ooxml.set_font(head.runs[0], "hei")
    for paragraph in rest:
        ooxml.set_lines(paragraph.paragraph_format, 15)
        for run in paragraph.runs:
            run.font.size = Pt(10.5)
    ooxml.keep_rows_whole(table, heading_rows=0)


def _row(table, spans: tuple[int, ...], values: tuple[str, ...], heads: tuple[int, ...]):
    """A row whose cells span as many columns each; `heads` are the places of labels."""
    row = table.add_row()
    row.height, row.height_rule = Mm(_LEAST), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells, kept = [], iter(list(row._tr.tc_lst))
    for span in spans:
        first, *rest = islice(kept, span)
        for other in rest:
            first.width += other.width
            row._tr.remove(other)
        first.grid_span = span
        cells.append(_Cell(first, table))
    for index, (cell, value) in enumerate(zip(cells, values, strict=True)):
        _write(cell, value, index in heads)
    return row


def _write(cell, text: str, head: bool) -> None:
    cell.vertical_alignment = 1
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        wear(paragraph, styles.CELL_HEAD if head else styles.CELL)
        add_text(paragraph, line)
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _make_compact(table) -> None:
    """Five items fill the page at the ordinary size; more are set smaller, as on the PDF."""
    for row in table.rows:
        if row.height == Mm(_LEAST):
            row.height = Mm(_LEAST_COMPACT)
    for paragraph in table._tbl.iter(ooxml.qn("w:p")):
        shown = Paragraph(paragraph, table)
        ooxml.set_lines(shown.paragraph_format, 14)
        for run in shown.runs:
            run.font.size = Pt(10.5)
