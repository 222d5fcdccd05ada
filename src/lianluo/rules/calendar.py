"""Working days of mainland China: the State Council's yearly arrangement under the office's own overrides.

The published arrangements come with the `holidays` library. A year without one is *provisional*: statutory
holidays are known by rule, make-up working days are not, and every sum that touches such a year says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from django.utils.translation import gettext

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 2001, 2099
"""Years the calendar can answer for: the first with a published arrangement, the last of the lunar tables."""

_LANGUAGES = {"zh-hans": "zh_CN", "en": "en_US"}
_DAY_OFF_MARKS = ("休息日", "Day off")


@dataclass(frozen=True)
class Override:
    """What the office entered for one day."""

    is_working: bool
    source: str = ""


@dataclass(frozen=True)
class Rest:
    """A run of days of rest around a named holiday, both ends included."""

    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@cache
def _china() -> ModuleType:
    """The library's module on China, by itself and when first asked: its package would load every country of the
    world, a second of the start and 40 MB."""
    countries = Path(find_spec("holidays").origin).parent / "countries"
    found = spec_from_file_location("holidays_of_china", countries / "china.py")
    module = module_from_spec(found)
    found.loader.exec_module(module)
    return module


@cache
def published() -> frozenset[int]:
    """Years whose arrangement the library knows."""
    return frozenset(_china().ChinaStaticHolidays.special_public_holidays)


@lru_cache(maxsize=256)
def _table(year: int, language: str) -> tuple[dict[date, str], frozenset[date]]:
    """Holidays by name and make-up days of `year`; next year's arrangement may reach into this December."""
    found = _china().China(years=(year, year + 1), expand=False, language=language)
    named = {day: name for day, name in found.items() if day.year == year}
    return named, frozenset(day for day in found.weekend_workdays if day.year == year)


class WorkingCalendar:
    """Answers which days are worked. Immutable; building one costs nothing."""

    def __init__(self, overrides: Mapping[date, Override] | None = None, official_years: Iterable[int] = ()):
        self._overrides = dict(overrides or {})
        self._entered = frozenset(official_years)

    def is_official(self, year: int) -> bool:
        """Whether the arrangement of `year` has been published (or entered in full by the office)."""
        return year in self._entered or year in published()

    def is_working(self, day: date) -> bool:
        if override := self._overrides.get(day):
            return override.is_working
        named, made_up = _table(day.year, "zh_CN")
        return day in made_up or (day.weekday() < 5 and day not in named)

    def is_make_up(self, day: date) -> bool:
        """A Saturday or Sunday that is worked."""
        return day.weekday() >= 5 and self.is_working(day)

    def holiday_name(self, day: date, language: str = "zh-hans") -> str:
        """Name of the holiday on `day`, else "". Days moved next to a holiday have no name of their own."""
        name = _table(day.year, _LANGUAGES.get(language, "en_US"))[0].get(day, "")
        if name.startswith(_DAY_OFF_MARKS):
            return ""
        return name.split("（")[0].split(" (")[0]

    def next_working(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def previous_working(self, day: date) -> date:
        """`day` itself when it is worked, else the last working day before it."""
        while not self.is_working(day):
            day -= DAY
        return day

    def shift(self, day: date, working_days: int) -> date:
        """The n-th working day after `day` (before it, when negative). `day` itself is not counted."""
        step = DAY if working_days > 0 else -DAY
        left = abs(working_days)
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def working_days(self, first: date, last: date) -> int:
        """Working days from `first` to `last`, both included."""
        return sum(self.is_working(day) for day in days_of(first, last))

    def rests(self, first: date, last: date, language: str = "zh-hans") -> list[Rest]:
        """Runs of days of rest that touch `first`…`last`, cut to that range: all but plain weekends. A run is named after
        its holidays, those outside the range too; else after the notices by which the office set its days."""
        runs: list[list[date]] = []
        for day in days_of(first, last):
            if self.is_working(day):
                continue
            if runs and runs[-1][-1] == day - DAY:
                runs[-1].append(day)
            else:
                runs.append([day])
        named = [(self._names(run, language), run) for run in runs]
        return [Rest(name, run[0], run[-1]) for name, run in named if name]

    def make_ups(self, first: date, last: date) -> list[date]:
        return [day for day in days_of(first, last) if self.is_make_up(day)]

    def _names(self, run: list[date], language: str) -> str:
        whole = list(days_of(self._rest_edge(run[0], -DAY), self._rest_edge(run[-1], DAY)))
        names = [name for day in whole for name in self.holiday_name(day, language).split("; ") if name]
        on_weekdays = [day for day in run if day.weekday() < 5]
        if on_weekdays and not names:
            names = [self._overrides[day].source for day in on_weekdays if day in self._overrides]
            names = [name for name in names if name] or [gettext("day of rest")]
        return ("、" if language != "en" else ", ").join(dict.fromkeys(names))

    def _rest_edge(self, day: date, step: timedelta) -> date:
        """The last day of rest from `day` on in the direction of `step`."""
        while not self.is_working(day + step):
            day += step
        return day


def days_of(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
