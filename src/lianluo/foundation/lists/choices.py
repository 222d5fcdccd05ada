"""What a list page declares beside columns and filters."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Tab:
    """A standard view of the list. `apply(rows)` or `apply(rows, actor)`; None shows everything."""

    name: str
    label: Any
    apply: Callable | None = None

    def narrow(self, rows, actor):
        if self.apply is None:
            return rows
        wanted = len(inspect.signature(self.apply).parameters)
        return self.apply(rows) if wanted == 1 else self.apply(rows, actor)


@dataclass(frozen=True)
class BulkAct:
    """A button for the picked rows. Leads to an `ActView` by GET with `ids=…`, or `all=1&query=…` for all that match."""

    name: str
    label: Any
    url_name: str
    icon: str = ""
    permission: str = ""
    """Name asked of the actor without an object; empty: the act itself decides."""

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and the act that would fill it: offered to whom the head of the page offers it."""

    icon: str
    text: Any
    act: Any = ""
    url_name: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name) if self.url_name else ""
