"""The ladder of reminders (催办阶梯): on which day which rung is reached, and who is told there. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from lianluo.rules import keys

PEOPLE = {"承办人": "handler", "部门负责人": "head", "联络办公室": "office", "分管领导": "leader"}
"""As the settings write them."""
KEYS = ("remind.share", "remind.far", "remind.near", "remind.due", "remind.late", "remind.escalated")
LONGEST = 200
"""No rung is reached earlier than so many days before the due day."""
_WHEN = re.compile(r"^(?:剩余(?P<share>\d{1,2})%|前(?P<left>\d{1,3})天|(?P<due>当天)|超(?P<over>\d{1,3})天)$")

HOURS = "remind.hours"
_HOURS = re.compile(r"^(\d{1,2})(?:时|点)?[-—–~～至](\d{1,2})(?:时|点)?$")


class BadRung(ValueError):
    """A setting of the ladder that cannot be read; the message says how it is written."""


class BadHours(ValueError):
    """A setting of the hours that cannot be read; the message says how it is written."""


def read_hours(value: str) -> range:
    """“8—18”: from eight until before six in the evening. Raises BadHours."""
    found = _HOURS.match(value.replace(" ", ""))
    hours = range(int(found[1]), int(found[2])) if found else range(0)
    if not hours or hours.stop > 24:
        raise BadHours(_("“%(value)s” is not a span of hours. Write it like “8—18”.") % {"value": value})
    return hours


@dataclass(frozen=True)
class Rung:
    """`share` % of the time left, `days` left (0: the due day itself), or days past it (negative)."""

    name: str
    who: frozenset[str]
    days: int | None = None
    share: int | None = None

    def reached(self, start: date, due: date, today: date) -> bool:
        """A rung "so many days before" that lies before the start of a short period is never reached."""
        whole, left = (due - start).days, (due - today).days
        if self.share is not None:
            return whole > 0 and left * 100 <= whole * self.share
        if self.days > 0 and self.days >= whole:
            return False
        return left <= self.days

    @property
    def order(self) -> tuple:
        """From the earliest to the latest."""
        return (0, -self.share) if self.share is not None else (1, -self.days)


def read_rung(name: str, value: str) -> Rung:
    """“前3天 承办人 部门负责人”, “剩余30% 承办人”, “当天 …”, “超5天 …”. Raises BadRung."""
    when, *people = value.replace("、", " ").split() or [""]
    found = _WHEN.match(when)
    if found is None or not people or set(people) - set(PEOPLE):
        raise BadRung(
            _("“%(value)s” is not a rung of the ladder. Write it like “前3天 承办人 部门负责人”.")
            % {"value": value}
        )
    who = frozenset(PEOPLE[each] for each in people)
    if found["share"]:
        return Rung(name, who, share=int(found["share"]))
    days = int(found["left"]) if found["left"] else -int(found["over"]) if found["over"] else 0
    return Rung(name, who, days=days)


def rungs_reached(ladder: Iterable[Rung], start: date, due: date, today: date) -> list[Rung]:
    """Those reached, the latest last. Of several reached at once only the latest is told, the others are passed."""
    return [each for each in sorted(ladder, key=lambda rung: rung.order) if each.reached(start, due, today)]


def check_settings() -> None:
    """The editor of rules refuses what could not be read here."""
    for key in KEYS:
        keys.read_with(key, partial(read_rung, key))
    keys.read_with(HOURS, read_hours)
