"""What was said on visits, and where a visit stands for a contact with a proposer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lianluo.liaison.models import GateEvidence, Remark, Visit
from lianluo.matters.models import Assignment, Contact, Matter
from lianluo.matters.procedures import procedure_of
from lianluo.matters.workflow import ASSIGNMENT


def remarks_of(actor, visit: Visit) -> list[Remark]:
    """With the matter each became, `seen` where the actor may open it."""
    rows = list(
        Remark.objects.visible_to(actor)
        .filter(visit=visit)
        .select_related("person", "matter", "settled_by", "visit")
    )
    made = [row.matter_id for row in rows if row.matter_id]
    seen = (
        set(Matter.objects.visible_to(actor).filter(pk__in=made).values_list("pk", flat=True))
        if made
        else set()
    )
    for row in rows:
        row.seen = row.matter_id in seen
        row.waits = bool(row.kind) and row.settled_at is None
        row.may_settle = row.settled_at is None and actor.can("liaison.settle", row)
    return rows


def waiting_remarks(actor) -> QuerySet[Remark]:
    """What was said to the actor's procuratorate and waits to be registered, the oldest visit first."""
    rows = Remark.objects.visible_to(actor).waiting().filter(visit__office=actor.organ)
    return rows.select_related("visit__officer", "visit__office", "person").order_by("visit__on", "pk")


def contacts_to_show(actor, visit: Visit) -> list[tuple[Assignment, list]]:
    """(assignment, those of its signatories who were met): in hand of the actor's, handed over before the visit, of a kind
    whose proposers are contacted."""
    if visit.on is None or visit.stage == Visit.Stage.CALLED_OFF:
        return []
    met = {row.person_id: row.person for row in visit.met.all() if not row.is_absent}
    rows = Assignment.objects.visible_to(actor).current().filter(
        matter__signatories__person__in=met, matter__handed_over_on__lte=visit.on,
        stage__in=ASSIGNMENT.step("record_contact").source,
    ).exclude(matter__kind=Matter.Kind.REFERRED_CASE)  # fmt: skip
    rows = (
        rows.select_related("matter", "department")
        .prefetch_related("matter__signatories")
        .distinct()
        .order_by("pk")
    )
    return [
        (row, [met[each.person_id] for each in row.matter.signatories.all() if each.person_id in met])
        for row in rows if procedure_of(row.matter.kind).gates and actor.can("matters.handle", row)
    ]  # fmt: skip


def evidence_of(actor, visit: Visit) -> list[Contact]:
    """Contacts for which the visit stands, of matters that the actor may see."""
    rows = Contact.objects.filter(
        pk__in=visit.evidence.values("contact"), matter__in=Matter.objects.visible_to(actor)
    )
    return list(rows.select_related("matter", "person").order_by("pk"))


def shown_for(actor, contacts: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Contact → (the visit in words, its address or "" where the actor may not open it)."""
    rows = GateEvidence.objects.filter(contact__in=list(contacts)).select_related("visit")
    seen = (
        set(Visit.objects.visible_to(actor).filter(evidence__in=rows).values_list("pk", flat=True))
        if rows
        else set()
    )
    return {
        row.contact_id: (str(row.visit), row.visit.get_absolute_url() if row.visit_id in seen else "")
        for row in rows
    }


def offered_for(actor, assignment: Assignment, since: date | None = None) -> list[tuple[str, str]]:
    """(the visit in words, the address where it is counted as contact) of the newest visits to its signatories."""
    persons = assignment.matter.signatories.filter(person__isnull=False).values("person")
    rows = Visit.objects.visible_to(actor).held().filter(
        met__person__in=persons, met__is_absent=False, on__gte=since or assignment.matter.handed_over_on
    )  # fmt: skip
    rows = rows.exclude(evidence__contact__matter=assignment.matter_id).distinct().order_by("-on", "-pk")[:3]
    return [
        (str(row), f"{reverse('liaison:visit_evidence', args=[row.pk])}?of={assignment.pk}") for row in rows
    ]
