"""Deadlines of kinds that the statute gives none: named in a paper, counted from a meeting, by another setting, none.

Pure but for the rule that is read. What `limit_of` answers is a `Sum`: a date that opens into how it was found.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianluo.matters.events import AskedFor
from lianluo.matters.procedures import Clock, procedure_of
from lianluo.rules.queries import due
from lianluo.rules.sums import Sum, SumLine, due_line

COMMON_KEYS = ("reply.statutory", "reply.internal")
OWN_KEYS = ("meet.notify", "meet.answer", "referred.result")
"""The rules that move such dates."""
Period = Callable[[str, date, str], Sum]
NOTHING = AskedFor()


def has_own_clock(kind: str) -> bool:
    """Whether `limit_of` reckons this kind; the others have the common two clocks."""
    row = procedure_of(kind)
    return row.clock in (Clock.NAMED, Clock.MEETING, Clock.NONE) or row.limit_key not in COMMON_KEYS


def limit_of(kind: str, handed_over_on: date, asked: AskedFor = NOTHING, period: Period = due) -> Sum | None:
    """The day of the next thing owed, or None: nothing is owed by a day. `period(key, start, kind)` counts it by the
    rules in force. Raises NoRule, BadPeriod."""
    row = procedure_of(kind)
    if row.clock == Clock.NONE or asked.nothing_owed:
        return None
    if row.clock == Clock.NAMED:
        return _named(asked)
    if row.clock == Clock.MEETING:
        if asked.meets_on and asked.told_on:
            return period("meet.answer", asked.meets_on, kind)
        return period("meet.notify", handed_over_on, kind)
    return period(row.limit_key, handed_over_on, kind)


def _named(asked: AskedFor) -> Sum | None:
    if asked.named_due_on is None:
        return None
    line = SumLine("rule", _("Named"), _("The paper names the day; it is not counted."), asked.named_in,
                   on=asked.named_due_on)  # fmt: skip
    return Sum(asked.named_due_on, False, [line, due_line(asked.named_due_on)])


def asked_of(particulars, meeting) -> AskedFor:
    """From the rows beside a matter, each of which may be None."""
    return AskedFor(
        named_due_on=particulars.named_due_on if particulars else None,
        named_in=particulars.named_in if particulars else "",
        told_on=meeting.told_on if meeting else None,
        meets_on=(meeting.held_on or meeting.meets_on) if meeting else None,
    )


def reset(matter) -> None:
    """Set the columns of a matter of such a kind, which the caller saves. Raises NoRule, BadPeriod."""
    begin(matter, getattr(matter, "particulars", None), getattr(matter, "meeting", None))


def begin(matter, particulars=None, meeting=None) -> None:
    """The same for a matter that is not saved yet."""
    found = limit_of(matter.kind, matter.handed_over_on, asked_of(particulars, meeting))
    matter.statutory_due_on = None
    matter.internal_due_on = matter.due_on = found.due if found else None
    matter.due_is_provisional = bool(found and found.provisional)
