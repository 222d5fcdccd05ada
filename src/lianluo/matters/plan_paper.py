"""The breakdown plan as the paper a meeting decides on: one line a matter, grouped by lead department."""

from __future__ import annotations

from collections import defaultdict

from django.utils import timezone

from lianluo.documents.papers import ListGroup, ListPaper, chinese_date, chinese_number
from lianluo.matters.models import BreakdownPlan, Matter, PlanLine
from lianluo.matters.plan_queries import lines_of

HEADING = (
    "序号",
    "编号",
    "标题",
    "领衔代表（委员）",
    "方式",
    "协办部门",
    "分管院领导",
    "承办人",
    "完成时限",
    "办理举措",
)
WIDTHS = (1.2, 2.1, 6.6, 3, 1.4, 3, 2, 2, 2.8, 4)
CENTRED = (0, 1, 3, 4, 6, 7, 8)
MODES = {"sole": "独办", "lead": "主办", "co": "协办", "separate": "分办", "reference": "参阅"}
STAGES = {
    BreakdownPlan.Stage.DRAFTED: "拟稿，尚未报批。",
    BreakdownPlan.Stage.SUBMITTED: "送审稿，尚未批准。",
}


def plan_paper(actor, plan: BreakdownPlan) -> ListPaper:
    """In Chinese in either language: it is an official paper. Lines count through the whole plan."""
    found: dict[str, list[PlanLine]] = defaultdict(list)
    for line in lines_of(actor, plan).order_by("department__position", "department_id", "id"):
        found[line.department.label if line.department else "尚未确定"].append(line)
    number, groups = 0, []
    for place, (label, lines) in enumerate(found.items(), 1):
        rows = [_row(number + index, line) for index, line in enumerate(lines, 1)]
        number += len(lines)
        groups.append(ListGroup(f"{chinese_number(place)}、{label}（{len(lines)}件）", tuple(rows)))
    return ListPaper(
        plan.title, plan.office.name, HEADING, WIDTHS, tuple(groups), _note(plan, number, len(groups)), CENTRED
    )  # fmt: skip


def _note(plan: BreakdownPlan, matters: int, departments: int) -> str:
    said = f"共{matters}件，涉及{departments}个承办部门。"
    if plan.approved_at:
        day = chinese_date(timezone.localtime(plan.approved_at).date())
        meeting = f"（{plan.meeting}）" if plan.meeting else ""
        return f"{said}{day}由{plan.approved_by.name}批准{meeting}。"
    return said + STAGES.get(plan.stage, "")


def _row(number: int, line: PlanLine) -> tuple[str, ...]:
    matter: Matter = line.matter
    signed = f"{matter.lead_name}\n（{matter.lead_group}）" if matter.lead_group else matter.lead_name
    return (
        str(number), matter.outside_number or "—", matter.title, signed, MODES[line.mode],
        "、".join(unit.label for unit in line.co_departments.all()), line.leader.name if line.leader else "",
        line.handler.name if line.handler else "", chinese_date(line.due_on) if line.due_on else "", line.measure,
    )  # fmt: skip
