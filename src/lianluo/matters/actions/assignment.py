"""From hand-over to the department's fulfilled duty: sign for, send back, contacts, opinions, reading."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.levels import place_inside
from lianluo.matters.actions.progress import advance
from lianluo.matters.models import Assignment, Contact, CoOpinion, Matter, Pause
from lianluo.matters.workflow import ASSIGNMENT
from lianluo.people.models import Proposer


def _clerks(assignment: Assignment) -> list[User]:
    office = assignment.matter.office
    return holders_of(Role.LIAISON_OFFICE, [office.pk, *office.children.values_list("pk", flat=True)])


def _follow(assignment: Assignment) -> None:
    advance(assignment.matter)


@act(ASSIGNMENT, "sign_for", then=_follow)
def sign_for(assignment, actor, *, handler: User | None = None):
    """The department takes the matter; its head names the handler, himself when nobody is named."""
    assignment.signed_for_at, assignment.signed_for_by = clock.now(), actor.user
    assignment.handler = handler or assignment.handler or actor.user
    place_inside(assignment, assignment.handler)
    return Done(assignment, tell=[assignment.handler])


@act(ASSIGNMENT, "ask_return")
def ask_return(assignment, actor, *, reason: str):
    if not reason.strip():
        raise ValidationError(_("Give the reason for sending back."))
    assignment.return_reason, assignment.return_asked_at = reason, clock.now()
    Pause.objects.create(
        matter=assignment.matter, assignment=assignment, kind=Pause.Kind.RETURN_REVIEW, first_on=clock.today(),
        reason=reason, recorded_by=actor.user,
    )  # fmt: skip
    return Done(assignment, tell=_clerks(assignment))


def _go_on(assignment: Assignment) -> None:
    """The review of the return is over; today is the last day on which the clock stood still."""
    Pause.objects.filter(assignment=assignment, last_on=None).update(last_on=clock.today())


@act(ASSIGNMENT, "accept_return", then=_follow)
def accept_return(assignment, actor):
    """The matter goes back to the office, which hands it to another department."""
    assignment.sent_back_at = clock.now()
    _go_on(assignment)
    return Done(assignment, tell=[assignment.signed_for_by])


@act(ASSIGNMENT, "refuse_return", then=_follow)
def refuse_return(assignment, actor, *, reason: str):
    _go_on(assignment)
    return Done(assignment, tell=[assignment.signed_for_by])


@act(ASSIGNMENT, "record_contact")
def record_contact(
    assignment, actor, *, gate: str, on: date, person: Proposer, by_whom: str,
    way: str = "", said: str = "", exception: str = "",
):  # fmt: skip
    """One contact with a signatory (of an organisation with whoever speaks for it), or one exception with its reason, at
    a gate. Days to come are refused; so are strangers."""
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    if on < assignment.matter.handed_over_on:
        raise ValidationError({"on": _("The date lies before the day the matter was handed over.")})
    if bool(way) == bool(exception):
        raise ValidationError(_("Give either the way of the contact or the reason why there was none."))
    if not assignment.matter.signatories.filter(**person.column).exists():
        raise ValidationError({"person": _("This person did not sign the matter.")})
    contact = Contact.objects.create(
        matter=assignment.matter, round=assignment.matter.round, gate=gate, on=on, **person.column,
        by_whom=by_whom, way=way, said=said, exception=exception, recorded_by=actor.user,
    )  # fmt: skip
    return Done(contact, facts={"person": person.name, "gate": gate, "way": way, "exception": exception})


@act(ASSIGNMENT, "give_opinion", then=_follow)
def give_opinion(assignment, actor, *, text: str):
    """A co-handling department writes to the lead department only; it never answers the deputy."""
    opinion = CoOpinion.objects.create(
        assignment=assignment, text=text, given_on=clock.today(), given_by=actor.user
    )
    assignment.fulfilled_at = clock.now()
    leads = assignment.matter.assignments.current().filter(role=Matter.Mode.LEAD).select_related("handler")
    return Done(opinion, tell=[row.handler for row in leads])


@act(ASSIGNMENT, "read", then=_follow)
def read(assignment, actor):
    """For reference: a read mark is all that is owed."""
    assignment.fulfilled_at = clock.now()
    return assignment
