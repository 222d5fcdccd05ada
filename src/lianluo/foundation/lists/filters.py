"""Filters of a list: read from the URL, shown as chips, applied to the queryset. Values that make no sense are ignored."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from lianluo.foundation.lists.cells import escape

MAX_VALUES = 50


@dataclass(frozen=True)
class Filter:
    """One filter.

    kind "choice": `choices` is a list of (value, label) or a function of the actor; value: list[str].
    kind "words": free text; value: str. kind "days": two dates, `name_from` and `name_to`; value: (date|None, date|None).
    kind "pick": a picker at URL name `pick`; `chosen(actor)` is the queryset that names what was picked; value: list[str].
    `apply` is a field name (`__in`, `__icontains`, `__gte`/`__lte`), `apply(rows, value)` or `apply(rows, value, actor)`.
    """

    name: str
    label: Any
    choices: Iterable | Callable[[Any], Iterable] | None = None
    apply: str | Callable = ""
    kind: str = "choice"
    pick: str = ""
    chosen: Callable[[Any], Any] | None = None

    @property
    def params(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to") if self.kind == "days" else (self.name,)

    def bind(self, query: QueryDict, actor: Any) -> BoundFilter:
        return _KINDS[self.kind](self, query, actor)


@dataclass
class BoundFilter:
    """A filter with what the URL says."""

    filter: Filter
    query: QueryDict
    actor: Any
    value: Any = field(init=False)

    def __post_init__(self):
        self.value = self.read()

    def read(self) -> Any:
        raise NotImplementedError

    def lookups(self, name: str) -> dict[str, Any]:
        raise NotImplementedError

    def said(self) -> str:
        """The value in words, for the chip."""
        raise NotImplementedError

    def controls(self) -> SafeString:
        """Inputs for the chip's form."""
        raise NotImplementedError

    @property
    def is_set(self) -> bool:
        return bool(self.value)

    @property
    def label(self) -> Any:
        return self.filter.label

    @property
    def name(self) -> str:
        return self.filter.name

    def narrow(self, rows):
        if not self.is_set:
            return rows
        how = self.filter.apply or self.filter.name
        if not callable(how):
            return rows.filter(**self.lookups(how))
        if len(inspect.signature(how).parameters) > 2:
            return how(rows, self.value, self.actor)
        return how(rows, self.value)


class ChoiceFilter(BoundFilter):
    def read(self) -> list[str]:
        choices = self.filter.choices
        found = choices(self.actor) if callable(choices) else choices or ()
        self.options = [(str(value), str(label)) for value, label in found]
        asked = set(self.query.getlist(self.name)[:MAX_VALUES])
        return [value for value, _label in self.options if value in asked]

    def lookups(self, name: str) -> dict[str, Any]:
        return {f"{name}__in": self.value}

    def said(self) -> str:
        labels = dict(self.options)
        return pgettext("list", ", ").join(labels[value] for value in self.value)

    def controls(self) -> SafeString:
        chosen = set(self.value)
        return SafeString("".join(self._box(value, label, value in chosen) for value, label in self.options))

    def _box(self, value: str, label: str, checked: bool) -> str:
        return (
            '<label class="form-check"><input class="form-check-input" type="checkbox" '
            f'name="{self.name}" value="{escape(value)}"{" checked" if checked else ""}> '
            f'<span class="form-check-label">{escape(label)}</span></label>'
        )


class WordsFilter(BoundFilter):
    def read(self) -> str:
        return self.query.get(self.name, "").replace("\x00", "").strip()[:100]

    def lookups(self, name: str) -> dict[str, Any]:
        return {f"{name}__icontains": self.value}

    def said(self) -> str:
        return self.value

    def controls(self) -> SafeString:
        return SafeString(
            f'<input class="form-control" type="search" name="{self.name}" maxlength="100" '
            f'aria-label="{escape(str(self.label))}" value="{escape(self.value)}">'
        )


class DaysFilter(BoundFilter):
    def read(self) -> tuple[date | None, date | None]:
        first, last = (_day(self.query.get(name, "")) for name in self.filter.params)
        return first, last

    @property
    def is_set(self) -> bool:
        return any(self.value)

    def lookups(self, name: str) -> dict[str, Any]:
        pairs = zip(("gte", "lte"), self.value, strict=True)
        return {f"{name}__{how}": value for how, value in pairs if value}

    def said(self) -> str:
        first, last = self.value
        return f"{first or ''}–{last or ''}" if first != last else str(first)

    def controls(self) -> SafeString:
        inputs = zip(
            self.filter.params, (pgettext("days", "from"), pgettext("days", "to")), self.value, strict=True
        )
        return SafeString("".join(
            f'<label class="form-label">{escape(word)} <input class="form-control" type="date" name="{name}" '
            f'value="{value or ""}"></label>'
            for name, word, value in inputs
        ))  # fmt: skip


class PickFilter(BoundFilter):
    def read(self) -> list[str]:
        asked = [
            value
            for value in self.query.getlist(self.name)[:MAX_VALUES]
            if value.isascii() and value.isdigit()
        ]
        found = (
            self.filter.chosen(self.actor).filter(pk__in=[v for v in asked if len(v) < 19]) if asked else ()
        )
        self.labels = {str(thing.pk): str(thing) for thing in found}
        return list(self.labels)

    def lookups(self, name: str) -> dict[str, Any]:
        return {f"{name}__in": self.value}

    def said(self) -> str:
        return pgettext("list", ", ").join(self.labels.values())

    def controls(self) -> SafeString:
        options = "".join(
            f'<option value="{pk}" selected>{escape(label)}</option>' for pk, label in self.labels.items()
        )
        return SafeString(
            f'<select class="form-select" multiple name="{self.name}" data-picker="{escape(reverse(self.filter.pick))}" '
            f'aria-label="{escape(str(self.label))}">{options}</select>'
        )


_KINDS: dict[str, type[BoundFilter]] = {
    "choice": ChoiceFilter,
    "words": WordsFilter,
    "days": DaysFilter,
    "pick": PickFilter,
}


def _day(value: str) -> date | None:
    try:
        return parse_date(value.strip()[:10])
    except ValueError:
        return None
