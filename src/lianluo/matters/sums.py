"""How the deadlines of one matter were found, for the `{% deadline_sum %}` part."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.matters import own_clocks
from lianluo.matters.deadlines import STATUTORY_KINDS
from lianluo.matters.models import Matter
from lianluo.rules.queries import NoRule, due_by, rule, working_calendar
from lianluo.rules.sums import rows_of


def sums_of(matter: Matter) -> list[dict]:
    """Clocks with label, state, total, source and rows; [] where no rule was in force on the day of handing over."""
    if own_clocks.has_own_clock(matter.kind):
        return _own(matter)
    calendar, day = working_calendar(), matter.handed_over_on
    try:
        statutory, internal = (rule(key, day, matter.kind) for key in ("reply.statutory", "reply.internal"))
    except NoRule:
        return []
    full = due_by(statutory, day, calendar=calendar)
    inner = due_by(internal, full.due, calendar=calendar)
    clocks = [_clock(_("Internal deadline"), inner, internal)]
    if matter.kind in STATUTORY_KINDS:
        clocks.insert(0, _clock(_("Statutory deadline"), full, statutory))
    return clocks


def _clock(label: str, found, rule) -> dict:
    return {
        "label": label, "state": "", "total": found.due.isoformat(), "source": rule.source,
        "rows": rows_of(found), "due": found.due,
    }  # fmt: skip


def _own(matter: Matter) -> list[dict]:
    """The one date of a kind that the statute gives none."""
    try:
        found = own_clocks.limit_of(matter.kind, own_clocks.told_of(matter), working_calendar())
    except NoRule:
        return []
    if found is None:
        return []
    source = next((line.source for line in found.lines if line.source), "")
    return [
        {
            "label": _("Due"), "state": "", "total": found.due.isoformat(), "source": source,
            "rows": rows_of(found), "due": found.due,
        }
    ]  # fmt: skip
