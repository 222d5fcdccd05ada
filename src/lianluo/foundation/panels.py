"""Slots on the pages of lower rooms that upper rooms fill with panels. A page prints its panels as tabs; htmx loads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Panel:
    """One tab. `url_name` is reversed with the object's key; `count(actor, obj)` and `shown(actor, obj)` are optional."""

    key: str
    label: Any
    url_name: str
    count: Callable[[Any, Any], int | None] | None = None
    order: int = 100
    shown: Callable[[Any, Any], bool] | None = None


@dataclass(frozen=True)
class PanelTab:
    """A panel for one object, as the page prints it."""

    key: str
    label: Any
    url: str
    count: int | None


class UnknownSlot(LookupError):
    """No page has a slot of that name."""


_slots: dict[str, dict[str, Panel]] = {}


def declare_slot(slot: str) -> None:
    """Done by the room whose page has the slot, before anybody registers a panel for it."""
    _slots.setdefault(slot, {})


def register_panel(slot: str, panel: Panel) -> None:
    panels = _panels_of(slot)
    if panels.get(panel.key, panel) != panel:
        raise RuntimeError(f"slot {slot}: panel {panel.key} is registered twice")
    panels[panel.key] = panel


def panels_for(slot: str, actor: Any, obj: Any) -> list[PanelTab]:
    """Panels of the slot for this object, in order."""
    panels = sorted(_panels_of(slot).values(), key=lambda panel: (panel.order, panel.key))
    return [_tab(panel, actor, obj) for panel in panels if panel.shown is None or panel.shown(actor, obj)]


def _panels_of(slot: str) -> dict[str, Panel]:
    if slot not in _slots:
        raise UnknownSlot(f"there is no slot {slot}; known: {', '.join(sorted(_slots)) or 'none'}")
    return _slots[slot]


def _tab(panel: Panel, actor: Any, obj: Any) -> PanelTab:
    count = panel.count(actor, obj) if panel.count else None
    return PanelTab(panel.key, panel.label, reverse(panel.url_name, args=[obj.pk]), count)
