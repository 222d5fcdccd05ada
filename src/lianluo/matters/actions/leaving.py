"""A matter leaves the handling: withdrawn in writing, converted into another kind, transferred to another organ.

Nothing is erased: the matter stays readable with the reason, and what it became is tied to it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.deadlines import keep_deadlines
from lianluo.matters.actions.intake import set_deadlines
from lianluo.matters.models import Departure, Matter, Registration, Signatory
from lianluo.matters.procedures import procedure_of
from lianluo.matters.workflow import MATTER

Way, Kind = Departure.Way, Matter.Kind


def _leave(matter: Matter, actor, way: str, on: date | None, reason: str, **facts) -> Departure:
    day = on or clock.today()
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if day > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    if day < matter.handed_over_on:
        raise ValidationError({"on": _("The date lies before the day the matter was handed over.")})
    matter.plan_lines.filter(is_open=True).update(is_open=False)
    matter.closed_on = day
    return Departure.objects.create(
        matter=matter, way=way, on=day, reason=reason, recorded_by=actor.user, **facts
    )


def _concerned(matter: Matter) -> list:
    """The handlers, and the heads of departments that have not named one."""
    rows = list(matter.assignments.current().select_related("handler"))
    heads = holders_of(Role.DEPARTMENT_HEAD, [row.department_id for row in rows])
    return [*(row.handler for row in rows), *heads]


@act(MATTER, "withdraw")
def withdraw(matter, actor, *, reason: str, on: date | None = None, document: str = ""):
    """The deputies take the matter back in writing; the handlers are told. Its rows stay as they are."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for the withdrawal.")})
    _leave(matter, actor, Way.WITHDRAWN, on, reason, document=document)
    return Done(matter, facts={"reason": reason}, tell=_concerned(matter))


@act(MATTER, "transfer")
def transfer(matter, actor, *, addressee: str, reason: str, on: date | None = None, document: str = ""):
    """It belongs to another organ, which gets it with the reason; the clock stops here."""
    if not addressee.strip():
        raise ValidationError({"addressee": _("Name the organ it is transferred to.")})
    _leave(matter, actor, Way.TRANSFERRED, on, reason, addressee=addressee, document=document)
    return Done(matter, facts={"reason": reason, "to": addressee}, tell=_concerned(matter))


@act(MATTER, "convert")
def convert(
    matter, actor, *, kind: str, reason: str, on: date | None = None, body_told: str = "",
    body_told_on: date | None = None, title: str = "",
):  # fmt: skip
    """Another kind of input than it came as. A new matter of that kind goes on, with the same deputies; this one stays
    readable as converted. Where a body handed it over, that body is told. Returns the new matter."""
    _check_conversion(matter, kind, body_told, body_told_on)
    made = _turning.get(kind, become)(matter, actor, kind, title or matter.title)
    _leave(
        matter, actor, Way.CONVERTED, on, reason, became=made, body_told=body_told, body_told_on=body_told_on
    )
    facts = {"reason": reason, "became": made.label, "kind": kind}
    return Done(made, about=matter, facts=facts, tell=_concerned(matter))


Turn = Callable[..., Matter]
_turning: dict[str, Turn] = {}


def turn_into(kind: str, turn: Turn) -> None:
    """A kind with a register of its own makes the new matter itself: `turn(matter, actor, kind, title)`."""
    _turning[kind] = turn


def must_tell_body(matter: Matter, kind: str) -> bool:
    """A concrete case, or what a body has numbered, is not converted behind that body's back."""
    return kind == Kind.REFERRED_CASE or bool(matter.outside_number or matter.source)


def _check_conversion(matter: Matter, kind: str, body_told: str, body_told_on: date | None) -> None:
    if kind == matter.kind:
        raise ValidationError({"kind": _("It is of this kind already.")})
    if must_tell_body(matter, kind) and not (body_told.strip() and body_told_on):
        raise ValidationError(
            {"body_told": _("The body that handed it over must be told: name it and the day.")}
        )
    if body_told_on and body_told_on > clock.today():
        raise ValidationError({"body_told_on": _("The date lies ahead.")})
    if kind == Kind.REFERRED_CASE and not matter.signatories.exists():
        raise ValidationError(
            {"kind": _("A case is referred by a deputy or a member: nobody signed this matter.")}
        )
    signed = matter.signatories.count()
    row = procedure_of(kind)
    if not signed and not row.by_body:
        raise ValidationError({"kind": _("Nobody signed it: this kind needs a deputy or a member.")})
    if signed < row.fewest:
        raise ValidationError(
            {"kind": _("This kind needs at least %(count)s signatories.") % {"count": row.fewest}}
        )


def become(matter: Matter, actor, kind: str, title: str) -> Matter:
    """A matter of the other kind with the same deputies, words and day of hand-over, waiting to be handed over."""
    made = Matter(
        office=matter.office, kind=kind, session=matter.session, in_session=matter.in_session, title=title,
        ledger_key=f"converted:{matter.pk}", content=matter.content, source=matter.source, mode=matter.mode,
        handed_over_on=matter.handed_over_on, lead_name=matter.lead_name, lead_group=matter.lead_group,
        registered_by=actor.user,
    )  # fmt: skip
    set_deadlines(made)
    made.save()
    Signatory.objects.bulk_create(
        Signatory(
            matter=made,
            person_id=row.person_id,
            organisation_id=row.organisation_id,
            role=row.role,
            position=row.position,
        )
        for row in matter.signatories.select_related("person", "organisation")
    )
    keep_deadlines(made)
    if procedure_of(kind).by_members and "decide_registration" in procedure_of(kind).steps:
        Registration.objects.create(matter=made)
    return made
