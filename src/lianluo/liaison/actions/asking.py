"""Noting who was asked for what, and what they answered."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.liaison import permissions  # noqa: F401 registers
from lianluo.liaison.models import Asked
from lianluo.people.models import Person
from lianluo.units.models import Unit


@action("liaison.ask", "liaison.ask")
def ask(actor, office: Unit, *, person: Person, what_for: str, on: date | None = None) -> Done:
    """The deputy was asked on `on` (today) for something. ValidationError on fields."""
    what_for, day = what_for.strip(), on or clock.today()
    if not what_for:
        raise ValidationError({"what_for": _("Say for what.")})
    if day > clock.today():
        raise ValidationError({"on": _("The day lies ahead.")})
    if Asked.objects.filter(office=office, person=person, what_for=what_for, on=day).exists():
        raise ValidationError({"what_for": _("This asking is noted already.")})
    made = Asked.objects.create(office=office, person=person, what_for=what_for, on=day, asked_by=actor.user)
    return Done(made, about=person, facts={"person": None, "what_for": what_for, "on": str(day)})


@action("liaison.answer_asked", "liaison.answer_asked")
def answer(actor, asked: Asked, *, answer: str, on: date | None = None) -> Done:
    """What the deputy answered on `on` (today); may be corrected, and taken back to no answer yet."""
    day = on or clock.today()
    if answer not in Asked.Answer.values:
        raise ValidationError({"answer": _("Choose an answer.")})
    if not asked.on <= day <= clock.today():
        raise ValidationError({"on": _("The answer came between the asking and today.")})
    asked = Asked.objects.select_for_update().get(pk=asked.pk)
    asked.answer, asked.answered_on = answer, None if answer == Asked.Answer.OPEN else day
    asked.save(update_fields=["answer", "answered_on"])
    return Done(asked, about=asked.person)
