"""The arrangement of a year as it is pasted: sentences of a notice, or a published table of holidays as CSV."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from lianluo.rules import arrangements
from lianluo.rules.calendar import Override, WorkingCalendar, days_of

PLACES = [Path(settings.PROJECT).parent, Path(settings.PROJECT).parent.parent]
TABLE = next(
    (place / "shared/data/cn-holidays/all.csv" for place in PLACES if (place / "shared").exists()), None
)
SAMPLE = """date,name,is_off_day
2026-01-01,元旦,True
2026-01-02,元旦,True
2026-01-03,元旦,True
2026-01-04,元旦,False
"""
PUBLISHED = WorkingCalendar()


@pytest.mark.parametrize("year", [2007, 2020, 2025, 2026])
def test_a_published_table_pasted_whole_gives_the_same_days(year):
    lines = SAMPLE.splitlines() if year == 2026 else [SAMPLE.splitlines()[0]]
    if TABLE:
        rows = csv.reader(TABLE.read_text("utf-8").splitlines())
        lines = ["date,name,is_off_day", *(",".join(row) for row in rows if row[0].startswith(f"{year}-"))]
    if len(lines) == 1:
        return
    found = arrangements.read("\n".join(lines), year)
    calendar = WorkingCalendar({day: Override(works) for day, works in found.items()})
    assert len(found) == len(lines) - 1
    for day in days_of(date(year, 1, 1), date(year, 12, 31)):
        assert calendar.is_working(day) == PUBLISHED.is_working(day), day
        assert found.get(day, PUBLISHED.is_working(day)) == PUBLISHED.is_working(day), day


def test_days_of_the_december_before_belong_to_the_notice_of_the_year():
    found = arrangements.read(
        "2026-12-31 至 2027-01-02 休 元旦\n2026-12-27 班 元旦\n2027-10-01 rest 国庆节", 2027
    )
    assert found[date(2026, 12, 31)] is False and found[date(2026, 12, 27)] is True and len(found) == 5
    for text in ("2026-12-01 休", "2028-01-01 休", "2027-12-30 to 2028-01-02 rest"):
        with pytest.raises(ValidationError, match="not of 2027"):
            arrangements.read(text, 2027)


def test_a_table_cell_that_is_neither_true_nor_false_is_named_by_its_line():
    with pytest.raises(ValidationError, match="Line 2 .*say rest or work"):
        arrangements.read("date,name,is_off_day\n2027-01-01,元旦,perhaps", 2027)
