"""Which rows may hold files, and who may see or change them. Rooms above register their own models.

hold("matters.Matter", find=lambda actor, pk: Matter.objects.visible_to(actor).filter(pk=pk).first(),
     may_attach=lambda actor, matter: actor.can("matters.attach", matter))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

Find = Callable[[object, int], Model | None]
MayAttach = Callable[[object, Model], bool]
Opened = Callable[[object, Model], None]


@dataclass(frozen=True)
class Holder:
    find: Find
    may_attach: MayAttach
    opened: Opened


_holders: dict[str, Holder] = {}


def hold(
    label: str,
    find: Find,
    may_attach: MayAttach = lambda actor, thing: False,
    opened: Opened = lambda actor, thing: None,
) -> None:
    """Registers the gate of `label` ("room.Model"): `find` gives the row if the actor may see it, else None.

    `opened(actor, thing)` is told before a file of the row goes to somebody, for rows whose looks are kept.
    """
    _holders[label] = Holder(find, may_attach, opened)


def find(actor, label: str, pk: int) -> Model | None:
    """The holder if this actor may see it; None when it is foreign, missing or of an unregistered kind."""
    holder = _holders.get(label)
    return holder.find(actor, pk) if holder and actor is not None else None


def may_attach(actor, thing: Model) -> bool:
    """Whether the actor may attach to this row; what he may not see he may not change."""
    label = thing._meta.label
    return find(actor, label, thing.pk) is not None and _holders[label].may_attach(actor, thing)


def tell_opened(actor, label: str, pk: int) -> None:
    """A file of this row goes to the actor now."""
    thing = find(actor, label, pk)
    if thing is not None:
        _holders[label].opened(actor, thing)
