"""Steps that only some kinds of input have: registration, a named day, a meeting, an answer without a letter."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters import own_clocks
from lianluo.matters.models import (
    Assignment,
    Departure,
    FormalAnswer,
    Matter,
    Meeting,
    Particulars,
    Registration,
)  # fmt: skip
from lianluo.matters.workflow import MATTER
from lianluo.rules.models import DictionaryEntry


def _refuse_ahead(name: str, day: date | None) -> None:
    if day and day > clock.today():
        raise ValidationError({name: _("The date lies ahead.")})


def _refuse_before(name: str, day: date, first: date) -> None:
    if day < first:
        raise ValidationError({name: _("The date lies before %(day)s.") % {"day": first}})


def _handlers(matter: Matter) -> list:
    return [row.handler for row in matter.assignments.current().select_related("handler")]


@act(MATTER, "decide_registration")
def decide_registration(
    matter, actor, *, on: date, decided_by: str, registered: bool, ground: DictionaryEntry | None = None,
    member_told_on: date | None = None,
):  # fmt: skip
    """Registered, or not registered on one of the ten grounds and passed on as reference; then no reply is owed."""
    _refuse_ahead("on", on)
    row = matter.registration
    row.decided_on, row.decided_by = on, decided_by
    if registered:
        row.state = Registration.State.REGISTERED
    else:
        _not_registered(row, ground, member_told_on, Registration.Outcome.PASSED_ON)
        matter.mode = Matter.Mode.REFERENCE
        matter.statutory_due_on = matter.internal_due_on = matter.due_on = None
    row.save()
    return Done(matter, facts={"registered": registered, "reason": str(ground or "")})


@act(MATTER, "return_unregistered")
def return_unregistered(
    matter, actor, *, on: date, decided_by: str, ground: DictionaryEntry, member_told_on: date, reason: str = ""
):  # fmt: skip
    """Not registered and returned to the member with the ground. The matter ends; its rows stay."""
    _refuse_ahead("on", on)
    row = matter.registration
    row.decided_on, row.decided_by = on, decided_by
    _not_registered(row, ground, member_told_on, Registration.Outcome.RETURNED)
    row.save()
    matter.closed_on = clock.today()
    Departure.objects.create(
        matter=matter, way=Departure.Way.NOT_REGISTERED, on=on, reason=reason or str(ground),
        addressee=matter.lead_name, recorded_by=actor.user,
    )  # fmt: skip
    return Done(matter, facts={"reason": str(ground)})


def _not_registered(row: Registration, ground, member_told_on: date | None, outcome: str) -> None:
    if ground is None:
        raise ValidationError({"ground": _("Name the ground for not registering.")})
    if member_told_on is None:
        raise ValidationError({"member_told_on": _("The member must be told: give the day.")})
    _refuse_ahead("member_told_on", member_told_on)
    row.state, row.ground = Registration.State.REFUSED, ground
    row.outcome, row.member_told_on = outcome, member_told_on


@act(MATTER, "name_day")
def name_day(matter, actor, *, named_due_on: date, named_in: str):
    """The day by which the paper asks for the answer. An earlier one is replaced; the journal keeps it."""
    _refuse_before("named_due_on", named_due_on, matter.handed_over_on)
    rows, _made = Particulars.objects.get_or_create(matter=matter)
    was = rows.named_due_on
    rows.named_due_on, rows.named_in = named_due_on, named_in
    rows.save()
    matter.particulars = rows
    own_clocks.reset(matter)
    return Done(matter, facts={"was": was}, tell=_handlers(matter))


@act(MATTER, "arrange_meeting")
def arrange_meeting(
    matter, actor, *, told_on: date, told_how: str, meets_on: date, meets_whom: str, place: str = ""
):
    """The deputies are told of the arrangement, within seven days of asking; arranged anew until it is held."""
    _refuse_ahead("told_on", told_on)
    _refuse_before("told_on", told_on, matter.handed_over_on)
    _refuse_before("meets_on", meets_on, told_on)
    known = getattr(matter, "meeting", None)
    if known and known.held_on:
        raise ValidationError(_("The meeting has taken place."))
    meeting = known or Meeting(matter=matter)
    meeting.told_on, meeting.told_how, meeting.meets_on = told_on, told_how, meets_on
    meeting.meets_whom, meeting.place = meets_whom, place
    meeting.save()
    matter.meeting = meeting
    own_clocks.reset(matter)
    return Done(matter, facts={"to": told_how}, tell=_handlers(matter))


@act(MATTER, "hold_meeting")
def hold_meeting(matter, actor, *, held_on: date, said: str):
    """The meeting took place: the written answer is owed within thirty days of it."""
    _refuse_ahead("held_on", held_on)
    meeting = matter.meeting
    _refuse_before("held_on", held_on, meeting.told_on)
    if not said.strip():
        raise ValidationError({"said": _("Write down what was said.")})
    meeting.held_on, meeting.said = held_on, said
    meeting.save()
    own_clocks.reset(matter)
    return Done(matter, facts={"said": said}, tell=_handlers(matter))


@act(MATTER, "record_answer")
def record_answer(
    matter, actor, *, form: str, on: date, given_by: str, addressee: str, number: str = "", note: str = ""
):
    """The answer of a kind that gets no letter: report, feedback, spoken at the meeting or in writing by the head."""
    _refuse_ahead("on", on)
    _refuse_before("on", on, matter.handed_over_on)
    if (
        form != FormalAnswer.Form.AT_MEETING
        and matter.stage != Matter.Stage.SIGNED_OFF
        and not number.strip()
    ):
        raise ValidationError({"number": _("A written answer has a document number.")})
    FormalAnswer.objects.create(
        matter=matter, round=matter.round, form=form, on=on, given_by=given_by, addressee=addressee,
        number=number, note=note, recorded_by=actor.user,
    )  # fmt: skip
    matter.replied_on = on
    _fulfil(matter)
    return Done(matter, facts={"to": addressee}, tell=_handlers(matter))


@act(MATTER, "report_upward")
def report_upward(matter, actor, *, on: date, number: str):
    """The answer to the deputies who asked for a meeting is reported to the standing committee."""
    _refuse_ahead("on", on)
    _refuse_before("on", on, matter.replied_on)
    meeting = matter.meeting
    meeting.reported_on, meeting.reported_in = on, number
    meeting.save(update_fields=["reported_on", "reported_in"])
    return Done(matter)


@act(MATTER, "conclude")
def conclude(matter, actor, *, outcome: str):
    """Ended without a reply, which this kind does not owe: what came of it is written down."""
    if not outcome.strip():
        raise ValidationError({"outcome": _("Say what came of it.")})
    matter.closed_on = clock.today()
    _fulfil(matter)
    return Done(matter, facts={"text": outcome}, tell=_handlers(matter))


def _fulfil(matter: Matter) -> None:
    """The departments owe nothing more."""
    held = matter.assignments.current().exclude(stage=Assignment.Stage.FULFILLED)
    held.update(stage=Assignment.Stage.FULFILLED, fulfilled_at=clock.now())
