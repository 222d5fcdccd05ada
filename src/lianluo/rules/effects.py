"""What a change of a setting or of the calendar does elsewhere: rooms above say so before it, and act after it.

A room watches once, when the application starts. The editor carries the change out, lets every watcher compare the two
states, and takes it back; only the confirmed change stays, and then every watcher is called to follow it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.models import Rule
from lianluo.rules.queries import working_calendar


@dataclass(frozen=True)
class State:
    """All settings and the calendar as they stand at one moment."""

    rules: tuple[Rule, ...]
    calendar: WorkingCalendar


@dataclass(frozen=True)
class Moved:
    """One thing whose day would change."""

    label: str
    url: str
    was: date
    will_be: date


@dataclass(frozen=True)
class Effect:
    """`count` things would move; `moved` are the first of them."""

    label: Any
    count: int
    moved: list[Moved] = field(default_factory=list)


@dataclass(frozen=True)
class Watcher:
    """`foretell(actor, before, after)` gives (count, first ones) of what the actor may see; `follow(actor)` acts on it."""

    label: Any
    foretell: Callable[[Any, State, State], tuple[int, list[Moved]]]
    follow: Callable[[Any], None]


_watchers: dict[str, Watcher] = {}


def watch(name: str, watcher: Watcher) -> None:
    """Registered again under the same name it takes the place of the former."""
    _watchers[name] = watcher


def state() -> State:
    return State(tuple(Rule.objects.all()), working_calendar())


def foretold(actor, change: Callable[[], Any]) -> list[Effect]:
    """What `change()` would move. It is carried out and taken back; whatever it refuses is raised as it is."""
    before = state()
    with transaction.atomic():
        change()
        after = state()
        transaction.set_rollback(True)
    return [Effect(each.label, *each.foretell(actor, before, after)) for each in _watchers.values()]


def follow(actor) -> None:
    """After the commit: every watcher follows the change."""

    def run() -> None:
        for each in _watchers.values():
            each.follow(actor)

    transaction.on_commit(run)
