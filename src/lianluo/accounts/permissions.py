"""Predicates about who acts, by name, for the rooms above."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.foundation.permissions import Refused, permission
from lianluo.units.models import Unit


def is_console(actor) -> bool:
    """The system itself: a command given at the machine, seeding, a job on a timetable."""
    return actor.user is None and actor.post is None


def is_clerk_of(actor, office: Unit | None) -> bool:
    """A liaison office clerk of that procuratorate, or the console."""
    return is_console(actor) or (actor.role == Role.LIAISON_OFFICE and actor.organ == office)


@permission("accounts.administer")
def may_administer(actor, thing) -> bool:
    """Users are registered and posts given by the system administrator, or from the console."""
    return is_console(actor) or actor.role == Role.SYSTEM_ADMIN


def require(actor, name: str, thing=None) -> None:
    """Refused unless the actor has the permission; pages answer it with 404."""
    if not actor.can(name, thing):
        raise Refused(name)
