"""Periods and their last day, with the sum shown line by line.

General rule for periods: Civil Code (民法典) arts. 201–204. The day of the event is not counted; months end
on the same day of the last month, or on its last day when there is none; when the last day is a day of rest,
the period ends on the next working day. A make-up working day is a working day. Three months are never ninety
days.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext

from lianluo.rules import sums
from lianluo.rules.calendar import DAY, FIRST_YEAR, LAST_YEAR, WorkingCalendar
from lianluo.rules.sums import Sum, SumLine

UNITS = ("day", "workday", "month")


class BadPeriod(ValueError):
    """A period that cannot be counted: not positive, an unknown unit, or outside the calendar's years."""


@dataclass(frozen=True)
class Pause:
    """Days on which the clock stood still, both included."""

    first: date
    last: date
    reason: str = ""
    source: str = ""


def add(
    start: date,
    value: int,
    unit: str,
    roll: bool = True,
    calendar: WorkingCalendar | None = None,
    *,
    pauses: Sequence[Pause] = (),
    starts: str = "",
    source: str = "",
) -> Sum:
    """The last day of a period of `value` `unit`s after `start`.

    `roll`: a last day of rest moves to the next working day. `starts` ("the day of hand-over") and `source`
    (the rule's) are words for the sum. Raises BadPeriod.
    """
    calendar = calendar or WorkingCalendar()
    _check(start, value, unit)
    plain = _plain_end(start, value, unit, calendar)
    lines = [
        sums.rule_line(value, unit, starts, source),
        sums.start_line(start),
        sums.end_line(start, value, unit, plain),
    ]
    end = plain
    for pause in _merged(pauses):
        end, line = _paused(start, end, pause, unit, calendar)
        lines += [line] if line else []
    _in_range(end)
    due = calendar.next_working(end) if roll and unit != "workday" else end
    lines += [
        sums.roll_line(end, due, roll, unit, calendar),
        *sums.calendar_lines(start, due, unit, calendar),
    ]
    return _closed(lines, start, due, calendar)


def before(
    day: date,
    value: int,
    unit: str,
    roll: bool = True,
    calendar: WorkingCalendar | None = None,
    *,
    starts: str = "",
    source: str = "",
) -> Sum:
    """The day `value` `unit`s before `day`, such as an internal limit 30 days before the statutory one.

    A day of rest moves to the working day *before* it, so that the limit never comes later than asked. Raises
    BadPeriod.
    """
    calendar = calendar or WorkingCalendar()
    _check(day, value, unit)
    plain = _plain_end(day, -value, unit, calendar)
    _in_range(plain)
    due = calendar.previous_working(plain) if roll else plain
    lines = [
        sums.rule_line(value, unit, starts, source, backward=True),
        sums.back_line(day),
        sums.end_line(day, value, unit, plain),
        sums.roll_back_line(plain, due, roll, calendar),
    ]
    return _closed(lines, due, day, calendar, due=due)


def month_end(start: date, months: int) -> date:
    """Same day of the month `months` later (earlier when negative), or that month's last day if shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadPeriod(gettext("The period ends outside the years of the calendar."))
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _check(start: date, value: int, unit: str) -> None:
    if unit not in UNITS:
        raise BadPeriod(gettext("“%(unit)s” is not a unit of time limits.") % {"unit": unit})
    if value <= 0:
        raise BadPeriod(gettext("A period must be at least one day, working day or month."))
    if value > 40_000:
        raise BadPeriod(gettext("The period ends outside the years of the calendar."))
    _in_range(start)


def _in_range(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadPeriod(gettext("The period ends outside the years of the calendar."))


def _plain_end(start: date, value: int, unit: str, calendar: WorkingCalendar) -> date:
    if unit == "month":
        return month_end(start, value)
    try:
        plain = start + timedelta(days=value)
        _in_range(plain)
        return calendar.shift(start, value) if unit == "workday" else plain
    except OverflowError:
        raise BadPeriod(gettext("The period ends outside the years of the calendar.")) from None


def _merged(pauses: Sequence[Pause]) -> list[Pause]:
    """Pauses in order, overlapping ones cut so that no day stands still twice."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.first, pause.last)):
        first = max(pause.first, merged[-1].last + DAY) if merged else pause.first
        if first <= pause.last:
            merged.append(Pause(first, pause.last, pause.reason, pause.source))
    return merged


def _paused(
    start: date, end: date, pause: Pause, unit: str, calendar: WorkingCalendar
) -> tuple[date, SumLine | None]:
    """A pause that begins while the clock runs moves the end by its days (by working days where those count)."""
    first = max(pause.first, start + DAY)
    if first > end or first > pause.last:
        return end, None
    if unit == "workday":
        days = calendar.working_days(first, pause.last)
        moved = calendar.shift(end, days) if days else end
    else:
        days = (pause.last - first).days + 1
        moved = end + timedelta(days=days)
    return moved, sums.pause_line(first, pause.last, pause.reason, pause.source, moved, days)


def _closed(
    lines: list[SumLine], first: date, last: date, calendar: WorkingCalendar, due: date | None = None
) -> Sum:
    due = due or last
    open_years = [year for year in range(first.year, last.year + 1) if not calendar.is_official(year)]
    if open_years:
        lines.append(sums.provisional_line(open_years))
    lines.append(sums.due_line(due))
    return Sum(due, bool(open_years), lines)
