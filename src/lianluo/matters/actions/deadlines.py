"""The one place that writes deadlines: the rows of `Deadline`, and the columns of matters and assignments that lists read.

`keep_deadlines` runs after every act on a matter, an assignment or a reply (`Workflow.afterwards`), and wherever else
something happens to the dates of a matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from lianluo.foundation import clock
from lianluo.matters.clock_queries import events_of, rules_in_memory
from lianluo.matters.deadlines import Clock, reckon
from lianluo.matters.models import Assignment, Deadline, Matter
from lianluo.matters.reckoning import Dated, Reckoner
from lianluo.matters.workflow import ASSIGNMENT, MATTER, REPLY
from lianluo.rules.deadlines import BadPeriod
from lianluo.rules.queries import NoRule, working_calendar

Part = Deadline.Part
STORED = ("unit_id", "holder_id", "due_on", "is_provisional", "is_paused", "met_on", "stopped_on")
KEYED = ("part", "assignment_id", "commitment_id", "round")
COLUMNS = ("statutory_due_on", "internal_due_on", "due_on", "due_is_provisional")


@dataclass(frozen=True)
class Change:
    """What a matter is due by now; `holders` are the users whose open dates moved."""

    matter: Matter
    was: date | None
    due: date | None
    moved: int
    holders: frozenset[int]


def keep_deadlines(matter: Matter) -> None:
    """Reckon the dates of one matter from its rows and store what changed, in the caller's transaction."""
    fresh = Matter.objects.select_for_update(of=("self",)).get(pk=matter.pk)
    keep_many([fresh], reckoner_of_today())
    for name in COLUMNS:
        setattr(matter, name, getattr(fresh, name))


def reckoner_of_today() -> Reckoner:
    """With the rules and the calendar as they stand in the database."""
    return Reckoner(rules_in_memory(), working_calendar())


def keep_many(matters: list[Matter], reckoner: Reckoner) -> list[Change]:
    """The same for many, in a fixed number of statements. Matters without a rule for their day are left alone."""
    told, today = events_of(matters), clock.today()
    clocks: dict[int, Clock] = {}
    for matter in matters:
        try:
            clocks[matter.pk] = reckon(reckoner, told[matter.pk], today)
        except (NoRule, BadPeriod):
            continue
    kept = [matter for matter in matters if matter.pk in clocks]
    followed = _keep_assignments(kept, clocks)
    was = {matter.pk: matter.due_on for matter in kept}
    _keep_columns(kept, clocks)
    moved = _keep_rows(kept, clocks, followed)
    return [
        Change(
            matter,
            was[matter.pk],
            matter.due_on,
            len(moved[matter.pk]),
            frozenset(filter(None, moved[matter.pk])),
        )
        for matter in kept
        if matter.pk in moved
    ]


def _keep_columns(matters: list[Matter], clocks: dict[int, Clock]) -> None:
    changed = []
    for matter in matters:
        found = clocks[matter.pk]
        days = (
            *(each.due if each else None for each in (found.statutory, found.internal, found.effective)),
            any(each.provisional for each in (found.effective, found.internal) if each),
        )  # fmt: skip
        if days != tuple(getattr(matter, name) for name in COLUMNS):
            for name, value in zip(COLUMNS, days, strict=True):
                setattr(matter, name, value)
            changed.append((matter.pk, *days))
    if changed:
        _run(
            "UPDATE matters_matter AS m SET statutory_due_on = n.statutory, internal_due_on = n.inner_, due_on = n.due, "
            "due_is_provisional = n.provisional FROM unnest(%s::bigint[], %s::date[], %s::date[], %s::date[], %s::bool[]) "
            "AS n(id, statutory, inner_, due, provisional) WHERE m.id = n.id",
            changed,
        )


def _keep_assignments(matters: list[Matter], clocks: dict[int, Clock]) -> dict[int, date]:
    """The sign-for dates, and the department's dates that were the internal one and follow it: assignment id → day."""
    before = {matter.pk: matter.internal_due_on for matter in matters}
    rows = Assignment.objects.filter(matter__in=before).exclude(stage=Assignment.Stage.SENT_BACK)
    changed, followed = [], {}
    for pk, matter, sign_for, due in rows.values_list("pk", "matter", "sign_for_due_on", "due_on"):
        found = clocks[matter]
        signing = found.of(Part.SIGN_FOR, pk)
        follows = due is not None and due == before[matter] and found.internal is not None
        new = (signing.due if signing else sign_for, found.internal.due if follows else due)
        if new != (sign_for, due):
            changed.append((pk, *new))
            followed[pk] = new[1]
    if changed:
        _run(
            "UPDATE matters_assignment AS a SET sign_for_due_on = n.sign_for, due_on = n.due "
            "FROM unnest(%s::bigint[], %s::date[], %s::date[]) AS n(id, sign_for, due) WHERE a.id = n.id",
            changed,
        )
    return followed


def _run(statement: str, rows: list[tuple]) -> None:
    """One statement over columns of values."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


def _keep_rows(matters: list[Matter], clocks: dict[int, Clock], followed: dict[int, date]) -> dict[int, list]:
    """Insert, change and delete rows of `Deadline`. Matter id → holders of the open dates that moved."""
    known: dict[int, dict[tuple, tuple]] = {matter.pk: {} for matter in matters}
    stored = (
        Deadline.objects.filter(matter__in=known).order_by().values_list("matter_id", *KEYED, "pk", *STORED)
    )
    for matter_id, part, assignment, commitment, number, *facts in stored:
        known[matter_id][part, assignment, commitment, number] = tuple(facts)
    new, changed, moved = [], [], {}
    for matter in matters:
        rows = known[matter.pk]
        for dated in clocks[matter.pk].dates:
            facts = _facts(dated, followed)
            row = rows.pop(dated.key, None)
            if row is None:
                new.append(_row(matter, dated, facts))
            elif facts != row[1:]:
                if row[3] != facts[2] and not (dated.met_on or dated.stopped_on):
                    moved.setdefault(matter.pk, []).append(dated.holder)
                changed.append(_row(matter, dated, facts, row[0]))
    gone = [row[0] for rows in known.values() for row in rows.values()]
    if gone:
        Deadline.objects.filter(pk__in=gone).delete()
    Deadline.objects.bulk_create(new, batch_size=2000)
    if changed:
        Deadline.objects.bulk_create(
            changed, batch_size=2000, update_conflicts=True, unique_fields=["id"], update_fields=_names()
        )
    return moved


def _names() -> list[str]:
    return [name.removesuffix("_id") for name in STORED]


def _facts(dated: Dated, followed: dict[int, date]) -> tuple:
    """The stored columns, in the order of STORED."""
    due = followed.get(dated.assignment, dated.due) if dated.part == Part.ANSWER else dated.due
    return (
        dated.unit, dated.holder, due, dated.sum.provisional, dated.is_paused, dated.met_on, dated.stopped_on,
    )  # fmt: skip


def _row(matter: Matter, dated: Dated, facts: tuple, pk: int | None = None) -> Deadline:
    return Deadline(
        pk=pk, matter_id=matter.pk, part=dated.part, assignment_id=dated.assignment, commitment_id=dated.commitment,
        round=dated.round, **dict(zip(STORED, facts, strict=True)),
    )  # fmt: skip


def register() -> None:
    MATTER.afterwards(keep_deadlines)
    ASSIGNMENT.afterwards(lambda row: keep_deadlines(row.matter))
    REPLY.afterwards(lambda reply: keep_deadlines(reply.assignment.matter), steps=("sign_off",))
