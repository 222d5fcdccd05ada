"""The procedures: matter, breakdown plan, assignment, reply. What is missing is said in words for a person."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from lianluo.foundation import clock
from lianluo.foundation.workflow import Step, Workflow
from lianluo.matters.models import Assignment, BreakdownPlan, Contact, Feedback, Matter, Reply
from lianluo.rules.queries import due


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


def may_be_handed_over(matter, actor) -> list[str]:
    if matter.plan_lines.filter(is_open=True).exists():
        return [_now("It stands in a breakdown plan that is not published yet.")]
    return []


def was_rated_unsatisfied(matter, actor) -> list[str]:
    if unsatisfied_in(matter):
        return []
    return [_now("No signatory is unsatisfied with this round.")]


def unsatisfied_in(matter) -> bool:
    """Whether a signatory rated attitude or result of the current round as unsatisfied."""
    rated = matter.feedbacks.filter(round=matter.round)
    low = Feedback.Rating.UNSATISFIED
    return rated.filter(attitude=low).exists() or rated.filter(result=low).exists()


def owes_the_lead_unit_an_opinion(matter, actor) -> list[str]:
    if matter.mode == Matter.Mode.CO:
        return []
    return [_now("Only a co-handled matter ends with an opinion to the lead unit.")]


def has_no_draft_yet(assignment, actor) -> list[str]:
    if assignment.role == Matter.Mode.REFERENCE:
        return [_now("A matter for reference needs no reply.")]
    if assignment.replies.filter(round=assignment.matter.round).exists():
        return [_now("There is a draft already.")]
    return []


def is_co_handling(assignment, actor) -> list[str]:
    if assignment.role == Matter.Mode.CO:
        return []
    return [_now("Only a co-handling department gives an opinion.")]


def is_for_reference(assignment, actor) -> list[str]:
    if assignment.role == Matter.Mode.REFERENCE:
        return []
    return [_now("Only a matter for reference is done by reading.")]


Evidence = Callable[[Matter], list[str]]
_evidence: list[Evidence] = []


def ask_before_closing(evidence: Evidence) -> None:
    """Rooms above add what they must see: `evidence(matter)` names what is missing, in words for a person."""
    if evidence not in _evidence:
        _evidence.append(evidence)


def can_be_closed(matter, actor) -> list[str]:
    """Return visit, feedback of every signatory (or its period over), and what the rooms above ask for."""
    if matter.mode == Matter.Mode.CO:
        return []
    missing = [*_missing_visit(matter), *_missing_feedback(matter)]
    return missing + [words for evidence in _evidence for words in evidence(matter)]


def _missing_visit(matter) -> list[str]:
    gate = Contact.Gate.AFTER
    if matter.contacts.filter(round=matter.round, gate=gate).exists():
        return []
    return [_now("Missing: %(gate)s.") % {"gate": gate.label}]


def _missing_feedback(matter) -> list[str]:
    """Silence is not satisfaction: the row stays empty; after the period it no longer holds up the closing."""
    if unsatisfied_in(matter) and matter.round == 1:
        return [_now("A signatory is unsatisfied: handle again first.")]
    rated = matter.feedbacks.filter(round=matter.round).values("person_id")
    silent = list(matter.signatories.exclude(person_id__in=rated).select_related("person"))
    if not silent:
        return []
    until = due("feedback.return", matter.replied_on or clock.today(), matter.kind).due
    if clock.today() > until:
        return []
    names = "、".join(row.person.name for row in silent)
    return [
        _now("No feedback from %(names)s yet; waited for until %(day)s.") % {"names": names, "day": until}
    ]


M, P, A, R = Matter.Stage, BreakdownPlan.Stage, Assignment.Stage, Reply.Stage

MATTER = Workflow(
    name="matter",
    label=_("Suggestion or proposal"),
    stages=M,
    initial=M.REGISTERED,
    final=(M.CLOSED, M.WITHDRAWN),
    steps=(
        Step("hand_over", _("Hand over"), (M.REGISTERED,), M.HANDED_OVER, "matters.hand_over",
             may_be_handed_over, rank=10),
        Step("all_signed_for", _("Signed for"), (M.HANDED_OVER,), M.HANDLED, "", automatic=True),
        Step("all_sent_back", _("Sent back"), (M.HANDED_OVER, M.HANDLED), M.REGISTERED, "", automatic=True),
        Step("all_read", _("Read"), (M.HANDED_OVER, M.HANDLED), M.CLOSED, "", automatic=True),
        Step("all_signed_off", _("Signed off"), (M.HANDLED,), M.SIGNED_OFF, "", automatic=True),
        Step("letters_dispatched", _("Letters dispatched"), (M.SIGNED_OFF,), M.REPLIED, "", automatic=True),
        Step("letter_superseded", _("Letter superseded"), (M.REPLIED,), M.SIGNED_OFF, "", automatic=True),
        Step("send_opinion", _("Record the opinion sent"), (M.SIGNED_OFF,), M.REPLIED, "matters.close",
             owes_the_lead_unit_an_opinion, rank=20),
        Step("record_feedback", _("Enter feedback"), (M.REPLIED, M.CLOSED), None, "matters.record_feedback",
             rank=20),
        Step("handle_again", _("Handle again"), (M.REPLIED,), M.HANDLED, "matters.close",
             was_rated_unsatisfied, rank=40,
             confirm=_("A new round begins: the departments answer again, the deputy gets a new letter.")),
        Step("close", pgettext_lazy("step", "Close"), (M.REPLIED,), M.CLOSED, "matters.close", can_be_closed, rank=30),
        Step("promise", _("Add a commitment"), (M.HANDLED, M.SIGNED_OFF, M.REPLIED, M.CLOSED), None,
             "matters.promise", rank=70),
        Step("keep_promise", _("Record fulfilment"), (M.SIGNED_OFF, M.REPLIED, M.CLOSED), None,
             "matters.promise", rank=80),
        Step("withdraw", _("Withdraw"), (M.REGISTERED, M.HANDED_OVER, M.HANDLED), M.WITHDRAWN,
             "matters.close", rank=90, confirm=_("The matter leaves the work of every department.")),
    ),
)  # fmt: skip

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
    reads=("matter",),
    steps=(
        Step("sign_for", _("Sign for"), (A.HANDED_OVER,), A.SIGNED_FOR, "matters.sign_for", rank=10),
        Step("ask_return", _("Send back"), (A.HANDED_OVER, A.SIGNED_FOR), A.RETURN_ASKED, "matters.sign_for"),
        Step("accept_return", _("Accept return"), (A.RETURN_ASKED,), A.SENT_BACK, "matters.decide_return"),
        Step("refuse_return", _("Refuse return"), (A.RETURN_ASKED,), A.HANDED_OVER, "matters.decide_return"),
        Step("record_contact", _("Record contact"), (A.SIGNED_FOR, A.FULFILLED), None, "matters.handle", rank=20),
        Step("draft", _("Draft"), (A.SIGNED_FOR,), None, "matters.handle", has_no_draft_yet, rank=30),
        Step("give_opinion", _("Give opinion"), (A.SIGNED_FOR,), A.FULFILLED, "matters.handle",
             is_co_handling, rank=30),
        Step("read", _("Mark as read"), (A.HANDED_OVER, A.SIGNED_FOR), A.FULFILLED, "matters.handle",
             is_for_reference, rank=30),
    ),
)  # fmt: skip

REPLY = Workflow(
    name="reply",
    label=_("Reply"),
    stages=R,
    initial=R.DRAFTED,
    final=(R.SIGNED_OFF,),
    reads=("assignment__matter",),
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
