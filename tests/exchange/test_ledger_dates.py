from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianluo.exchange.ledgers.dates import PartialDate, parse_birth, parse_date, parse_day
from lianluo.exchange.ledgers.problems import Problem

MARCH = PartialDate(1975, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "1975.03", "1975年3月", "1975年03月", "1975-03", "1975/3", "197503", 197503.0, 1975.03,
        "１９７５．０３",        " 1975 年 3 月 ", "1975.3", "一九七五年三月",
    ],
)  # fmt: skip
def test_months_without_a_day(cell):
    assert parse_birth(cell) == MARCH


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-09", "2026/2/9", "2026.2.9", "20260209", 20260209.0, "2026年2月9日", "２０２６年２月９日",
        date(2026, 2, 9), datetime(2026, 2, 9, 8, 30), 46062.0, 46062.5, "2026-02-09 00:00:00",
        "2026年2月9日 10:30", "二〇二六年二月九日", "2026.02.09",
    ],
)  # fmt: skip
def test_whole_days(cell):
    assert parse_day(cell) == date(2026, 2, 9)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1975.13", "month_unreadable"),
        ("1975-02-30", "date_unreadable"),
        ("二月九日左右", "date_unreadable"),
        ("0000-01-01", "date_out_of_range"),
        ("9999-12-31", "date_out_of_range"),
        (date(9999, 12, 31), "date_out_of_range"),
        (-5.0, "date_unreadable"),
        (1e300, "date_unreadable"),
        (float("nan"), "date_unreadable"),
        (float("inf"), "date_unreadable"),
        ("=cmd|' /C calc'!A0", "date_unreadable"),
        (1975.1, "date_ambiguous"),
        (1975.345, "date_unreadable"),
        ("1975", "date_unreadable"),
        ("😀", "date_unreadable"),
        ("1975.00", "month_unreadable"),
        ("1975-03-00", "date_unreadable"),
    ],
)
def test_what_is_no_date_is_a_problem(cell, code):
    assert parse_birth(cell).code == code


def test_a_month_typed_as_number_keeps_december():
    assert parse_birth(1975.12) == PartialDate(1975, 12)
    assert parse_birth(1975.2) == PartialDate(1975, 2)


def test_a_month_is_not_enough_for_a_hand_over():
    assert parse_day("2026年2月").code == "date_without_day"


@pytest.mark.parametrize("cell", ["", "  ", "—", "/", "无", None])
def test_empty_is_empty(cell):
    assert parse_date(cell) is None


@given(st.dates(date(1978, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_the_same_in_every_form(day):
    serial = float((day - date(1899, 12, 30)).days)
    forms = [
        day, day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日", f"{day:%Y%m%d}", float(f"{day:%Y%m%d}"), serial,
    ]  # fmt: skip
    assert {parse_day(form) for form in forms} == {day}


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.none()))
def test_no_cell_breaks_the_parser(cell):
    found = parse_birth(cell)
    assert found is None or isinstance(found, PartialDate | Problem)
