"""What counts towards the duty, and how much is owed. Pure: no database.

A contact counts for a procuratorate that took part if its way counts by the rule of that day (`visit.counts`; greetings do
not), the person was met, and one of those of that procuratorate who were there looks after the person on that day, or the
officer stood in for one who does. A joint visit counts once for each procuratorate (上下级联动), never twice for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianluo.liaison.models import Visit
from lianluo.rules import keys

F = Visit.Form
WORDS = {
    "登门走访": F.DOOR, "座谈": F.SEMINAR, "集中走访": F.ZONE, "电话": F.TELEPHONE, "视频": F.VIDEO, "微信": F.MESSAGE,
    "信函": F.LETTER, "邀请来院": F.INVITATION, "参加活动": F.ATTENDING, "问候": F.GREETING,
}  # fmt: skip
"""As the setting `visit.counts` writes them."""
IN_CHINESE = {form: word for word, form in WORDS.items()}
"""For texts that are Chinese whatever language a page is read in."""
COUNTS = "visit.counts"


class BadWays(ValueError):
    """The setting of what counts cannot be read; the message says how it is written."""


def read_ways(value: str) -> frozenset[str]:
    """“登门走访 座谈 电话”. Raises BadWays."""
    words = [word for word in re.split(r"[\s、，,]+", value) if word]
    if not words or set(words) - set(WORDS):
        raise BadWays(
            _("“%(value)s” is not a list of ways. Write some of these: %(words)s.")
            % {"value": value, "words": " ".join(WORDS)}
        )
    return frozenset(str(WORDS[word].value) for word in words)


def check_settings() -> None:
    """The editor of rules refuses what could not be read here."""
    keys.read_with(COUNTS, read_ways)


def owed(times: int, tied_days: int, year_days: int) -> int:
    """Contacts owed in a year, pro rata of the days on which the person held a mandate and had an officer, rounded half
    up: of two a year one from 92 days on, two from 274 days on."""
    return (2 * times * tied_days + year_days) // (2 * year_days)


@dataclass(frozen=True)
class Tied:
    """An officer who looks after a person for a procuratorate on the day of the visit."""

    office: int
    person: int
    officer: int


@dataclass(frozen=True)
class Contact:
    """One visit as it was. `present`: (procuratorate, user) of the officer and of colleagues who came along."""

    form: str
    on: date
    offices: frozenset[int]
    present: frozenset[tuple[int, int]]
    proxy_for: int | None
    office: int
    persons: frozenset[int]


def counted(contact: Contact, ways: frozenset[str], ties: Iterable[Tied]) -> dict[tuple[int, int], int]:
    """(procuratorate, person) → the officer whose duty the contact fulfils."""
    if contact.form not in ways:
        return {}
    there = set(contact.present)
    if contact.proxy_for:
        there.add((contact.office, contact.proxy_for))
    found: dict[tuple[int, int], int] = {}
    for tie in sorted(ties, key=lambda tie: (tie.office, tie.person, tie.officer)):
        if (
            tie.office in contact.offices
            and tie.person in contact.persons
            and (tie.office, tie.officer) in there
        ):
            found.setdefault((tie.office, tie.person), tie.officer)
    return found
