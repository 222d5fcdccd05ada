"""The procedures: breakdown plan, assignment, reply. What is missing is said in words for a person."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.foundation.workflow import Step, Workflow
from lianluo.matters.models import Assignment, BreakdownPlan, Contact, Reply


def plan_is_complete(plan, actor) -> list[str]:
    lines = plan.lines.filter(is_open=True)
    if not lines.exists():
        return [_now("The plan has no matters.")]
    unsettled = (
        lines.filter(is_confirmed=False).count() + lines.filter(is_confirmed=True, department=None).count()
    )
    if unsettled:
        told = ngettext(
            "%(n)d matter is not confirmed yet.", "%(n)d matters are not confirmed yet.", unsettled
        )
        return [told % {"n": unsettled}]
    return []


def reply_can_be_submitted(reply, actor) -> list[str]:
    """Contact before and during (or a counted exception), every point answered, class and disclosure chosen."""
    return [*_missing_contacts(reply), *_missing_text(reply), *_missing_opinions(reply)]


def _missing_contacts(reply) -> list[str]:
    if not reply.assignment.answers:
        return []
    made = set(reply.matter.contacts.filter(round=reply.round).values_list("gate", flat=True))
    wanted = (Contact.Gate.BEFORE, Contact.Gate.DURING)
    return [_now("Missing: %(gate)s.") % {"gate": gate.label} for gate in wanted if gate not in made]


def _missing_text(reply) -> list[str]:
    points = list(reply.points.all())
    missing = []
    if not points or any(not point.answer.strip() for point in points):
        missing.append(_now("Not every point is answered."))
    if reply.assignment.answers and reply.result_class_id is None:
        missing.append(_now("The result class is not chosen."))
    if reply.assignment.answers and not reply.disclosure:
        missing.append(_now("The disclosure is not chosen."))
    return missing


def _missing_opinions(reply) -> list[str]:
    """A lead department waits for the opinions of those who co-handle."""
    if reply.assignment.role != "lead":
        return []
    waiting = reply.matter.assignments.current().filter(role="co", opinions=None)
    return [
        _now("%(department)s has not given its opinion yet.") % {"department": row.department}
        for row in waiting.select_related("department")
    ]


P, A, R = BreakdownPlan.Stage, Assignment.Stage, Reply.Stage

PLAN = Workflow(
    name="plan",
    label=_("Breakdown plan"),
    stages=P,
    initial=P.DRAFTED,
    final=(P.PUBLISHED,),
    steps=(
        Step("edit", _("Edit"), (P.DRAFTED,), None, "matters.plan", rank=20),
        Step("submit", _("Submit for approval"), (P.DRAFTED,), P.SUBMITTED, "matters.plan", plan_is_complete),
        Step("approve", _("Approve"), (P.SUBMITTED,), P.APPROVED, "matters.approve_plan"),
        Step("return", _("Return"), (P.SUBMITTED,), P.DRAFTED, "matters.approve_plan", rank=60),
        Step(
            "publish", _("Publish and hand over"), (P.APPROVED,), P.PUBLISHED, "matters.plan",
            confirm=_("Every matter is handed over to its departments, which are told at once."),
        ),
    ),
)  # fmt: skip

ASSIGNMENT = Workflow(
    name="assignment",
    label=_("Assignment"),
    stages=A,
    initial=A.HANDED_OVER,
    final=(A.FULFILLED, A.SENT_BACK),
    steps=(
        Step("sign_for", _("Sign for"), (A.HANDED_OVER,), A.SIGNED_FOR, "matters.sign_for", rank=10),
        Step("ask_return", _("Send back"), (A.HANDED_OVER, A.SIGNED_FOR), A.RETURN_ASKED, "matters.sign_for"),
        Step("accept_return", _("Accept return"), (A.RETURN_ASKED,), A.SENT_BACK, "matters.decide_return"),
        Step("refuse_return", _("Refuse return"), (A.RETURN_ASKED,), A.HANDED_OVER, "matters.decide_return"),
        Step("record_contact", _("Record contact"), (A.SIGNED_FOR, A.FULFILLED), None, "matters.handle", rank=20),
        Step("draft", _("Draft"), (A.SIGNED_FOR,), None, "matters.handle", rank=30),
        Step("give_opinion", _("Give opinion"), (A.SIGNED_FOR,), A.FULFILLED, "matters.handle", rank=30),
        Step("read", _("Mark as read"), (A.HANDED_OVER, A.SIGNED_FOR), A.FULFILLED, "matters.handle", rank=30),
    ),
)  # fmt: skip

REPLY = Workflow(
    name="reply",
    label=_("Reply"),
    stages=R,
    initial=R.DRAFTED,
    final=(R.SIGNED_OFF,),
    steps=(
        Step("edit", _("Edit"), (R.DRAFTED,), None, "matters.draft", rank=20),
        Step("submit", _("Submit"), (R.DRAFTED,), R.SUBMITTED, "matters.draft", reply_can_be_submitted),
        Step("pass_as_head", _("Pass"), (R.SUBMITTED,), R.REVIEWED, "matters.review_as_head"),
        Step("pass_as_office", _("Pass"), (R.REVIEWED,), R.CHECKED, "matters.review_as_office"),
        Step(
            "sign_off", _("Sign off"), (R.CHECKED,), R.SIGNED_OFF, "matters.sign_off",
            confirm=_("The reply becomes final and goes into the letter to each signatory."),
        ),
        Step(
            "return_for_redraft", _("Return for redraft"), (R.SUBMITTED, R.REVIEWED, R.CHECKED), R.DRAFTED,
            "matters.return_for_redraft", rank=60,
        ),
    ),
)  # fmt: skip
