"""Who reads on her own pages: the room of those pages says so, this one asks."""

from __future__ import annotations

from collections.abc import Callable

Readers = Callable[[list[int]], set[int]]
_readers: list[Readers] = []


def ask_readers_of(readers: Readers) -> None:
    """`readers(persons)` gives those of these persons (ids) who have been on their own pages."""
    if readers not in _readers:
        _readers.append(readers)


def who_read_there(persons: list[int]) -> set[int]:
    return {key for readers in _readers for key in readers(persons)}
