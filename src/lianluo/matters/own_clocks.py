"""Deadlines of kinds that the statute gives none: named in a paper, counted from a meeting, by another setting, none.

Pure but for the rule that is read. What `limit_of` answers is a `Sum`: a date that opens into how it was found.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianluo.matters.procedures import Clock, procedure_of
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.queries import due
from lianluo.rules.sums import Sum, SumLine, due_line

COMMON_KEYS = ("reply.statutory", "reply.internal")


@dataclass(frozen=True)
class Told:
    """What the clock of such a kind asks for."""

    handed_over_on: date
    named_due_on: date | None = None
    named_in: str = ""
    told_on: date | None = None
    meets_on: date | None = None


def has_own_clock(kind: str) -> bool:
    """Whether `limit_of` reckons this kind; the others have the common two clocks."""
    row = procedure_of(kind)
    return row.clock in (Clock.NAMED, Clock.MEETING, Clock.NONE) or row.limit_key not in COMMON_KEYS


def limit_of(kind: str, told: Told, calendar: WorkingCalendar | None = None) -> Sum | None:
    """The day of the next thing owed, or None: nothing is owed by a day. Raises NoRule, BadPeriod."""
    row = procedure_of(kind)
    if row.clock == Clock.NONE:
        return None
    if row.clock == Clock.NAMED:
        return _named(told)
    if row.clock == Clock.MEETING:
        if told.meets_on and told.told_on:
            return due("meet.answer", told.meets_on, kind, calendar=calendar)
        return due("meet.notify", told.handed_over_on, kind, calendar=calendar)
    return due(row.limit_key, told.handed_over_on, kind, calendar=calendar)


def _named(told: Told) -> Sum | None:
    if told.named_due_on is None:
        return None
    line = SumLine("rule", _("Named"), _("The paper names the day; it is not counted."), told.named_in,
                   on=told.named_due_on)  # fmt: skip
    return Sum(told.named_due_on, False, [line, due_line(told.named_due_on)])


def told_of(matter) -> Told:
    """From the rows beside the matter."""
    rows, meeting = getattr(matter, "particulars", None), getattr(matter, "meeting", None)
    return Told(
        matter.handed_over_on,
        named_due_on=rows.named_due_on if rows else None,
        named_in=rows.named_in if rows else "",
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
    found = limit_of(matter.kind, told, calendar)
    matter.statutory_due_on = None
    matter.internal_due_on = matter.due_on = found.due if found else None
    matter.due_is_provisional = bool(found and found.provisional)
