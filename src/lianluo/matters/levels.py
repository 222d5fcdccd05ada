"""Between levels: which procuratorate a matter may be handed down to, and with which it is filed for record (备案)."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.matters.models import Assignment, HandDown, Matter
from lianluo.people.models import Body, Mandate
from lianluo.units.models import Unit

LEVELS = Unit.Level.values
"""From the highest to the lowest."""


def below(office: Unit) -> QuerySet[Unit]:
    """The procuratorates under it that stand today, the nearer ones first."""
    rows = Unit.objects.under(office).organs().open_on(clock.today()).exclude(pk=office.pk)
    return rows.order_by("level", "position", "pk")


def is_below(unit: Unit, office: Unit) -> bool:
    return unit.kind != Unit.Kind.DEPARTMENT and unit.pk != office.pk and unit.path.startswith(office.path)


def may_have(unit: Unit, office: Unit) -> bool:
    """A department of the procuratorate, or a procuratorate below it."""
    return unit.parent_id == office.pk or is_below(unit, office)


def hand_down_of(assignment: Assignment) -> HandDown | None:
    return getattr(assignment, "hand_down", None)


def is_handed_down(assignment, actor) -> list[str]:
    if hand_down_of(assignment) is None:
        return [_("Only what was handed down from above is handed on.")]
    if assignment.matter.kind == Matter.Kind.REFERRED_CASE:
        return [_("A referred case is not passed down level by level.")]
    return []


def filed_with(matter: Matter) -> Unit | None:
    """The procuratorate above that must have it on record: that of the highest level at which a signatory serves, as far
    as it stands above this office. None: raised by deputies of this level or lower."""
    held = Mandate.objects.filter(person__signed__matter=matter, state=Mandate.State.IN_OFFICE)
    of_bodies = Body.objects.filter(organisations__signed__matter=matter)
    levels = {*held.values_list("term__body__level", flat=True), *of_bodies.values_list("level", flat=True)}
    own = LEVELS.index(matter.office.level)
    higher = [LEVELS.index(level) for level in levels if LEVELS.index(level) < own]
    if not higher:
        return None
    wanted = max(min(higher), LEVELS.index(Unit.Level.PROVINCIAL))
    above = Unit.objects.filter(pk__in=matter.office.ancestor_ids()[:-1])
    rows = [unit for unit in above if wanted <= LEVELS.index(unit.level) < own]
    return min(rows, key=lambda unit: LEVELS.index(unit.level), default=None)


def owes_filing(matter, actor) -> list[str]:
    if hasattr(matter, "record_filing"):
        return [_("It is filed for record already.")]
    if filed_with(matter) is None:
        return [_("No deputy of a higher level signed it.")]
    return []


def waits_on_record(matter, actor) -> list[str]:
    filing = getattr(matter, "record_filing", None)
    if filing is None or filing.acknowledged_on:
        return [_("Nothing waits to be taken on record.")]
    return []


def missing_filing(matter: Matter) -> list[str]:
    """Before it is closed: what deputies of a higher congress raised is filed above."""
    if hasattr(matter, "record_filing"):
        return []
    above = filed_with(matter)
    return [_("Not filed for record with %(office)s yet.") % {"office": above.label}] if above else []


def of_standing(rows: QuerySet[Matter], values: list[str]) -> QuerySet[Matter]:
    """Matters by how they stand between levels: handed_down, filed, unfiled (a filing not taken on record yet)."""
    chosen = Q()
    for value in values:
        chosen |= STANDING.get(value, Q(pk__in=[]))
    return rows.filter(chosen) if values else rows


STANDING = {
    "handed_down": Q(
        pk__in=HandDown.objects.exclude(assignment__stage=Assignment.Stage.SENT_BACK).values("assignment__matter_id")
    ),
    "filed": Q(record_filing__isnull=False),
    "unfiled": Q(record_filing__isnull=False, record_filing__acknowledged_on__isnull=True),
}  # fmt: skip
