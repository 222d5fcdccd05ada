"""A deputy asks to have her data corrected; the office corrects the register, or says why not."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.actions.person import CONTACTS, FACTS, edit_contact, edit_person, locked
from lianluo.people.models import CorrectionRequest, Person

S = CorrectionRequest.State


@action("people.own_data", "people.ask_correction")
def ask_correction(actor, person: Person, *, field: str, new: str) -> Done:
    """One field, with the value it should have. The journal keeps the field, never the values. ValidationError."""
    person, new = locked(person), " ".join(new.split())
    if field not in CorrectionRequest.FIELDS:
        raise ValidationError({"field": _("Choose what is wrong.")})
    old = getattr(person, field)
    if not new or new == old:
        raise ValidationError({"new": _("Write how it should be.")})
    if len(new) > Person._meta.get_field(field).max_length:
        raise ValidationError({"new": _("This is too long.")})
    if CorrectionRequest.objects.waiting().filter(person=person, field=field).exists():
        raise ValidationError({"field": _("You have asked for this already; the office will answer.")})
    row = CorrectionRequest.objects.create(person=person, field=field, old=old, new=new)
    told = holders_of(Role.LIAISON_OFFICE, [person.keeper_id])
    return Done(row, about=person, facts={"new": None, "field": field}, tell=told)


@action("people.decide_correction", "people.accept_correction")
def accept_correction(actor, correction: CorrectionRequest) -> Done:
    """The register is corrected as she asked, by its ordinary action."""
    row = _waiting(correction)
    person = row.person
    if row.field in CONTACTS:
        edit_contact(actor, person, values={row.field: row.new})
    else:
        facts = {name: getattr(person, name) for name in FACTS}
        edit_person(actor, person, **_wanted(row, person.name, facts))
    _decide(row, actor, S.ACCEPTED)
    return Done(row, about=person, facts={"field": row.field})


def _wanted(row: CorrectionRequest, name: str, facts: dict) -> dict:
    if row.field == "name":
        return {"name": row.new, "facts": facts}
    return {"name": name, "facts": {**facts, row.field: row.new}}


@action("people.decide_correction", "people.decline_correction")
def decline_correction(actor, correction: CorrectionRequest, *, answer: str) -> Done:
    """It stays as it is; she reads why."""
    if not answer.strip():
        raise ValidationError({"answer": _("Say why.")})
    row = _waiting(correction)
    row.answer = answer.strip()
    _decide(row, actor, S.DECLINED)
    return Done(row, about=row.person, facts={"field": row.field})


def _waiting(correction: CorrectionRequest) -> CorrectionRequest:
    rows = CorrectionRequest.objects.waiting().select_for_update(of=("self",)).select_related("person")
    row = rows.filter(pk=correction.pk).first()
    if row is None:
        raise NotReady(_("This is settled already."))
    return row


def _decide(row: CorrectionRequest, actor, state: str) -> None:
    row.state, row.decided_by, row.decided_at = state, actor.user, clock.now()
    row.save()
