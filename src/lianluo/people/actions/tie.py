"""Which officer looks after whom, and in what a person is an expert."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Post, User
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.people import (
    following,
    permissions,  # noqa: F401 registers
)
from lianluo.people.actions.person import locked
from lianluo.people.models import Expertise, Person, Tie
from lianluo.units.queries import organ_of


@action("people.register", "people.add_expertise")
def add_expertise(actor, person: Person, *, field: str, evidence: str = "") -> Done:
    """`field` is a word of the dictionary "expertise"."""
    field, person = field.strip(), locked(person)
    if person.expertise.filter(field=field, until_on=None).exists():
        raise ValidationError({"field": _("This field stands there already.")})
    expertise = Expertise.objects.create(
        person=person, field=field, evidence=evidence.strip(), from_on=clock.today()
    )
    return Done(expertise, about=person)


@action("people.register", "people.end_expertise")
def end_expertise(actor, person: Person, *, expertise: Expertise, on: date | None = None) -> Done:
    """`on` is the last day it holds; today when none is given."""
    _end(person.expertise.select_for_update().get(pk=expertise.pk), on or clock.today())
    return Done(expertise, about=person)


@action("people.register", "people.tie")
def tie(actor, person: Person, *, officer: User, from_on: date | None = None) -> Done:
    """The officer looks after the person from `from_on` (today); he must hold a post on that day. He is told."""
    day = from_on or clock.today()
    post = (
        Post.objects.held_on(day)
        .filter(user=officer)
        .select_related("unit__parent")
        .order_by("-from_on")
        .first()
    )
    if post is None:
        raise ValidationError({"officer": _("%(name)s holds no post on that day.") % {"name": officer.name}})
    person = locked(person)
    if person.ties.filter(officer=officer, until_on=None).exists():
        raise NotReady(_("%(officer)s looks after %(name)s already.") % {"officer": officer, "name": person})
    made = Tie.objects.create(
        person=person, officer=officer, unit=post.unit, office=organ_of(post.unit), from_on=day
    )
    following.follow([person.pk], ties_moved=True, since=day)
    return Done(made, about=person, tell=[officer])


@action("people.register", "people.untie")
def untie(actor, person: Person, *, tie: Tie, on: date | None = None) -> Done:
    """`on` is the last day; today when none is given. The officer is told."""
    tie = person.ties.select_for_update().get(pk=tie.pk)
    _end(tie, on or clock.today())
    following.follow([person.pk], ties_moved=True, since=tie.until_on)
    return Done(tie, about=person, facts={"tie": tie.officer.name}, tell=[tie.officer])


def _end(row: Expertise | Tie, last_day: date) -> None:
    if row.until_on is not None:
        raise NotReady(_("This is over already."))
    if row.from_on and last_day < row.from_on:
        raise ValidationError({"on": _("The end lies before the beginning.")})
    row.until_on = last_day
    row.save(update_fields=["until_on"])
