"""Cells and columns. A cell is made once, escaped once; no template is involved, since fifty rows of template loops
cost more than the whole rest of the page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from lianluo.foundation.templatetags.parts import icon as icon_of

escape = html.escape
_TAG = re.compile(r"<[^>]*>")


def text(value: Any, hint: str = "") -> SafeString:
    """Escaped text; `hint` follows in smaller grey type."""
    if not hint:
        return SafeString(cell(value))
    return SafeString(f'{cell(value)} <span class="text-secondary small">{escape(str(hint))}</span>')


def link(label: Any, url: str | None) -> SafeString:
    """`label` as a link, or bare where there is no URL."""
    if not url:
        return SafeString(cell(label))
    return SafeString(f'<a href="{escape(str(url))}">{cell(label)}</a>')


def day(value: date | datetime | None, quiet: bool = False) -> SafeString:
    """A date as 2026-11-24; `quiet` greys a date that will move."""
    if value is None:
        return SafeString("")
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    shown = value.isoformat()
    grey = ' class="text-secondary"' if quiet else ""
    return SafeString(f'<time datetime="{shown}"{grey}>{shown}</time>')


def badge(label: Any, kind: str = "", icon: str = "") -> SafeString:
    """A badge; `kind` is its classes, e.g. "clock clock-soon" (default: a plain grey badge)."""
    picture = picture_of(icon) if icon else ""
    return SafeString(
        f'<span class="{kind or "badge-line"}">{picture}<span>{escape(str(label))}</span></span>'
    )


@lru_cache(maxsize=512)
def picture_of(icon: str) -> str:
    return str(icon_of(icon))


def cell(value: Any) -> str:
    """HTML of any value: marked strings as they are, all else escaped."""
    if hasattr(value, "__html__"):
        return value.__html__()
    if type(value) is str:
        return escape(value)
    if value is None or value is False:
        return ""
    if value is True:
        return escape(_("yes"))
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return day(value)
    return escape(str(value))


def plain(value: Any) -> Any:
    """The value without mark-up, as a file wants it: HTML becomes its text, numbers and dates stay what they are."""
    if hasattr(value, "__html__"):
        return html.unescape(_TAG.sub("", value.__html__())).strip()
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    return str(value)


@dataclass(frozen=True)
class Column:
    """One column. `value` is a function of the row, a dotted path, or None (the attribute `name`).

    `choices` of a field are shown by their labels, which are put into words once a page. `sort` is a database field or
    several; `width` is in pixels; `link(row)` gives a URL or None; `export(row)` gives the value for files (default:
    the value without mark-up); `shown=False` leaves the column to the column picker.
    """

    name: str
    label: Any
    value: Callable[[Any], Any] | str | None = None
    sort: str | Iterable[str] | None = None
    align: str = "start"
    width: int | None = None
    link: Callable[[Any], str | None] | None = None
    export: Callable[[Any], Any] | None = None
    shown: bool = True
    css: str = ""
    choices: Iterable[tuple[str, Any]] = ()

    @property
    def classes(self) -> str:
        return " ".join(filter(None, ("num" if self.align == "end" else "", self.css)))

    @property
    def sort_fields(self) -> tuple[str, ...]:
        if not self.sort:
            return ()
        return (self.sort,) if isinstance(self.sort, str) else tuple(self.sort)

    def reader(self) -> Callable[[Any], Any]:
        """row → value, ready for a loop over many rows."""
        if callable(self.value):
            return self.value
        read = _path(self.value or self.name)
        if not self.choices:
            return read
        labels = {value: str(label) for value, label in self.choices}
        return lambda row: labels.get(read(row), "")

    def html_reader(self) -> Callable[[Any], str]:
        """row → HTML of the cell's content."""
        read, target = self.reader(), self.link
        if target is None:
            return lambda row: cell(read(row))
        return lambda row: link(read(row), target(row))

    def file_reader(self) -> Callable[[Any], Any]:
        """row → value for a file."""
        read = self.export or self.reader()
        return lambda row: plain(read(row))


def _path(dotted: str) -> Callable[[Any], Any]:
    names = dotted.split(".")

    def read(row: Any) -> Any:
        for name in names:
            row = getattr(row, name)
            if row is None:
                return None
        return row

    return read
