"""The words of a sum, line by line. They are read when a page shows them, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from django.utils.dateformat import format as format_day
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from lianluo.rules.calendar import DAY, WorkingCalendar, days_of


@dataclass(frozen=True)
class SumLine:
    """One line of a sum. `label`, `detail` and `source` are lazy: read in the language of the page.

    `key`: rule, start, end, pause, roll, holidays, make_up, provisional or due. `on` is the day reached after
    this line; `days` is what the line adds (None where the question does not arise).
    """

    key: str
    label: str
    detail: str
    source: str = ""
    on: date | None = None
    days: int | None = None


@dataclass(frozen=True)
class Sum:
    """The last day of a period and how it was found.

    `provisional`: a year it touches has no published arrangement of holidays yet.
    """

    due: date
    provisional: bool
    lines: list[SumLine] = field(default_factory=list)


@cache
def _lazily(words):
    """Django makes a class each time `lazy` is asked; a sum has a dozen texts."""
    return lazy(words, str)


def _text(words, *values):
    return _lazily(words)(*values)


def rule_line(value: int, unit: str, starts: str, source: str, backward: bool = False) -> SumLine:
    return SumLine(
        "rule", _("Rule"), _text(_period_back if backward else _period_from, value, unit, starts), source
    )


def start_line(start: date) -> SumLine:
    return SumLine("start", _("Start"), _text(_counted_from, start), _text(_article, 201), on=start + DAY)


def end_line(start: date, value: int, unit: str, plain: date) -> SumLine:
    source = _text(_article, 202) if unit == "month" else ""
    return SumLine(
        "end", _("End of period"), _text(_how_counted, start, value, unit, plain), source, on=plain
    )


def back_line(day: date) -> SumLine:
    return SumLine("start", _("Counted back from"), _text(_back_from, day), on=day)


def pause_line(first: date, last: date, reason: str, source: str, moved: date, days: int) -> SumLine:
    return SumLine("pause", _("Pause"), _text(_pause_text, first, last, reason), source, on=moved, days=days)


def provisional_line(years: list[int]) -> SumLine:
    return SumLine("provisional", _("Provisional"), _text(_provisional, tuple(years)))


def due_line(due: date) -> SumLine:
    return SumLine("due", _("Due day"), "", on=due)


def roll_line(end: date, due: date, roll: bool, unit: str, calendar: WorkingCalendar) -> SumLine:
    words = _text(_roll_text, end, due, roll, unit, calendar.is_make_up(end), calendar.is_working(end))
    source = _text(_article, 203) if roll and unit != "workday" else ""
    return SumLine("roll", _("Moved on"), words, source, on=due, days=(due - end).days)


def roll_back_line(end: date, due: date, roll: bool, calendar: WorkingCalendar) -> SumLine:
    words = _text(_roll_back_text, end, due, roll, calendar.is_working(end))
    return SumLine("roll", _("Moved forward"), words, on=due, days=(due - end).days)


def calendar_lines(start: date, due: date, unit: str, calendar: WorkingCalendar) -> list[SumLine]:
    """What holidays and make-up days did to the sum; nothing is said too, so that nobody has to guess."""
    rests = calendar.rests(start + DAY, due)
    made_up = calendar.make_ups(start + DAY, due)
    counted = unit == "workday"
    on_weekdays = sum(day.weekday() < 5 for rest in rests for day in days_of(rest.first, rest.last))
    skipped, gained = (on_weekdays, -len(made_up)) if counted else (0, 0)
    if counted:
        why_rest, why_made_up = _("Skipped when counting working days."), _("Counted as working days.")
    else:
        why_rest = _("Not taken out of a period of days or months.")
        why_made_up = _("Matter only to periods in working days.")
    return [
        SumLine("holidays", _("Holidays"), _text(_rests, start, due, calendar), why_rest, days=skipped),
        SumLine("make_up", _("Make-up days"), _text(_made_up, tuple(made_up)), why_made_up, days=gained),
    ]


def _short(day: date) -> str:
    return format_day(day, "m-d")


def amount(value: int, unit: str) -> str:
    """ "3 months", "5 working days" in the language of the reader."""
    if unit == "month":
        return ngettext("%(n)d month", "%(n)d months", value) % {"n": value}
    if unit == "workday":
        return ngettext("%(n)d working day", "%(n)d working days", value) % {"n": value}
    return ngettext("%(n)d day", "%(n)d days", value) % {"n": value}


def _period_from(value: int, unit: str, starts: str) -> str:
    if not starts:
        return amount(value, unit)
    return gettext("%(amount)s from %(starts)s") % {"amount": amount(value, unit), "starts": starts}


def _period_back(value: int, unit: str, starts: str) -> str:
    return gettext("%(amount)s before %(starts)s") % {
        "amount": amount(value, unit), "starts": starts or gettext("that day")
    }  # fmt: skip


def _counted_from(start: date) -> str:
    return gettext("%(day)s is not counted; the period begins on the next day.") % {"day": start.isoformat()}


def _back_from(day: date) -> str:
    return gettext("%(day)s, not counted itself.") % {"day": day.isoformat()}


def _how_counted(start: date, value: int, unit: str, plain: date) -> str:
    if unit == "month" and plain.day != start.day:
        return gettext("Counted in months; the last month has no day %(day)d, so its last day counts.") % {
            "day": start.day
        }
    if unit == "month":
        return gettext("Counted in months, never as %(days)d days.") % {"days": value * 30}
    if unit == "workday":
        return gettext("Counted in working days.")
    return gettext("Counted in calendar days.")


def _pause_text(first: date, last: date, reason: str) -> str:
    span = gettext("%(first)s to %(last)s") % {"first": _short(first), "last": _short(last)}
    return gettext("%(span)s, %(reason)s") % {"span": span, "reason": reason} if reason else span


def _roll_text(end: date, due: date, roll: bool, unit: str, is_make_up: bool, is_working: bool) -> str:
    if due != end:
        skipped = list(days_of(end, due - DAY))
        if len(skipped) > 2:
            days = gettext("%(first)s to %(last)s") % {
                "first": _short(skipped[0]),
                "last": _short(skipped[-1]),
            }
        else:
            days = pgettext("list", ", ").join(_short(day) for day in skipped)
        return gettext("The last day is a day of rest; %(days)s skipped.") % {"days": days}
    if not roll and not is_working:
        return gettext("The last day is a day of rest; this rule does not move it.")
    if is_make_up and unit != "workday":
        return gettext("The last day falls on a weekend, but is a make-up working day.")
    return gettext("The last day is a working day.")


def _roll_back_text(end: date, due: date, roll: bool, is_working: bool) -> str:
    if due != end:
        return gettext("%(day)s is a day of rest; the working day before it counts.") % {"day": _short(end)}
    if not roll and not is_working:
        return gettext("The last day is a day of rest; this rule does not move it.")
    return gettext("The last day is a working day.")


def _rests(start: date, due: date, calendar: WorkingCalendar) -> str:
    rests = calendar.rests(start + DAY, due, get_language() or "zh-hans")
    if not rests:
        return gettext("None in this period.")
    return pgettext("list", ", ").join(f"{rest.name} {amount(rest.days, 'day')}" for rest in rests)


def _made_up(days: tuple[date, ...]) -> str:
    if not days:
        return gettext("None in this period.")
    return gettext("%(days)s worked.") % {"days": pgettext("list", ", ").join(_short(day) for day in days)}


def _provisional(years: tuple[int, ...]) -> str:
    return gettext("The holiday arrangement of %(years)s is not published yet; the day may still change.") % {
        "years": pgettext("list", ", ").join(map(str, years))
    }


def _article(number: int) -> str:
    return gettext("Civil Code, article %(number)d") % {"number": number}


def rows_of(found: Sum) -> list[dict]:
    """The lines as `{% deadline_sum %}` shows them: step, what, source, date, grey (nothing added)."""
    return [_row(line) for line in found.lines if line.key != "due"]


def _row(line: SumLine) -> dict:
    shown = {"step": line.label, "what": line.detail, "source": line.source, "grey": line.days == 0}
    if line.on:
        shown["date"] = format_day(line.on, "m-d D")
    elif line.days is not None:
        shown["date"] = amount(line.days, "day")
    return shown
