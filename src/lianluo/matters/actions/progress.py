"""The one function that moves a matter's stage, from what its rows say."""

from __future__ import annotations

from lianluo.foundation import clock
from lianluo.matters.actions.mirroring import mirror
from lianluo.matters.models import Assignment, Matter, Reply
from lianluo.matters.procedures import procedure_of

S, A = Matter.Stage, Assignment.Stage


def advance(matter: Matter) -> str:
    """Sets stage, department and handler from the current assignments and replies; those merged into it follow.
    Returns the stage."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    for guest in mirror(matter):
        advance(guest)
    if matter.is_final or _is_answered_otherwise(matter):
        return matter.stage
    rows = list(matter.assignments.current())
    chief = next((row for row in rows if row.answers), rows[0] if rows else None)
    matter.department_id = chief.department_id if chief else None
    matter.handler_id = chief.handler_id if chief else None
    matter.stage = _stage(matter, rows)
    if matter.stage == S.CLOSED:
        matter.closed_on = clock.today()
    matter.save(update_fields=["stage", "department", "handler", "closed_on"])
    return matter.stage


def _is_answered_otherwise(matter: Matter) -> bool:
    return matter.stage == S.REPLIED and not procedure_of(matter.kind).by_letter


def _stage(matter: Matter, rows: list[Assignment]) -> str:
    if not rows:
        return S.REGISTERED
    if matter.mode == Matter.Mode.REFERENCE and all(row.stage == A.FULFILLED for row in rows):
        return S.CLOSED
    writers = [row for row in rows if row.role != Matter.Mode.REFERENCE and row.role != Matter.Mode.CO] or [
        row for row in rows if row.role == Matter.Mode.CO
    ]
    signed = Reply.objects.filter(
        assignment__in=writers, round=matter.round, stage=Reply.Stage.SIGNED_OFF
    ).count()
    if writers and signed == len(writers):
        return matter.stage if matter.stage == S.REPLIED else S.SIGNED_OFF
    taken = all(row.stage in (A.SIGNED_FOR, A.FULFILLED) for row in rows)
    return S.HANDLED if taken else S.HANDED_OVER
