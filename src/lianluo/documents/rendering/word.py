"""Word files built from the papers: real styles, exact page geometry, nothing drawn where text will do."""

from __future__ import annotations

from functools import singledispatch

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from lianluo.documents.papers import (
    AnnexPaper,
    LetterPaper,
    ListPaper,
    ReportPaper,
    Section,
    SlipsPaper,
    Table,
    chinese_date,
    printable,
)

from . import layout, ooxml, styles
from .styles import add, add_text, wear
from .wordform import add_feedback
from .wordslips import slips_document

RIGHT, LEFT = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT


def render_docx(paper: LetterPaper | ReportPaper | AnnexPaper | ListPaper | SlipsPaper) -> bytes:
    """The paper as a Word file."""
    return ooxml.saved(_written(printable(paper)))


@singledispatch
def _written(paper):
    raise TypeError(f"{type(paper).__name__} is not a paper")


@_written.register
def letter_document(paper: LetterPaper):
    """A letter before it is saved."""
    document = _start(paper.title, paper.organ)
    section = document.sections[0]
    ooxml.page_geometry(section)
    section.different_first_page_header_footer = True
    size, spacing = layout.mark(paper.organ)
    place = layout.place(size)
    _letter_head(section.first_page_header, paper, place, size, spacing)
    _page_numbers(section)
    _letter_opening(document, paper, place)
    _sections(document, paper.sections)
    _ending(document, paper)
    if contact := layout.contact(paper):
        add(document, contact, styles.BODY)
    if paper.copies:
        foot = add(document, "抄送：" + "，".join(paper.copies) + "。", styles.IMPRINT, left=14, right=14)
        _hang(foot, 4 * 14, 3 * 14)
        ooxml.frame(foot, width=156)
    if paper.feedback:
        _feedback_section(document, paper)
    elif paper.copies:
        ooxml.set_lines(add(document, "", "Normal").paragraph_format, 1)
    return document


@_written.register
def _report(paper: ReportPaper):
    document = _start(paper.title, paper.organ)
    section = document.sections[0]
    ooxml.page_geometry(section)
    _page_numbers(section)
    _red_head(document, paper)
    add(document, "\n".join(layout.title_lines(paper.title)), "Title", before=2 * 28.95)
    add(document, "", "Normal")
    if paper.addressees:
        add(document, paper.addressees + "：", "Normal")
    _sections(document, paper.sections)
    for table in paper.tables:
        _table(document, table)
    _ending(document, paper)
    _imprint(document, paper)
    return document


@_written.register
def _annex(paper: AnnexPaper):
    document = _across(paper)
    _annex_table(document, paper)
    return document


@_written.register
def _list(paper: ListPaper):
    document = _across(paper)
    widths = [247 * width / sum(paper.widths) for width in paper.widths]
    table = _grid(document, 1, widths)
    for cell, name in zip(table.rows[0].cells, paper.heading, strict=True):
        _fill(cell, name, styles.CELL_HEAD)
    for group in paper.groups:
        _group_row(table, group.heading)
        for row in group.rows:
            for column, (cell, value) in enumerate(zip(table.add_row().cells, row, strict=True)):
                cell.width = Mm(widths[column])
                _fill(
                    cell, value, styles.CELL, WD_ALIGN_PARAGRAPH.CENTER if column in paper.centred else LEFT
                )
    ooxml.keep_rows_whole(table)
    return document


@_written.register
def _slips(paper: SlipsPaper):
    return slips_document(paper)


def _across(paper: AnnexPaper | ListPaper):
    """A document on A4 laid across, with its title and note."""
    document = _start(paper.title, "")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    ooxml.page_geometry(section, grid=False, top=28, bottom=26, left=25, right=25, across=True)
    _page_numbers(section)
    add(document, "\n".join(layout.title_lines(paper.title, layout.ANNEX_TITLE_LINE)), "Title")
    add(document, paper.note, styles.CELL, before=6)
    return document


def _start(title: str, author: str):
    return styles.new_document(title.replace("\n", ""), author)


def _letter_head(header, paper: LetterPaper, place: layout.Place, size: float, spacing: float) -> None:
    """Mark, class mark and both double lines, placed in page coordinates inside the first page's header."""
    anchor = header.paragraphs[0]
    if corner := layout.corner(paper):
        ooxml.frame(_before(anchor, corner, styles.CORNER), x=28, y=17, width=156, height=8)
    mark = _before(anchor, paper.organ, styles.MARK)
    run = mark.runs[0]
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(ooxml.RED)
    properties = run._r.get_or_add_rPr()
    track = ooxml.append(properties, "w:spacing", val=round(size * spacing * 20))
    properties.remove(track)
    properties.insert_element_before(track, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")
    ooxml.set_lines(mark.paragraph_format, size)
    ooxml.frame(
        mark, x=20, y=place.mark + 0.02 * size * layout.MM_PER_PT, width=170, height=size * layout.MM_PER_PT
    )
    bottom = 277 - place.thick - place.gap - place.thin
    bars = ((place.rule, place.thick), (place.rule + place.thick + place.gap, place.thin),
            (bottom, place.thin), (277 - place.thick, place.thick))  # fmt: skip
    for number, (top, height) in enumerate(bars, 1):
        ooxml.red_bar(anchor, number, top, height)


def _before(anchor, text: str, style: str):
    paragraph = anchor.insert_paragraph_before()
    add_text(paragraph, text)
    wear(paragraph, style)
    return paragraph


def _letter_opening(document, paper: LetterPaper, place: layout.Place) -> None:
    half = (ooxml.LINE_TWIPS / 20 - 16) / 2
    number_at = (place.number - 37) / layout.MM_PER_PT - half
    add(document, paper.number, styles.NUMBER, before=number_at)
    title_at = place.title_lines * ooxml.LINE_TWIPS / 20 - number_at - ooxml.LINE_TWIPS / 20
    add(document, "\n".join(layout.title_lines(paper.title)), "Title", before=title_at)
    add(document, "", "Normal")
    add(document, paper.salutation, "Normal")
    add(document, paper.opening, styles.BODY)


def _sections(document, sections: tuple[Section, ...]) -> None:
    for section in sections:
        if section.heading:
            add(document, section.heading, f"Heading {section.level}")
        for paragraph in section.paragraphs:
            add(document, paragraph, styles.BODY)


def _ending(document, paper: LetterPaper | ReportPaper) -> None:
    """Closing words, attachments, organ and date, kept together."""
    if paper.closing:
        add(document, paper.closing, styles.BODY, keep=True)
    names = layout.attachments(paper) if isinstance(paper, LetterPaper) else list(paper.attachments)
    for index, name in enumerate(names):
        lead = "附件：" if index == 0 else "　　　"
        own = f"{index + 1}.{name}" if len(names) > 1 else name
        line = add(document, lead + own, "Normal", keep=True, before=28.95 if index == 0 else 0)
        _hang(line, 2 * layout.ADVANCE + 3 * 16, 48)
    day = chinese_date(paper.signed_on)
    organ_indent, day_indent = layout.signature_indents(paper.organ, day)
    add(document, paper.organ, styles.SIGNATURE, keep=True, before=2 * 28.95, right=organ_indent)
    add(document, day, styles.SIGNATURE, right=day_indent)


def _hang(paragraph, left: float, hanging: float) -> None:
    paragraph.paragraph_format.left_indent = Pt(left)
    paragraph.paragraph_format.first_line_indent = Pt(-hanging)


def _page_numbers(section) -> None:
    """— 2 — odd pages right, even pages left, one character in."""
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        footer.is_linked_to_previous = False
        line = footer.paragraphs[0]
        wear(line, styles.PAGE_NUMBER)
        line.alignment = align
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
        add_text(line, "— ")
        ooxml.page_field(line.add_run())
        add_text(line, " —")


def _feedback_section(document, paper: LetterPaper) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that ends the letter's section carries the foot's frame and must not take a line of its own.
    ooxml.set_lines(document.paragraphs[-1].paragraph_format, 1)
    ooxml.page_geometry(section, grid=False, top=25, bottom=20)
    section.different_first_page_header_footer = False
    for part in (section.header, section.footer, section.even_page_header, section.even_page_footer):
        part.is_linked_to_previous = False
    add_feedback(document, paper.feedback)


def _red_head(document, paper: ReportPaper) -> None:
    text = paper.organ + "文件"
    size, spacing = layout.mark(text, largest=46)
    mark = add(document, text, styles.MARK, before=35 / layout.MM_PER_PT)
    mark.runs[0].font.size, mark.runs[0].font.color.rgb = Pt(size), RGBColor.from_string(ooxml.RED)
    ooxml.set_lines(mark.paragraph_format, size, before=35 / layout.MM_PER_PT)
    if paper.signer:
        line = add(document, f"{paper.number}\t签发人：", "Normal", before=2 * 28.95, left=16, right=16)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(156) - Pt(16), WD_TAB_ALIGNMENT.RIGHT)
        ooxml.set_font(add_text(line, paper.signer), "kai")
    else:
        line = add(document, paper.number, "Normal", before=2 * 28.95)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    rule = add(document, "", "Normal")
    ooxml.set_lines(rule.paragraph_format, 4 / layout.MM_PER_PT - 6)
    ooxml.borders(rule, bottom=12, colour=ooxml.RED)


def _imprint(document, paper: ReportPaper) -> None:
    """版记 at the foot of the last page: outer lines 0.35 mm (8/8 pt), the inner one 0.25 mm (6/8 pt), §7.4.1.

    Framed paragraphs, since Word draws `between` once. LibreOffice 7.4 leaves the frame where the text ends. The tab
    in front keeps the text one character in while the lines keep the width of the type area.
    """
    lines = ["\t抄送：" + "，".join(paper.copies) + "。"] if paper.copies else []
    if paper.printed_by:
        lines.append(f"\t{paper.printed_by}\t{chinese_date(paper.printed_on or paper.signed_on)}印发")
    for text in lines:
        line = add(document, text, styles.IMPRINT)
        line.alignment = LEFT
        _hang(line, 4 * 14, 4 * 14)
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Pt(14))
        stops.add_tab_stop(Mm(156) - Pt(14), WD_TAB_ALIGNMENT.RIGHT)
        ooxml.borders(line, top=8, bottom=8, between=6)
        ooxml.frame(line, width=156)
    if lines:
        ooxml.set_lines(add(document, "", "Normal").paragraph_format, 1)


def _grid(document, rows: int, widths: list[float]):
    """A bordered table with columns of fixed widths in mm."""
    table = document.add_table(rows, len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _fill(cell, text: str, style: str, align=None) -> None:
    paragraph = cell.paragraphs[0]
    wear(paragraph, style)
    first, *rest = text.split("\n")
    run = add_text(paragraph, first)
    for line in rest:
        run.add_break()
        run = add_text(paragraph, line)
    if align is not None:
        paragraph.alignment = align


def _table(document, data: Table) -> None:
    if data.caption:
        add(document, data.caption, styles.TABLE_TITLE, before=12, keep=True)
    share = 156 / sum(data.widths)
    table = _grid(document, 1 + len(data.rows), [width * share for width in data.widths])
    last = len(data.rows)
    for index, values in enumerate((data.heading, *data.rows)):
        head = index == 0 or (data.total and index == last)
        for column, (cell, value) in enumerate(zip(table.rows[index].cells, values, strict=True)):
            align = WD_ALIGN_PARAGRAPH.CENTER if index == 0 or column else LEFT
            _fill(cell, value, styles.CELL_HEAD if head else styles.CELL, align)
    ooxml.keep_rows_whole(table)
    add(document, "", styles.CELL)


def _annex_table(document, paper: AnnexPaper) -> None:
    groups = layout.numbered_rows(paper)
    widths = [14, 38, 87, 108]
    table = _grid(document, 1, widths)
    for cell, name in zip(table.rows[0].cells, layout.ANNEX_HEADING, strict=True):
        _fill(cell, name, styles.CELL_HEAD)
    for topic, rows in groups:
        _group_row(table, topic)
        for number, row in rows:
            values = (str(number), layout.with_group(row, "\n"), row.opinion, row.handling)
            for index, (cell, value) in enumerate(zip(table.add_row().cells, values, strict=True)):
                cell.width = Mm(widths[index])
                _fill(cell, value, styles.CELL, WD_ALIGN_PARAGRAPH.CENTER if index < 2 else LEFT)
    ooxml.keep_rows_whole(table)


def _group_row(table, heading: str) -> None:
    """A grey row across the table that stays with the row below it."""
    cells = table.add_row().cells
    merged = cells[0].merge(cells[-1])
    _fill(merged, heading, styles.CELL_HEAD, LEFT)
    merged.paragraphs[0].paragraph_format.keep_with_next = True
    ooxml.colour_cell(merged, "F0F0F0")
