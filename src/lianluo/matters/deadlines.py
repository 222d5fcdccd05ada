"""The dates of a matter, reckoned from what happened to it. Pure: no database.

The statute's three and six months run from the hand-over to the procuratorate (代表法 art. 51); the statute knows no pause.
Opinions without a statutory clock keep the internal one, counted back from the same three months.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from lianluo.matters import own_clocks, sum_lines
from lianluo.matters.events import (
    AskedFor,
    Ended,
    Event,
    Extended,
    HandedOver,
    Paused,
    Reopened,
    Replied,
    SignedOff,
)  # fmt: skip
from lianluo.matters.models import Deadline
from lianluo.matters.part_deadlines import parts_of
from lianluo.matters.procedures import kinds_where
from lianluo.matters.reckoning import Dated, History, Reckoner, Rules, spans
from lianluo.rules.calendar import DAY, WorkingCalendar
from lianluo.rules.deadlines import Pause as Span
from lianluo.rules.queries import rule
from lianluo.rules.sums import Sum, SumLine, due_line, pause_line, roll_back_line, roll_line

STATUTORY_KINDS = kinds_where(has_statutory_clock=True)
Part = Deadline.Part


@dataclass(frozen=True)
class Clock:
    """All dates of one matter. `statutory` is None for kinds without a statutory clock."""

    dates: tuple[Dated, ...]
    statutory: Sum | None
    internal: Sum | None
    effective: Sum | None
    standing: tuple[Paused, ...] = ()
    """Pauses of the whole matter that were never resumed."""

    def of(self, part: str, assignment: int | None = None) -> Dated | None:
        """The latest deadline of this part (of this assignment)."""
        found = [each for each in self.dates if each.part == part and each.assignment == assignment]
        return found[-1] if found else None


def clock_of(events: Iterable[Event], rules: Rules, calendar: WorkingCalendar, today: date) -> Clock:
    """The dates that follow from the events, in whatever order they are told. NoRule, BadPeriod.

    `today` closes pauses that were never resumed: they count until today and are named in `standing`.
    """
    return reckon(Reckoner(rules, calendar), events, today)


def reckon(reckoner: Reckoner, events: Iterable[Event], today: date) -> Clock:
    """`clock_of` with periods that many matters share."""
    told = History(events)
    handed = told.one(HandedOver)
    statutory = _statutory(reckoner, told, handed, today)
    has_statute = handed.kind in STATUTORY_KINDS and not _asked(told).nothing_owed
    internal = _internal(reckoner, told, handed, statutory, today)
    rounds = [_again(reckoner, told, handed, each, today) for each in told.all(Reopened)]
    replied = told.on(Replied, round=1)
    facts = {"unit": handed.unit, "holder": handed.holder}
    still = (
        _standing(reckoner, told, handed, "pause.statutory"),
        _standing(reckoner, told, handed, "pause.internal"),
    )
    signed = told.on(SignedOff, round=1) or replied
    main = []
    if internal:
        main.append(Dated(Part.INTERNAL, internal, met_on=signed, is_paused=still[1] and not signed, **facts))
    if has_statute:
        main.insert(
            0, Dated(Part.STATUTORY, statutory, met_on=replied, is_paused=still[0] and not replied, **facts)
        )
    ended = told.one(Ended)
    dates = [*main, *rounds, *parts_of(reckoner, told, handed, today)]
    latest = rounds[-1].sum if rounds else None
    return Clock(
        tuple(_stopped(each, ended) for each in dates) if ended else tuple(dates),
        statutory if has_statute else None,
        latest or internal,
        latest or (statutory if has_statute else internal),
        () if ended else tuple(each for each in told.pauses() if each.last is None),
    )


def _asked(told: History) -> AskedFor:
    return told.one(AskedFor) or own_clocks.NOTHING


def limit_of(reckoner: Reckoner, events: Iterable[Event], today: date) -> Sum:
    """Six months from hand-over: the last day an extension may reach."""
    told = History(events)
    handed = told.one(HandedOver)
    counted = [each for each in told.pauses() if reckoner.stops("pause.statutory", each, handed.kind)]
    return reckoner.period("reply.complex", handed.on, handed.kind, spans(counted, today))


def _standing(reckoner: Reckoner, told: History, handed: HandedOver, key: str) -> bool:
    return any(each.last is None and reckoner.stops(key, each, handed.kind) for each in told.pauses())


def _stopped(each: Dated, ended: Ended) -> Dated:
    if each.met_on or each.stopped_on or (ended.keeps_promises and each.part == Part.PROMISE):
        return each
    return replace(each, stopped_on=ended.on, is_paused=False)


def _statutory(reckoner: Reckoner, told: History, handed: HandedOver, today: date) -> Sum:
    """Three months from hand-over, or the extension; never more than six months from the same day."""
    pauses, kind = told.pauses(), handed.kind
    if not pauses and not told.all(Extended):
        return reckoner.period("reply.statutory", handed.on, kind)
    counted = [each for each in pauses if reckoner.stops("pause.statutory", each, kind)]
    stood = spans(counted, today)
    found = reckoner.period("reply.statutory", handed.on, kind, stood)
    others = [each for each in pauses if each not in counted]
    lines = [*_standing_lines(counted), *_unmoved(reckoner, others, kind, "pause.statutory")]
    limit = reckoner.period("reply.complex", handed.on, kind, stood)
    return _extended(reckoner, _with(found, lines), told.all(Extended), stood, limit,
                     reckoner.source("reply.complex", handed.on, kind))  # fmt: skip


def _internal(
    reckoner: Reckoner, told: History, handed: HandedOver, statutory: Sum, today: date
) -> Sum | None:
    """That of the kind's own, where it has one; else counted back from the statutory one. Pauses move it on, though never
    past the statutory one."""
    pauses, kind = told.pauses(), handed.kind
    has_statute = kind in STATUTORY_KINDS
    found = _before_pauses(reckoner, told, handed, statutory)
    if found is None:
        return None
    if pauses:
        moved = [each for each in pauses if reckoner.stops("pause.internal", each, kind)]
        if has_statute:  # what has moved the statutory one has moved this one with it
            moved = [each for each in moved if not reckoner.stops("pause.statutory", each, kind)]
        found = _moved(reckoner, found, handed.on, moved, today)
        found = _with(
            found, _unmoved(reckoner, [each for each in pauses if each not in moved], kind, "pause.internal")
        )
    if not has_statute:
        stood = spans((each for each in pauses if reckoner.stops("pause.internal", each, kind)), today)
        return _extended(reckoner, found, told.all(Extended), stood, None, "")
    if found.due > statutory.due:
        return _with(found, [sum_lines.cap_line(statutory.due)], statutory.due)
    return found


def _before_pauses(reckoner: Reckoner, told: History, handed: HandedOver, statutory: Sum) -> Sum | None:
    asked = _asked(told)
    if own_clocks.has_own_clock(handed.kind) or asked.nothing_owed:
        return own_clocks.limit_of(handed.kind, handed.on, asked, reckoner.period)
    has_statute = handed.kind in STATUTORY_KINDS
    plain = statutory if has_statute else reckoner.period("reply.statutory", handed.on, handed.kind)
    found = reckoner.internal_before(plain.due, handed)
    return replace(found, provisional=found.provisional or plain.provisional)


def _again(reckoner: Reckoner, told: History, handed: HandedOver, opened: Reopened, today: date) -> Dated:
    """A new round has its own period from the day it was asked for."""
    pauses = [each for each in told.pauses() if reckoner.stops("pause.internal", each, handed.kind)]
    period = reckoner.period("rehandle.reply", opened.on, handed.kind, spans(pauses, today))
    met = told.on(Replied, round=opened.number)
    still = any(each.last is None for each in pauses) and met is None
    return Dated(
        Part.REHANDLE,
        period,
        round=opened.number,
        unit=handed.unit,
        holder=handed.holder,
        met_on=met,
        is_paused=still,
    )


def _moved(reckoner: Reckoner, found: Sum, start: date, pauses: list[Paused], today: date) -> Sum:
    """A date that was counted back, moved on by the days that stood still before it."""
    end, lines = found.due, []
    for stood in spans(pauses, today):
        first = max(stood.first, start + DAY)
        if first > end or first > stood.last:
            continue
        days = (stood.last - first).days + 1
        end += days * DAY
        lines.append(pause_line(first, stood.last, stood.reason, stood.source, end, days))
    # A named day may itself be one of rest: a pause never brings it forward.
    due = max(found.due, reckoner.calendar.previous_working(end)) if lines else end
    if due != end:
        lines.append(roll_back_line(end, due, True, reckoner.calendar))
    return _with(found, [*lines, *_standing_lines(pauses)], due)


def _extended(
    reckoner: Reckoner,
    found: Sum,
    granted: list[Extended],
    stood: tuple[Span, ...],
    limit: Sum | None,
    source: str,
) -> Sum:
    """The latest day granted and not revoked, where it is later; pauses after the grant move it too."""
    lines = [sum_lines.revoked_line(each) for each in granted if each.revoked_on]
    live = [each for each in granted if not each.revoked_on]
    if not live:
        return _with(found, lines)
    best = max(live, key=lambda each: (each.until, each.granted_on))
    if best.until <= found.due:
        return _with(found, [*lines, sum_lines.late_line(best, found.due)])
    end = best.until
    lines.append(sum_lines.extension_line(best, end))
    for pause in stood:
        first = max(pause.first, best.granted_on + DAY)
        if first <= end and first <= pause.last:
            days = (pause.last - first).days + 1
            end += days * DAY
            lines.append(pause_line(first, pause.last, pause.reason, pause.source, end, days))
    if end != best.until:
        due = reckoner.calendar.next_working(end)
        if due != end:
            lines.append(roll_line(end, due, True, "day", reckoner.calendar))
        end = due
    if limit and end > limit.due:
        lines.append(sum_lines.cut_line(end, limit.due, source))
        end = max(limit.due, found.due)
    return _with(found, lines, end, not reckoner.calendar.is_official(end.year))


def _with(found: Sum, lines: list[SumLine], due: date | None = None, provisional: bool = False) -> Sum:
    """The sum with these lines before its last one, and perhaps another due day."""
    if not lines and due in (None, found.due):
        return found
    due = due or found.due
    return Sum(due, found.provisional or provisional, [*found.lines[:-1], *lines, due_line(due)])


def _standing_lines(pauses: list[Paused]) -> list[SumLine]:
    return [sum_lines.standing_line(each.first) for each in pauses if each.last is None]


def _unmoved(reckoner: Reckoner, pauses: list[Paused], kind: str, key: str) -> list[SumLine]:
    return [
        sum_lines.unmoved_line(each.first, each.last, each.reason, reckoner.source(key, each.first, kind))
        for each in pauses
    ]


@dataclass(frozen=True)
class Deadlines:
    statutory: date | None
    internal: date | None
    effective: date | None
    provisional: bool


class Clocks:
    """Deadlines of matters to which nothing has happened yet but their hand-over, each rule read once."""

    def __init__(self, calendar: WorkingCalendar):
        self._reckoner = Reckoner(rule, calendar)
        self._known: dict[tuple, Deadlines] = {}

    def of(self, kind: str, handed_over_on: date) -> Deadlines:
        key = (kind, handed_over_on)
        if key not in self._known:
            found = reckon(self._reckoner, [HandedOver(handed_over_on, kind)], handed_over_on)
            self._known[key] = Deadlines(
                *(each.due if each else None for each in (found.statutory, found.internal, found.effective)),
                bool(found.internal and found.internal.provisional),
            )  # fmt: skip
        return self._known[key]
