"""What happens to a matter happens to those merged into it: its departments, and at the end its signed reply."""

from __future__ import annotations

from lianluo.foundation import clock
from lianluo.matters.actions.deadlines import keep_deadlines
from lianluo.matters.kind_steps import guests_of
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint

A = Assignment.Stage
FOLLOWED = (
    "role", "stage", "leader_id", "handler_id", "handed_over_at", "sign_for_due_on", "due_on", "signed_for_at",
    "signed_for_by_id", "return_reason", "return_asked_at", "fulfilled_at",
)  # fmt: skip


def set_aside(matter: Matter, reason: str) -> None:
    """Its departments no longer have the matter for itself."""
    matter.assignments.current().update(
        stage=A.SENT_BACK, return_reason=reason[:300], sent_back_at=clock.now()
    )


def mirror(host: Matter) -> list[Matter]:
    """Bring the merged matters up to their host's assignments and signed replies. Returns those merged."""
    guests = [row.guest for row in guests_of(host)]
    if guests:
        rows = list(host.assignments.current())
        signed = _signed(host, rows)
        for guest in guests:
            if guest.mode != host.mode:
                Matter.objects.filter(pk=guest.pk).update(mode=host.mode)
            _follow(guest, rows, signed)
            keep_deadlines(guest)
    return guests


def _signed(host: Matter, rows: list[Assignment]) -> dict[int, Reply]:
    found = Reply.objects.filter(assignment__in=rows, round=host.round, stage=Reply.Stage.SIGNED_OFF)
    return {reply.assignment_id: reply for reply in found.prefetch_related("points")}


def _follow(guest: Matter, rows: list[Assignment], signed: dict[int, Reply]) -> None:
    own = {row.department_id: row for row in guest.assignments.current()}
    for row in rows:
        mine = own.pop(row.department_id, None) or Assignment(matter=guest, department_id=row.department_id)
        for name in FOLLOWED:
            setattr(mine, name, getattr(row, name))
        mine.save()
        if row.pk in signed:
            _answer(mine, guest, signed[row.pk])
    for gone in own.values():
        gone.stage, gone.sent_back_at = A.SENT_BACK, clock.now()
        gone.save(update_fields=["stage", "sent_back_at"])


def _answer(mine: Assignment, guest: Matter, reply: Reply) -> None:
    """The guest's own reply, signed with the host's: its letter carries it under its own number."""
    if mine.replies.filter(round=guest.round).exists():
        return
    made = Reply.objects.create(
        assignment=mine, round=guest.round, stage=reply.stage, result_class_id=reply.result_class_id,
        disclosure=reply.disclosure, disclosure_reason=reply.disclosure_reason, drafted_by_id=reply.drafted_by_id,
        drafted_at=reply.drafted_at, version=reply.version, signed_off_on=reply.signed_off_on,
        signed_off_by_id=reply.signed_off_by_id,
    )  # fmt: skip
    ReplyPoint.objects.bulk_create(
        ReplyPoint(reply=made, position=point.position, asked=point.asked, answer=point.answer)
        for point in reply.points.all()
    )
