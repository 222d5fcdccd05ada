"""`Actor`: a user in a post. The only thing passed to actions, predicates and `visible_to`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lianluo.accounts.models import ADMINISTRATORS, Post, Role, User
from lianluo.foundation import clock
from lianluo.foundation.permissions import holds
from lianluo.units.models import Unit

DEPUTY = "deputy"
"""The role of a deputy or member on her own pages; nobody is appointed to it."""


@dataclass(frozen=True)
class Actor:
    """`user` and `post` are None for the system itself (seeding, jobs on a timetable), and for a deputy on her own pages:
    she is known by `person_id`, her row in the register, and stands in no procuratorate."""

    user: User | None
    post: Post | None
    unit: Unit | None
    role: str
    person_id: int | None = None

    @cached_property
    def organ(self) -> Unit | None:
        """The procuratorate the post belongs to: the unit itself, or the one its department stands in."""
        unit = self.unit
        while unit is not None and unit.kind == Unit.Kind.DEPARTMENT:
            unit = unit.parent
        return unit

    @cached_property
    def reach(self) -> list[int]:
        """Ids of the actor's procuratorate and of those below it; own procuratorate first."""
        if self.organ is None:
            return []
        below = Unit.objects.under(self.organ).organs().exclude(pk=self.organ.pk)
        return [self.organ.pk, *below.values_list("pk", flat=True)]

    @property
    def organ_id(self) -> int | None:
        return self.organ.pk if self.organ else None

    @property
    def unit_id(self) -> int | None:
        return self.unit.pk if self.unit else None

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    def can(self, permission: str, thing=None) -> bool:
        return holds(permission, self, thing)

    def is_(self, *roles: str) -> bool:
        return self.role in roles

    @property
    def is_deputy(self) -> bool:
        return self.person_id is not None

    @property
    def is_administrator(self) -> bool:
        return self.role in ADMINISTRATORS

    @property
    def sees_whole_office(self) -> bool:
        return self.role in (Role.LIAISON_OFFICE, Role.LEADER, Role.CHIEF)

    def __str__(self) -> str:
        if self.is_deputy:
            return DEPUTY
        return self.user.name if self.user else "system"


def actor_in(post: Post) -> Actor:
    return Actor(user=post.user, post=post, unit=post.unit, role=post.role)


def posts_of(user: User) -> list[Post]:
    """Posts held today, newest first, with their units up to the procuratorate."""
    held = Post.objects.held_on(clock.today()).filter(user=user)
    return list(held.select_related("unit__parent__parent", "user"))


def actor_of(user: User, post_id: int | None = None) -> Actor | None:
    """The user in the chosen post, or in the newest one; None without a post today."""
    posts = posts_of(user)
    chosen = next((post for post in posts if post.pk == post_id), posts[0] if posts else None)
    return actor_in(chosen) if chosen else None


def deputy_of(person_id: int) -> Actor:
    """A deputy or member, on her own pages."""
    return Actor(user=None, post=None, unit=None, role=DEPUTY, person_id=person_id)


SYSTEM = Actor(user=None, post=None, unit=None, role="")
