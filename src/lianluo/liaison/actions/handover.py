"""Handing an officer's deputies on: drawn up, signed by the giver, signed by the takers; then the ties move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act, action
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.handover_queries import (
    lines_of,
    open_follow_ups,
    open_work,
    planned_visits,
    takers_by_visit,
    tied_persons,
)
from lianluo.liaison.models import Handover, HandoverLine, Met
from lianluo.liaison.tie_queries import serving_in
from lianluo.liaison.workflow import HANDOVER
from lianluo.people.actions.moving import Move, move_ties
from lianluo.units.models import Unit

OPEN = (Handover.Stage.DRAFTED, Handover.Stage.GIVEN)
FARTHEST = timedelta(days=366)


@action("liaison.arrange", "liaison.draw_up_handover")
def draw_up(
    actor, office: Unit, *, giver: User, day: date, why: str = "", takers: Mapping[int, User] | None = None
) -> Done:
    """All deputies the giver looks after on `day`, with `takers` (person id → user) as far as they are known. He and the
    head of his department are told. ValidationError on fields; NotReady where one is open already."""
    persons = check_draw_up(office, giver, day)
    unit = (
        giver.ties.filter(office=office, person__in=persons)
        .order_by("-from_on", "-pk")
        .values_list("unit", flat=True)
    )
    made = Handover.objects.create(
        office=office, giver=giver, unit_id=unit[0], day=day, why=why.strip(), drawn_up_by=actor.user
    )
    chosen = takers or {}
    HandoverLine.objects.bulk_create(
        [HandoverLine(handover=made, person_id=key, taker=chosen.get(key)) for key in persons]
    )
    _check_takers(made, {key: user for key, user in chosen.items() if key in set(persons)})
    heads = holders_of(Role.DEPARTMENT_HEAD, [made.unit_id])
    return Done(made, about=made, facts={"takers": None, "persons": len(persons)}, tell=[giver, *heads])  # fmt: skip


def check_draw_up(office: Unit, giver: User, day: date) -> list[int]:
    """The persons to hand over; ValidationError, NotReady as of `draw_up`."""
    if abs(day - clock.today()) > FARTHEST:
        raise ValidationError({"day": _("Choose a day within a year.")})
    if Handover.objects.filter(office=office, giver=giver, stage__in=OPEN).exists():
        raise NotReady(_("A handover of %(name)s is open already.") % {"name": giver.name})
    persons = tied_persons(office, giver, day)
    if not persons:
        raise NotReady(_("%(name)s looks after nobody on that day.") % {"name": giver.name})
    return persons


@act(HANDOVER, "name_takers")
def name_takers(handover: Handover, actor, *, takers: Mapping[int, User | None]) -> Done:
    """`takers`: line id → who takes over, None for nobody yet."""
    rows = list(handover.lines.filter(pk__in=list(takers)))
    for row in rows:
        row.taker = takers[row.pk]
    _check_takers(handover, {row.pk: row.taker for row in rows if row.taker})
    HandoverLine.objects.bulk_update(rows, ["taker"])
    return Done(handover, about=handover, facts={"takers": None})


@act(HANDOVER, "give")
def give(handover: Handover, actor, *, notes: Mapping[int, str] | None = None) -> Done:
    """The giver signs: his last notes (line id → words), and what is open with each deputy as he may see it. The takers are
    told."""
    return _give(handover, actor, notes or {})


@act(HANDOVER, "give_in_place")
def give_in_place(handover: Handover, actor, *, reason: str) -> Done:
    """The clerk signs for a giver who cannot any more: his account is closed or he holds no post."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why somebody else signs.")})
    handover.in_place_why = reason.strip()
    return _give(handover, actor, {})


@act(HANDOVER, "take")
def take(handover: Handover, actor) -> Done:
    """A taker signs for his deputies. When all have signed the ties move from the handover's day on, and what the giver had
    planned or left to be done goes to those who take over; whom it concerns is told."""
    _check_takers(handover, {0: actor.user})
    handover.lines.filter(taker=actor.user).update(signed_at=clock.now())
    if handover.lines.filter(signed_at=None).exists():
        return Done(handover, about=handover)
    _complete(handover, actor)
    others = [
        *holders_of(Role.LIAISON_OFFICE, _units_of(handover)),
        *holders_of(Role.DEPARTMENT_HEAD, [handover.unit_id]),
    ]
    return Done(handover, about=handover, tell=[handover.giver, *_takers(handover), *others])


@act(HANDOVER, "send_back")
def send_back(handover: Handover, actor, *, reason: str) -> Done:
    """To the giver, who signs again; no signature of a taker stays."""
    handover.answer, handover.signed_at, handover.signed_by, handover.in_place_why = (
        reason.strip(),
        None,
        None,
        "",
    )
    handover.lines.update(signed_at=None, open_work={})
    return Done(handover, about=handover, tell=[handover.giver, handover.drawn_up_by])


@act(HANDOVER, "call_off")
def call_off(handover: Handover, actor, *, reason: str) -> Done:
    handover.answer = reason.strip()
    return Done(handover, about=handover, tell=[handover.giver, *_takers(handover)])


def _give(handover: Handover, actor, notes: Mapping[int, str]) -> Done:
    rows = list(lines_of(handover))
    work = open_work(actor, handover, [row.person_id for row in rows])
    for row in rows:
        row.open_work, row.note = work[row.person_id], notes.get(row.pk, row.note).strip()
    HandoverLine.objects.bulk_update(rows, ["open_work", "note"])
    handover.signed_by, handover.signed_at, handover.answer = actor.user, clock.now(), ""
    return Done(handover, about=handover, facts={"notes": None}, tell=_takers(handover))


def _takers(handover: Handover) -> list[User]:
    return list(User.objects.filter(pk__in=handover.lines.values("taker")).order_by("pk"))


def _check_takers(handover: Handover, takers: Mapping[int, User]) -> None:
    """Nobody hands over to himself; whoever takes serves in the procuratorate on the day and can sign."""
    serving = serving_in(handover.office, max(handover.day, clock.today()))
    for taker in takers.values():
        if taker.pk == handover.giver_id:
            raise ValidationError(_("Nobody hands over to himself."))
        if taker.pk not in serving:
            raise ValidationError(_("%(name)s holds no post here on that day.") % {"name": taker.name})


def _units_of(handover: Handover) -> list[int]:
    return [handover.office_id, *Unit.objects.departments_of(handover.office).values_list("pk", flat=True)]


def _complete(handover: Handover, actor) -> None:
    """While the stage is still "given": that is what lets the last taker hand on the visits."""
    rows = list(lines_of(handover))
    moves = [Move(row.person, handover.giver_id, row.taker) for row in rows]
    facts = {"reason": _("handover of %(name)s") % {"name": handover.giver.name}}
    refused = {
        move.person.pk: words for move, words in move_ties(actor, handover.office, moves, handover.day, facts)
    }
    for row in rows:
        row.refused = refused.get(row.person_id, "")
    HandoverLine.objects.bulk_update(rows, ["refused"])
    takers = {row.person_id: row.taker for row in rows if not row.refused}
    _hand_on(actor, planned_visits(handover), takers)
    _hand_on(actor, open_follow_ups(handover), takers)
    handover.stage = Handover.Stage.TAKEN


def _hand_on(actor, rows, takers: dict[int, User]) -> None:
    found = {
        visit.pk: visit
        for visit in rows.prefetch_related(Prefetch("met", Met.objects.order_by("pk"))).order_by("pk")
    }
    for key, taker in takers_by_visit(found.values(), takers).items():
        visits.hand_on(actor, found[key], to=taker)
