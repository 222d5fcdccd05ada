"""The side bar and the bell. Rooms register what they offer from their `apps.ready()`; nothing here knows
a room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.lists.slices import bounded_counts, said

TOP, WORK, LIAISON, RULES = "top", "work", "liaison", "rules"
GROUPS = {TOP: "", WORK: _("Handling"), LIAISON: _("Liaison"), RULES: _("Reports and rules")}


@dataclass(frozen=True)
class NavItem:
    """One line of the side bar. `roles` None is everybody; `count` gives the rows that wait, or their number; None or
    0 shows nothing. The rows of all lines are counted in one query, as far as a list counts. `shown(actor)`: whether
    the line stands there at the moment, for rooms that are open only at times.
    """

    key: str
    label: str
    url_name: str
    icon: str
    group: str
    order: int
    roles: frozenset[str] | None = None
    count: Callable[[object], QuerySet | int | None] | None = None
    shown: Callable[[object], bool] | None = None


_items: dict[str, NavItem] = {}
_notice_counter: list[Callable[[object], int]] = []
_post_lister: list[Callable[[object], list]] = []


def register(item: NavItem) -> None:
    if item.group not in GROUPS:
        raise RuntimeError(f"navigation item {item.key} names an unknown group {item.group}")
    _items[item.key] = item


def count_notices_by(counter: Callable[[object], int]) -> None:
    """`counter(actor)` is the number of unread notices shown on the bell."""
    _notice_counter[:] = [counter]


def unread_notices(actor) -> int:
    return _notice_counter[0](actor) if actor and _notice_counter else 0


def list_posts_by(lister: Callable[[object], list]) -> None:
    """`lister(actor)` is the posts the actor's user may switch to, the present one among them."""
    _post_lister[:] = [lister]


def posts_of(actor) -> list:
    return _post_lister[0](actor) if actor and _post_lister else []


def _address(url_name: str) -> str | None:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None


def _open_to(item: NavItem, actor) -> bool:
    if item.roles is not None and getattr(actor, "role", None) not in item.roles:
        return False
    return item.shown is None or item.shown(actor)


def _lines(actor) -> list[dict]:
    shown = sorted((item for item in _items.values() if _open_to(item, actor)), key=lambda item: item.order)
    lines = [{"item": item, "url": url} for item in shown if (url := _address(item.url_name))]
    waiting = [line["item"].count(actor) if line["item"].count else None for line in lines]
    counts = iter(bounded_counts([rows for rows in waiting if isinstance(rows, QuerySet)]))
    for line, rows in zip(lines, waiting, strict=True):
        line["count"] = next(counts) if isinstance(rows, QuerySet) else rows or 0
        line["said"] = said(line["count"])
    return lines


def _current(lines: list[dict], path: str) -> str | None:
    """The line whose address is the longest beginning of the page's path."""
    fitting = [
        line for line in lines if path == line["url"] or (line["url"] != "/" and path.startswith(line["url"]))
    ]
    return max(fitting, key=lambda line: len(line["url"]))["item"].key if fitting else None


def menu(actor, path: str) -> list[dict]:
    """Groups with their lines for this actor: [{"label", "lines": [{"item", "url", "count", "current"}]}]."""
    if actor is None:
        return []
    lines = _lines(actor)
    current = _current(lines, path)
    for line in lines:
        line["current"] = line["item"].key == current
    groups = [
        {"key": key, "label": label, "lines": [line for line in lines if line["item"].group == key]}
        for key, label in GROUPS.items()
    ]
    return [group for group in groups if group["lines"]]
