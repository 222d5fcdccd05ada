"""The built-in letter as a template: the same styles and geometry, tags where the words of one letter would stand."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import date

from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from lianluo.documents.papers import FeedbackForm, FormItem, LetterPaper, Section, chinese_date

from . import ooxml, styles
from .word import letter_document

_DAY = date(2026, 3, 15)  # as wide as most dates
_FORM_SPACE = 55  # mm for free words on the form, which leaves room for three matters


def letter_template(organ: str) -> bytes:
    """The reply letter of `organ` with its feedback form, as a .docx with tags. The red mark is sized for this organ."""
    document = letter_document(_paper(organ))
    header = document.sections[0].first_page_header
    corner, mark = header.paragraphs[0], header.paragraphs[1]
    _write(mark, "{{ 发文机关 }}")
    _write(corner, "{{ 首页标注 }}")
    for paragraph in list(document.paragraphs):
        _tag(paragraph, organ)
    _tag_table(document.tables[0], organ)
    return ooxml.saved(document)


def _paper(organ: str) -> LetterPaper:
    form = FeedbackForm(
        deputy="{{ 提出人 }}", group="{{ 代表团或界别 }}", organ=organ, letter_number="{{ 文号 }}",
        items=(FormItem("{{ 件.编号 }}", "{{ 件.标题 }}"),), return_to="§寄回",
    )  # fmt: skip
    return LetterPaper(
        organ=organ, number="{{ 文号 }}", title="{{ 标题 }}", salutation="{{ 称谓 }}", opening="{{ 引言 }}",
        sections=(Section("§一", (), 1), Section("§二", (), 2), Section("§三", (), 3), Section("§四", ("§文",), 4)),
        closing="{{ 结束语 }}", signed_on=_DAY, disclosure="§", contact_person="§", copies=("§",), feedback=form,
    )  # fmt: skip


_LEVELS = {"§一": "{%p if 段.层次 == 1 %}", "§二": "{%p elif 段.层次 == 2 %}", "§三": "{%p elif 段.层次 == 3 %}",
           "§四": "{%p elif 段.层次 == 4 %}", "§文": "{%p else %}"}  # fmt: skip


def _tag(paragraph: Paragraph, organ: str) -> None:
    text = paragraph.text
    if text in _LEVELS:
        _around(paragraph, (["{%p for 段 in 正文 %}"] if text == "§一" else []) + [_LEVELS[text]],
                ["{%p endif %}", "{%p endfor %}"] if text == "§文" else [])  # fmt: skip
        _write(paragraph, "{{ 段.文字 }}")
    elif text == organ:
        _write(paragraph, "{{ 发文机关 }}")
    elif text == chinese_date(_DAY):
        _write(paragraph, "{{ 成文日期 }}")
    elif text.startswith("附件："):
        _optional(paragraph, "附件说明", "{{ 附件说明 }}")
    elif text.startswith("（联系人"):
        _optional(paragraph, "联系方式", "{{ 联系方式 }}")
    elif text.startswith("抄送："):
        _optional(paragraph, "抄送", "抄送：{{ 抄送 }}。")
    elif text.startswith("注："):
        _write(paragraph, "{{ 填表说明 }}")
        below = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(below)
        _optional(Paragraph(below, paragraph._parent), "评价方式", "{{ 评价方式 }}")


def _tag_table(table: Table, organ: str) -> None:
    rows = list(table.rows)
    facts, letter = rows[0].cells, rows[1].cells
    _write(facts[0].paragraphs[0], "{{ 提出人栏名 }}")
    _write(facts[2].paragraphs[0], "{{ 代表团栏名 }}")
    _write(letter[-1].paragraphs[0], "{{ 发文机关 }}")
    item = next(row for row in rows if "件.编号" in row.cells[0].text)
    _repeat_row(item._tr)
    for row in rows:
        first = row.cells[0].paragraphs[0]
        if first.text == "签　名":
            _write(first, "{{ 签名栏名 }}")
        elif first.text.startswith("对办理工作的"):
            row.height = Mm(_FORM_SPACE)


def _repeat_row(row) -> None:
    """Rows with the tags of the loop above and under the row; they vanish when the template is filled."""
    for tag, put in (("{%tr for 件 in 办理件 %}", row.addprevious), ("{%tr endfor %}", row.addnext)):
        other = copy.deepcopy(row)
        put(other)
        cells = list(other.iter(qn("w:tc")))
        for place, cell in enumerate(cells):
            first, *rest = cell.findall(qn("w:p"))
            for each in rest:
                cell.remove(each)
            _control(Paragraph(first, None), tag if place == 0 else "")


def _optional(paragraph: Paragraph, field: str, text: str) -> None:
    _around(paragraph, [f"{{%p if {field} %}}"], ["{%p endif %}"])
    _write(paragraph, text)


def _around(paragraph: Paragraph, before: Iterable[str], after: Iterable[str]) -> None:
    for tag in before:
        _control(paragraph.insert_paragraph_before(), tag)
    for tag in reversed(list(after)):
        element = ooxml.OxmlElement("w:p")
        paragraph._p.addnext(element)
        _control(Paragraph(element, paragraph._parent), tag)


def _control(paragraph: Paragraph, tag: str) -> None:
    """Small and grey, so that whoever edits sees it is no text of the letter."""
    _write(paragraph, tag)
    styles.wear(paragraph, styles.CELL)
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x80, 0x80, 0x80)


def _write(paragraph: Paragraph, text: str) -> None:
    """Puts the words into the first run, which keeps its looks."""
    first, *rest = paragraph.runs or [styles.add_text(paragraph, "")]
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)
