"""The sheet that urges a department (催办单), and the one that supervises it (督办单), as papers."""

from __future__ import annotations

from datetime import date

from lianluo.documents.papers import LetterPaper, Section, chinese_date
from lianluo.foundation import clock
from lianluo.matters.models import Assignment, Deadline

URGING, SUPERVISING = "urging", "supervising"
TITLES = {URGING: "催办单", SUPERVISING: "督办单"}
NEXT = {
    "answer": "提交答复稿", "sign_for": "签收", "co_opinion": "提出协办意见", "first_contact": "与代表委员联系",
    "statutory": "答复代表委员", "internal": "完成答复稿签发", "rehandle": "重新答复代表委员", "promise": "落实承诺事项",
}  # fmt: skip
"""Papers are in Chinese whatever the language of the page."""


CLOSINGS = {
    URGING: "请按期完成，并将进展情况告知联络办公室。",
    SUPERVISING: "上列事项已超期，请立即办理，三个工作日内书面说明原因和完成时间。",
}


def owed_of(assignment: Assignment) -> list[Deadline]:
    """What the department still owes on this matter, the nearest first."""
    rows = Deadline.objects.open().filter(matter=assignment.matter)
    own = [row for row in rows if row.assignment_id == assignment.pk]
    if assignment.answers:
        own += [row for row in rows if row.assignment_id is None and row.part in ("statutory", "rehandle")]
    return sorted(own, key=lambda row: (row.due_on, row.pk))


def kind_of(owed: list[Deadline], today: date) -> str:
    """Supervising once something is five days overdue, urging before that."""
    late = any((today - row.due_on).days >= 5 for row in owed)
    return SUPERVISING if late else URGING


def sheet_of(assignment: Assignment, owed: list[Deadline], kind: str) -> LetterPaper:
    today, matter = clock.today(), assignment.matter
    rows = tuple(
        f"{place}.{NEXT.get(row.part, row.get_part_display())}，期限{chinese_date(row.due_on)}，{_left(row, today)}。"
        for place, row in enumerate(owed, start=1)
    )
    return LetterPaper(
        organ=matter.office.name,
        number="",
        title=TITLES[kind],
        salutation=f"{assignment.department.label}：",
        opening=f"{matter.lead_name or '代表委员'}提出的“{matter.title}”（{matter.label}）由你部门办理。"
        f"截至{chinese_date(today)}，下列事项尚未完成：",
        sections=(Section("", rows),),
        closing=CLOSINGS[kind],
        signed_on=today,
    )


def _left(row: Deadline, today: date) -> str:
    left = (row.due_on - today).days
    if left < 0:
        return f"已超期{-left}天"
    return "今日到期" if left == 0 else f"还剩{left}天"
