"""Reading matters for pages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lianluo.matters.models import Matter
from lianluo.units.models import Unit


def listed_for(actor) -> QuerySet[Matter]:
    """Visible matters as a list needs them: no long texts, one query."""
    return Matter.objects.visible_to(actor).select_related("department").defer("content", "note")


def with_words(rows: QuerySet[Matter], words: str) -> QuerySet[Matter]:
    """Number, title or lead signatory contain the words."""
    bare = words.strip().removeprefix("第").removesuffix("号")
    return rows.filter(
        Q(title__icontains=words) | Q(lead_name__icontains=words) | Q(outside_number__icontains=bare)
    )


def groups_of(actor) -> list[tuple[str, str]]:
    """Delegations and sectors of the lead signatories, as choices."""
    names = Matter.objects.visible_to(actor).exclude(lead_group="").values_list("lead_group", flat=True)
    return [(name, name) for name in names.distinct().order_by("lead_group")]


def departments_of(actor) -> list[tuple[str, str]]:
    """The departments of the actor's procuratorate, as choices."""
    return [(str(unit.pk), unit.label) for unit in Unit.objects.departments_of(actor.organ)]


def signed_by(actor, person) -> QuerySet[Matter]:
    """Visible matters the person raised or signed with others, newest first."""
    return listed_for(actor).filter(signatories__person=person).order_by("-handed_over_on", "-id")
