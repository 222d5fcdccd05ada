"""One voiced opinion on its short way: signed for, answered, checked, told; or back and to another department."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.progress import advance
from lianluo.matters.actions.voicing import (
    LONGEST,
    answerers,
    hand_to,
    refuse_foreign,
    refuse_twin,
    seat_of,
    title_of,
)
from lianluo.matters.models import Assignment, Contact, Matter, Reply, ReplyPoint, ReplyReview, VoicedOpinion
from lianluo.matters.voicing_workflow import VOICED
from lianluo.people.models import Person
from lianluo.units.models import Unit

A, Way = Assignment.Stage, VoicedOpinion.Way
CONTACTS = {Way.IN_PERSON: Contact.Way.IN_PERSON, Way.TELEPHONE: Contact.Way.TELEPHONE}


def _clerks(opinion: VoicedOpinion) -> list[User]:
    office = opinion.matter.office
    return holders_of(Role.LIAISON_OFFICE, [office.pk, *office.children.values_list("pk", flat=True)])


def _current(opinion: VoicedOpinion) -> Assignment | None:
    return opinion.matter.assignments.current().order_by("id").first()


def _take(opinion: VoicedOpinion, actor) -> None:
    """Signed for by whoever begins to work on it; an asked return is taken back by answering."""
    row = _current(opinion)
    if row and row.stage in (A.HANDED_OVER, A.RETURN_ASKED):
        row.stage, row.signed_for_at, row.signed_for_by = A.SIGNED_FOR, clock.now(), actor.user
        row.handler = row.handler or actor.user
        row.save(update_fields=["stage", "signed_for_at", "signed_for_by", "handler"])
        advance(opinion.matter)


@act(VOICED, "sign_for")
def sign_for(opinion, actor):
    _take(opinion, actor)
    return Done(opinion, tell=[opinion.listener])


@act(VOICED, "answer")
def answer(opinion, actor, *, text: str, is_interim: bool = False):
    """The department's short answer; signing for is part of it. `is_interim`: a fuller one follows after the session."""
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write the answer.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("At most %(n)d signs.") % {"n": LONGEST}})
    _take(opinion, actor)
    opinion.answer, opinion.is_interim, opinion.return_reason = text, is_interim, ""
    opinion.answered_at, opinion.answered_by = clock.now(), actor.user
    return Done(opinion, tell=_clerks(opinion))


@act(VOICED, "send_back")
def send_back(opinion, actor, *, reason: str):
    """Not this department's matter: the office gives it to another; the hours run on."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for sending back.")})
    row = _current(opinion)
    row.stage, row.return_reason, row.return_asked_at = A.RETURN_ASKED, reason.strip(), clock.now()
    row.save(update_fields=["stage", "return_reason", "return_asked_at"])
    return Done(opinion, tell=[*_clerks(opinion), opinion.listener])


@act(VOICED, "reassign")
def reassign(opinion, actor, *, department: Unit):
    """To another department at once; the one that had it no longer has. The hours run on."""
    refuse_foreign(opinion.matter.office_id, department)
    if opinion.matter.assignments.current().filter(department=department).exists():
        raise ValidationError({"department": _("This department has it already.")})
    opinion.matter.assignments.current().update(stage=A.SENT_BACK, sent_back_at=clock.now())
    hand_to(opinion.matter, department, actor, clock.day_of(opinion.answer_due_at))
    return Done(opinion, facts={"department": department.label}, tell=answerers(department))


@act(VOICED, "correct")
def correct(opinion, actor, *, words: str, person: Person | None = None):
    """What was misheard or mistyped, or said by another deputy; the department sees it at once."""
    words, person = words.strip(), person or opinion.person
    if not words or len(words) > LONGEST:
        raise ValidationError({"words": _("Take down what the deputy said.")})
    seat = seat_of(opinion.mode, person)
    refuse_twin(opinion.mode, person, words, but=opinion)
    facts = {"was": opinion.words[:300], "was_of": opinion.person.name}
    opinion.words, opinion.person, opinion.delegation = words, person, seat
    matter = Matter.objects.select_for_update().get(pk=opinion.matter_id)
    matter.title, matter.content, matter.lead_name, matter.lead_group = (
        title_of(words),
        words,
        person.name,
        seat,
    )
    matter.save(update_fields=["title", "content", "lead_name", "lead_group"])
    matter.signatories.filter(role="lead").update(person=person)
    return Done(opinion, facts=facts, tell=answerers(matter.department) if matter.department else [])


@act(VOICED, "withdraw")
def withdraw(opinion, actor, *, reason: str):
    """Typed by mistake. The matter is withdrawn with it; both stay on record."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for the withdrawal.")})
    Matter.objects.filter(pk=opinion.matter_id).update(stage=Matter.Stage.WITHDRAWN, closed_on=clock.today())
    department = opinion.matter.department
    return Done(opinion, tell=[opinion.listener, *(answerers(department) if department else [])])


@act(VOICED, "check")
def check(opinion, actor):
    """The office passes the answer; whoever listened and whoever wrote it may now tell the deputy."""
    opinion.checked_at, opinion.checked_by, opinion.checked_as = clock.now(), actor.user, actor.role
    return Done(opinion, tell=[opinion.listener, opinion.answered_by])


@act(VOICED, "return_for_redraft")
def return_for_redraft(opinion, actor, *, reason: str):
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be redrafted.")})
    opinion.return_reason = reason.strip()
    opinion.checked_at = opinion.checked_by = None
    return Done(opinion, tell=[opinion.answered_by])


@act(VOICED, "tell")
def tell(
    opinion, actor, *, way: str, told_at: datetime | None = None, said: str = "", wants_more: bool = False
):
    """The deputy knows the answer. A final one becomes the reply of the matter; an interim one leaves it open.

    `wants_more`: the deputy asks for a fuller answer, which makes this one interim.
    """
    told_at = told_at or clock.now()
    if told_at > clock.now() + timedelta(minutes=1):
        raise ValidationError({"told_at": _("The moment lies ahead.")})
    if told_at < opinion.voiced_at:
        raise ValidationError({"told_at": _("The moment lies before the opinion was voiced.")})
    opinion.told_at, opinion.told_way, opinion.told_by = told_at, way, actor.user
    opinion.said, opinion.is_interim = said.strip(), opinion.is_interim or wants_more
    if way in CONTACTS:
        _record_contact(opinion, actor)
    if not opinion.is_interim:
        _reply(opinion)
    return Done(opinion, facts={"person": opinion.person.name, "way": way}, tell=[opinion.answered_by])


def _record_contact(opinion: VoicedOpinion, actor) -> None:
    Contact.objects.create(
        matter=opinion.matter, person=opinion.person, round=opinion.matter.round, gate=Contact.Gate.AFTER,
        way=CONTACTS[opinion.told_way], on=clock.day_of(opinion.told_at), by_whom=actor.user.name,
        said=opinion.said, recorded_by=actor.user,
    )  # fmt: skip


def _reply(opinion: VoicedOpinion) -> None:
    """The checked short answer as the signed reply of the matter, which is replied on the day it was told."""
    row, day = _current(opinion), clock.day_of(opinion.told_at)
    reply = draft_of(opinion, row)
    reply.stage, reply.signed_off_on, reply.signed_off_by = Reply.Stage.SIGNED_OFF, day, opinion.checked_by
    reply.save(update_fields=["stage", "signed_off_on", "signed_off_by"])
    ReplyReview.objects.create(
        reply=reply, version=reply.version, verdict=ReplyReview.Verdict.SIGNED_OFF, user=opinion.checked_by,
        role=opinion.checked_as, at=opinion.checked_at,
    )  # fmt: skip
    row.stage, row.fulfilled_at = A.FULFILLED, opinion.told_at
    row.save(update_fields=["stage", "fulfilled_at"])
    Matter.objects.filter(pk=opinion.matter_id).update(stage=Matter.Stage.REPLIED, replied_on=day)


def draft_of(opinion: VoicedOpinion, row: Assignment) -> Reply:
    """The reply of this round with the short answer as a point; one begun in the usual way is kept and added to."""
    reply, _made = Reply.objects.get_or_create(
        assignment=row, round=opinion.matter.round,
        defaults={"drafted_by": opinion.answered_by, "drafted_at": opinion.answered_at},
    )  # fmt: skip
    last = reply.points.count()
    ReplyPoint.objects.create(
        reply=reply, position=last + 1, asked=opinion.words[:300], answer=opinion.answer
    )
    return reply
