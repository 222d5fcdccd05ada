"""Rooms above that keep something which follows from ties and mandates say so once, from their `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

Follower = Callable[[Iterable[int], bool, date | None], None]
_followers: dict[str, Follower] = {}


def follow_with(name: str, follower: Follower) -> None:
    """`follower(ids of persons, whether it was their ties, from which day on)` runs in the transaction of every act that
    changes their ties or mandates; without a day the change may reach back as far as the facts go."""
    _followers[name] = follower


def follow(persons: Iterable[int], ties_moved: bool = False, since: date | None = None) -> None:
    persons = list(persons)
    for follower in _followers.values() if persons else ():
        follower(persons, ties_moved, since)
