"""Grounds on which somebody may see contact data in full. Rooms above register theirs from their `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ground:
    """`holds(actor, person)`; `label` is what the list of looks says."""

    key: str
    label: Any
    holds: Callable[[Any, Any], bool]


_grounds: dict[str, Ground] = {}


def register_ground(ground: Ground) -> None:
    if _grounds.get(ground.key, ground) != ground:
        raise RuntimeError(f"ground {ground.key} is registered twice")
    _grounds[ground.key] = ground


def grounds() -> list[Ground]:
    return list(_grounds.values())


def label_of(key: str) -> Any:
    return _grounds[key].label if key in _grounds else key
