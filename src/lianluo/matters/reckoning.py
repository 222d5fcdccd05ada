"""The tools of the clock: events by their type, days that stood still, periods by the rules in force. No database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from lianluo.matters.events import Event, HandedOver, Paused
from lianluo.rules.calendar import DAY, WorkingCalendar
from lianluo.rules.deadlines import Pause as Span
from lianluo.rules.models import Rule
from lianluo.rules.queries import NoRule, due_by
from lianluo.rules.sums import Sum

Rules = Callable[[str, date, str], Rule]
"""`rules(key, on, kind)`: the rule in force, or NoRule."""


@dataclass(frozen=True)
class Dated:
    """One deadline with its sum, as it would be stored."""

    part: str
    sum: Sum
    assignment: int | None = None
    commitment: int | None = None
    round: int = 1
    unit: int | None = None
    holder: int | None = None
    met_on: date | None = None
    stopped_on: date | None = None
    is_paused: bool = False

    @property
    def due(self) -> date:
        return self.sum.due

    @property
    def key(self) -> tuple:
        return self.part, self.assignment, self.commitment, self.round


class History:
    """The events of one matter by their type, each in the order of its days."""

    def __init__(self, events: Iterable[Event]):
        kept: dict[type, list] = {}
        for event in events:
            kept.setdefault(type(event), []).append(event)
        self._kept = {
            kind: sorted(rows, key=_in_time) if len(rows) > 1 else rows for kind, rows in kept.items()
        }

    def all(self, kind: type, **facts) -> list:
        rows = self._kept.get(kind, [])
        if not facts:
            return rows
        return [row for row in rows if all(getattr(row, name) == value for name, value in facts.items())]

    def one(self, kind: type, **facts):
        """The first of them with these facts, or None."""
        found = self.all(kind, **facts)
        return found[0] if found else None

    def last(self, kind: type, **facts):
        found = self.all(kind, **facts)
        return found[-1] if found else None

    def on(self, kind: type, **facts) -> date | None:
        found = self.one(kind, **facts)
        return found.on if found else None

    def pauses(self, assignment: int | None = None) -> list[Paused]:
        """Those of the whole matter, and of this assignment where one is named."""
        return [each for each in self.all(Paused) if each.assignment in (None, assignment)]


def _in_time(event) -> tuple:
    """By day, then by everything else: events told in another order give the same clock."""
    day = next(
        (getattr(event, name) for name in ("on", "first", "until", "due_on") if hasattr(event, name)), None
    )
    return day or date.min, repr(event)


def spans(pauses: Iterable[Paused], today: date) -> tuple[Span, ...]:
    """The days on which a clock stood still, up to today where it still does, without overlaps."""
    ended = sorted((each.first, each.last or today, each.reason, each.source) for each in pauses)
    found: list[Span] = []
    for first, last, reason, source in ended:
        first = max(first, found[-1].last + DAY) if found else first
        if first <= last:
            found.append(Span(first, last, reason, source))
    return tuple(found)


@dataclass
class Reckoner:
    """Periods of many matters; one without a pause is found once."""

    rules: Rules
    calendar: WorkingCalendar
    _periods: dict[tuple, Sum] = field(default_factory=dict)
    _rules: dict[tuple, Rule] = field(default_factory=dict)

    def rule(self, key: str, on: date, kind: str) -> Rule:
        known = (key, on, kind)
        if known not in self._rules:
            self._rules[known] = self.rules(*known)
        return self._rules[known]

    def period(self, key: str, on: date, kind: str, pauses: tuple[Span, ...] = ()) -> Sum:
        """The period `key` after `on`. Raises NoRule, BadPeriod."""
        if pauses:
            return due_by(self.rule(key, on, kind), on, pauses=pauses, calendar=self.calendar)
        if (key, on, kind) not in self._periods:
            self._periods[key, on, kind] = due_by(self.rule(key, on, kind), on, calendar=self.calendar)
        return self._periods[key, on, kind]

    def internal_before(self, day: date, handed: HandedOver) -> Sum:
        """The internal deadline, counted back from `day` by the rule in force at hand-over."""
        known = (day, handed.on, handed.kind)
        if known not in self._periods:
            inner = self.rule("reply.internal", handed.on, handed.kind)
            self._periods[known] = due_by(inner, day, calendar=self.calendar)
        return self._periods[known]

    def stops(self, key: str, pause: Paused, kind: str) -> bool:
        """Whether the rule in force on its first day lets the pause stop this clock; without a rule it does not."""
        try:
            return self.rule(key, pause.first, kind).flag
        except NoRule:
            return False

    def source(self, key: str, on: date, kind: str) -> str:
        try:
            return self.rule(key, on, kind).source
        except NoRule:
            return ""
