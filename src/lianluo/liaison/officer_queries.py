"""An officer's year by weeks: contacts that count for him, visits planned, follow-ups due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from lianluo.accounts.models import User
from lianluo.liaison.models import CountedContact, Visit

CONTACTS, PLANNED, DUE = "contacts", "planned", "due"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """Monday to Sunday, within the year; how many of each kind."""

    first: date
    last: date
    counts: dict[str, int]


def weeks_of(actor, officer: User, year: int) -> list[Week]:
    """53 or 54 weeks that cover the year, as far as the actor sees the officer's visits."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    counted = CountedContact.objects.visible_to(actor).filter(officer=officer, on__range=(first, last))
    visits = Visit.objects.visible_to(actor)
    planned = visits.planned().filter(officer=officer, planned_on__range=(first, last))
    due = visits.left_to_do().filter(follow_up_by=officer, follow_up_due_on__range=(first, last))
    monday = first - timedelta(days=first.weekday())
    found = {
        CONTACTS: _by_week(counted.values_list("on", flat=True), monday),
        PLANNED: _by_week(planned.values_list("planned_on", flat=True), monday),
        DUE: _by_week(due.values_list("follow_up_due_on", flat=True), monday),
    }
    return [
        Week(
            max(monday + place * WEEK, first), min(monday + (place + 1) * WEEK - timedelta(days=1), last),
            {name: counts[place] for name, counts in found.items()},
        )
        for place in range((last - monday).days // 7 + 1)
    ]  # fmt: skip


def _by_week(days: Iterable[date], monday: date) -> Counter[int]:
    return Counter((day - monday).days // 7 for day in days)
