"""Search over everything: rooms register providers, the desk asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

MAX_LENGTH = 100


@dataclass(frozen=True)
class Hit:
    title: str
    subtitle: str
    url: str


@dataclass(frozen=True)
class Provider:
    """`search(actor, q, limit)` reads through `visible_to(actor)` and gives at most `limit` hits, best first."""

    key: str
    label: Any
    search: Callable[[Any, str, int], Iterable[Hit]]
    order: int = 100
    all_url: Callable[[str], str] | None = None
    """Address of the list that shows all rows of these words."""


@dataclass(frozen=True)
class Found:
    key: str
    label: Any
    hits: list[Hit]
    all_url: str = ""


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    if _providers.get(provider.key, provider) != provider:
        raise RuntimeError(f"search provider {provider.key} is registered twice")
    _providers[provider.key] = provider


def everything(actor: Any, q: str, limit: int = 5, key: str = "") -> list[Found]:
    """Hits of every provider that has any (or of the one named `key`), in their order. Empty words find nothing."""
    words = " ".join(q.replace("\x00", "").split())[:MAX_LENGTH]
    if not words or actor is None:
        return []
    asked = [p for p in _providers.values() if key in ("", p.key)]
    found = [
        Found(
            p.key,
            p.label,
            list(p.search(actor, words, limit))[:limit],
            p.all_url(words) if p.all_url else "",
        )
        for p in sorted(asked, key=lambda p: (p.order, p.key))
    ]
    return [each for each in found if each.hits]
