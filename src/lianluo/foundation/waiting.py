"""What waits for somebody, as rooms tell the desk. A `Queue` is one kind of next act; rooms register theirs from
`apps.ready()`, the desk shows them in one list by deadline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

SHOWN, WATCHED = 20, 5


@dataclass(frozen=True)
class NextAct:
    """One line: `verb` (bold), what it is about, for whom or why (`note`), by when, where it is done (`button` on `url`)."""

    verb: Any
    title: str
    url: str
    note: str = ""
    due_on: date | None = None
    button: Any = ""


@dataclass(frozen=True)
class Queue:
    """One kind of next act of some roles.

    `rows(actor, limit)` reads through `visible_to(actor)`, at most `limit` lines, the nearest deadline first, in a number of
    queries that does not grow with the lines. `count(actor)` is bounded. `url(actor)` leads to all of them, "" where no page
    shows them.
    """

    key: str
    label: Any
    roles: frozenset[str]
    rows: Callable[[Any, int], Iterable[NextAct]]
    count: Callable[[Any], int]
    url: Callable[[Any], str] = lambda actor: ""
    order: int = 100
    is_watch: bool = False
    """Others' work that one watches over: among the own acts only a few of its lines are shown."""


@dataclass(frozen=True)
class Waiting:
    """A queue for one actor: how many, and the first lines."""

    key: str
    label: Any
    count: int
    rows: list[NextAct]
    url: str
    is_watch: bool = False


_queues: dict[str, Queue] = {}


def register(queue: Queue) -> None:
    if _queues.get(queue.key, queue) != queue:
        raise RuntimeError(f"queue {queue.key} is registered twice")
    _queues[queue.key] = queue


def waiting_for(actor: Any, limit: int = SHOWN) -> list[Waiting]:
    """The queues of the actor's role that are not empty, in their order."""
    own = [queue for queue in _queues.values() if getattr(actor, "role", None) in queue.roles]
    found = []
    for queue in sorted(own, key=lambda queue: (queue.order, queue.key)):
        rows = list(queue.rows(actor, limit))
        if rows:
            count = len(rows) if len(rows) < limit else queue.count(actor)
            found.append(Waiting(queue.key, queue.label, count, rows, queue.url(actor), queue.is_watch))
    return found


def by_deadline(rows: Iterable[NextAct]) -> list[NextAct]:
    """The nearest deadline first, those without one last; equal ones as they came."""
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or date.max))
