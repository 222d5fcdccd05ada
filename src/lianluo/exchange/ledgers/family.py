"""What a kind of ledger is: fields, each with the headings offices use for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One value of a row: `label` for the page, `synonyms` of its heading (the first is the usual one)."""

    key: str
    label: Any
    synonyms: tuple[str, ...]
    parse: Callable[[Any], Any]
    required: bool = False


@dataclass(frozen=True)
class Family:
    """A kind of ledger: its fields, and headings that are known but deliberately never imported."""

    key: str
    label: Any
    fields: tuple[Field, ...]
    never: tuple[str, ...] = ()

    def field(self, key: str) -> Field:
        """The field of that key; KeyError when there is none."""
        return {item.key: item for item in self.fields}[key]


def known_by(
    key: str, label: Any, headings: str, parse: Callable[[Any], Any], required: bool = False
) -> Field:
    """A field whose headings are parted by spaces."""
    return Field(key, label, tuple(headings.split()), parse, required)
