"""All open matters reckoned again after a change of rules or of the calendar, a thousand at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.db import transaction

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.journal.writing import record
from lianluo.matters.actions.deadlines import Change, keep_many, reckoner_of_today
from lianluo.matters.models import Matter

BATCH = 1_000


def recompute_open(actor, step: Callable[[int], bool] = lambda n: True) -> dict[str, int]:
    """Reckon every open matter again and tell each affected person once. {"matters", "moved", "told"}.

    `step(n)` is called after each batch and ends the work by answering False; what was reckoned is kept. Begun again it
    finds nothing to move in what is done. Memory does not grow with the matters.
    """
    reckoner, holders, offices = reckoner_of_today(), Counter(), set()
    last = seen = moved = 0
    while batch := _next(last):
        with transaction.atomic():
            locked = Matter.objects.select_for_update(of=("self",)).defer("content").filter(pk__in=batch)
            changes = keep_many(list(locked.order_by("pk")), reckoner)
        last, seen, moved = batch[-1], seen + len(batch), moved + len(changes)
        _count(changes, holders, offices)
        if not step(len(batch)):
            break
    return {"matters": seen, "moved": moved, "told": _tell(actor, holders, offices, moved)}


def _next(last: int) -> list[int]:
    return list(Matter.objects.open().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])


def _count(changes: list[Change], holders: Counter, offices: set[int]) -> None:
    for change in changes:
        holders.update(change.holders)
        offices.add(change.matter.office_id)


@transaction.atomic
def _tell(actor, holders: Counter, offices: set[int], moved: int) -> int:
    """One notice a person: who holds a date that moved, and the liaison offices of the matters."""
    if not moved:
        return 0
    users = list(User.objects.filter(pk__in=holders, is_active=True))
    users += [user for user in holders_of(Role.LIAISON_OFFICE, offices) if user.pk not in holders]
    record(actor, "matters.dates_moved", None, {"moved": moved}, tell=users)
    return len(users)
