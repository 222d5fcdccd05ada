"""Rooms above that keep something which follows from ties and mandates say so once, from their `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_followers: dict[str, Callable[[Iterable[int], bool], None]] = {}


def follow_with(name: str, follower: Callable[[Iterable[int], bool], None]) -> None:
    """`follower(ids of persons, whether it was their ties)` runs in the transaction of every act that changes their ties
    or mandates."""
    _followers[name] = follower


def follow(persons: Iterable[int], ties_moved: bool = False) -> None:
    persons = list(persons)
    for follower in _followers.values() if persons else ():
        follower(persons, ties_moved)
