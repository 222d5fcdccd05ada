"""Papers as plain data: what a letter, report, annex or envelope says, never how it looks. No database here.

Texts are printed as given. Headings carry their own number ("一、关于第0012号建议"); `numbered` writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date

_DIGITS = "零一二三四五六七八九"
_LEVELS = (
    re.compile(r"^[一二三四五六七八九十百]+、"),
    re.compile(r"^[(（][一二三四五六七八九十百]+[)）]"),
    re.compile(r"^\d{1,2}[.．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)


@dataclass(frozen=True)
class Section:
    """A heading of `level` 1–4 (一、 / （一） / 1. / （1）) and the paragraphs below it; either may be empty."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True)
class FormItem:
    """One matter on the feedback form: its number as the congress gave it and its title."""

    number: str
    title: str


@dataclass(frozen=True)
class FeedbackForm:
    """征询意见表, one page, two axes (办理态度, 办理结果). `return_to` says where the paper goes back to.

    `deputy` is the name of whoever proposed; of an organisation the form asks for its seal and who signed.
    """

    deputy: str
    group: str
    organ: str
    letter_number: str
    items: tuple[FormItem, ...]
    address: str = ""
    phone: str = ""
    grades: tuple[str, ...] = ("满意", "基本满意", "不满意")
    return_to: str = ""
    is_organisation: bool = False
    code: str = ""
    """By which the addressee rates without the paper, in groups of four; "" where only the paper counts."""
    rate_at: str = ""
    """The address at which the code is typed; with the code behind it, what the square holds."""

    @property
    def link(self) -> str:
        return f"{self.rate_at}{self.code.replace('-', '')}" if self.code else ""


@dataclass(frozen=True)
class LetterPaper:
    """A reply letter in 信函格式, GB/T 9704-2012 §10.1. `title` is broken into lines by the rendering."""

    organ: str
    number: str
    title: str
    salutation: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    signed_on: date | None
    class_mark: str = ""
    disclosure: str = ""
    attachments: tuple[str, ...] = ()
    contact_person: str = ""
    contact_phone: str = ""
    copies: tuple[str, ...] = ()
    feedback: FeedbackForm | None = None


@dataclass(frozen=True)
class Table:
    """A table of a report: heading cells, rows of cells, widths as shares of the type area."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""
    total: bool = False


@dataclass(frozen=True)
class ReportPaper:
    """A document to a superior (上行文) with 签发人 when `signer` is given; otherwise an ordinary one."""

    organ: str
    number: str
    title: str
    addressees: str
    sections: tuple[Section, ...]
    signed_on: date | None
    signer: str = ""
    tables: tuple[Table, ...] = ()
    closing: str = ""
    attachments: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None


@dataclass(frozen=True)
class AnnexRow:
    """One opinion in the annex: who said it (name and delegation or sector), what, and what was done."""

    name: str
    group: str
    opinion: str
    handling: str


@dataclass(frozen=True)
class AnnexGroup:
    topic: str
    rows: tuple[AnnexRow, ...]


@dataclass(frozen=True)
class AnnexPaper:
    """Annex as the SPP sends it: opinions grouped by topic, numbered through the whole annex."""

    title: str
    groups: tuple[AnnexGroup, ...]
    note: str = ""


@dataclass(frozen=True)
class ListGroup:
    """Rows under one heading; a row has as many cells as the list has columns."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ListPaper:
    """A list across A4 in groups, such as a breakdown plan. `widths` are shares; `centred` names columns by place."""

    title: str
    organ: str
    heading: tuple[str, ...]
    widths: tuple[float, ...]
    groups: tuple[ListGroup, ...]
    note: str = ""
    centred: tuple[int, ...] = ()


@dataclass(frozen=True)
class SlipItem:
    """One opinion on a slip: when it was voiced, the words, who answers, the answer, and that more follows."""

    voiced: str
    words: str
    department: str
    answer: str
    is_interim: bool = False


@dataclass(frozen=True)
class Slip:
    """What one deputy gets this evening."""

    deputy: str
    group: str
    items: tuple[SlipItem, ...]


@dataclass(frozen=True)
class SlipsPaper:
    """Short answers on slips of A5, a deputy each, in the order given; `two_up` puts two on a sheet of A4 across."""

    title: str
    organ: str
    opening: str
    closing: str
    slips: tuple[Slip, ...]
    signed_on: date | None
    contact: str = ""
    two_up: bool = False


@dataclass(frozen=True)
class Run:
    """Words of a paragraph that look alike."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    head: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Block:
    """A part of a rich text. `kind`: heading (`level` 1–2), paragraph, item (`mark` "1." or ""; `level` how deep), table
    (`rows`), picture (`picture`: number of its file, `caption`)."""

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    mark: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: int = 0
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    """A JPEG that a paper prints."""

    number: int
    content: bytes


@dataclass(frozen=True)
class BriefingPaper:
    """A briefing, printed once for each of `addressees` with his name above it; once without any where there is none."""

    organ: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    signed_on: date | None
    addressees: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class EnvelopePaper:
    """A label for one envelope."""

    postcode: str
    address: str
    name: str
    title: str
    sender: str
    sender_address: str = ""
    sender_postcode: str = ""
    remark: str = ""


_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def printable(value):
    """The paper, or any part of it, without the signs that no document format can hold."""
    if isinstance(value, str):
        return _UNPRINTABLE.sub("", value)
    if isinstance(value, tuple):
        return tuple(printable(part) for part in value)
    if is_dataclass(value):
        return replace(
            value, **{field.name: printable(getattr(value, field.name)) for field in fields(value)}
        )
    return value


def chinese_number(number: int) -> str:
    """1–99 in Chinese figures as headings write them: 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def numbered(level: int, number: int, text: str) -> str:
    """`text` with the number of its level in front."""
    marks = (f"{chinese_number(number)}、", f"（{chinese_number(number)}）", f"{number}.", f"（{number}）")
    return marks[level - 1] + text


def chinese_date(day: date | None) -> str:
    """成文日期 in Arabic numerals without leading zeros; blank places while it is not signed."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　年　月　日"


def heading_level(line: str) -> int:
    """1–4 when the line begins with a number of that level, else 0."""
    return next((level for level, mark in enumerate(_LEVELS, 1) if mark.match(line)), 0)


def read_sections(text: str, below: int = 0, longest_heading: int = 40) -> tuple[Section, ...]:
    """Sections of a plain text as a clerk writes it, one paragraph a line; numbered short lines are headings.

    `below` is the level of the heading the text stands under: its own levels move down by as many and are
    numbered anew, so that 一、 inside 一、 becomes （一）.
    """
    found: list[tuple[str, list[str], int]] = []
    counts = [0, 0, 0, 0]
    for line in filter(None, (line.strip() for line in text.splitlines())):
        own = heading_level(line)
        if own and len(line) <= longest_heading and not line.endswith(("。", "；", ";")):
            level = min(own + below, 4)
            counts[level - 1 :] = [counts[level - 1] + 1, *[0] * (4 - level)]
            bare = _LEVELS[own - 1].sub("", line).strip()
            found.append((numbered(level, counts[level - 1], bare), [], level))
        elif found:
            found[-1][1].append(line)
        else:
            found.append(("", [line], below + 1))
    return tuple(Section(heading, tuple(paragraphs), level) for heading, paragraphs, level in found)
