"""The procedures: matter, breakdown plan, assignment, reply. What is missing is said in words for a person."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from lianluo.foundation import clock
from lianluo.foundation.workflow import Step, Workflow
from lianluo.matters import kind_steps as kinds
from lianluo.matters import levels
from lianluo.matters.models import Assignment, BreakdownPlan, Contact, Extension, Matter, Reply
from lianluo.matters.procedures import procedure_of
from lianluo.people.models import same_proposer
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
    """Contact before and during (or a counted exception), every point answered, class and disclosure chosen. Of matters
    merged with this one the deputies are contacted too."""
    merged = [
        words for row in kinds.guests_of(reply.matter) for words in _missing_contacts_of_guest(row.guest)
    ]
    return [*_missing_contacts(reply), *merged, *_missing_text(reply), *_missing_opinions(reply)]


def _missing_contacts(reply) -> list[str]:
    if not reply.assignment.answers:
        return []
    return [_now("Missing: %(gate)s.") % {"gate": gate} for gate in _gates_missing(reply.matter)]


def _missing_contacts_of_guest(guest) -> list[str]:
    told = _now("Missing for %(matter)s: %(gate)s.")
    return [told % {"matter": guest.label, "gate": gate} for gate in _gates_missing(guest)]


def _gates_missing(matter) -> list[str]:
    made = set(matter.contacts.filter(round=matter.round).values_list("gate", flat=True))
    owed = [gate for gate in procedure_of(matter.kind).gates if gate != Contact.Gate.AFTER]
    return [gate.label for gate in owed if gate not in made]


def _missing_text(reply) -> list[str]:
    points = list(reply.points.all())
    missing = []
    if not points or any(not point.answer.strip() for point in points):
        missing.append(_now("Not every point is answered."))
    by_letter = reply.assignment.answers and procedure_of(reply.matter.kind).by_letter
    if by_letter and reply.result_class_id is None:
        missing.append(_now("The result class is not chosen."))
    if by_letter and not reply.disclosure:
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


def does_not_stand_still(matter, actor) -> list[str]:
    if standing := matter.pauses.filter(assignment=None, last_on=None).first():
        return [_now("The clock has stood still since %(day)s.") % {"day": standing.first_on}]
    return []


def stands_still(matter, actor) -> list[str]:
    if matter.pauses.filter(assignment=None, last_on=None).exists():
        return []
    return [_now("The clock is running.")]


def may_ask_for_more_time(matter, actor) -> list[str]:
    if matter.round > 1:
        return [_now("A matter handled again has its own limit and no extension.")]
    if asked := matter.extensions.filter(state=Extension.State.ASKED).first():
        return [
            _now("An extension until %(until)s was asked for on %(day)s and is not decided yet.")
            % {"until": asked.until, "day": asked.asked_on}
        ]
    return []


def has_asked_for_more_time(matter, actor) -> list[str]:
    if matter.extensions.filter(state=Extension.State.ASKED).exists():
        return []
    return [_now("No extension is asked for.")]


def has_more_time(matter, actor) -> list[str]:
    if matter.extensions.filter(state=Extension.State.GRANTED).exists():
        return []
    return [_now("No extension is in force.")]


def may_be_handed_over(matter, actor) -> list[str]:
    if missing := [*kinds.is_registered(matter, actor), *_merged_with_another(matter)]:
        return missing
    if matter.plan_lines.filter(is_open=True).exists():
        return [_now("It stands in a breakdown plan that is not published yet.")]
    return []


def _merged_with_another(matter) -> list[str]:
    merger = kinds.standing_merger(matter)
    return [_now("It is handled together with %(matter)s.") % {"matter": merger.host.label}] if merger else []


def is_handled_alone(assignment, actor) -> list[str]:
    """What a department does with a merged matter it does with the matter it is merged into."""
    return _merged_with_another(assignment.matter)


def was_rated_unsatisfied(matter, actor) -> list[str]:
    if unsatisfied_in(matter):
        return []
    return [_now("No signatory is unsatisfied with this round.")]


def unsatisfied_in(matter) -> bool:
    """Whether a signatory rated attitude or result of the current round as unsatisfied."""
    return matter.feedbacks.unsatisfied().filter(round=matter.round).exists()


def owes_the_lead_unit_an_opinion(matter, actor) -> list[str]:
    if matter.mode == Matter.Mode.CO:
        return []
    return [_now("Only a co-handled matter ends with an opinion to the lead unit.")]


def has_no_draft_yet(assignment, actor) -> list[str]:
    if missing := _merged_with_another(assignment.matter):
        return missing
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
    missing = [*_missing_visit(matter), *_missing_feedback(matter), *kinds.missing_by_kind(matter)]
    return missing + [words for evidence in _evidence for words in evidence(matter)]


def _missing_visit(matter) -> list[str]:
    gate = Contact.Gate.AFTER
    if gate not in procedure_of(matter.kind).gates:
        return []
    if matter.contacts.filter(round=matter.round, gate=gate).exists():
        return []
    return [_now("Missing: %(gate)s.") % {"gate": gate.label}]


def _missing_feedback(matter) -> list[str]:
    """Silence is not satisfaction: the row stays empty; after the period it no longer holds up the closing."""
    if not procedure_of(matter.kind).asks_feedback:
        return []
    if unsatisfied_in(matter) and matter.round == 1:
        return [_now("A signatory is unsatisfied: handle again first.")]
    rated = matter.feedbacks.filter(same_proposer(), round=matter.round)
    silent = list(matter.signatories.filter(~Exists(rated)).select_related("person", "organisation"))
    if not silent:
        return []
    until = due("feedback.return", matter.replied_on or clock.today(), matter.kind).due
    if clock.today() > until:
        return []
    names = "、".join(row.proposer.name for row in silent)
    return [
        _now("No feedback from %(names)s yet; waited for until %(day)s.") % {"names": names, "day": until}
    ]


IN_HAND = Matter.IN_HAND
NOT_LEFT = tuple(stage for stage in Matter.Stage if stage not in Matter.LEFT)
M, P, A, R = Matter.Stage, BreakdownPlan.Stage, Assignment.Stage, Reply.Stage

ON_THE_CLOCK = (M.REGISTERED, M.HANDED_OVER, M.HANDLED, M.SIGNED_OFF)

MATTER = Workflow(
    name="matter",
    label=_("Suggestion or proposal"),
    stages=M,
    initial=M.REGISTERED,
    final=(M.CLOSED, *Matter.LEFT),
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
        Step("decide_registration", _("Registration decision"), (M.REGISTERED,), None, "matters.hand_over",
             kinds.waits_for_registration, rank=5),
        Step("return_unregistered", _("Return unregistered"), (M.REGISTERED,), M.NOT_REGISTERED,
             "matters.hand_over", kinds.waits_for_registration, rank=65),
        Step("name_day", _("Enter the day named"), IN_HAND, None, "matters.hand_over", kinds.names_its_day, rank=60),
        Step("arrange_meeting", _("Arrange the meeting"), IN_HAND, None, "matters.hand_over",
             kinds.is_met_in_person, rank=12),
        Step("hold_meeting", _("Record the meeting"), IN_HAND, None, "matters.hand_over",
             kinds.is_arranged, rank=14),
        Step("record_answer", _("Record the answer"), (*IN_HAND, M.SIGNED_OFF), M.REPLIED, "matters.close",
             kinds.is_answered_otherwise, rank=25),
        Step("report_upward", _("Report to the standing committee"), (M.REPLIED,), None, "matters.close",
             kinds.reports_upward, rank=15),
        Step("conclude", _("Conclude without a reply"), (M.HANDLED,), M.CLOSED, "matters.close",
             kinds.owes_no_reply, rank=45),
        Step("file_for_record", _("File for record"), NOT_LEFT, None, "matters.file_for_record",
             levels.owes_filing, rank=35),
        Step("take_on_record", _("Take on record"), NOT_LEFT, None, "matters.take_on_record",
             levels.waits_on_record, rank=5),
        Step("merge", _("Merge"), IN_HAND, None, "matters.close", kinds.can_be_merged, rank=87),
        Step("unmerge", _("Undo the merger"), IN_HAND, None, "matters.close", kinds.is_merged_now, rank=87),
        Step("convert", _("Convert"), IN_HAND, M.CONVERTED, "matters.close", kinds.stands_alone, rank=88),
        Step("transfer", _("Transfer"), IN_HAND, M.TRANSFERRED, "matters.close", kinds.stands_alone, rank=89),
        Step("withdraw", _("Withdraw"), IN_HAND, M.WITHDRAWN, "matters.close", kinds.stands_alone,
             rank=90, confirm=_("The matter leaves the work of every department.")),
        Step("pause", _("Pause the clock"), ON_THE_CLOCK, None, "matters.keep_clock", does_not_stand_still, rank=82),
        Step("resume", _("Resume the clock"), ON_THE_CLOCK, None, "matters.keep_clock", stands_still, rank=45),
        Step("ask_extension", _("Ask for an extension"), ON_THE_CLOCK, None, "matters.ask_extension",
             may_ask_for_more_time, rank=84),
        Step("grant_extension", _("Record the consent to the extension"), ON_THE_CLOCK, None, "matters.keep_clock",
             has_asked_for_more_time, rank=46),
        Step("refuse_extension", _("Record the refusal of the extension"), ON_THE_CLOCK, None, "matters.keep_clock",
             has_asked_for_more_time, rank=47),
        Step("revoke_extension", _("Revoke the extension"), ON_THE_CLOCK, None, "matters.keep_clock", has_more_time,
             rank=86),
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
        Step("sign_for", _("Sign for"), (A.HANDED_OVER,), A.SIGNED_FOR, "matters.sign_for", is_handled_alone,
             rank=10),
        Step("ask_return", _("Send back"), (A.HANDED_OVER, A.SIGNED_FOR), A.RETURN_ASKED, "matters.sign_for",
             is_handled_alone),
        Step("accept_return", _("Accept return"), (A.RETURN_ASKED,), A.SENT_BACK, "matters.decide_return"),
        Step("refuse_return", _("Refuse return"), (A.RETURN_ASKED,), A.HANDED_OVER, "matters.decide_return"),
        Step("hand_on", _("Hand on"), (A.HANDED_OVER, A.SIGNED_FOR), A.HANDED_OVER, "matters.hand_on",
             levels.is_handed_down, rank=58),
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
