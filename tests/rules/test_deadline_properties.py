"""Properties of every period, whatever its start, length, pauses and calendar. `Walk` counts day by day on its own."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lianluo.rules.calendar import Override, WorkingCalendar, published
from lianluo.rules.deadlines import Pause, add, before, month_end

HELD = settings(deadline=None, max_examples=80)
"""The first question loads the tables of holidays, which takes a second."""
DAY = timedelta(days=1)
PLAIN = WorkingCalendar()
STARTS = st.dates(date(2008, 1, 1), date(2026, 6, 30))
UNITS = st.sampled_from(["day", "workday", "month"])
CALENDAR_UNITS = st.sampled_from(["day", "month"])


def values(unit: str):
    return st.integers(1, 13 if unit == "month" else 120)


periods = st.tuples(STARTS, UNITS).flatmap(
    lambda found: st.tuples(st.just(found[0]), values(found[1]), st.just(found[1]))
)
pauses_near = st.lists(st.tuples(st.integers(-20, 150), st.integers(0, 25)), max_size=4)
changes_near = st.dictionaries(st.integers(-30, 200), st.booleans(), max_size=6)


def pauses_of(start: date, near) -> list[Pause]:
    return [Pause(start + first * DAY, start + (first + more) * DAY) for first, more in near]


def changed(start: date, near) -> WorkingCalendar:
    return WorkingCalendar({start + days * DAY: Override(works, "通知") for days, works in near.items()})


def span(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def walk(start: date, need: int, stands: set[date], counts) -> date:
    """The day on which the `need`-th day that counts and does not stand still has passed."""
    day = start
    while need:
        day += DAY
        need -= counts(day) and day not in stands
    return day


def line(found, key):
    return next(line for line in found.lines if line.key == key)


@HELD
@given(periods, st.integers(0, 40), st.booleans())
def test_a_later_start_is_never_due_sooner(period, days, roll):
    start, value, unit = period
    assert add(start, value, unit, roll).due <= add(start + days * DAY, value, unit, roll).due


@HELD
@given(periods, st.booleans())
def test_a_longer_period_is_never_due_sooner_nor_a_longer_lead_later(period, roll):
    start, value, unit = period
    assert start < add(start, value, unit, roll).due <= add(start, value + 1, unit, roll).due
    assert start > before(start, value, unit, roll).due >= before(start, value + 1, unit, roll).due


@HELD
@given(periods, changes_near)
def test_the_end_is_worked_and_no_working_day_was_passed_over(period, near):
    start, value, unit = period
    assume(unit != "workday")
    calendar = changed(start, near)
    plain, due = add(start, value, unit, False, calendar).due, add(start, value, unit, True, calendar).due
    assert plain == (month_end(start, value) if unit == "month" else start + value * DAY)
    assert calendar.is_working(due)
    assert not any(calendar.is_working(day) for day in span(plain, due - DAY))


@HELD
@given(periods, changes_near)
def test_counting_back_ends_on_the_last_working_day_not_after_the_plain_one(period, near):
    day, value, unit = period
    assume(unit != "workday")
    calendar = changed(day - 100 * DAY, near)
    plain, due = before(day, value, unit, False, calendar).due, before(day, value, unit, True, calendar).due
    assert plain == (month_end(day, -value) if unit == "month" else day - value * DAY)
    assert calendar.is_working(due)
    assert not any(calendar.is_working(each) for each in span(due + DAY, plain))


@HELD
@given(STARTS, st.integers(1, 120), changes_near)
def test_as_many_working_days_lie_behind_as_were_given(start, value, near):
    calendar = changed(start, near)
    due = add(start, value, "workday", calendar=calendar).due
    assert due == walk(start, value, set(), calendar.is_working)
    if calendar.is_working(start):
        assert before(due, value, "workday", calendar=calendar).due == start


@HELD
@given(periods, pauses_near, st.randoms())
def test_pauses_add_exactly_the_days_they_stand_still(period, near, random):
    start, value, unit = period
    pauses = pauses_of(start, near)
    stands = {day for pause in pauses for day in span(pause.first, pause.last)}
    random.shuffle(pauses)
    found = add(start, value, unit, False, pauses=pauses)
    if unit == "workday":
        assert found.due == walk(start, value, stands, PLAIN.is_working)
    else:
        length = (month_end(start, value) - start).days if unit == "month" else value
        assert found.due == walk(start, length, stands, lambda day: True)


@HELD
@given(periods, st.integers(0, 20))
def test_a_pause_may_begin_on_the_last_day_but_not_after_it(period, more):
    start, value, unit = period
    end = add(start, value, unit, False).due
    moved = add(start, value, unit, False, pauses=[Pause(end, end + more * DAY)]).due
    stood = PLAIN.working_days(end, end + more * DAY) if unit == "workday" else more + 1
    assert moved == (PLAIN.shift(end, stood) if unit == "workday" else end + stood * DAY)
    assert add(start, value, unit, False, pauses=[Pause(end + DAY, end + (more + 1) * DAY)]).due == end


@HELD
@given(periods, pauses_near)
def test_a_pause_taken_out_never_makes_it_later(period, near):
    start, value, unit = period
    pauses = pauses_of(start, near)
    shorter = add(start, value, unit, pauses=pauses[1:]).due
    assert shorter <= add(start, value, unit, pauses=pauses).due
    assert add(start, value, unit, pauses=()).due == add(start, value, unit).due


@HELD
@given(periods, st.integers(0, 60))
def test_a_holiday_added_behind_or_ahead_moves_nothing(period, far):
    start, value, unit = period
    due = add(start, value, unit).due
    for day in (start - far * DAY, due + (far + 1) * DAY):
        assert add(start, value, unit, calendar=WorkingCalendar({day: Override(False)})).due == due


@HELD
@given(periods, st.data())
def test_a_holiday_added_within_moves_working_days_by_one_and_others_only_at_the_end(period, data):
    start, value, unit = period
    due = add(start, value, unit).due
    day = data.draw(st.sampled_from([day for day in span(start + DAY, due) if PLAIN.is_working(day)]))
    calendar = WorkingCalendar({day: Override(False)})
    moves = unit == "workday" or day == due
    assert add(start, value, unit, calendar=calendar).due == (calendar.shift(due, 1) if moves else due)


@HELD
@given(STARTS, st.integers(1, 60), st.integers(1, 90))
def test_a_make_up_day_within_brings_working_days_forward_by_one(start, value, days):
    day = start + days * DAY
    due = add(start, value, "workday").due
    assume(not PLAIN.is_working(day))
    calendar = WorkingCalendar({day: Override(True)})
    found = add(start, value, "workday", calendar=calendar).due
    assert found == (calendar.shift(due, -1) if day < due else due)


@HELD
@given(periods, pauses_near, changes_near, st.booleans())
def test_every_sum_adds_up(period, near, changes, roll):
    start, value, unit = period
    calendar = changed(start, changes)
    found = add(start, value, unit, roll, calendar, pauses=pauses_of(start, near))
    reached = line(found, "end").on
    for each in found.lines:
        if each.key == "pause":
            reached = calendar.shift(reached, each.days) if unit == "workday" and each.days else (
                reached if unit == "workday" else reached + each.days * DAY)  # fmt: skip
            assert each.on == reached
    assert line(found, "roll").on == reached + line(found, "roll").days * DAY == found.due
    assert line(found, "due").on == found.due
    weekdays = Counter(day.weekday() < 5 for day in span(start + DAY, found.due))[True]
    taken_out = line(found, "holidays").days + line(found, "make_up").days
    if unit == "workday":
        stood = sum(each.days for each in found.lines if each.key == "pause")
        assert weekdays - taken_out == value + stood
    else:
        assert taken_out == 0


@HELD
@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(1, 500), st.sets(st.integers(2026, 2033)))
def test_provisional_is_each_sum_that_touches_a_year_without_table(start, value, entered):
    def is_open(first: date, last: date) -> bool:
        return bool(set(range(first.year, last.year + 1)) - entered - published())

    calendar = WorkingCalendar(official_years=entered)
    found, back = add(start, value, "day", calendar=calendar), before(start, value, "day", calendar=calendar)
    assert found.provisional is is_open(start, found.due)
    assert back.provisional is is_open(back.due, start)
    for each in (found, back):
        assert any(row.key == "provisional" for row in each.lines) is each.provisional
