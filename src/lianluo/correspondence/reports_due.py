"""Which reports are due on which days: the setting `briefing.calendar`, read and spread over the years. No database here
beyond the setting itself.

“定期:上半年工作报告 07-20；定期:全年工作报告 01-20；专题:季度专题报告 04-15 07-15 10-15 01-15”
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from lianluo.correspondence.briefings import Briefing
from lianluo.foundation import clock
from lianluo.rules import keys
from lianluo.rules.queries import NoRule, rule

KEY = "briefing.calendar"
KINDS = {
    "定期": Briefing.Kind.PERIODIC, "专题": Briefing.Kind.SPECIAL,
    "随时": Briefing.Kind.PROMPT, "重大": Briefing.Kind.MAJOR,
}  # fmt: skip
SOON = timedelta(days=30)
LATE_FOR = timedelta(days=120)
"""So long a report that was not sent is shown as late; after that its next day comes."""
_ENTRY = re.compile(r"(?P<kind>定期|专题|随时|重大)[:：](?P<name>\S+)\s+(?P<days>\d\d-\d\d(?:\s+\d\d-\d\d)*)")


@dataclass(frozen=True)
class Entry:
    kind: str
    name: str
    days: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Due:
    """One report on one day. `state`: done, late, soon, ahead; `briefing` answers it."""

    kind: str
    name: str
    on: date
    today: date
    briefing: Briefing | None = None

    def answered(self, briefing: Briefing | None) -> Due:
        return replace(self, briefing=briefing)

    @property
    def kind_label(self):
        return Briefing.Kind(self.kind).label

    @property
    def is_done(self) -> bool:
        return self.briefing is not None and self.briefing.is_out

    @property
    def state(self) -> str:
        if self.is_done:
            return "done"
        if self.on < self.today:
            return "late"
        return "soon" if self.on - self.today <= SOON else "ahead"

    @property
    def days_left(self) -> int:
        return abs((self.on - self.today).days)


def read_calendar(value: str) -> list[Entry]:
    """ValueError in words where a part cannot be read."""
    entries = []
    for part in filter(None, (each.strip() for each in re.split("[；;]", value))):
        found = _ENTRY.fullmatch(part)
        if found is None:
            raise ValueError(
                _("“%(value)s” is no report of the calendar. Write it like “定期:上半年工作报告 07-20”.")
                % {"value": part}
            )
        days = tuple(_day(each) for each in found["days"].split())
        entries.append(Entry(str(KINDS[found["kind"]]), found["name"], days))
    return entries


def _day(text: str) -> tuple[int, int]:
    month, day = (int(each) for each in text.split("-"))
    try:
        date(2025, month, day)
    except ValueError as fault:
        raise ValueError(_("There is no day %(day)s.") % {"day": text}) from fault
    return month, day


def spread(entries: list[Entry], today: date) -> list[Due]:
    """Of each report the days of the last LATE_FOR and its next one, in order."""
    found = []
    for entry in entries:
        days = sorted(
            date(year, *day) for year in range(today.year - 1, today.year + 2) for day in entry.days
        )
        past = [day for day in days if today - LATE_FOR <= day < today]
        ahead = next(day for day in days if day >= today)
        found += [Due(entry.kind, entry.name, day, today) for day in (*past, ahead)]
    return sorted(found, key=lambda each: (each.on, each.name))


def calendar_of(today: date | None = None) -> list[Due]:
    today = today or clock.today()
    try:
        value = rule(KEY, today).value
    except NoRule:
        return []
    return spread(read_calendar(value), today)


def check_settings() -> None:
    """The editor of rules refuses what could not be read here."""
    keys.read_with(KEY, read_calendar)
