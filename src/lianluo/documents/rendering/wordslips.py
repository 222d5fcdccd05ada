"""Slips with short answers in Word: A5, a deputy each, or two side by side on A4 across."""

from __future__ import annotations

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lianluo.documents.papers import Slip, SlipItem, SlipsPaper, chinese_date

from . import ooxml, styles
from .styles import add, add_text

SIZE, LINE = 12, 19
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def slips_document(paper: SlipsPaper):
    document = styles.new_document(paper.title, paper.organ)
    _sheet(document.sections[0], paper.two_up)
    for place, slip in enumerate(paper.slips):
        _slip(document, paper, slip, place > 0)
    return document


def _sheet(section, two_up: bool) -> None:
    ooxml.page_geometry(section, grid=False, top=15, bottom=15, left=16, right=16, across=two_up)
    if not two_up:
        section.page_width, section.page_height = Mm(148), Mm(210)
        return
    section.orientation = WD_ORIENT.LANDSCAPE
    for old in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(old)
    ooxml.append(section._sectPr, "w:cols", num=2, space=ooxml.twips(32))


def _slip(document, paper: SlipsPaper, slip: Slip, is_further: bool) -> None:
    head = _line(document, paper.organ, "title", 15, 24, align=CENTER)
    if is_further:
        first = head.runs[0]._r
        breaking = head.add_run()
        breaking.add_break(WD_BREAK.COLUMN if paper.two_up else WD_BREAK.PAGE)
        first.addprevious(breaking._r)
    title = _line(document, paper.title, "hei", 14, 24, align=CENTER)
    ooxml.borders(title, bottom=8, colour=ooxml.RED)
    seat = f"（{slip.group}代表团）" if slip.group else ""
    _line(document, f"{slip.deputy}代表{seat}：", before=6)
    _line(document, paper.opening, indent=2)
    for place, item in enumerate(slip.items, 1):
        _item(document, item, f"{place}．" if len(slip.items) > 1 else "")
    _line(document, paper.closing, indent=2, before=4)
    _line(document, paper.organ, align=RIGHT, before=8, keep=True)
    _line(document, chinese_date(paper.signed_on), align=RIGHT)
    if paper.contact:
        _line(document, paper.contact, size=10.5, line=16, before=6)


def _item(document, item: SlipItem, number: str) -> None:
    asked = _line(document, f"{number}您于{item.voiced}提出：", "hei", indent=2, before=4, keep=True)
    ooxml.set_font(add_text(asked, item.words), "fang", SIZE)
    for place, part in enumerate(filter(None, (part.strip() for part in item.answer.split("\n")))):
        answer = _line(document, "" if place else "答复：", "hei", indent=2)
        ooxml.set_font(add_text(answer, part), "fang", SIZE)
    more = "；会后将作进一步答复" if item.is_interim else ""
    _line(document, f"（{item.department}{more}）", "kai", indent=2)


def _line(document, text: str, role: str = "fang", size: float = SIZE, line: float = LINE, *, indent: float = 0,
          before: float = 0, align=None, keep: bool = False):  # fmt: skip
    paragraph = add(document, text, "Normal", keep=keep)
    ooxml.set_lines(paragraph.paragraph_format, line, before=before)
    for run in paragraph.runs:
        ooxml.set_font(run, role, size)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(indent * size)
    if align is not None:
        paragraph.alignment = align
    return paragraph
