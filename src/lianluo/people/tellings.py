"""What the rooms above know of a person, in words for whoever goes to see him; each registers its part once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Telling:
    """One line of a visit card. `first`: it is said when they meet; `url` is empty for what the reader may not open."""

    icon: str
    title: str
    note: str = ""
    url: str = ""
    first: bool = False
    tone: str = ""


Teller = Callable[[Any, list[int], date], dict[int, list[Telling]]]
_tellers: dict[str, tuple[int, Teller]] = {}


def tell_with(name: str, teller: Teller, order: int = 50) -> None:
    """`teller(actor, ids of persons the actor sees, day)` gives the lines of each, in a number of queries that does not
    grow with the persons."""
    _tellers[name] = (order, teller)


def told_of(actor, persons: Iterable[int], day: date) -> dict[int, list[Telling]]:
    """Person id → lines, in the order of the tellers. `persons` are such as the actor may see."""
    persons = list(persons)
    found: dict[int, list[Telling]] = {key: [] for key in persons}
    for _order, teller in sorted(_tellers.values(), key=lambda each: each[0]) if persons else ():
        for key, lines in teller(actor, persons, day).items():
            found[key] += lines
    return found
