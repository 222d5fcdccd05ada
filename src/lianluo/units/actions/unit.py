"""Opening units: the one place that gives a unit its path in the tree."""

from __future__ import annotations

from django.db import transaction

from lianluo.units.models import Unit


def open_unit(parent: Unit | None, kind: str, level: str, name: str, **facts) -> Unit:
    """A new unit under `parent` (None for the root). Facts are the model's other fields."""
    with transaction.atomic():
        unit = Unit.objects.create(parent=parent, kind=kind, level=level, name=name, path="new", **facts)
        unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
        unit.save(update_fields=["path"])
    return unit
