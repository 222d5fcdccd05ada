"""Deadlines of kinds that the statute gives none: named in a paper, counted from a meeting, by another setting, none.

Pure but for the rule that is read. What `limit_of` answers is a `Sum`: a date that opens into how it was found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianluo.matters.events import Told
from lianluo.matters.procedures import Clock, procedure_of
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.queries import due
from lianluo.rules.sums import Sum, SumLine, due_line

COMMON_KEYS = ("reply.statutory", "reply.internal")


def has_own_clock(kind: str) -> bool:
    """Whether `limit_of` reckons this kind; the others have the common two clocks."""
    row = procedure_of(kind)
    return row.clock in (Clock.NAMED, Clock.MEETING, Clock.NONE) or row.limit_key not in COMMON_KEYS


Period = Callable[[str, date, str], Sum]
"""`period(key, start, kind)`: the period by the rule in force on `start`."""


def limit_of(kind: str, told: Told, period: Period) -> Sum | None:
    """The day of the next thing owed, or None: nothing is owed by a day. Raises NoRule, BadPeriod."""
    row = procedure_of(kind)
    if row.clock == Clock.NONE:
        return None
    if row.clock == Clock.NAMED:
        return _named(told)
    if row.clock == Clock.MEETING:
        if told.meets_on and told.told_on:
            return period("meet.answer", told.meets_on, kind)
        return period("meet.notify", told.on, kind)
    return period(row.limit_key, told.on, kind)


def _named(told: Told) -> Sum | None:
    if told.named_due_on is None:
        return None
    line = SumLine("rule", _("Named"), _("The paper names the day; it is not counted."), told.named_in,
                   on=told.named_due_on)  # fmt: skip
    return Sum(told.named_due_on, False, [line, due_line(told.named_due_on)])


def told_of(matter) -> Told:
    """From the rows beside the matter."""
    return told_from(matter, getattr(matter, "particulars", None), getattr(matter, "meeting", None))


def told_from(matter, beside, meeting) -> Told:
    """The same from its `Particulars` and its `Meeting`, either of which may be None."""
    return Told(
        matter.handed_over_on,
        named_due_on=beside.named_due_on if beside else None,
        named_in=beside.named_in if beside else "",
        told_on=meeting.told_on if meeting else None,
        meets_on=(meeting.held_on or meeting.meets_on) if meeting else None,
    )


def reset(matter, calendar: WorkingCalendar | None = None) -> None:
    """Set the columns of a matter of such a kind, which the caller saves. Raises NoRule, BadPeriod."""
    _set(matter, told_of(matter), calendar)


def begin(matter, beside, calendar: WorkingCalendar | None = None) -> None:
    """The same for a matter that is not saved yet; `beside`: its `Particulars`, if any."""
    named = {"named_due_on": beside.named_due_on, "named_in": beside.named_in} if beside else {}
    _set(matter, Told(matter.handed_over_on, **named), calendar)


def _set(matter, told: Told, calendar: WorkingCalendar | None) -> None:
    def period(key: str, start: date, kind: str) -> Sum:
        return due(key, start, kind, calendar=calendar)

    found = limit_of(matter.kind, told, period)
    matter.statutory_due_on = None
    matter.internal_due_on = matter.due_on = found.due if found else None
    matter.due_is_provisional = bool(found and found.provisional)
