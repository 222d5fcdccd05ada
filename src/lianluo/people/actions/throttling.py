"""Counting attempts at the deputies' door: from one address, with one secret, from everywhere. Too many bring a wait,
and every further wait is twice as long. Kept in the database, so that all processes count together."""

from __future__ import annotations

from lianluo.foundation import clock
from lianluo.people.models import OneTimeCode, Throttle
from lianluo.people.tokens import digest

WINDOW = clock.timedelta(minutes=15)
LIMITS = {"place": 60, "secret": 12, "all": 600}
"""Attempts within WINDOW. Many deputies may sit behind one address (a congress in session); few try one secret."""
FIRST_WAIT = {
    "place": clock.timedelta(minutes=15),
    "secret": clock.timedelta(minutes=15),
    "all": clock.timedelta(minutes=2),
}
LONGEST_WAIT = clock.timedelta(days=1)
FORGOTTEN = clock.timedelta(days=30)
"""After so long nothing is kept of attempts: a network address is personal data."""


def _sort(key: str) -> str:
    return key.split(":", 1)[0]


def must_wait(keys: tuple[str, ...]) -> bool:
    """Whether one of the keys has to wait now. One statement."""
    known = [digest(key) for key in keys]
    return Throttle.objects.filter(key__in=known, until__gt=clock.now()).exists()


def count(keys: tuple[str, ...]) -> None:
    """One attempt more for each key, in the caller's transaction; the row is held until it ends. Always in the same order
    of keys, so that two callers wait for each other instead of blocking one another."""
    now = clock.now()
    for sort, known in sorted((_sort(key), digest(key)) for key in keys):
        Throttle.objects.bulk_create([Throttle(key=known, since=now)], ignore_conflicts=True)
        row = Throttle.objects.select_for_update().get(key=known)
        if now - row.since > WINDOW:
            row.since, row.attempts = now, 0
        row.attempts += 1
        if row.attempts > LIMITS[sort] and not (row.until and row.until > now):
            row.until = now + min(FIRST_WAIT[sort] * 2 ** min(row.waits, 12), LONGEST_WAIT)
            row.waits, row.attempts = row.waits + 1, 0
        row.save()


def forgive(key: str) -> None:
    """Who came in has shown that the tries were hers."""
    Throttle.objects.filter(key=digest(key)).update(attempts=0, waits=0, until=None)


def forget() -> int:
    """Remove what is old: counts of attempts, and codes that nobody can use any more. How many rows went."""
    before = clock.now() - FORGOTTEN
    gone, _each = Throttle.objects.filter(since__lt=before).delete()
    codes, _each = OneTimeCode.objects.filter(asked_at__lt=before).delete()
    return gone + codes
