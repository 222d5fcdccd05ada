"""What stands on the board of a breakdown plan: its filters, the choices in a row, the columns of the file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from lianluo.foundation.lists import Column, badge, link
from lianluo.matters.models import BreakdownPlan, Matter, PlanLine
from lianluo.matters.plan_queries import UNSETTLED

LEVEL = {PlanLine.Confidence.LOW: 1, PlanLine.Confidence.MIDDLE: 2, PlanLine.Confidence.HIGH: 3}
STAGE_ICON = {"drafted": "normal", "submitted": "soon", "approved": "blue", "published": "done"}


class BoardFilter:
    """What the URL narrows the board to: `show` (unsure, settled, changed), `department` (pk or none), `q`."""

    def __init__(self, query):
        self.show = query.get("show", "") if query.get("show") in ("unsure", "settled", "changed") else ""
        asked = query.get("department", "")
        self.department = (
            asked if asked == "none" or (asked.isascii() and asked.isdigit() and len(asked) < 19) else ""
        )
        self.q = query.get("q", "").replace("\x00", "").strip()[:60]

    def narrow(self, rows):
        if self.show == "unsure":
            rows = rows.filter(UNSETTLED)
        elif self.show == "settled":
            rows = rows.exclude(UNSETTLED)
        elif self.show == "changed":
            rows = rows.filter(is_changed=True)
        if self.department:
            rows = rows.filter(department=None if self.department == "none" else int(self.department))
        if self.q:
            bare = self.q.removeprefix("第").removesuffix("号")
            rows = rows.filter(
                Q(matter__title__icontains=self.q)
                | Q(matter__lead_name__icontains=self.q)
                | Q(matter__outside_number__icontains=bare)
            )
        return rows

    def query(self, **change) -> str:
        kept = {"show": self.show, "department": self.department, "q": self.q, **change}
        return urlencode({name: value for name, value in kept.items() if value})

    def url(self, **change) -> str:
        return "?" + self.query(**change)


class Choices:
    """The options of the two selects that stand in every row: escaped once, not once a row."""

    def __init__(self, departments):
        self.departments = [(str(unit.pk), unit.label) for unit in departments]
        self._departments = _options(self.departments)
        self._modes = _options(Matter.Mode.choices)

    def dress(self, line: PlanLine, others: list[str]) -> PlanLine:
        """The line with `department_options`, `mode_options`, `level` and `proposed` for its row."""
        line.department_options = _chosen(self._departments, line.department_id, _t("not chosen"))
        line.mode_options = _chosen(self._modes, line.mode, "")
        line.level = LEVEL[line.confidence]
        differs = line.is_changed and line.department_id != line.proposed_department_id
        line.department_css = "" if line.is_settled else "proposal-unsure"
        if differs:
            line.department_css = "proposal-changed"
        line.others = pgettext("list", ", ").join(others)
        return line


def _options(pairs) -> dict[str, str]:
    return {str(value): f'<option value="{value}">{escape(str(label))}</option>' for value, label in pairs}


def _chosen(options: dict[str, str], value, nothing: str) -> SafeString:
    key = str(value) if value else ""
    parts = [each.replace(">", " selected>", 1) if name == key else each for name, each in options.items()]
    if key not in options and nothing:
        parts.insert(0, f'<option value="" selected>{escape(nothing)}</option>')
    return SafeString("".join(parts))


def file_columns() -> list[tuple[str, object]]:
    """(heading, line → value) of the plan as a workbook."""
    return [
        (_t("Number"), lambda line: line.matter.label),
        (_t("Kind"), lambda line: line.matter.get_kind_display()),
        (_t("Title"), lambda line: line.matter.title),
        (_t("Lead signatory"), lambda line: line.matter.lead_name),
        (_t("Delegation or sector"), lambda line: line.matter.lead_group),
        (_t("Handling mode"), lambda line: line.get_mode_display()),
        (_t("Lead department"), lambda line: line.department.label if line.department else ""),
        (_t("Co-departments"), others_of),
        (_t("Leader in charge"), lambda line: line.leader.name if line.leader else ""),
        (_t("Handler"), lambda line: line.handler.name if line.handler else ""),
        (_t("Internal deadline"), lambda line: line.due_on),
        (_t("Measure"), lambda line: line.measure),
        (_t("Confidence"), lambda line: line.get_confidence_display()),
        (_t("Grounds"), lambda line: line.why),
        (_t("Confirmed"), lambda line: line.is_settled),
    ]


def others_of(line: PlanLine) -> str:
    """The co-departments in words; they must have been prefetched."""
    return pgettext("list", ", ").join(unit.label for unit in line.co_departments.all())


PLAN_COLUMNS = [
    Column("title", _("Title"), lambda plan: link(plan.title, plan.get_absolute_url()), sort="title",
           export=lambda plan: plan.title, css="title"),
    Column("stage", _("Stage"), lambda plan: badge(plan.get_stage_display(), f"clock clock-{STAGE_ICON[plan.stage]}"),
           sort="stage", width=110, css="nowrap"),
    Column("total", pgettext_lazy("number", "Matters"), "total", align="end", width=80),
    Column("unsettled", _("Unsure"), lambda plan: plan.unsettled or "—", align="end", width=80),
    Column("drawn_up_by", _("Drawn up by"), lambda plan: plan.drawn_up_by.name if plan.drawn_up_by else "",
           width=110, css="nowrap"),
    Column("drawn_up_at", _("Drawn up"), sort="id", width=140, css="nowrap"),
    Column("meeting", _("Meeting"), width=180),
    Column("published_at", _("Published on"), sort="published_at", width=140, css="nowrap"),
]  # fmt: skip

PLAN_TABS = (
    ("open", _("In hand"), lambda rows: rows.exclude(stage=BreakdownPlan.Stage.PUBLISHED)),
    ("published", _("Published"), lambda rows: rows.filter(stage=BreakdownPlan.Stage.PUBLISHED)),
    ("all", _("All"), None),
)
