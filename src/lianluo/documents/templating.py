"""Which kinds of papers an office may lay out by a Word template of its own, and what a template may say.

Rooms above register their kinds from `apps.ready()`:

register(PaperKind("letters.reply", _("Reply letter"), FIELDS, sample, starting, things, data))

A template holds tags in Chinese: `{{ 标题 }}` prints a field, `{%p for 段 in 正文 %}` … `{%p endfor %}` repeats the
paragraphs between, `{%p if 抄送 %}` … `{%p endif %}` prints them only where there is something. Nothing else is a tag.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet

from lianluo.units.models import Unit

Data = dict[str, object]
"""Field → text, or a list of {field of a row: text or whole number}."""


@dataclass(frozen=True)
class Field:
    """A field of a paper: its name in the tag and what it says. A list has the fields of its `rows`; `row` is what the
    starting template calls one of them, `in_table` whether it repeats the row of a table or paragraphs."""

    name: str
    meaning: object
    required: bool = False
    rows: tuple[Field, ...] = ()
    row: str = ""
    in_table: bool = False


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper. `sample` gives invented data; `starting` the built-in layout with the tags in it, as Word;
    `things` the rows of real data that an actor may see, newest first; `data` the fields of one of them."""

    key: str
    label: object
    fields: tuple[Field, ...]
    sample: Callable[[], Data]
    starting: Callable[[Unit], bytes]
    things: Callable[[object], QuerySet]
    data: Callable[[Model], Data]

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


_kinds: dict[str, PaperKind] = {}


def register(kind: PaperKind) -> None:
    _kinds[kind.key] = kind


def kinds() -> list[PaperKind]:
    return [_kinds[key] for key in sorted(_kinds)]


def kind_named(key: str) -> PaperKind | None:
    return _kinds.get(key)
