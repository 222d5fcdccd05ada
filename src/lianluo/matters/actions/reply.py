"""The reply: drafted point by point, submitted, passed by head and office, signed off by a leader, or returned."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.progress import advance
from lianluo.matters.models import Assignment, Reply, ReplyPoint, ReplyReview
from lianluo.matters.workflow import ASSIGNMENT, REPLY
from lianluo.rules.models import ResultClass

HEADS = (Role.DEPARTMENT_HEAD, Role.LEADER, Role.CHIEF)
"""Of a department its head; of a lower procuratorate a leader or the chief procurator."""


@act(ASSIGNMENT, "draft")
def draft(assignment, actor, *, points: list[tuple[str, str]] = ()):
    """Begin the reply of this round, with the points the deputy raised as (asked, answer)."""
    reply = Reply.objects.create(assignment=assignment, round=assignment.matter.round, drafted_by=actor.user)
    _set_points(reply, points or [(assignment.matter.title[:300], "")])
    return reply


@act(REPLY, "edit")
def edit(
    reply, actor, *, points: list[tuple[str, str]], result_class: ResultClass | None = None,
    disclosure: str = "", disclosure_reason: str = "",
):  # fmt: skip
    """Replace points, class and disclosure. What is not made public needs its reason (§2.9)."""
    if disclosure == Reply.Disclosure.WITHHELD and not disclosure_reason.strip():
        raise ValidationError({"disclosure_reason": _("Give the reason for not making it public.")})
    reply.result_class, reply.disclosure = result_class, disclosure
    reply.disclosure_reason = disclosure_reason
    _set_points(reply, points)
    return reply


def _set_points(reply: Reply, points) -> None:
    reply.points.all().delete()
    ReplyPoint.objects.bulk_create(
        ReplyPoint(reply=reply, position=number, asked=asked, answer=answer)
        for number, (asked, answer) in enumerate(points, start=1)
    )


def _review(reply: Reply, actor, verdict: str, comment: str = "") -> None:
    ReplyReview.objects.create(
        reply=reply,
        version=reply.version,
        verdict=verdict,
        comment=comment,
        user=actor.user,
        role=actor.role,
    )


@act(REPLY, "submit")
def submit(reply, actor):
    _review(reply, actor, ReplyReview.Verdict.SUBMITTED)
    return Done(reply, tell=holders_of(HEADS, [reply.assignment.department_id]))


@act(REPLY, "pass_as_head")
def pass_as_head(reply, actor, *, comment: str = ""):
    _review(reply, actor, ReplyReview.Verdict.PASSED, comment)
    office = reply.matter.office
    units = [office.pk, *office.children.values_list("pk", flat=True)]
    return Done(reply, tell=holders_of(Role.LIAISON_OFFICE, units))


@act(REPLY, "pass_as_office")
def pass_as_office(reply, actor, *, comment: str = ""):
    _review(reply, actor, ReplyReview.Verdict.PASSED, comment)
    leader = reply.assignment.leader
    told = [leader] if leader else holders_of(Role.LEADER, [reply.matter.office_id])
    return Done(reply, tell=told)


def pass_on(reply: Reply, actor, *, comment: str = "") -> Reply:
    """`pass_as_head` or `pass_as_office`, by the actor's role; each checks for itself."""
    step = pass_as_head if actor.role in HEADS else pass_as_office
    return step(reply, actor, comment=comment)


def _fulfil(reply: Reply) -> None:
    Assignment.objects.filter(pk=reply.assignment_id).update(
        stage=Assignment.Stage.FULFILLED, fulfilled_at=clock.now()
    )
    advance(reply.matter)


@act(REPLY, "sign_off", then=_fulfil)
def sign_off(reply, actor, *, comment: str = ""):
    """The leader's signature. The department's duty is fulfilled; the matter moves when all its replies are signed."""
    _review(reply, actor, ReplyReview.Verdict.SIGNED_OFF, comment)
    reply.signed_off_on, reply.signed_off_by = clock.today(), actor.user
    return Done(reply, tell=[reply.drafted_by, reply.assignment.handler])


@act(REPLY, "return_for_redraft")
def return_for_redraft(reply, actor, *, comment: str):
    """Back to the handler with the reason; the next submission is the next version."""
    if not comment.strip():
        raise ValidationError({"comment": _("Say what is to be redrafted.")})
    _review(reply, actor, ReplyReview.Verdict.RETURNED, comment)
    reply.version += 1
    return Done(reply, tell=[reply.drafted_by, reply.assignment.handler])
