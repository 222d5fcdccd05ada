"""Who serves where on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from lianluo.accounts.models import ADMINISTRATORS, GroupMember, Oversight, Post, Role, User
from lianluo.foundation import clock
from lianluo.units.models import Unit


def has_accounts() -> bool:
    """Whether anybody could sign in: False on an installation that nobody has set up yet."""
    return User.objects.exists()


def holders_of(roles: str | Iterable[str], unit_ids: Iterable[int], on: date | None = None) -> list[User]:
    """Users who may sign in and hold a post of one of these roles in one of these units on the day (today), each once.

    A post whose last day is still ahead counts; one that begins later does not. One query.
    """
    wanted = [roles] if isinstance(roles, str) else list(roles)
    held = Post.objects.held_on(on or clock.today()).filter(role__in=wanted, unit_id__in=list(unit_ids))
    return list(User.objects.filter(pk__in=held.values("user_id"), is_active=True).order_by("pk"))


def posts_in(actor, unit: Unit) -> QuerySet[Post]:
    """Posts of the unit that the actor may know of, those held today first."""
    rows = Post.objects.visible_to(actor).filter(unit=unit).select_related("user", "unit")
    return rows.order_by("-until_on", "-from_on", "id")


def overseers_of(actor, department: Unit, on: date | None = None) -> list[Oversight]:
    """The leaders in charge (分管) of the department on the day (today)."""
    rows = Oversight.objects.visible_to(actor).held_on(on or clock.today()).filter(department=department)
    return list(rows.select_related("leader__user", "leader__unit").order_by("from_on", "id"))


def oversights_of(actor, organ: Unit, on: date | None = None) -> list[Oversight]:
    """All of a procuratorate, in the order of its departments."""
    rows = Oversight.objects.visible_to(actor).held_on(on or clock.today()).filter(department__parent=organ)
    rows = rows.select_related("leader__user", "department")
    return list(rows.order_by("department__position", "department__id"))


def members_of(actor, organ: Unit, on: date | None = None) -> list[GroupMember]:
    """The leading group that stands on the day: head, deputy heads, members."""
    day = on or clock.today()
    rows = GroupMember.objects.visible_to(actor).held_on(day).filter(group__organ=organ, group__ended_on=None)
    found = list(rows.select_related("post__user", "post__unit", "group").order_by("from_on", "id"))
    return sorted(found, key=lambda member: GroupMember.Place.values.index(member.place))


def leaders_of(actor, organ: Unit | None) -> list[Post]:
    """Posts of leaders in charge and of the chief procurator held today in the procuratorate."""
    rows = Post.objects.visible_to(actor).held_on(clock.today()).filter(unit=organ)
    return list(rows.filter(role__in=(Role.LEADER, Role.CHIEF)).select_related("user").order_by("id"))


def eligible_members(actor, organ: Unit) -> list[Post]:
    """Posts held today in the procuratorate and its departments, leaders first; the three administrators sit in no group."""
    rows = (
        Post.objects.visible_to(actor)
        .held_on(clock.today())
        .filter(Q(unit=organ) | Q(unit__in=Unit.objects.departments_of(organ)))
    )
    rows = rows.exclude(role__in=ADMINISTRATORS)
    return list(rows.select_related("user", "unit").order_by("unit__path", "id")[:500])
