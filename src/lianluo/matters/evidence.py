"""What shows that a contact took place. A room above that keeps such records says so once, from its `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lianluo.matters.models import Assignment, Contact

Link = tuple[str, str]
"""(words, address); the address is "" where the reader may not open it."""


@dataclass(frozen=True)
class Source:
    offered: Callable[[object, Assignment], list[Link]]
    """Records that could stand for a contact with a signatory of the assignment's matter."""
    shown: Callable[[object, Iterable[int]], dict[int, Link]]
    """Of contacts (ids), what shows them."""


_sources: dict[str, Source] = {}


def bring(name: str, source: Source) -> None:
    _sources[name] = source


def offered_to(actor, assignment: Assignment) -> list[Link]:
    return [link for source in _sources.values() for link in source.offered(actor, assignment)]


def show(actor, contacts: list[Contact]) -> None:
    """Sets `evidence` (a Link or None) of each contact; one read a source."""
    keys = [contact.pk for contact in contacts]
    found = {
        key: link for source in _sources.values() if keys for key, link in source.shown(actor, keys).items()
    }
    for contact in contacts:
        contact.evidence = found.get(contact.pk)
