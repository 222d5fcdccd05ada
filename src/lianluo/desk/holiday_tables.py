"""The task that a year without a published table of holidays gives to those who set the rules: its deadlines are only
provisional until the State Council's notice is entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext_lazy as _p

from lianluo.accounts.models import Role
from lianluo.foundation import clock
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.matters.models import Matter
from lianluo.rules.calendar import LAST_YEAR
from lianluo.rules.queries import working_calendar

MOST_YEARS = 5
ASKED_FROM = 12
"""From this month the administrator is asked for next year's table though no deadline reaches it: the notice is out."""


@dataclass(frozen=True)
class MissingTable:
    """A year without table, how many running matters have a deadline in it or later, and the first of these days."""

    year: int
    matters: int
    first_due_on: date | None


def _running_from(actor, year: int) -> QuerySet[Matter]:
    """The administrator's are those of the whole installation, whose settings he keeps: only counted, never shown."""
    seen = Matter.objects if actor.is_administrator else Matter.objects.visible_to(actor)
    return seen.filter(stage__in=Matter.RUNNING, due_on__gte=date(year, 1, 1))


def missing_tables(actor, today: date) -> list[MissingTable]:
    """From this year to the last running deadline, MOST_YEARS at most. Queries grow with these, not with the matters."""
    last = _running_from(actor, today.year).aggregate(last=Max("due_on"))["last"] or today
    asked = actor.is_administrator and today.month >= ASKED_FROM
    until = min(max(last.year, today.year + asked), LAST_YEAR)
    calendar = working_calendar()
    years = [year for year in range(today.year, until + 1) if not calendar.is_official(year)]
    return [_missing(actor, year) for year in years[:MOST_YEARS]]


def _missing(actor, year: int) -> MissingTable:
    rows = _running_from(actor, year)
    return MissingTable(year, bounded_count(rows), rows.aggregate(first=Min("due_on"))["first"])


def _line(table: MissingTable) -> NextAct:
    verb = _p("next act", "Enter the table of holidays")
    note = ngettext(
        "The deadline of %(n)d matter is provisional until then.",
        "The deadlines of %(n)d matters are provisional until then.",
        table.matters,
    ) % {"n": table.matters}
    return NextAct(
        verb, str(_("%(year)d: no arrangement of holidays yet") % {"year": table.year}),
        reverse("rules:arrangement", args=[table.year]), note if table.matters else "", table.first_due_on,
        _p("next act", "Enter"),
    )  # fmt: skip


def _lines(actor, limit: int) -> list[NextAct]:
    if not actor.can("rules.set"):
        return []
    return [_line(table) for table in missing_tables(actor, clock.today())[:limit]]


QUEUE = Queue(
    "holiday_tables", _("Tables of holidays missing"), frozenset({Role.SYSTEM_ADMIN, Role.LIAISON_OFFICE}), _lines,
    lambda actor: len(_lines(actor, MOST_YEARS)), order=60,
)  # fmt: skip
