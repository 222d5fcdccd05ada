"""Styles of an official paper in Word: body, headings, title, signature, imprint, table text."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from . import ooxml

BODY, NUMBER, SIGNATURE, IMPRINT, CELL, CELL_HEAD = (
    "公文正文", "发文字号", "发文机关署名", "版记", "表格文字", "表头文字",
)  # fmt: skip
MARK, CORNER, PAGE_NUMBER, TABLE_TITLE = "发文机关标志", "首页右上角标注", "公文页码", "表题"
_HEADINGS = ("hei", "kai", "fang", "fang")


def new_document(title: str, author: str):
    """An empty paper with all styles in it."""
    document = Document(BytesIO(_base()))
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = title, author, "", "zh-CN"
    return document


@lru_cache(maxsize=1)
def _base() -> bytes:
    """Made once, since styling takes longer than writing a letter."""
    document = ooxml.empty_document()
    make_styles(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_styles(document) -> None:
    """Restyles Normal, Title and Heading 1–4 and adds the paper's own styles."""
    styles = document.styles
    _shape(styles["Normal"], "fang", 16)
    styles["Normal"].paragraph_format.widow_control = False
    _shape(styles["Title"], "title", 22, align=WD_ALIGN_PARAGRAPH.CENTER)
    for level, role in enumerate(_HEADINGS, 1):
        style = styles[f"Heading {level}"]
        _shape(style, role, 16, indent=2, latin="" if role == "hei" else ooxml.LATIN)
        style.paragraph_format.keep_with_next = True
    justify, right, center = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER
    _add(document, BODY, "fang", 16, align=justify, indent=2)
    _add(document, NUMBER, "fang", 16, align=right)
    _add(document, SIGNATURE, "fang", 16, align=right)
    _add(document, IMPRINT, "fang", 14, align=justify, line=24)
    _add(document, CELL, "fang", 12, line=17)
    _add(document, CELL_HEAD, "hei", 12, align=center, line=17, latin="")
    _add(document, MARK, "title", 44, align=center, line=48)
    _add(document, CORNER, "hei", 16, align=right, line=20, latin="")
    _add(document, PAGE_NUMBER, "song", 14, line=16)
    _add(document, TABLE_TITLE, "hei", 12, align=center, line=24, latin="")


def _add(document, name: str, role: str, size: float, **options) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    _shape(style, role, size, **options)


def _shape(style, role, size, align=None, indent=0, line=ooxml.LINE_TWIPS / 20, latin=ooxml.LATIN) -> None:
    ooxml.set_font(style, role, size, latin)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.paragraph_format.alignment = align
    ooxml.set_lines(style.paragraph_format, line)
    _own_pitch(style, size)
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
    if indent:
        ooxml.set_indent(properties, indent)


def _own_pitch(style, size: float) -> None:
    """The style carries the grid itself: exact lines, and 28 characters a line by its letter spacing.

    The section declares the same grid, but some readers stretch text that snaps to it.
    """
    run = style.element.get_or_add_rPr()
    for old in run.findall(qn("w:spacing")):
        run.remove(old)
    spacing = ooxml.OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(ooxml.TRACKING if size == 16 else 0))
    run.insert_element_before(
        spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:lang"
    )
    paragraph = style.element.get_or_add_pPr()
    # No extra space between Chinese and Latin either; the PDF has none.
    for tag in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):
        switch = ooxml.OxmlElement(tag)
        switch.set(qn("w:val"), "0")
        paragraph.insert_element_before(
            switch, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
        )


@lru_cache(maxsize=1)
def _ids() -> dict[str, str]:
    return {style.name: style.style_id for style in Document(BytesIO(_base())).styles}


def wear(paragraph, style: str) -> None:
    """Gives the paragraph a style by name; python-docx would search all styles each time."""
    paragraph._p.style = _ids()[style]


def add_text(paragraph, text: str):
    """A run of Chinese text with figures and letters in it."""
    run = paragraph.add_run(text)
    ooxml.chinese(run)
    return run


def add(holder, text: str, style: str, **placing):
    """A paragraph with `text`; "\\n" becomes a line break. `before`, `right`, `left` in pt, `keep` with the next."""
    paragraph = holder.add_paragraph()
    wear(paragraph, style)
    for index, line in enumerate(text.split("\n")):
        run = add_text(paragraph, line)
        if index < text.count("\n"):
            run.add_break()
    form = paragraph.paragraph_format
    for name, field in (("before", "space_before"), ("right", "right_indent"), ("left", "left_indent")):
        if placing.get(name):
            setattr(form, field, Pt(placing[name]))
    if placing.get("keep"):
        form.keep_with_next = True
    return paragraph
