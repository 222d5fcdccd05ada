"""What is open with deputies when their officer hands them on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from lianluo.accounts.models import User
from lianluo.liaison.assigning_case import Case, Standing
from lianluo.liaison.models import Handover, HandoverLine, Met, Visit
from lianluo.liaison.tie_queries import Asked, running_ties
from lianluo.matters.models import Commitment, Matter, Signatory
from lianluo.units.models import Unit

FORMS, STAGES = dict(Visit.Form.choices), dict(Matter.Stage.choices)


def open_work(actor, handover: Handover, persons: Iterable[int]) -> dict[int, dict]:
    """Person id → what the actor may know of: matters in hand, promises not kept, the giver's planned visits and open
    follow-ups, the last contact. Plain values, to be kept as they are at the signature. Five queries."""
    persons = list(persons)
    found: dict[int, dict] = {
        key: {"matters": [], "promises": [], "visits": [], "follow_ups": []} for key in persons
    }
    seen = Matter.objects.visible_to(actor)
    for row in (
        Signatory.objects.filter(person__in=persons, matter__in=seen.open())
        .select_related("matter")
        .order_by("matter")
    ):
        matter = row.matter
        found[row.person_id]["matters"].append([matter.pk, str(matter), matter.stage, _iso(matter.due_on)])
    for person, promise in _promises(seen, persons):
        found[person]["promises"].append([promise.matter_id, promise.text, _iso(promise.due_on)])
    for row in _met(persons, planned_visits(handover)):
        found[row.person_id]["visits"].append(
            [row.visit_id, row.visit.form, _iso(row.visit.planned_on), row.visit.purpose]
        )
    for row in _met(persons, open_follow_ups(handover)):
        visit = row.visit
        found[row.person_id]["follow_ups"].append([visit.pk, visit.follow_up, _iso(visit.follow_up_due_on)])
    for row in _last(actor, handover, persons):
        found[row.person_id]["last"] = [row.visit_id, row.visit.form, _iso(row.visit.on)]
    return found  # fmt: skip


def work_shown(work: dict) -> dict:
    """What `open_work` kept, with ways and stages in words; nothing kept yet is nothing open."""
    last = work.get("last")
    return {
        "matters": [(key, title, STAGES.get(stage, stage), due) for key, title, stage, due in work.get("matters", ())],
        "promises": work.get("promises", ()), "follow_ups": work.get("follow_ups", ()),
        "visits": [(key, FORMS.get(form, form), day, what) for key, form, day, what in work.get("visits", ())],
        "last": (last[0], FORMS.get(last[1], last[1]), last[2]) if last else None,
    }  # fmt: skip


def planned_visits(handover: Handover) -> QuerySet[Visit]:
    """The giver's plans that the handover moves; those before its day he still keeps himself."""
    rows = Visit.objects.planned().filter(office=handover.office_id, officer=handover.giver_id)
    return rows.filter(planned_on__gte=handover.day)


def open_follow_ups(handover: Handover) -> QuerySet[Visit]:
    """What the giver left to be done after his visits."""
    his = Q(follow_up_by=handover.giver_id) | Q(follow_up_by=None, officer=handover.giver_id)
    rows = Visit.objects.held().filter(his, office=handover.office_id, followed_up_on=None)
    return rows.exclude(follow_up="")


def handovers_for(actor) -> QuerySet[Handover]:
    return Handover.objects.visible_to(actor).select_related("giver", "unit", "signed_by", "office")


def lines_of(handover: Handover) -> QuerySet[HandoverLine]:
    return handover.lines.select_related("person", "taker")


def tied_persons(office: Unit, giver: User, day: date) -> list[int]:
    """Persons whom the giver looks after on that day unless he hands them on."""
    rows = running_ties(office, day).filter(officer=giver)
    return list(rows.order_by("person__sort_key").values_list("person", flat=True))


def without_giver(asked: Asked, giver: int) -> tuple[tuple, tuple, tuple]:
    """(deputies, officers, ties) for `assigning.assign`: the giver's deputies, for the others as far as they still can.
    Ties of the giver stay among them, so that the reason says who left."""
    loads = asked.contacts_of()
    deputies = tuple(each for each in asked.deputies if asked.officer_of().get(each.key) == giver)
    case: Case = asked.case
    officers = tuple(
        replace(each, capacity=max(case.capacity(each) - loads.get(each.key, 0), 0))
        for each in asked.officers
        if each.key != giver
    )
    return deputies, officers, tuple(Standing(each.key, giver) for each in deputies)


def _promises(seen: QuerySet[Matter], persons: list[int]):
    rows = Commitment.objects.filter(
        kept_on=None, matter__in=seen, matter__signatories__person__in=persons
    ).distinct()
    signers = Signatory.objects.filter(person__in=persons)
    for promise in rows.select_related("matter").prefetch_related(Prefetch("matter__signatories", signers)):
        for signer in promise.matter.signatories.all():
            yield signer.person_id, promise


def _met(persons: list[int], visits: QuerySet[Visit]) -> QuerySet[Met]:
    return Met.objects.filter(person__in=persons, visit__in=visits).select_related("visit").order_by("visit")


def _last(actor, handover: Handover, persons: list[int]) -> QuerySet[Met]:
    held = Visit.objects.visible_to(actor).held().filter(office=handover.office_id)
    rows = Met.objects.filter(person__in=persons, visit__in=held, is_absent=False).select_related("visit")
    return rows.order_by("person", "-visit__on", "-visit__pk").distinct("person")


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def takers_by_visit(visits: Iterable[Visit], takers: dict[int, User]) -> dict[int, User]:
    """Visit id → who goes on with it: the taker of most of those met, the first of equal ones."""
    found = {}
    for visit in visits:
        votes: dict[int, list[User]] = defaultdict(list)
        for row in visit.met.all():
            if row.person_id in takers:
                votes[takers[row.person_id].pk].append(takers[row.person_id])
        if votes:
            found[visit.pk] = max(votes.values(), key=len)[0]
    return found
