"""What the departments do with an assignment: from sign-for to the leader's signature."""

from __future__ import annotations

from dataclasses import replace

from lianluo.accounts.actor import Actor
from lianluo.demo import sayings
from lianluo.demo.fates import CO, REFERENCE, Fate
from lianluo.demo.files import subject_of
from lianluo.demo.story import Course, Story
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing, handing, leaving
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Contact, Matter, Reply
from lianluo.people.models import Person
from lianluo.rules.queries import result_classes

CLASSES = "AAAAAABBBCD"
DISCLOSURES = ("open",) * 8 + ("on_request", "withheld")
WITHHELD = "答复中涉及在办案件情况，不宜公开。"


class Desk:
    """One department with one assignment: who acts, for whom, about what."""

    def __init__(self, story: Story, row: Assignment, number: int):
        self.story, self.row, self.number = story, row, number
        self.subject = subject_of(number)
        name = row.department.name
        self.head, self.handler = story.cast.head(name), story.cast.handler(name)
        self.leader = story.cast.leader_of(name)

    @property
    def deputy(self) -> Person:
        return Person.objects.get(signed__matter=self.row.matter_id, signed__role="lead")

    def contact(self, gate: str, sentences) -> None:
        facts = {"way": self.story.one_of(Contact.Way.values), "said": self.story.one_of(sentences)}
        if gate == Contact.Gate.DURING and self.number % 29 == 0:
            facts = {"exception": self.story.one_of(sayings.EXCEPTIONS)}
        assignments.record_contact(
            self.row, self.handler, gate=gate, on=clock.today(), person=self.deputy,
            by_whom=self.handler.user.name, **facts,
        )  # fmt: skip


def handed_over(story: Story, row: Assignment, number: int, fate: Fate) -> Course:
    """What becomes of a new assignment. Its own department is the subject's, unless the plan got it wrong."""
    desk = Desk(story, row, number)
    if fate.stop == "handed_over":
        return
    yield story.days(1, 4)
    if row.role == REFERENCE:
        assignments.read(row, desk.head)
        return
    if fate.detour in ("sent_back", "refused") or fate.stop in ("return_asked", "returned_to_office"):
        yield from _sent_back(desk, fate)
        if fate.detour != "refused":
            return
        yield story.days(1, 2)
    assignments.sign_for(row, desk.head, handler=desk.handler.user)
    if row.role == CO and row.matter.mode != CO:
        yield story.days(5, 9)
        assignments.give_opinion(row, desk.handler, text=desk.subject.opinion)
        return
    if fate.stop == "withdrawn":
        yield story.days(4, 8)
        leaving.withdraw(row.matter, story.cast.clerk, reason=sayings.WITHDRAWN)
        return
    if fate.stop != "signed_for":
        yield from answered(desk, fate)


def _sent_back(desk: Desk, fate: Fate) -> Course:
    """The head asks for return; the office declines it, or takes the matter back and hands it to the right ones."""
    story, clerk = desk.story, desk.story.cast.clerk
    assignments.ask_return(desk.row, desk.head, reason=story.one_of(sayings.SEND_BACK))
    if fate.stop == "return_asked":
        return
    yield story.days(1, 3)
    if fate.detour == "refused":
        assignments.refuse_return(desk.row, clerk, reason=sayings.REFUSED_BACK)
        return
    assignments.accept_return(desk.row, clerk)
    if fate.stop == "returned_to_office":
        return
    yield story.days(1, 2)
    right = desk.subject.department
    handing.hand_over(
        desk.row.matter, clerk, department=story.cast.departments[right], mode=fate.mode,
        leader=story.cast.leader_of(right).user, measure=desk.subject.measure,
    )  # fmt: skip
    again = Assignment.objects.current().get(matter=desk.row.matter_id)
    story.begin(handed_over(story, again, desk.number, replace(fate, detour="")))


def answered(desk: Desk, fate: Fate) -> Course:
    """Contacts, draft, the way through head, office and leader. Also for a further round."""
    story, answers = desk.story, desk.row.role != CO
    yield story.days(3, 7)
    if answers:
        desk.contact(Contact.Gate.BEFORE, sayings.BEFORE)
    if fate.stop == "contacted":
        return
    yield story.days(3, 6)
    reply = replies.draft(desk.row, desk.handler)
    if fate.stop == "drafted":
        return
    yield story.days(3, 6) + fate.delay
    if answers:
        desk.contact(Contact.Gate.DURING, sayings.DURING)
    yield story.days(2, 4)
    _write(desk, reply)
    replies.submit(reply, desk.handler)
    if fate.detour == "redrafted" or fate.stop == "redraft":
        yield story.days(1, 2)
        yield from _returned(desk, reply)
        if fate.stop == "redraft":
            return
        yield story.days(1, 2)
        replies.submit(reply, desk.handler)
    yield from _passed(desk, reply, fate)


def _returned(desk: Desk, reply: Reply) -> Course:
    """By the head, or by the office after the head passed it."""
    reviewer: Actor = desk.head
    if desk.number % 2:
        replies.pass_as_head(reply, desk.head, comment=desk.story.one_of(sayings.PASSED))
        yield 1
        reviewer = desk.story.cast.clerk
    replies.return_for_redraft(reply, reviewer, comment=desk.story.one_of(sayings.RETURNED_DRAFT))


def _passed(desk: Desk, reply: Reply, fate: Fate) -> Course:
    story = desk.story
    steps = (
        ("at_head", replies.pass_as_head, desk.head, sayings.PASSED),
        ("at_office", replies.pass_as_office, story.cast.clerk, sayings.PASSED),
        ("at_leader", replies.sign_off, desk.leader, sayings.SIGNED),
    )
    for waits_at, step, reviewer, comments in steps:
        if fate.stop == waits_at:
            return
        yield story.days(1, 2)
        step(reply, reviewer, comment=story.one_of(comments))
    if desk.subject.promise and desk.number % 5 < 2 and desk.row.role != CO:
        story.begin(_promised(desk))


def _write(desk: Desk, reply: Reply) -> None:
    if desk.row.role == CO:
        replies.edit(reply, desk.handler, points=[(desk.subject.points[0][0], desk.subject.opinion)])
        return
    code, disclosure = desk.story.one_of(CLASSES), desk.story.one_of(DISCLOSURES)
    chosen = next(row for row in result_classes("deputy", "", clock.today()) if row.code == code)
    replies.edit(
        reply, desk.handler, points=list(desk.subject.points), result_class=chosen, disclosure=disclosure,
        disclosure_reason=WITHHELD if disclosure == "withheld" else "",
    )  # fmt: skip


def _promised(desk: Desk) -> Course:
    """Some three of four commitments are kept in time; of the others some are due by now."""
    text, days = desk.subject.promise
    matter = Matter.objects.get(pk=desk.row.matter_id)
    clerk = desk.story.cast.clerk
    due_on = clock.today() + clock.timedelta(days=days)
    made = closing.promise(matter, clerk, text=text, due_on=due_on)
    if desk.story.one_of((True, False, False, False)):
        return
    yield days - 5
    if matter.commitments.model.objects.filter(pk=made.pk, matter__stage__in=KEEPING).exists():
        closing.keep_promise(
            matter, clerk, commitment=made, on=clock.today(), proof=desk.story.one_of(sayings.PROOFS)
        )


KEEPING = (Matter.Stage.SIGNED_OFF, Matter.Stage.REPLIED, Matter.Stage.CLOSED)
