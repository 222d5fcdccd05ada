"""What the URL says about a list, and the URLs that differ from it in one thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.safestring import SafeString

from lianluo.foundation.lists.cells import Column, escape
from lianluo.foundation.lists.filters import BoundFilter
from lianluo.foundation.lists.slices import BOUND

OWN = ("tab", "sort", "size", "cols", "page", "after")
_LARGEST_KEY = 2**63 - 1


class State:
    """Filters, tab, order, columns, page of one request. Wrong values fall back to the defaults, silently."""

    def __init__(self, page: Any, query: QueryDict, actor: Any, kept: dict[str, Any] | None = None):
        kept = kept or {}
        self.filters: list[BoundFilter] = [each.bind(query, actor) for each in page.filters]
        self.tab = _named(page.tabs, query.get("tab", "")) or (page.tabs[0] if page.tabs else None)
        self.columns = self._columns(page, query.getlist("cols"), kept.get("cols", []))
        self._order(page, query.get("sort", ""))
        self.size = self._size(page.page_sizes, query.get("size", ""), kept.get("size"))
        self.last_page = max(1, -(-BOUND // self.size))
        self.page = min(max(1, _whole(query.get("page", "")) or 1), self.last_page)
        self.after = _whole(query.get("after", ""))
        self._pairs = self._read_pairs(page, query)

    @property
    def is_narrowed(self) -> bool:
        return any(each.is_set for each in self.filters)

    def _columns(self, page: Any, asked: list[str], kept: list[str]) -> list[Column]:
        for names in (asked, kept):
            if chosen := [column for column in page.columns if column.name in names]:
                return chosen
        return [column for column in page.columns if column.shown]

    def _order(self, page: Any, asked: str) -> None:
        sortable = {column.name: column for column in page.columns if column.sort}
        for order in (asked, page.default_order):
            name = order.removeprefix("-")
            if name in sortable:
                self.sort, self.descending = name, order.startswith("-")
                self.sort_fields = sortable[name].sort_fields
                return
        self.sort, self.descending, self.sort_fields = "", False, ("pk",)

    @staticmethod
    def _size(sizes: tuple[int, ...], asked: str, kept: int | None) -> int:
        for size in (_whole(asked), kept):
            if size in sizes:
                return size
        return sizes[1] if len(sizes) > 1 else sizes[0]

    def _read_pairs(self, page: Any, query: QueryDict) -> list[tuple[str, str]]:
        names = [name for each in self.filters if each.is_set for name in each.filter.params]
        return [(name, value) for name in (*names, *OWN) for value in query.getlist(name) if value]

    def url(self, drop: Iterable[str] = (), **change: Any) -> str:
        """This list with something changed. Any change leads back to the first page."""
        gone = {"page", "after", *drop, *change}
        pairs = [pair for pair in self._pairs if pair[0] not in gone]
        pairs += [(name, str(value)) for name, value in change.items() if value is not None]
        return "?" + urlencode(pairs)

    def query(self) -> str:
        """Filters, tab and order as a query string, without the page: what a bookmark or a bulk act needs."""
        return self.url()[1:]

    def hidden(self, without: Iterable[str] = ()) -> SafeString:
        """Hidden inputs that carry the state through a GET form."""
        gone = {"page", "after", *without}
        return SafeString("".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in self._pairs
            if name not in gone
        ))  # fmt: skip


def _named(things: Iterable[Any], name: str) -> Any:
    return next((thing for thing in things if thing.name == name), None)


def _whole(value: str) -> int | None:
    if value.isascii() and value.isdigit() and len(value) < 20:
        return min(int(value), _LARGEST_KEY)
    return None
