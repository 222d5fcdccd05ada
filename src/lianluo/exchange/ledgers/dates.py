"""Dates as offices write them: 1975.03, 1975年3月, 1975/3/1, 19750301, serial numbers of spreadsheets."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from lianluo.foundation import clock

from .problems import Problem, shown
from .text import plain

# Day 0 of the 1900 date system as spreadsheets count it after February 1900.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(18264, 73051)  # 1950-01-01 to 2099-12-31

_SEPARATED = re.compile(
    r"(?P<year>\d{4})(?P<sep>[-/.年])(?P<month>\d{1,2})(?:月|(?:[-/.月](?P<day>\d{1,2})日?))?"
    r"(?:[T ]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})?")
_CHINESE = re.compile(
    r"(?P<year>[〇零○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月"
    r"(?:(?P<day>[一二三四五六七八九十]{1,3})日)?"
)
_DIGITS = {**{ch: n for n, ch in enumerate("〇一二三四五六七八九")}, "零": 0, "○": 0}


@dataclass(frozen=True, order=True)
class PartialDate:
    """A day, or a month when the day is not known (as births usually are in rosters)."""

    year: int
    month: int
    day: int | None = None

    def as_date(self) -> date | None:
        """The day, or None when only the month is known."""
        return date(self.year, self.month, self.day) if self.day else None

    def __str__(self) -> str:
        month = f"{self.year:04d}-{self.month:02d}"
        return f"{month}-{self.day:02d}" if self.day else month


def parse_date(cell: Any, first: int = 1978, last: int = 2100) -> PartialDate | Problem | None:
    """A date of any known form; None for an empty cell. Years outside first..last are a problem."""
    if isinstance(cell, datetime | date):
        return _checked(cell.year, cell.month, cell.day, cell, first, last)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        found = _from_number(cell)
        if isinstance(found, Problem | PartialDate):
            return found if isinstance(found, Problem) else _in_range(found, cell, first, last)
        cell = found
    text = re.sub(r"\s*([年月./-])\s*|\s+(?=日)", r"\1", plain(cell))
    if text in ("", "-", "—", "/", "无", "不详"):
        return None
    return _from_text(text, first, last)


def parse_birth(cell: Any) -> PartialDate | Problem | None:
    """A month or day of birth, from 1900 until this year."""
    return parse_date(cell, 1900, clock.today().year)


def parse_day(cell: Any) -> date | Problem | None:
    """A whole date; a month without a day is a problem."""
    found = parse_date(cell)
    if not isinstance(found, PartialDate):
        return found
    return found.as_date() or Problem("date_without_day", {"value": shown(cell)})


def _from_number(number: float) -> "str | PartialDate | Problem":
    whole = number == int(number) if number == number and abs(number) < 1e15 else False
    if whole and int(number) in _SERIALS:
        day = _SERIAL_ZERO + timedelta(days=int(number))
        return PartialDate(day.year, day.month, day.day)
    if whole:
        return str(int(number))
    if 1000 < number < 10000:
        return _year_dot_month(number)
    if 18264 <= number < 73051:  # a serial with a time of day
        day = _SERIAL_ZERO + timedelta(days=int(number))
        return PartialDate(day.year, day.month, day.day)
    return Problem("date_unreadable", {"value": shown(number)})


def _year_dot_month(number: float) -> "str | Problem":
    """1975.03 typed as a number. 1975.1 may be January or a October that lost its zero."""
    hundredths = round(number * 100)
    if abs(number * 100 - hundredths) > 1e-6:
        return Problem("date_unreadable", {"value": shown(number)})
    year, month = divmod(hundredths, 100)
    if month == 10:
        return Problem("date_ambiguous", {"value": shown(number)})
    # .2 to .9 lost a zero that cannot have stood there: months 20 to 90 do not exist
    return f"{year}.{month // 10 if month % 10 == 0 else month:02d}"


def _from_text(text: str, first: int, last: int) -> PartialDate | Problem:
    match = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)
    if match:
        day = match["day"]
        return _checked(int(match["year"]), int(match["month"]), int(day) if day else None, text, first, last)
    match = _CHINESE.fullmatch(text)
    if match:
        year = int("".join(str(_DIGITS[ch]) for ch in match["year"]))
        day = match["day"]
        return _checked(year, _small(match["month"]), _small(day) if day else None, text, first, last)
    return Problem("date_unreadable", {"value": shown(text)})


def _small(text: str) -> int:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS[tens] if len(tens) == 1 else 0
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _checked(year: int, month: int, day: int | None, cell: Any, first: int, last: int):
    if not 1 <= month <= 12:
        return Problem("month_unreadable", {"value": shown(cell), "month": month})
    if not first <= year <= last:
        return Problem("date_out_of_range", {"value": shown(cell), "first": first, "last": last})
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return Problem("date_unreadable", {"value": shown(cell)})
    return PartialDate(year, month, day)


def _in_range(found: PartialDate, cell: Any, first: int, last: int) -> PartialDate | Problem:
    return _checked(found.year, found.month, found.day, cell, first, last)
