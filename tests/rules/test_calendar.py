import json
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from lianluo.rules.calendar import Override, WorkingCalendar, days_of

CALENDAR = WorkingCalendar()
PUBLISHED = Path(settings.PROJECT).parent / "shared" / "data" / "cn-holidays"
if not PUBLISHED.exists():
    PUBLISHED = Path(settings.PROJECT).parent.parent / "shared" / "data" / "cn-holidays"


@pytest.mark.parametrize(
    ("day", "is_working"),
    [
        (date(2026, 2, 14), True),  # Saturday before the Spring Festival
        (date(2026, 2, 17), False),
        (date(2025, 1, 26), True),
        (date(2025, 9, 28), True),
        (date(2025, 10, 8), False),
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),
    ],
)
def test_days(day, is_working):
    assert CALENDAR.is_working(day) is is_working


@pytest.mark.parametrize("year", range(2018, 2027))
def test_the_published_arrangements_agree_day_by_day(year):
    if not PUBLISHED.exists():  # a clone without the workshop's data still counts the days
        assert 240 <= CALENDAR.working_days(date(year, 1, 1), date(year, 12, 31)) <= 255
        return
    listed = {
        date.fromisoformat(row["date"]): not row["isOffDay"]
        for file in PUBLISHED.glob("*.json")
        for row in json.loads(file.read_text())["days"]
    }
    for day in days_of(date(year, 1, 1), date(year, 12, 31)):
        assert CALENDAR.is_working(day) == listed.get(day, day.weekday() < 5), day


def test_the_office_has_the_last_word():
    calendar = WorkingCalendar({date(2026, 11, 24): Override(False), date(2026, 11, 28): Override(True)})
    assert not calendar.is_working(date(2026, 11, 24))
    assert calendar.is_make_up(date(2026, 11, 28))


def test_official_years():
    assert CALENDAR.is_official(2026)
    assert not CALENDAR.is_official(2027)
    assert WorkingCalendar(official_years=[2027]).is_official(2027)


def test_rests_are_named_and_whole():
    rests = CALENDAR.rests(date(2026, 9, 3), date(2026, 12, 2))
    assert [(rest.name, rest.days) for rest in rests] == [("中秋节", 3), ("国庆节", 7)]
    assert [rest.days for rest in CALENDAR.rests(date(2025, 9, 30), date(2025, 10, 9))] == [8]
    assert CALENDAR.rests(date(2026, 9, 3), date(2026, 9, 30), "en")[0].name == "Mid-Autumn Festival"


def test_rest_days_around_a_working_day():
    assert CALENDAR.next_working(date(2026, 10, 3)) == date(2026, 10, 8)
    assert CALENDAR.previous_working(date(2026, 10, 3)) == date(2026, 9, 30)
    assert CALENDAR.shift(date(2026, 10, 8), -1) == date(2026, 9, 30)


def test_a_rest_cut_by_the_range_keeps_its_name_and_a_day_of_the_office_is_named_after_its_notice():
    assert [(rest.name, rest.days) for rest in CALENDAR.rests(date(2025, 10, 7), date(2025, 10, 20))] == [
        ("国庆节、中秋节", 2)
    ]
    calendar = WorkingCalendar({date(2026, 12, 1): Override(False, "省政府通知")})
    assert [(rest.name, rest.days) for rest in calendar.rests(date(2026, 11, 20), date(2026, 12, 10))] == [
        ("省政府通知", 1)
    ]
    assert CALENDAR.rests(date(2026, 11, 20), date(2026, 12, 10)) == []
