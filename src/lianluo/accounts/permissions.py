"""Predicates about who acts, by name, for the rooms above."""

from __future__ import annotations

from lianluo.accounts.models import GroupMember, Post, Role, User
from lianluo.foundation.permissions import Refused, permission
from lianluo.units.models import Unit


def is_console(actor) -> bool:
    """The system itself: a command given at the machine, seeding, a job on a timetable."""
    return actor.user is None and actor.post is None and not actor.is_deputy


def is_clerk_of(actor, office: Unit | None) -> bool:
    """A liaison office clerk of that procuratorate, or the console."""
    return is_clerk_at(actor, office.pk if office else None)


def is_clerk_at(actor, office_id: int | None) -> bool:
    """The same for an object that knows its procuratorate by id: asking must not load it."""
    return is_console(actor) or (actor.role == Role.LIAISON_OFFICE and actor.organ_id == office_id)


def office_id_of(thing) -> int | None:
    """Of an object with an `office`, or of the procuratorate itself."""
    return thing.pk if isinstance(thing, Unit) else getattr(thing, "office_id", None)


@permission("accounts.administer")
def may_administer(actor, thing) -> bool:
    """The system administrator, for the own procuratorate and those below it; or the console."""
    return is_console(actor) or (actor.role == Role.SYSTEM_ADMIN and _is_within(actor, thing))


@permission("accounts.own")
def owns(actor, user) -> bool:
    """Everybody his own account, in whatever post."""
    return actor.user is not None and actor.user == user


@permission("accounts.lead")
def arranges_leaders(actor, thing) -> bool:
    """The liaison office of the procuratorate, or its system administrator; or the console."""
    if is_console(actor):
        return True
    clerk = actor.role == Role.LIAISON_OFFICE and _organ_of(thing) == actor.organ
    return clerk or (actor.role == Role.SYSTEM_ADMIN and _is_within(actor, thing))


def _organ_of(thing) -> Unit | None:
    unit = thing.group.organ if isinstance(thing, GroupMember) else thing
    return unit.parent if unit is not None and unit.kind == Unit.Kind.DEPARTMENT else unit


def _is_within(actor, thing) -> bool:
    """A unit, a post or a seat under the actor's procuratorate; a user who has a post there, or none anywhere yet."""
    if actor.organ is None:
        return False
    if isinstance(thing, User):
        posts = Post.objects.filter(user=thing)
        return posts.filter(unit__path__startswith=actor.organ.path).exists() or not posts.exists()
    unit = thing.unit if isinstance(thing, Post) else _organ_of(thing)
    return unit is None or unit.path.startswith(actor.organ.path)


def require(actor, name: str, thing=None) -> None:
    """Refused unless the actor has the permission; pages answer it with 404."""
    if not actor.can(name, thing):
        raise Refused(name)
