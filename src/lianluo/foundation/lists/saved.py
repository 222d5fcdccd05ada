"""Where saved views come from. `foundation` stores nothing; the room that keeps them registers itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Source = Callable[[Any, str], Iterable[tuple[str, str]]]


@dataclass
class _Saved:
    source: Source | None = None
    save_url_name: str = ""


_saved = _Saved()


def saved_views_from(source: Source | None, save_url_name: str = "") -> None:
    """`source(actor, list_key)` gives (label, query string) pairs; `save_url_name` is the page that keeps a new one
    (GET with `list` and `query`)."""
    _saved.source, _saved.save_url_name = source, save_url_name


def saved_views(actor: Any, list_key: str) -> list[tuple[str, str]]:
    return list(_saved.source(actor, list_key)) if _saved.source else []


def save_url_name() -> str:
    return _saved.save_url_name
