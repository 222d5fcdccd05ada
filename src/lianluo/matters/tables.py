"""The columns of the list of matters, and the clock of a matter in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.foundation import clock
from lianluo.foundation.lists import Column, badge, day, link
from lianluo.foundation.templatetags.parts import CLOCK_ICONS
from lianluo.matters.models import Matter

SOON = 7


def clock_of(matter: Matter, today: date | None = None) -> tuple[str, str]:
    """(state of the `.clock` badge, its words): days left, days overdue, or that it is answered."""
    if matter.stage in Matter.LEFT:
        return "paused", Matter.Stage(matter.stage).label
    if matter.stage not in Matter.RUNNING:
        return "done", _t("replied")
    if matter.due_on is None:
        return "normal", _t("no deadline")
    left = (matter.due_on - (today or clock.today())).days
    if left < 0:
        return "overdue", ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    if left == 0:
        return "soon", _t("due today")
    words = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    return ("soon" if left <= SOON else "normal"), words


def _clock(matter: Matter):
    state, words = clock_of(matter)
    return badge(words, f"clock clock-{state}", CLOCK_ICONS[state])


COLUMNS = [
    Column("number", _("Number"), lambda m: m.label, sort="outside_number", width=100, css="nowrap"),
    Column(
        "title", _("Title"), lambda m: link(m.title, m.get_absolute_url()),
        sort="title", export=lambda m: m.title, css="title",
    ),
    Column("kind", _("Kind"), choices=Matter.Kind.choices, width=90, css="nowrap"),
    Column("lead", _("Lead signatory"), "lead_name", sort="lead_name", width=100, css="nowrap"),
    Column("group", _("Delegation or sector"), "lead_group", sort="lead_group", width=110, css="nowrap"),
    Column(
        "department", _("Department"), lambda m: m.department.label if m.department else "",
        sort=("department__position", "department__name"), width=120, css="nowrap",
    ),
    Column("stage", _("Stage"), choices=Matter.Stage.choices, sort="stage", width=90, css="nowrap"),
    Column("due_on", _("Due"), lambda m: day(m.due_on, m.due_is_provisional), sort="due_on", width=100,
           export=lambda m: m.due_on, css="nowrap"),
    Column("clock", _("Clock"), _clock, width=110, css="nowrap"),
    Column("handed_over_on", _("Handed over on"), sort="handed_over_on", shown=False),
    Column("mode", _("Handling mode"), choices=Matter.Mode.choices, shown=False),
    Column("source", _("Handed over by"), shown=False),
]  # fmt: skip
