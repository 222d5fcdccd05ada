"""How a duty stands, each state defined once as a condition on its rows; and who will miss it at the present pace.

The pace of a deputy is the contacts counted so far, spread evenly over the days of the year gone by. What should be done by
the end of the quarter is the owed share of the year, rounded half up to whole contacts; what will have been done is the pace
carried on to that day, whole contacts only. Who will have less than he should is at risk. Likewise by the end of the year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class State:
    name: str
    label: Any
    condition: Q
    note: Any = ""


_OWING = Q(owed__gt=0)

STATES = {
    state.name: state
    for state in (
        State("owing", _("owed a contact"), _OWING),
        State("fulfilled", _("duty fulfilled"), _OWING & Q(done__gte=F("owed"))),
        State("behind", _("duty not fulfilled"), _OWING & Q(done__lt=F("owed"))),
        State("once", _("contacted at least once"), _OWING & Q(done__gte=1)),
        State("twice", _("contacted twice or more"), _OWING & Q(done__gte=2)),
        State("none", _("not contacted at all"), _OWING & Q(done=0)),
        State("risk_quarter", _("at risk by the end of the quarter"), _OWING & Q(done__lt=F("by_quarter"))),
        State("risk_year", _("at risk by the end of the year"), _OWING & Q(done__lt=F("by_year"))),
        State("nothing", _("owed nothing"), Q(owed=0)),
        State("untied", _("owed nothing: no officer"), Q(owed=0, officer=None)),
        State("brief", _("owed nothing: too few days"), Q(owed=0, officer__isnull=False)),
        State("nobody", _("without officer"), Q(officer=None)),
    )
}  # fmt: skip


def end_of_quarter(day: date) -> date:
    following = 3 * ((day.month + 2) // 3) + 1
    return date(day.year + following // 13, following % 12, 1) - timedelta(days=1)


def needed(owed, year: int, on: date, by: date):
    """So many contacts must stand on `on` for the pace to reach, by the day `by`, what should be done by then. `owed`: a
    whole number, or an expression of whole numbers; so is the answer."""
    days = (date(year, 12, 31) - date(year, 1, 1)).days + 1
    gone, then = ((min(day, date(year, 12, 31)) - date(year, 1, 1)).days + 1 for day in (on, by))
    halves, twice = 2 * then * owed + days, 2 * days
    if isinstance(owed, int):
        return -(-(halves // twice) * gone // then)
    return (halves / Value(twice) * gone + (then - 1)) / Value(then)


def paced(rows: QuerySet, year: int, on: date) -> QuerySet:
    """Duties of the year with `by_quarter` and `by_year`: what must be done by now in order not to be at risk."""
    quarter = end_of_quarter(min(on, date(year, 12, 31)))
    return rows.annotate(
        by_quarter=needed(F("owed"), year, on, quarter),
        by_year=needed(F("owed"), year, on, date(year, 12, 31)),
    )


def in_states(rows: QuerySet, names: Iterable[str]) -> QuerySet:
    """Of paced rows those in one of these states."""
    found = Q(pk__in=[])
    for name in names:
        found |= STATES[name].condition
    return rows.filter(found)
