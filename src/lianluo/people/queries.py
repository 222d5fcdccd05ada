"""Reading the register for pages."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from lianluo.people.models import Mandate, Person


def register_of(actor) -> QuerySet[Person]:
    """Visible persons with their mandates, newest term first."""
    mandates = Mandate.objects.select_related("term").order_by("-term__number", "-id")
    return Person.objects.visible_to(actor).prefetch_related(Prefetch("mandates", mandates))


def in_groups(rows: QuerySet[Person], groups: list[str]) -> QuerySet[Person]:
    """Persons with a mandate in one of these delegations or sectors."""
    held = Mandate.objects.filter(delegation__in=groups) | Mandate.objects.filter(sector__in=groups)
    return rows.filter(id__in=held.values("person_id"))


def groups_of(actor) -> list[tuple[str, str]]:
    """Delegations and sectors of the register, as choices."""
    pairs = Mandate.objects.visible_to(actor).values_list("delegation", "sector").distinct()
    names = sorted({delegation or sector for delegation, sector in pairs} - {""})
    return [(name, name) for name in names]
