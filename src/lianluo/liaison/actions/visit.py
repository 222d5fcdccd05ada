"""Planning, recording, approving a visit. What was recorded is never lost; what was approved counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Post, User
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act, action
from lianluo.liaison.actions.duty import count
from lianluo.liaison.actions.remark import Saying, note_all
from lianluo.liaison.clashes import clashes
from lianluo.liaison.models import Companion, House, Met, Visit
from lianluo.liaison.queries import known_record, twins, without_mandate
from lianluo.liaison.workflow import VISIT
from lianluo.people.models import Person
from lianluo.units.models import Unit
from lianluo.units.queries import organ_of

PLAN = ("form", "planned_on", "starts_at", "place", "purpose")
RECORD = (
    "form",
    "on",
    "place",
    "reported",
    "said",
    "answered",
    "follow_up",
    "follow_up_by",
    "follow_up_due_on",
    "case_talked",
)
SILENT = {
    "said": None,
    "answered": None,
    "reported": None,
    "persons": None,
    "companions": None,
    "facts": None,
    "sayings": None,
}
"""Laid over the facts of an act: the words of a deputy stand in the visit, not in the journal."""


@dataclass(frozen=True)
class Party:
    """Who goes and who is met. `colleagues`: users who come along, of whatever procuratorate; `others`: bare names."""

    persons: tuple[Person, ...]
    officer: User
    proxy_for: User | None = None
    proxy_reason: str = ""
    colleagues: tuple[User, ...] = ()
    others: tuple[str, ...] = ()
    absent: frozenset[int] = field(default_factory=frozenset)


@action("liaison.visit", "liaison.plan")
def plan(actor, office: Unit, *, party: Party, facts: dict[str, Any], is_known: bool = False) -> Done:
    """A visit to come. The officer and colleagues are told. ValidationError on fields, and where something stands
    against the day (`clashes`) and nobody has said that it is known."""
    _warn(party, facts, office.pk, is_known)
    visit = new_plan(office, party, facts)
    return Done(visit, about=visit, facts={**_silent(visit), "party": None}, tell=_others(actor, party))


def new_plan(office: Unit, party: Party, facts: dict[str, Any]) -> Visit:
    """A planned visit, saved: part of the act that plans one or a whole round. ValidationError on fields."""
    visit = Visit(office=office, **_picked(facts, PLAN))
    if visit.planned_on is None:
        raise ValidationError({"planned_on": _("Say for which day it is planned.")})
    if visit.planned_on < clock.today():
        raise ValidationError({"planned_on": _("The day is past; record the visit instead.")})
    _set_party(visit, party, visit.planned_on)
    return visit


@action("liaison.visit", "liaison.record")
def record_new(
    actor, office: Unit, *, party: Party, facts: dict[str, Any], client_key: UUID | None = None,
    is_another: bool = False, sayings: Iterable[Saying] = (),
) -> Done:  # fmt: skip
    """A contact that took place without a plan. With a `client_key` known already the record kept then is answered:
    what a telephone sends twice is one. ValidationError on fields; NotReady where the same officer's visit of that day
    stands already and nobody has said that this is another."""
    if known := known_record(actor, client_key):
        return Done(known, about=known, facts={**_silent(known), "party": None, "again": True})
    visit = Visit(office=office, stage=Visit.Stage.RECORDED, client_key=client_key)
    _record(visit, actor, party, facts, is_another)
    note_all(visit, actor, sayings)
    return Done(visit, about=visit, facts={**_silent(visit), "party": None})


@act(VISIT, "record")
def record(
    visit: Visit, actor, *, party: Party, facts: dict[str, Any], is_another: bool = False,
    client_key: UUID | None = None, sayings: Iterable[Saying] = (),
) -> Done:  # fmt: skip
    """What became of a planned visit, or the corrected record of one that was sent back. The `client_key` of a telephone
    stays with it."""
    visit.client_key = client_key or visit.client_key
    _record(visit, actor, party, facts, is_another)
    note_all(visit, actor, sayings)
    return Done(visit, about=visit, facts={**_silent(visit), "party": None})


def _warn(party: Party, facts: dict, office_id: int, is_known: bool, but: int | None = None) -> None:
    if is_known or not facts.get("planned_on"):
        return
    users = [user.pk for user in (party.officer, *party.colleagues)]
    persons = [person.pk for person in party.persons]
    if found := clashes(office_id, persons, users, facts["planned_on"], facts.get("starts_at"), but):
        raise ValidationError({"is_known": [*found, _("Confirm that the day stays all the same.")]})


@act(VISIT, "replan")
def replan(visit: Visit, actor, *, party: Party, facts: dict[str, Any], is_known: bool = False) -> Done:
    _warn(party, facts, visit.office_id, is_known, visit.pk)
    for name, value in _picked(facts, PLAN).items():
        setattr(visit, name, value)
    if visit.planned_on is None or visit.planned_on < clock.today():
        raise ValidationError({"planned_on": _("Choose a day from today on.")})
    _set_party(visit, party, visit.planned_on)
    return Done(visit, about=visit, facts={**_silent(visit), "party": None}, tell=_others(actor, party))


@act(VISIT, "call_off")
def call_off(visit: Visit, actor, *, reason: str) -> Done:
    visit.answer = reason.strip()
    return Done(visit, about=visit, tell=[visit.officer] if visit.officer != actor.user else [])


@act(VISIT, "approve", then=count)
def approve(visit: Visit, actor) -> Done:
    """From now on it counts, where its way, the ties and the rule of its day let it."""
    visit.approved_by, visit.approved_on, visit.answer = actor.user, clock.today(), ""
    return Done(visit, about=visit, tell=[visit.officer])


@act(VISIT, "return")
def send_back(visit: Visit, actor, *, reason: str) -> Done:
    visit.answer = reason.strip()
    return Done(visit, about=visit, tell=[visit.officer])


@act(VISIT, "reopen", then=count)
def reopen(visit: Visit, actor, *, reason: str) -> Done:
    """An approved visit was recorded wrongly: it no longer counts until it is recorded and approved again."""
    visit.answer, visit.approved_on, visit.approved_by = reason.strip(), None, None
    return Done(visit, about=visit, tell=[visit.officer])


@act(VISIT, "follow_up")
def follow_up(visit: Visit, actor, *, on: date) -> Done:
    if not visit.follow_up:
        raise NotReady(_("Nothing was left to be done."))
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    visit.followed_up_on = on
    return Done(visit, about=visit)


@action("liaison.hand_on", "liaison.hand_on")
def hand_on(actor, visit: Visit, *, to: User) -> Done:
    """A planned visit is made, or what was left of one is done, by another officer: the one who took over the deputies."""
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    before = visit.officer
    if visit.stage == Visit.Stage.PLANNED:
        days = (max(visit.planned_on, clock.today()), clock.today())
        post = next(filter(None, (posts_on(day, [to]).get(to.pk) for day in days)), None)
        if post is None:
            raise NotReady(_("%(name)s holds no post on that day.") % {"name": to.name})
        visit.officer, visit.unit = to, post.unit
        visit.companions.filter(user=to).delete()
        if visit.proxy_for_id == to.pk:
            visit.proxy_for, visit.proxy_reason = None, ""
    elif visit.follow_up and visit.followed_up_on is None:
        before, visit.follow_up_by = visit.follow_up_by or before, to
    else:
        raise NotReady(_("Nothing was left to be done."))
    visit.save()
    return Done(visit, about=visit, facts={"before": before.name}, tell=[to])


def _record(visit: Visit, actor, party: Party, facts: dict[str, Any], is_another: bool) -> None:
    for name, value in _picked(facts, RECORD).items():
        setattr(visit, name, value)
    if visit.on is None:
        raise ValidationError({"on": _("Say on which day it took place.")})
    if visit.on > clock.today():
        raise ValidationError({"on": _("The day lies ahead; plan the visit instead.")})
    persons = [person.pk for person in party.persons if person.pk not in party.absent]
    if not persons:
        raise ValidationError({"persons": _("Name who was met.")})
    if early := without_mandate(persons, visit.on):
        names = "、".join(person.name for person in party.persons if person.pk in early)
        raise ValidationError({"on": _("%(names)s held no mandate on that day.") % {"names": names}})
    if not is_another and (other := twins(party.officer.pk, persons, visit.on, visit.pk).first()):
        raise ValidationError({"is_another": _("A contact of this officer with the same deputy stands for that day already: "
                               "%(visit)s. Confirm that this is another one.") % {"visit": other}})  # fmt: skip
    visit.recorded_by, visit.recorded_at = actor.user, clock.now()
    _set_party(visit, _with_absent(visit, party), visit.on)


def _with_absent(visit: Visit, party: Party) -> Party:
    """Whoever was planned and is not named in the record was not met; who stands so already stays so."""
    chosen = {person.pk for person in party.persons}
    rows = visit.met.exclude(person__in=chosen).select_related("person").order_by("pk") if visit.pk else ()
    left_out = [row.person for row in rows if row.is_absent or visit.stage == Visit.Stage.PLANNED]
    absent = party.absent | {person.pk for person in left_out}
    return replace(party, persons=(*party.persons, *left_out), absent=absent)


def _set_party(visit: Visit, party: Party, day: date) -> None:
    """Officer, colleagues and persons; the visit is saved. ValidationError where somebody held no post on that day."""
    if not party.persons:
        raise ValidationError({"persons": _("Name whom the visit is for.")})
    if party.proxy_for and not party.proxy_reason.strip():
        raise ValidationError({"proxy_reason": _("Say why somebody else goes.")})
    posts = posts_on(day, (party.officer, *party.colleagues))
    if party.officer.pk not in posts:
        told = _("%(name)s holds no post on that day.") % {"name": party.officer.name}
        raise ValidationError({"officer": told})
    visit.officer, visit.unit = party.officer, posts[party.officer.pk].unit
    visit.proxy_for, visit.proxy_reason = party.proxy_for, party.proxy_reason.strip()
    visit.full_clean(exclude=["recorded_by", "approved_by"])
    visit.save()
    _keep_met(visit, party)
    _keep_companions(visit, party, posts)


def _keep_met(visit: Visit, party: Party) -> None:
    wanted = {person.pk for person in party.persons}
    said = set(visit.remarks.values_list("person_id", flat=True))
    if missing := said - wanted:
        names = "、".join(Person.objects.filter(pk__in=missing).values_list("name", flat=True))
        raise ValidationError({"persons": _("What %(names)s said is noted here already.") % {"names": names}})
    visit.met.exclude(person__in=wanted).delete()
    Met.objects.bulk_create(
        [Met(visit=visit, person_id=key, is_absent=key in party.absent) for key in sorted(wanted)],
        update_conflicts=True, unique_fields=["visit", "person"], update_fields=["is_absent"],
    )  # fmt: skip


def _keep_companions(visit: Visit, party: Party, posts: dict[int, Post]) -> None:
    visit.companions.all().delete()
    visit.houses.all().delete()
    offices = {visit.office_id}
    for colleague in dict.fromkeys(party.colleagues):
        if colleague == party.officer:
            continue
        post = posts.get(colleague.pk)
        if post is None:
            told = _("%(name)s holds no post on that day.") % {"name": colleague.name}
            raise ValidationError({"colleagues": told})
        office = organ_of(post.unit).pk
        offices.add(office)
        Companion.objects.create(visit=visit, user=colleague, name=colleague.name, office_id=office)
    for name in party.others:
        Companion.objects.create(visit=visit, name=name.strip()[:80], office_id=visit.office_id)
    House.objects.bulk_create(House(visit=visit, office_id=office) for office in sorted(offices))


def posts_on(day: date, users: Iterable[User]) -> dict[int, Post]:
    """User id → the post held on that day, the newest of several."""
    rows = (
        Post.objects.held_on(day)
        .filter(user__in=list(users))
        .select_related("unit__parent")
        .order_by("from_on", "pk")
    )
    return {post.user_id: post for post in rows}


def _others(actor, party: Party) -> list[User]:
    return [user for user in dict.fromkeys((party.officer, *party.colleagues)) if user != actor.user]


def _picked(facts: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: facts[name] for name in names if name in facts}


def _silent(visit: Visit) -> dict:
    return {**SILENT, "on": visit.day, "form": visit.form, "met": visit.met.count()}
