"""What applies on a day: settings, the calendar, result classes, words of dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from lianluo.rules import deadlines
from lianluo.rules.calendar import Override, Rest, WorkingCalendar
from lianluo.rules.deadlines import Pause
from lianluo.rules.models import CalendarDay, CalendarYear, DictionaryEntry, ResultClass, Rule
from lianluo.rules.sums import Sum


class NoRule(LookupError):
    """No row of `rules` answers for this key on this day; the message names both."""

    def __init__(self, key: str, on: date):
        super().__init__(gettext("No rule “%(key)s” is in force on %(day)s.") % {"key": key, "day": on})
        self.key = key


def rule(key: str, on: date, kind: str = "", level: str = "") -> Rule:
    """The rule in force on `on`, the most specific first: kind and level, kind, level, any. Raises NoRule."""
    scoped = Rule.objects.valid_on(on).filter(
        key=key, applies_kind__in=["", kind], applies_level__in=["", level]
    )
    rows = sorted(scoped, key=lambda row: (row.applies_kind != "", row.applies_level != ""), reverse=True)
    if not rows:
        raise NoRule(key, on)
    return rows[0]


def working_calendar() -> WorkingCalendar:
    """The built-in arrangements under the office's own days. Two small queries; take one per request or job."""
    days = {row.day: Override(row.is_working, row.source) for row in CalendarDay.objects.all()}
    return WorkingCalendar(days, CalendarYear.objects.values_list("year", flat=True))


def due(
    key: str,
    start: date,
    kind: str = "",
    level: str = "",
    *,
    pauses: Sequence[Pause] = (),
    calendar: WorkingCalendar | None = None,
) -> Sum:
    """The due day by the rule `key` in force on `start`, with its sum. Raises NoRule, BadPeriod."""
    return due_by(rule(key, start, kind, level), start, pauses=pauses, calendar=calendar)


def due_by(
    rule: Rule, start: date, *, pauses: Sequence[Pause] = (), calendar: WorkingCalendar | None = None
) -> Sum:
    """The due day by this very rule. Rules "before" count back from `start`. Raises BadPeriod."""
    calendar = calendar or working_calendar()
    words = {"starts": rule.get_start_display() if rule.start else "", "source": rule.source}
    if rule.is_before:
        return deadlines.before(start, rule.number, rule.unit, rule.rolls, calendar, **words)
    return deadlines.add(start, rule.number, rule.unit, rule.rolls, calendar, pauses=pauses, **words)


def result_classes(body_kind: str, level: str, on: date) -> list[ResultClass]:
    """The classes for replies to deputies ("deputy") or members ("member"): those of the level, else the general ones."""
    valid = ResultClass.objects.valid_on(on).filter(body_kind=body_kind)
    return list(valid.filter(level=level)) or list(valid.filter(level=""))


def entries(dictionary: str, on: date) -> list[DictionaryEntry]:
    return list(DictionaryEntry.objects.valid_on(on).filter(dictionary=dictionary))


def entry_named(dictionary: str, text: str, on: date) -> DictionaryEntry | None:
    """The entry whose wording or other spelling is `text`, spaces left out. None when there is none."""
    wanted = "".join(text.split())
    for entry in entries(dictionary, on):
        if wanted and wanted in (entry.label, *entry.synonyms.split()):
            return entry
    return None


@dataclass(frozen=True)
class Year:
    """A year as the calendar page shows it."""

    year: int
    is_official: bool
    working_days: int
    rests: list[Rest]
    make_ups: list[date]


def year_of(year: int, calendar: WorkingCalendar, language: str) -> Year:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Year(
        year,
        calendar.is_official(year),
        calendar.working_days(first, last),
        calendar.rests(first, last, language),
        calendar.make_ups(first, last),
    )
