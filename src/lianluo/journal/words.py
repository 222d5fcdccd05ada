"""What an entry is called and where its object stands. Rooms register the words of their acts and the places of their
models from `apps.ready()`; steps of workflows have their labels already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from lianluo.foundation.workflow import WORKFLOWS
from lianluo.journal.models import Entry

Place = Callable[[Any, list[int]], dict[int, str]]
_labels: dict[str, Any] = {}
_places: dict[str, Place] = {}


def name_acts(labels: dict[str, Any]) -> None:
    """`{"people.edit_person": _("Edited")}`."""
    _labels.update(labels)


def place(model: str, places: Place) -> None:
    """`places(actor, ids)` gives id → address for those that the actor may see; `model` is "app.Model"."""
    _places[model] = places


def pages_of(model) -> Place:
    """The usual place: the object's own page."""

    def places(actor, ids: list[int]) -> dict[int, str]:
        found = model.objects.visible_to(actor).filter(pk__in=ids)
        return {each.pk: each.get_absolute_url() for each in found}

    return places


def act_label(act: str) -> Any:
    """The words of an act; its own name where nobody gave any."""
    flow, _dot, step = act.rpartition(".")
    if act not in _labels and flow in WORKFLOWS:
        return WORKFLOWS[flow].step(step).label
    return _labels.get(act, act)


def addresses(actor, entries: Iterable[Entry]) -> dict[int, str]:
    """Entry id → address of what it is about; one query a model. What the actor may not see has none."""
    wanted = defaultdict(dict)
    for entry in entries:
        if entry.about_model in _places and entry.about_id is not None:
            wanted[entry.about_model].setdefault(entry.about_id, []).append(entry.pk)
    found = {}
    for model, ids in wanted.items():
        for about, address in _places[model](actor, list(ids)).items():
            found.update(dict.fromkeys(ids[about], address))
    return found
