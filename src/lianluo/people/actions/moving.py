"""Many ties of one procuratorate moved at once: part of an act of a room above, which answers for who may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianluo.accounts.models import ADMINISTRATORS, Post, User
from lianluo.journal.writing import record_each
from lianluo.people import following
from lianluo.people.models import Person, Tie
from lianluo.units.models import Unit


@dataclass(frozen=True)
class Move:
    """From a day on `to` looks after the person instead of `before` (user id); None: nobody."""

    person: Person
    before: int | None
    to: User | None


def move_ties(
    actor, office: Unit, moves: Sequence[Move], day: date, facts: dict | None = None, *, newest_only: bool = False
) -> list[tuple[Move, str]]:  # fmt: skip
    """End the ties of `before` the day before `day` and begin those of `to` on it; each person stands once in `moves`.

    What went stale is left as it is and comes back with the reason in words: the tie has changed since, the officer holds no
    post on that day, his account is closed, the mandate is over; with `newest_only` also where somebody else has come in
    beside `before`. What stands already is left alone. Every tie that moved is in the journal under its person, with
    `facts`. A handful of statements however many there are.
    """
    with transaction.atomic():
        return _Moving(actor, office, moves, day, newest_only).land(facts or {})


class _Moving:
    def __init__(self, actor, office: Unit, moves: Sequence[Move], day: date, newest_only: bool):
        self.actor, self.office, self.moves, self.day = actor, office, moves, day
        self.newest_only = newest_only
        keys = [move.person.pk for move in moves]
        list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
        self.ties = _by_person(office, keys, day)
        self.held = set(Person.objects.in_office(day).filter(pk__in=keys).values_list("pk", flat=True))
        self.units = _units(office, (move.to for move in moves if move.to), day)

    def land(self, facts: dict) -> list[tuple[Move, str]]:
        refused, ended, begun, told = [], [], [], []
        for move in self.moves:
            running = [tie for tie in self.ties.get(move.person.pk, ()) if tie.from_on <= self.day]
            before = next((tie for tie in reversed(running) if tie.officer_id == move.before), None)
            is_there = any(move.to and tie.officer_id == move.to.pk for tie in running)
            if is_there and before is None:
                continue
            if words := self._refusal(move, running, before):
                refused.append((move, words))
                continue
            if before:
                before.until_on = self.day - timedelta(days=1)
                ended.append(before)
            if move.to and not is_there:
                begun.append(self._tie(move))
            told.append((move.person, {**facts, **self._facts(move, before)}))
        Tie.objects.bulk_update(ended, ["until_on"], batch_size=1000)
        Tie.objects.bulk_create(begun, batch_size=1000)
        record_each(self.actor, "people.move_tie", told)
        following.follow([person.pk for person, _facts in told], ties_moved=True, since=self.day)
        return refused

    def _refusal(self, move: Move, running: list[Tie], before: Tie | None) -> str:
        """`running`: the ties of the day, the newest last."""
        is_changed = bool(running) if move.before is None else before is None
        if is_changed or (self.newest_only and running and running[-1] is not before):
            name = running[-1].officer.name if running else _("nobody")
            return _("since then the tie has changed: %(name)s looks after the deputy") % {"name": name}
        if before and before.from_on >= self.day:
            return _("the tie of today's officer begins on that very day; choose a later one")
        later = [tie.from_on for tie in self.ties.get(move.person.pk, ()) if tie.from_on > self.day]
        if later and move.to:
            return _("from %(day)s on another officer is settled already") % {"day": later[0]}
        return self._unfit(move) if move.to else ""

    def _unfit(self, move: Move) -> str:
        if move.to.pk not in self.units:
            return _("%(name)s holds no post on that day.") % {"name": move.to.name}
        if not move.to.is_active:
            return _("The account of %(name)s is closed.") % {"name": move.to.name}
        return "" if move.person.pk in self.held else _("holds no mandate on that day")

    def _tie(self, move: Move) -> Tie:
        return Tie(
            person=move.person, officer=move.to, office=self.office, unit_id=self.units[move.to.pk], from_on=self.day
        )  # fmt: skip

    def _facts(self, move: Move, before: Tie | None) -> dict:
        names = {
            "before": before.officer.name if before else "",
            "officer": move.to.name if move.to else "",
        }
        return {**names, "from_on": self.day.isoformat()}


def _by_person(office: Unit, keys: list[int], day: date) -> dict[int, list[Tie]]:
    rows = (
        Tie.objects.select_for_update(of=("self",))
        .filter(office=office, person__in=keys)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
        .select_related("officer")
        .order_by("from_on", "pk")
    )
    found: dict[int, list[Tie]] = {}
    for tie in rows:
        found.setdefault(tie.person_id, []).append(tie)
    return found


def _units(office: Unit, users: Iterable[User], day: date) -> dict[int, int]:
    """User id → the unit of his newest post in the procuratorate on the day."""
    within = Q(unit=office) | Q(unit__in=Unit.objects.departments_of(office))
    rows = Post.objects.held_on(day).filter(within, user__in=set(users)).exclude(role__in=ADMINISTRATORS)
    return dict(rows.order_by("from_on", "pk").values_list("user_id", "unit_id"))
