from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.deadlines import BadPeriod, Pause, add, before, month_end

DAYS = st.dates(date(2007, 1, 1), date(2026, 6, 30))
CALENDAR = WorkingCalendar()


def line(found, key):
    return next(line for line in found.lines if line.key == key)


@pytest.mark.parametrize(
    ("start", "value", "unit", "due"),
    [
        ("2025-02-14", 3, "month", "2025-05-14"),
        ("2025-02-14", 6, "month", "2025-08-14"),
        ("2024-11-30", 3, "month", "2025-02-28"),
        ("2025-01-27", 3, "month", "2025-04-27"),
        ("2025-07-01", 3, "month", "2025-10-09"),
        ("2025-08-31", 6, "month", "2026-02-28"),
        ("2026-07-03", 3, "month", "2026-10-08"),
        ("2025-09-28", 5, "workday", "2025-10-11"),
        ("2025-09-26", 5, "workday", "2025-10-10"),
        ("2025-01-24", 5, "workday", "2025-02-07"),
        ("2026-02-13", 10, "workday", "2026-03-05"),
        ("2025-09-26", 7, "day", "2025-10-09"),
    ],
)
def test_worked_examples(start, value, unit, due):
    found = add(date.fromisoformat(start), value, unit)
    assert found.due == date.fromisoformat(due)
    assert not found.provisional
    assert line(found, "due").on == found.due


def test_without_rolling_the_last_day_stays_on_the_holiday():
    found = add(date(2025, 9, 26), 7, "day", roll=False)
    assert found.due == date(2025, 10, 3)
    assert "does not move" in english(line(found, "roll").detail)


@pytest.mark.parametrize("value", [0, -1, 50_000])
def test_a_period_that_is_not_positive_or_endless_is_refused(value):
    with pytest.raises(BadPeriod):
        add(date(2025, 1, 1), value, "day")


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("unit", ["day", "workday", "month"])
def test_years_outside_the_calendar_are_refused(start, unit):
    with pytest.raises(BadPeriod):
        add(start, 3, unit)
    with pytest.raises(BadPeriod):
        before(start, 3, unit)


def test_an_unknown_unit_is_refused():
    with pytest.raises(BadPeriod):
        add(date(2025, 1, 1), 3, "hour")


def test_a_year_without_arrangement_is_provisional_until_entered():
    start = date(2026, 11, 20)
    assert add(start, 3, "month").provisional
    assert line(add(start, 3, "month"), "provisional")
    assert not add(start, 3, "month", calendar=WorkingCalendar(official_years=[2027])).provisional


def test_internal_limit_thirty_days_before_the_statutory_one():
    assert before(date(2026, 12, 7), 30, "day").due == date(2026, 11, 6)  # 7 November is a Saturday
    assert before(date(2026, 12, 7), 30, "day", roll=False).due == date(2026, 11, 7)
    assert before(date(2026, 3, 31), 1, "month").due == date(2026, 2, 28)  # a Saturday, but a make-up day
    assert before(date(2025, 10, 10), 2, "workday").due == date(2025, 9, 30)


def test_a_pause_moves_the_end_and_then_the_end_rolls_on():
    found = add(date(2026, 9, 2), 3, "month", pauses=[Pause(date(2026, 10, 12), date(2026, 10, 14))])
    assert (line(found, "end").on, line(found, "pause").on) == (date(2026, 12, 2), date(2026, 12, 5))
    assert line(found, "pause").days == 3
    assert (found.due, line(found, "roll").days) == (date(2026, 12, 7), 2)


def test_overlapping_pauses_stand_still_once_and_late_ones_not_at_all():
    pauses = [
        Pause(date(2026, 10, 13), date(2026, 10, 15)),
        Pause(date(2026, 10, 12), date(2026, 10, 14)),
        Pause(date(2027, 3, 1), date(2027, 3, 5)),
    ]
    found = add(date(2026, 9, 2), 3, "month", roll=False, pauses=pauses)
    assert found.due == date(2026, 12, 6)


def test_a_pause_in_working_days_counts_only_working_days():
    pause = Pause(date(2025, 9, 29), date(2025, 10, 8))  # 29 and 30 September are worked
    found = add(date(2025, 9, 26), 5, "workday", pauses=[pause])
    assert found.due == date(2025, 10, 13)
    assert line(found, "pause").days == 2


def english(text) -> str:
    with translation.override("en"):
        return str(text)


def test_the_sum_says_what_was_not_taken_out_and_why():
    found = add(date(2026, 9, 2), 3, "month", starts="the day of hand-over", source="art. 51")
    assert english(line(found, "rule").detail) == "3 months from the day of hand-over"
    assert line(found, "rule").source == "art. 51"
    assert (line(found, "holidays").days, line(found, "make_up").days) == (0, 0)
    assert "7 days" in english(line(found, "holidays").detail)
    assert english(line(found, "make_up").detail) == "09-20, 10-10 worked."
    assert "make-up" in english(line(add(date(2025, 1, 27), 3, "month"), "roll").detail)


def test_working_days_say_what_was_skipped():
    found = add(date(2025, 9, 26), 5, "workday")
    assert (line(found, "holidays").days, line(found, "make_up").days) == (6, -1)
    assert found.due == date(2025, 10, 10)
    assert line(found, "roll").days == 0


@given(DAYS, st.integers(1, 60))
def test_working_days_end_on_one_and_count_right(start, value):
    due = add(start, value, "workday").due
    assert CALENDAR.is_working(due)
    assert CALENDAR.working_days(start + timedelta(days=1), due) == value


@given(DAYS, st.integers(1, 200), st.sampled_from(["day", "workday", "month"]))
def test_longer_is_never_sooner_and_the_end_is_worked(start, value, unit):
    value = min(value, 20) if unit == "month" else value
    due, later = add(start, value, unit).due, add(start, value + 1, unit).due
    assert start < due <= later
    assert CALENDAR.is_working(due)


@given(DAYS, st.integers(1, 24))
def test_months_keep_the_day_or_end_the_month(start, months):
    end = month_end(start, months)
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


@given(
    st.dates(date(2008, 1, 1), date(2026, 12, 31)), st.integers(1, 90), st.sampled_from(["day", "workday"])
)
def test_before_is_worked_and_never_later_than_asked(day, value, unit):
    due = before(day, value, unit).due
    assert CALENDAR.is_working(due)
    assert (day - due).days >= value


@given(DAYS, st.integers(1, 6))
def test_every_step_of_the_sum_leads_to_the_next(start, months):
    found = add(start, months, "month")
    roll = line(found, "roll")
    assert line(found, "end").on + timedelta(days=roll.days) == roll.on == found.due
