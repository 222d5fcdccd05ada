"""All open matters reckoned again after a change of rules or of the calendar, a thousand at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.journal.writing import record
from lianluo.matters.actions.deadlines import Change, keep_many, reckoner_of_today
from lianluo.matters.models import Matter

BATCH = 1_000


@dataclass
class Moved:
    """What has moved so far: matters, the users who hold a date that moved, the procuratorates of the matters."""

    matters: int = 0
    holders: set[int] = field(default_factory=set)
    offices: set[int] = field(default_factory=set)

    def add(self, changes: list[Change]) -> None:
        self.matters += len(changes)
        for change in changes:
            self.holders |= change.holders
            self.offices.add(change.matter.office_id)

    @classmethod
    def read(cls, facts: dict) -> Moved:
        """From `facts()`; {} gives none."""
        return cls(facts.get("matters", 0), set(facts.get("holders", ())), set(facts.get("offices", ())))

    def facts(self) -> dict:
        return {"matters": self.matters, "holders": sorted(self.holders), "offices": sorted(self.offices)}


def recompute_open(
    actor,
    step: Callable[[int], bool] = lambda n: True,
    keep: Callable[[dict], None] = lambda facts: None,
    kept: dict | None = None,
) -> dict[str, int]:
    """Reckon every open matter again and tell each affected person once. {"matters", "moved", "told"}.

    `step(n)` is called after each batch and ends the work by answering False; what was reckoned is kept. Begun again it
    finds nothing to move in what is done, so `keep(facts)` is called in the transaction of each batch, and `kept`, the
    last of these facts, lets those be told whose dates had moved before. Memory does not grow with the matters.
    """
    reckoner, moved, last, seen = reckoner_of_today(), Moved.read(kept or {}), 0, 0
    while batch := _next(last):
        with transaction.atomic():
            locked = Matter.objects.select_for_update(of=("self",)).defer("content").filter(pk__in=batch)
            changes = keep_many(list(locked.order_by("pk")), reckoner)
            moved.add(changes)
            if changes:
                keep(moved.facts())
        last, seen = batch[-1], seen + len(batch)
        if not step(len(batch)):
            break
    return {"matters": seen, "moved": moved.matters, "told": _tell(actor, moved)}


def _next(last: int) -> list[int]:
    return list(Matter.objects.open().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _tell(actor, moved: Moved) -> int:
    """One notice a person: who holds a date that moved, and the liaison offices of the matters."""
    if not moved.matters:
        return 0
    users = list(User.objects.filter(pk__in=moved.holders, is_active=True))
    users += [user for user in holders_of(Role.LIAISON_OFFICE, moved.offices) if user.pk not in moved.holders]
    record(actor, "matters.dates_moved", None, {"moved": moved.matters}, tell=users)
    return len(users)
