"""What the cast does again and again, each step by the action that the pages call."""

from __future__ import annotations

from datetime import date

from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import plan as plans
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Matter, Reply
from lianluo.people.models import Session
from lianluo.rules.models import ResultClass
from lianluo.units.models import Unit

TODAY = date(2026, 2, 20)


def drawn_up(cast):
    return plans.draw_up(cast.clerk, cast.office, session=Session.objects.get(), title="分解方案")


def published(cast):
    plan = drawn_up(cast)
    unsure = list(plan.lines.filter(is_confirmed=False).values_list("pk", flat=True))
    research = Unit.objects.get(parent=cast.office, name="法律政策研究室")
    plans.edit_lines(plan, cast.clerk, lines=unsure, values={"department": research})
    plans.submit(plan, cast.clerk)
    plans.approve(plan, cast.leader)
    plans.publish(plan, cast.clerk)
    plan.refresh_from_db()
    return plan


def signed_for(cast) -> Assignment:
    """No. 1001 (two signatories, lead handling) in the hands of 第二检察部."""
    published(cast)
    row = Assignment.objects.get(matter__outside_number="1001")
    return assignments.sign_for(row, cast.head, handler=cast.handler.user)


def contact(cast, row, gate, **facts):
    lead = row.matter.signatories.get(role="lead").person
    facts = {"way": "telephone", "said": "同意", **facts}
    return assignments.record_contact(
        row, cast.handler, gate=gate, on=clock.today(), person=lead, by_whom="handler", **facts
    )


def edited(cast, reply, **facts):
    chosen = ResultClass.objects.filter(code="A").first()
    facts = {"result_class": chosen, "disclosure": "open", "points": [("问", "答")], **facts}
    return replies.edit(reply, cast.handler, **facts)


def signed_off(cast, number: str = "1001", answer: str = "答") -> Matter:
    """The published matter of that number, answered in 第二检察部 and signed by the leader."""
    row = Assignment.objects.get(matter__outside_number=number, role__in=Matter.ANSWERING)
    row.department = cast.head.unit
    row.save()
    assignments.sign_for(row, cast.head, handler=cast.handler.user)
    row.refresh_from_db()
    return answered(cast, row, answer)


def answered(cast, row: Assignment, answer: str = "答") -> Matter:
    """From the handler's draft to the leader's signature."""
    reply = replies.draft(row, cast.handler)
    for gate in ("before", "during"):
        contact(cast, row, gate)
    edited(cast, reply, points=[("问", answer)])
    sign(cast, reply)
    return Matter.objects.get(pk=row.matter_id)


def sign(cast, reply: Reply) -> None:
    replies.submit(reply, cast.handler)
    replies.pass_as_head(reply, cast.head)
    replies.pass_as_office(reply, cast.clerk)
    replies.sign_off(reply, cast.leader)
