"""What both renderings must agree on: sizes, broken titles, ready-made lines."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from lianluo.documents.papers import AnnexPaper, AnnexRow, FeedbackForm, LetterPaper
from lianluo.documents.titles import break_title, width

TITLE_LINE = 19
ANNEX_TITLE_LINE = 30
MARK_WIDTH = 440.0  # pt; the organ's mark stays within the type area
GRADE_BOX = "□ "
ANNEX_HEADING = ("序号", "姓名（代表团）", "意见建议内容", "办理落实情况")
MM_PER_PT = 25.4 / 72
LINE = 225 / 22  # mm
ADVANCE = 156 / 28 / MM_PER_PT  # pt


def title_lines(title: str, per_line: int = TITLE_LINE) -> list[str]:
    return break_title(title, per_line)


def mark(text: str, largest: float = 44.0) -> tuple[float, float]:
    """Size in pt and letter spacing in em of the red mark, so that it fills its line well and never leaves it."""
    characters = max(width(text), 1)
    spacing = 0.16 if characters <= 9 else 0.06 if characters <= 11 else 0.0
    return round(min(largest, MARK_WIDTH / (characters * (1 + spacing))), 1), spacing


def corner(paper: LetterPaper) -> str:
    """Disclosure and class mark at the top right of the first page."""
    marks = [f"公开属性：{paper.disclosure}" if paper.disclosure else "",
             f"分类：{paper.class_mark}" if paper.class_mark else ""]  # fmt: skip
    return "　".join(filter(None, marks))


def contact(paper: LetterPaper) -> str:
    """附注: contact person and telephone in brackets, or nothing."""
    parts = [f"联系人：{paper.contact_person}" if paper.contact_person else "",
             f"联系电话：{paper.contact_phone}" if paper.contact_phone else ""]  # fmt: skip
    joined = "　".join(filter(None, parts))
    return f"（{joined}）" if joined else ""


def attachments(paper: LetterPaper) -> list[str]:
    own = list(paper.attachments)
    return own + ["征询意见表"] if paper.feedback and "征询意见表" not in own else own


def grade_lines(form: FeedbackForm) -> list[str]:
    return [GRADE_BOX + grade for grade in form.grades]


def form_note(form: FeedbackForm) -> str:
    place = f"，寄回{form.return_to}" if form.return_to else ""
    return f"注：请在相应的“□”内打“√”，由本人填写并签名{place}。"


CODE_HEIGHT = 10  # mm that the code takes from the free words; the rest of it stands in the page's foot


def code_words(form: FeedbackForm) -> list[str]:
    """How to rate by code; nothing where the form has none."""
    if not form.code:
        return []
    return [
        f"扫码评价　评价码：{form.code}",
        f"用手机扫描左侧二维码，或打开 {form.rate_at} 输入评价码，点选即可，不必再寄回本表。",
        "寄回本表同样有效，任选一种。评价码仅供您本人使用，请勿转交他人代填。",
    ]


def code_sentence(form: FeedbackForm) -> str:
    """The same where no square can stand beside it."""
    if not form.code:
        return ""
    return f"评价码：{form.code}。也可用手机打开 {form.rate_at} 输入评价码，点选即可，不必再寄回本表。"


def is_compact(form: FeedbackForm) -> bool:
    return len(form.items) > 5


def form_space(form: FeedbackForm) -> int:
    """Height in mm of the box for free words: what the items leave of the form's page."""
    line, inset, per_line = (4.94, 2.1, 18) if is_compact(form) else (6.0, 4.2, 15)
    items = sum(max(3, -(-int(width(item.title)) // per_line)) * line + inset for item in form.items)
    return int(max(25, min(80, 138 - (CODE_HEIGHT if form.code else 0) - items)))


def proposer_label(form: FeedbackForm) -> str:
    return "提出单位" if form.is_organisation else "代表委员"


def signature_label(form: FeedbackForm) -> str:
    return "盖章签名" if form.is_organisation else "签　名"


def group_label(form: FeedbackForm) -> str:
    if form.is_organisation:
        return "联 系 人"
    return "界　　别" if form.group.endswith(("界", "界别")) else "代 表 团"


def numbered_rows(paper: AnnexPaper) -> list[tuple[str, list[tuple[int, AnnexRow]]]]:
    """Topics with their rows, each with its number through the whole annex."""
    numbers = count(1)
    return [(group.topic, [(next(numbers), row) for row in group.rows]) for group in paper.groups]


def with_group(row: AnnexRow, between: str = "") -> str:
    return f"{row.name}{between}（{row.group}）" if row.group else row.name


@dataclass(frozen=True)
class Place:
    """Where the parts of a letter's first page stand, in mm from the page's top edge (GB/T 9704-2012 §10.1)."""

    mark: float
    rule: float
    number: float
    title_lines: int
    thick: float = 1.1
    gap: float = 0.45
    thin: float = 0.35


def place(mark_size: float) -> Place:
    """The mark at 30 mm, the double line 4 mm below it, the number 7/8 of a character below that, then two lines."""
    rule = 30 + 0.92 * mark_size * MM_PER_PT + 4
    number = rule + 1.9 + 7 / 8 * 16 * MM_PER_PT
    return Place(30, rule, number, round((number + 16 * MM_PER_PT + 1.6 * LINE - 37) / LINE))


def signature_indents(organ: str, day: str) -> tuple[float, float]:
    """Right indents in pt of organ and date: the date four characters in, the organ centred on it, never outside."""
    organ_width, day_width = width(organ) * ADVANCE, width(day) * ADVANCE
    space = max(4 * ADVANCE - max(organ_width - day_width, 0) / 2, 0)
    widest = max(organ_width, day_width)
    return space + (widest - organ_width) / 2, space + (widest - day_width) / 2
