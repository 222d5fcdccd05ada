"""Who holds which post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianluo.accounts.models import Post, User
from lianluo.foundation import clock


def holders_of(roles: str | Iterable[str], unit_ids: Iterable[int], on: date | None = None) -> list[User]:
    """Users who hold a post of one of these roles in one of these units on the day (today), each once."""
    wanted = [roles] if isinstance(roles, str) else list(roles)
    held = Post.objects.held_on(on or clock.today()).filter(role__in=wanted, unit_id__in=list(unit_ids))
    return list(User.objects.filter(pk__in=held.values("user_id")).order_by("pk"))
