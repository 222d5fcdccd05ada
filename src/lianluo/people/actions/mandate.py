"""Mandates are given and ended, expertise and ties likewise. Nothing is deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.people import following, permissions  # noqa: F401 registers
from lianluo.people.actions.person import locked
from lianluo.people.models import Body, Mandate, Person, Term
from lianluo.people.names import term_name
from lianluo.units.models import Unit

State = Mandate.State


@action("people.register", "people.add_mandate")
def add_mandate(
    actor, person: Person, *, term: Term, group: str, from_on: date | None = None, until_on: date | None = None,
    state: str = State.IN_OFFICE, details: dict[str, Any] | None = None,
) -> Done:  # fmt: skip
    """A seat in the congress or committee of `term`; `group` is the delegation of a deputy, the sector of a member."""
    person = locked(person)
    if person.mandates.filter(term=term).exists():
        raise ValidationError({"term": _("%(name)s has a mandate of this term already.") % {"name": person}})
    if from_on and until_on and until_on < from_on:
        raise ValidationError({"until_on": _("The end lies before the beginning.")})
    is_deputy = term.body.kind == Body.Kind.CONGRESS
    mandate = Mandate.objects.create(
        person=person, term=term, kind=Mandate.Kind.DEPUTY if is_deputy else Mandate.Kind.MEMBER,
        delegation=group if is_deputy else "", sector="" if is_deputy else group,
        from_on=from_on, until_on=until_on, state=state, **(details or {}),
    )  # fmt: skip
    following.follow([person.pk])
    return Done(mandate, about=person, facts={"mandate": str(mandate), "details": None})


@action("people.register", "people.end_mandate")
def end_mandate(
    actor, person: Person, *, mandate: Mandate, state: str, on: date | None = None, reason: str = ""
) -> Done:
    """Suspended, in office again, ended or expired. `on` is the last day, which what is over must have.

    Suspension and end have their grounds in the law (代表法, 2025, arts. 61–62): the reason is kept.
    NotReady when it is over already.
    """
    mandate = person.mandates.select_for_update().get(pk=mandate.pk)
    if mandate.state in (State.ENDED, State.EXPIRED):
        raise NotReady(_("This mandate is over already."))
    is_over = state in (State.ENDED, State.EXPIRED)
    if is_over and on is None:
        raise ValidationError({"on": _("Give the last day.")})
    if is_over and mandate.from_on and on < mandate.from_on:
        raise ValidationError({"on": _("The end lies before the beginning.")})
    if state in (State.ENDED, State.SUSPENDED) and not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    mandate.state, mandate.state_reason = state, reason.strip()
    if is_over:
        mandate.until_on = on
    mandate.save(update_fields=["state", "state_reason", "until_on"])
    following.follow([person.pk])
    return Done(mandate, about=person)


@action("people.register", "people.open_term")
def open_term(
    actor, office: Unit, *, kind: str, level: str, place: str, number: int,
    begins_on: date | None = None, ends_on: date | None = None,
) -> Done:  # fmt: skip
    """A term of a congress ("deputy") or committee ("member"), its body with it; NotReady when it is there."""
    place = "" if level == Unit.Level.NATIONAL else "".join(place.split())
    if not place and level != Unit.Level.NATIONAL:
        raise ValidationError({"place": _("Give the place, for example its full name with 省, 市 or 县.")})
    body_kind = Body.Kind.CONGRESS if kind == Mandate.Kind.DEPUTY else Body.Kind.COMMITTEE
    body, _made = Body.objects.get_or_create(kind=body_kind, level=level, place=place, area_code="")
    name = term_name(kind, place, number)
    term, made = Term.objects.get_or_create(
        body=body, number=number, defaults={"name": name, "begins_on": begins_on, "ends_on": ends_on}
    )
    if not made:
        raise NotReady(_("“%(term)s” is there already.") % {"term": term})
    return Done(term, about=term)
