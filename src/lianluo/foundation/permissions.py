"""Permissions by name: `room.step` → a predicate of (actor, object). Rooms register theirs from above.

`actor.can("matters.hand_over", matter)` looks the name up here; an unknown name is an error, never a quiet no.
"""

from __future__ import annotations

from collections.abc import Callable

Predicate = Callable[[object, object], bool]
_permissions: dict[str, Predicate] = {}


class Refused(Exception):
    """The actor may not do this. Pages answer as if the object were missing."""


def permission(name: str) -> Callable[[Predicate], Predicate]:
    def register(predicate: Predicate) -> Predicate:
        if name in _permissions and _permissions[name] is not predicate:
            raise RuntimeError(f"permission {name} is registered twice")
        _permissions[name] = predicate
        return predicate

    return register


def holds(name: str, actor, thing=None) -> bool:
    return bool(_permissions[name](actor, thing))


def names() -> list[str]:
    return sorted(_permissions)
