"""The clock as pure functions: what must hold whatever happens to a matter, and in whatever order it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lianluo.matters.deadlines import STATUTORY_KINDS, clock_of
from lianluo.matters.events import (
    AskedFor,
    Assigned,
    Contacted,
    Ended,
    Extended,
    HandedOver,
    Paused,
    Promised,
    Reopened,
    Replied,
    ReturnAsked,
    SentBack,
    SignedFor,
)
from lianluo.rules.calendar import Override, WorkingCalendar
from lianluo.rules.deadlines import month_end
from lianluo.rules.models import Rule

PLAIN = WorkingCalendar()
HELD = settings(deadline=None, max_examples=60)
FIRST, LAST = date(2023, 1, 1), date(2026, 2, 1)
VALUES = {
    "reply.statutory": (3, "month", "hand_over", True), "reply.complex": (6, "month", "hand_over", True),
    "reply.internal": (30, "day", "statutory", True), "rehandle.reply": (1, "month", "request", True),
    "sign.for": (5, "workday", "hand_over", False), "return.apply": (5, "workday", "receipt", False),
    "return.reassign": (10, "workday", "application", False), "cohandle.opinion": (1, "month", "receipt", True),
    "first.contact": (20, "workday", "receipt", False), "feedback.return": (20, "workday", "reply_received", False),
}  # fmt: skip


def rules_with(**flags: bool):
    """`rules(key, on, kind)` as the office starts with; flags by name with a line for the point."""
    said = {"pause_statutory": False, "pause_internal": True, **flags}

    def rules(key: str, on: date, kind: str) -> Rule:
        name = key.replace(".", "_")
        if name in said:
            return Rule(key=key, value="yes" if said[name] else "no", unit="yes_no", source="测试")
        value, unit, start, rolls = VALUES[key]
        return Rule(
            key=key, value=str(value), unit=unit, start=start, is_before=key == "reply.internal", source="测试",
            holiday_rule="roll" if rolls else "none",
        )  # fmt: skip

    return rules


RULES = rules_with()
days = some.dates(FIRST, LAST)
spans = some.tuples(some.integers(0, 150), some.integers(0, 40))
kinds = some.sampled_from(["suggestion", "proposal", "everyday_opinion", "deliberation_opinion"])


def after(day: date, n: int) -> date:
    return day + timedelta(days=n)


@some.composite
def pauses(draw, start: date):
    return [
        Paused(after(start, at), after(start, at + n), "补充材料")
        for at, n in draw(some.lists(spans, max_size=3))
    ]


@some.composite
def stories(draw):
    """A hand-over and what may follow it, as the product would store it."""
    start = draw(days)
    events = [HandedOver(start, draw(kinds), office=1, unit=7, holder=9), *draw(pauses(start))]
    for n in draw(some.lists(some.integers(91, 260), max_size=2)):
        asked = after(start, draw(some.integers(1, 80)))
        gone = after(asked, 3) if draw(some.booleans()) else None
        events.append(Extended(after(start, n), asked, "交办机关", asked, gone))
    assigned = after(start, draw(some.integers(0, 20)))
    events.append(Assigned(assigned, 1, "sole", 7, 9, after(start, 60)))
    if draw(some.booleans()):
        events.append(SignedFor(after(assigned, 2), 1))
    if draw(some.booleans()):
        events += [SentBack(after(assigned, 4), 1), Assigned(after(assigned, 6), 2, "lead", 8, 10, None)]
    if draw(some.booleans()):
        events += [Contacted(after(assigned, 5)), Promised(3, after(start, 300))]
    if draw(some.booleans()):
        events += [Replied(after(start, 70)), Reopened(after(start, 95), 2)]
        events += [Replied(after(start, 110), 2), Reopened(after(start, 140), 3)]
        events += [ReturnAsked(after(start, 8), 1, after(start, 9)), ReturnAsked(after(start, 30), 1)]
    if draw(some.booleans()):
        events.append(Ended(after(start, 100), keeps_promises=draw(some.booleans())))
    return events


def clock(events, rules=RULES, calendar=PLAIN, today: date = date(2026, 6, 1)):
    return clock_of(events, rules, calendar, today)


def dates_of(found) -> list[tuple]:
    return [(each.key, each.due, each.met_on, each.stopped_on, each.is_paused) for each in found.dates]


@HELD
@given(stories(), some.randoms())
def test_the_order_in_which_events_are_told_does_not_matter(events, chance):
    told = list(events)
    chance.shuffle(told)
    assert sorted(dates_of(clock(told)), key=repr) == sorted(dates_of(clock(events)), key=repr)
    assert clock(told).effective.due == clock(events).effective.due


@HELD
@given(stories())
def test_never_more_than_six_months_from_the_hand_over(events):
    start = events[0].on
    found = clock(events)
    if found.statutory:
        limit = PLAIN.next_working(month_end(start, 6))
        assert PLAIN.next_working(month_end(start, 3)) <= found.statutory.due <= limit


@HELD
@given(stories())
def test_the_internal_date_never_lies_after_the_statutory_one(events):
    found = clock([each for each in events if not isinstance(each, Reopened)])
    if found.statutory:
        assert found.internal.due <= found.statutory.due


@HELD
@given(stories())
def test_an_extension_taken_away_returns_the_earlier_date(events):
    bare = [each for each in events if not isinstance(each, Extended)]
    revoked = [
        replace(each, revoked_on=each.granted_on) if isinstance(each, Extended) else each for each in events
    ]
    assert dates_of(clock(revoked)) == dates_of(clock(bare))


@HELD
@given(stories())
def test_the_statutory_clock_knows_no_pause_unless_a_rule_says_so(events):
    bare = [each for each in events if not isinstance(each, Paused)]
    found = clock(events)
    if found.statutory:
        assert found.statutory.due == clock(bare).statutory.due
        moved = clock(events, rules_with(pause_statutory=True)).statutory.due
        assert moved >= found.statutory.due


@HELD
@given(days, some.integers(1, 30), some.integers(1, 20))
def test_a_pause_within_the_time_moves_the_internal_date_by_its_days(start, at, n):
    pause = Paused(after(start, at), after(start, at + n - 1), "补充材料")
    found, bare = clock([HandedOver(start, "suggestion"), pause]), clock([HandedOver(start, "suggestion")])
    moved = min(PLAIN.previous_working(after(bare.internal.due, n)), found.statutory.due)
    assert found.internal.due == moved
    assert any(line.key == "pause" and line.days == n for line in found.internal.lines)


@HELD
@given(days, some.integers(1, 25), some.integers(2, 12), some.integers(1, 8))
def test_no_day_stands_still_twice(start, at, n, more):
    """Two pauses that overlap count like the one that covers both."""
    first, last = after(start, at), after(start, at + n + more)
    apart = [Paused(first, after(start, at + n), "补充材料"), Paused(after(first, 1), last, "退办审核")]
    both = clock([HandedOver(start, "deliberation_opinion"), *apart])
    assert (
        both.internal.due
        == clock([HandedOver(start, "deliberation_opinion"), Paused(first, last)]).internal.due
    )


@HELD
@given(days, some.integers(95, 150), some.integers(1, 20))
def test_a_pause_within_an_extension_moves_the_extended_date(start, until, n):
    """Where the rule lets it: by its days, and the six months are moved by the same days."""
    granted = Extended(after(start, until), after(start, 60), "交办机关")
    pause = Paused(after(start, 70), after(start, 70 + n - 1), "补充材料")
    found = clock([HandedOver(start, "suggestion"), granted, pause], rules_with(pause_statutory=True))
    plain = clock([HandedOver(start, "suggestion"), pause], rules_with(pause_statutory=True)).statutory.due
    expected = PLAIN.next_working(after(start, until + n))
    assert found.statutory.due == max(plain, expected if after(start, until) > plain else plain)


@HELD
@given(days, some.integers(1, 80), some.integers(0, 60))
def test_a_pause_that_was_never_resumed_counts_until_today_and_is_named(start, at, n):
    today = after(start, at + n)
    standing = Paused(after(start, at), None, "补充材料")
    found = clock([HandedOver(start, "suggestion"), standing], today=today)
    ended = clock([HandedOver(start, "suggestion"), replace(standing, last=today)], today=today)
    assert found.standing == (standing,) and not ended.standing
    assert found.internal.due == ended.internal.due
    assert found.of("internal").is_paused and not ended.of("internal").is_paused


@HELD
@given(stories(), some.integers(1, 40))
def test_a_holiday_behind_moves_nothing(events, n):
    start = min(getattr(each, "on", None) or getattr(each, "first", None) or date.max for each in events)
    behind = WorkingCalendar({after(start, -n): Override(False, "补假")})
    assert [row[:2] for row in dates_of(clock(events, calendar=behind))] == [
        row[:2] for row in dates_of(clock(events))
    ]


@HELD
@given(days, some.integers(1, 230), kinds)
def test_a_holiday_ahead_moves_no_date_back_but_the_one_that_is_counted_back(start, n, kind):
    holiday = after(start, n)
    ahead = WorkingCalendar({holiday: Override(False, "增加的假日")})
    events = [HandedOver(start, kind), Assigned(start, 1, "sole", 7), SignedFor(start, 1)]
    was, now = clock(events), clock(events, calendar=ahead)
    for before, later in zip(was.dates, now.dates, strict=True):
        if before.part != "internal":
            assert before.due <= later.due
    if now.statutory:
        assert now.internal.due <= now.statutory.due


@HELD
@given(stories(), kinds)
def test_only_suggestions_and_proposals_have_a_statutory_clock(events, kind):
    found = clock([replace(events[0], kind=kind), *events[1:]])
    assert (found.statutory is not None) == (kind in STATUTORY_KINDS)
    assert (found.of("statutory") is not None) == (kind in STATUTORY_KINDS)


@HELD
@given(stories(), some.integers(10, 90))
def test_a_kind_with_a_limit_of_its_own_has_that_one_alone(events, n):
    asked = [replace(events[0], kind="inquiry"), *events[1:]]
    named = after(events[0].on, n)
    found = clock([*asked, AskedFor(named_due_on=named)])
    assert found.statutory is None and found.of("statutory") is None
    assert found.of("internal").due >= named
    nothing = clock([*asked, AskedFor()])
    assert nothing.of("internal") is None
    assert nothing.effective is None or any(isinstance(each, Reopened) for each in events)


@HELD
@given(stories())
def test_what_has_ended_owes_nothing_but_promises(events):
    found = clock(events)
    ended = next((each for each in events if isinstance(each, Ended)), None)
    open_ones = {each.part for each in found.dates if not each.met_on and not each.stopped_on}
    if ended:
        assert open_ones <= ({"promise"} if ended.keeps_promises else set())
        assert not found.standing


@HELD
@given(stories())
def test_every_sum_adds_up_to_its_date(events):
    """The last line that reaches a day reaches the due day: nothing moves it without saying so."""
    for each in clock(events).dates:
        assert each.sum.lines[-1].key == "due" and each.sum.lines[-1].on == each.due
        reached = [line.on for line in each.sum.lines[:-1] if line.on]
        assert reached[-1] == each.due


@pytest.mark.parametrize("kind", STATUTORY_KINDS)
def test_months_from_a_last_day(kind):
    found = clock([HandedOver(date(2024, 11, 30), kind)])
    assert found.statutory.due == date(2025, 2, 28)


def test_a_sent_back_department_owes_nothing_and_the_next_one_has_its_own_dates():
    events = [
        HandedOver(date(2025, 3, 3), "suggestion"), Assigned(date(2025, 3, 4), 1, "sole", 7),
        SentBack(date(2025, 3, 10), 1), Assigned(date(2025, 3, 12), 2, "sole", 8),
    ]  # fmt: skip
    found = clock(events)
    assert found.of("sign_for", 1).stopped_on == date(2025, 3, 10)
    assert found.of("sign_for", 2).due == date(2025, 3, 19)
    assert found.statutory.due == date(2025, 6, 3)
