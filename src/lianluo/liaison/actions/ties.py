"""One deputy's officer is named, changed, ended by hand; with the reason."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import User
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.liaison.tie_queries import running_ties
from lianluo.people.actions.moving import Move, move_ties
from lianluo.people.models import Person, Tie
from lianluo.units.models import Unit


@action("liaison.arrange", "liaison.tie")
def tie(actor, office: Unit, *, person: Person, officer: User, from_on: date) -> Done:
    """The officer begins with a deputy whom nobody looks after on that day. ValidationError says what stands against it."""
    return _moved(actor, office, person, None, officer, from_on, "")


@action("liaison.arrange", "liaison.move_tie")
def move(actor, tie: Tie, *, officer: User, from_on: date, reason: str) -> Done:
    """Another officer from `from_on` on; the day before is the last of the one before him."""
    if officer.pk == tie.officer_id:
        raise ValidationError({"officer": _("This is the officer of today.")})
    return _moved(actor, tie.office, tie.person, tie.officer, officer, from_on, reason)


@action("liaison.arrange", "liaison.end_tie")
def end(actor, tie: Tie, *, from_on: date, reason: str) -> Done:
    """From `from_on` on nobody looks after the deputy."""
    return _moved(actor, tie.office, tie.person, tie.officer, None, from_on, reason)


def _moved(
    actor, office: Unit, person: Person, before: User | None, to: User | None, day: date, why: str
) -> Done:
    if before is None and running_ties(office, day).filter(person=person).exists():
        raise NotReady(_("Somebody looks after this deputy already."))
    move = Move(person, before.pk if before else None, to)
    for _move, words in move_ties(actor, office, [move], day, {"reason": why} if why else None):
        raise NotReady(words)
    told = [user for user in (before, to) if user is not None]
    facts = {"officer": to.name if to else "", "before": before.name if before else "", "person": None}
    return Done(person, about=person, facts=facts, tell=told)
