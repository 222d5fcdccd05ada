"""What is pending in the handling of matters, for one actor: querysets in the order of their deadlines."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from lianluo.accounts.models import Role
from lianluo.correspondence.models import Delivery, Letter, LetterItem
from lianluo.foundation import clock
from lianluo.matters.models import Assignment, BreakdownPlan, Contact, Feedback, Matter, PlanLine, Reply
from lianluo.matters.queries import listed_for
from lianluo.rules.models import Rule
from lianluo.rules.queries import due_by, rule, working_calendar

Stage = Assignment.Stage


def _soonest(rows: QuerySet, *fields: str) -> QuerySet:
    due = Coalesce(*fields) if len(fields) > 1 else F(fields[0])
    return rows.order_by(due.asc(nulls_last=True), "pk")


def overdue(actor) -> QuerySet[Matter]:
    """Of the actor's own procuratorate or department; what no department has yet is no one's to be urged."""
    rows = listed_for(actor).filter(office=actor.organ).exclude(stage=Matter.Stage.REGISTERED)
    if actor.role == Role.DEPARTMENT_HEAD:  # what the head has not signed for stands among his own acts
        unsigned = Assignment.objects.filter(department=actor.unit, stage=Stage.HANDED_OVER)
        rows = rows.exclude(pk__in=unsigned.values("matter_id"))
    return rows.overdue().order_by("due_on", "pk")


def plans_to_settle(actor) -> QuerySet[BreakdownPlan]:
    open_line = Q(lines__is_open=True) & (Q(lines__is_confirmed=False) | Q(lines__department=None))
    rows = BreakdownPlan.objects.visible_to(actor).filter(
        office=actor.organ, stage__in=(BreakdownPlan.Stage.DRAFTED, BreakdownPlan.Stage.APPROVED)
    )
    return rows.annotate(unsettled=Count("lines", filter=open_line)).order_by("pk")


def plans_to_approve(actor) -> QuerySet[BreakdownPlan]:
    rows = BreakdownPlan.objects.visible_to(actor)
    return rows.filter(office=actor.organ, stage=BreakdownPlan.Stage.SUBMITTED).order_by("pk")


def unplanned(actor) -> QuerySet[Matter]:
    """Registered, and neither in an open plan nor with a department."""
    planned = PlanLine.objects.filter(matter=OuterRef("pk"), is_open=True)
    rows = Matter.objects.visible_to(actor).filter(office=actor.organ, stage=Matter.Stage.REGISTERED)
    return rows.filter(~Exists(planned))


def uncomposed(actor) -> QuerySet[Matter]:
    """All replies signed off, the letter to the signatories not yet out."""
    rows = Matter.objects.visible_to(actor).filter(office=actor.organ, stage=Matter.Stage.SIGNED_OFF)
    carried = LetterItem.objects.filter(matter=OuterRef("pk")).exclude(letter__stage=Letter.Stage.SUPERSEDED)
    return rows.filter(~Exists(carried.filter(letter__round=OuterRef("round"))))


def _letters(actor, stage: str) -> QuerySet[Letter]:
    return Letter.objects.visible_to(actor).filter(office=actor.organ, stage=stage)


def letters_to_number(actor) -> QuerySet[Letter]:
    return _letters(actor, Letter.Stage.COMPOSED)


def letters_to_dispatch(actor) -> QuerySet[Letter]:
    return _letters(actor, Letter.Stage.NUMBERED)


def letters_returned(actor) -> QuerySet[Letter]:
    """The one that has lain longest first, with what the post said."""
    last = Delivery.objects.filter(dispatch__letter=OuterRef("pk")).order_by("-dispatch_id")
    rows = _letters(actor, Letter.Stage.RETURNED).select_related("person", "organisation")
    rows = rows.annotate(
        returned_on=Subquery(last.values("on")[:1]), returned_because=Subquery(last.values("reason")[:1])
    )
    return rows.order_by("returned_on", "pk")


def feedback_to_enter(actor) -> QuerySet[Matter]:
    """Replied, and no signatory's form has come back in this round."""
    entered = Feedback.objects.filter(matter=OuterRef("pk"), round=OuterRef("round"))
    rows = listed_for(actor).filter(office=actor.organ, stage=Matter.Stage.REPLIED)
    return rows.filter(~Exists(entered)).order_by(F("replied_on").asc(nulls_last=True), "pk")


class FormDays:
    """Until when forms are waited for (rule feedback.return from the reply on); calendar and rules are read once."""

    def __init__(self):
        self.calendar = working_calendar()
        self._rules: dict[str, Rule] = {}

    def of(self, matter: Matter) -> date | None:
        if matter.replied_on is None:
            return None
        if matter.kind not in self._rules:
            self._rules[matter.kind] = rule("feedback.return", clock.today(), matter.kind)
        return due_by(self._rules[matter.kind], matter.replied_on, calendar=self.calendar).due


def _assignments(actor) -> QuerySet[Assignment]:
    rows = Assignment.objects.visible_to(actor).exclude(matter__stage__in=Matter.FINAL)
    rows = rows.select_related("matter", "department").defer("matter__content", "matter__note")
    return _soonest(rows, "due_on", "matter__due_on")


def returns(actor) -> QuerySet[Assignment]:
    return _assignments(actor).filter(matter__office=actor.organ, stage=Stage.RETURN_ASKED)


def to_sign_for(actor) -> QuerySet[Assignment]:
    rows = _assignments(actor).in_hands_of(actor).filter(stage=Stage.HANDED_OVER)
    return _soonest(rows, "sign_for_due_on", "due_on", "matter__due_on")


def _mine(actor) -> QuerySet[Assignment]:
    """Signed for, with the actor as the named handler, in the unit of his post."""
    return _assignments(actor).in_hands_of(actor).filter(handler=actor.user, stage=Stage.SIGNED_FOR)


def _contacted(gate: str) -> Exists:
    return Exists(
        Contact.objects.filter(matter=OuterRef("matter"), round=OuterRef("matter__round"), gate=gate)
    )


def _replied() -> Exists:
    return Exists(Reply.objects.filter(assignment=OuterRef("pk"), round=OuterRef("matter__round")))


def contacts_before(actor) -> QuerySet[Assignment]:
    return _mine(actor).answering().filter(~_contacted(Contact.Gate.BEFORE))


def contacts_during(actor) -> QuerySet[Assignment]:
    """Contacted before, not yet during."""
    before, during = _contacted(Contact.Gate.BEFORE), _contacted(Contact.Gate.DURING)
    return _mine(actor).answering().filter(before, ~during)


def to_draft(actor) -> QuerySet[Assignment]:
    """Contacted before, no draft in this round."""
    return _mine(actor).answering().filter(_contacted(Contact.Gate.BEFORE), ~_replied())


def opinions_to_give(actor) -> QuerySet[Assignment]:
    return _mine(actor).filter(role=Matter.Mode.CO, opinions=None)


def return_visits(actor) -> QuerySet[Assignment]:
    """The letter is out, nobody has asked the deputy yet what he thinks of it."""
    rows = _assignments(actor).in_hands_of(actor).filter(handler=actor.user, stage=Stage.FULFILLED)
    return rows.answering().filter(~_contacted(Contact.Gate.AFTER), matter__stage=Matter.Stage.REPLIED)


def _replies(actor, stage: str) -> QuerySet[Reply]:
    rows = (
        Reply.objects.visible_to(actor)
        .filter(stage=stage)
        .exclude(assignment__matter__stage__in=Matter.FINAL)
    )
    rows = rows.select_related("assignment__matter", "assignment__department")
    rows = rows.defer("assignment__matter__content", "assignment__matter__note")
    return _soonest(rows, "assignment__due_on", "assignment__matter__due_on")


def _of_hands(rows: QuerySet[Reply], actor) -> QuerySet[Reply]:
    return rows.filter(assignment__in=Assignment.objects.in_hands_of(actor))


def replies_to_check(actor) -> QuerySet[Reply]:
    return _replies(actor, Reply.Stage.REVIEWED).filter(assignment__matter__office=actor.organ)


def replies_to_review(actor) -> QuerySet[Reply]:
    return _of_hands(_replies(actor, Reply.Stage.SUBMITTED), actor)


def replies_to_sign(actor) -> QuerySet[Reply]:
    """For a leader those of his departments and those nobody is named for; for the chief procurator all."""
    rows = _replies(actor, Reply.Stage.CHECKED).filter(assignment__matter__office=actor.organ)
    if actor.role == Role.CHIEF:
        return rows
    return rows.filter(Q(assignment__leader=actor.user) | Q(assignment__leader=None))


def _drafts(actor) -> QuerySet[Reply]:
    mine = Q(assignment__handler=actor.user) | Q(drafted_by=actor.user)
    return _of_hands(_replies(actor, Reply.Stage.DRAFTED), actor).filter(mine)


def drafts_in_hand(actor) -> QuerySet[Reply]:
    return _drafts(actor).filter(version=1)


def returned_drafts(actor) -> QuerySet[Reply]:
    return _drafts(actor).filter(version__gt=1)
