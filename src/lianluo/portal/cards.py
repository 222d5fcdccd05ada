"""What else stands on a deputy's first page: other rooms' parts of the portal add their cards from `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Card:
    """One line that asks her for something or brings her something. `waits`: it stands among what waits for her."""

    title: str
    url: str
    note: str = ""
    icon: str = "circle-dot"
    waits: bool = False


Provider = Callable[[Any], list[Card]]
_providers: dict[str, tuple[int, Provider]] = {}


def add_card(name: str, provider: Provider, order: int = 50) -> None:
    """`provider(actor)` gives the cards of this deputy, read through her own gates."""
    _providers[name] = (order, provider)


def cards_for(actor) -> list[Card]:
    return [
        card
        for _order, provider in sorted(_providers.values(), key=lambda each: each[0])
        for card in provider(actor)
    ]
