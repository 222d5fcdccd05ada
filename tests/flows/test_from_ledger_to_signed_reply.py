"""The office's day: two workbooks, the breakdown plan, sign-for, contacts, the reply, the leader's signature."""

import pytest
from django.core.exceptions import ValidationError

from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.models import Entry, Notice
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import plan as plans
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Matter, PlanLine
from tests.flows.acting import TODAY, contact, drawn_up, edited, published, signed_for


def test_the_plan_proposes_the_ledgers_departments_and_waits_for_the_unsure_ones(imported):
    plan = drawn_up(imported)
    assert plan.lines.count() == 179
    named = plan.lines.exclude(matter__suggested_department="")
    assert set(named.values_list("confidence", "is_confirmed")) == {("high", True)}
    waiting = plan.lines.filter(is_confirmed=False).count()
    assert waiting == Matter.objects.filter(suggested_department="").count() > 0
    with pytest.raises(NotReady) as refusal:
        plans.submit(plan, imported.clerk)
    assert str(waiting) in refusal.value.reasons[0]


def test_a_second_plan_takes_only_what_no_open_plan_has(imported):
    drawn_up(imported)
    assert drawn_up(imported).lines.count() == 0


def test_publishing_hands_every_matter_over_and_tells_the_heads(imported):
    published(imported)
    assert Matter.objects.filter(stage="handed_over").count() == 179
    assert Assignment.objects.count() == 179
    assert not PlanLine.objects.filter(is_open=True).exists()
    assert Notice.objects.filter(user=imported.head.user, entry__act="plan.publish").count() == 1


def test_the_reply_travels_from_handler_to_leader(imported):
    row = signed_for(imported)
    reply = replies.draft(row, imported.handler)
    contact(imported, row, "before")
    contact(imported, row, "during", way="in_person")
    edited(imported, reply)
    replies.submit(reply, imported.handler)
    replies.pass_as_head(reply, imported.head)
    replies.return_for_redraft(reply, imported.clerk, comment="写明承诺时限")
    edited(imported, reply, points=[("问", "答，六月底前完成")])
    replies.submit(reply, imported.handler)
    replies.pass_as_head(reply, imported.head)
    replies.pass_as_office(reply, imported.clerk)
    signed = replies.sign_off(reply, imported.leader)
    assert (signed.version, signed.signed_off_on, signed.signed_off_by) == (2, TODAY, imported.leader.user)
    verdicts = list(signed.reviews.values_list("verdict", flat=True))
    assert verdicts == ["submitted", "passed", "returned", "submitted", "passed", "passed", "signed_off"]
    matter = Matter.objects.get(outside_number="1001")
    assert (matter.stage, matter.handler, matter.department) == (
        "signed_off",
        imported.handler.user,
        imported.head.unit,
    )
    row.refresh_from_db()
    assert row.stage == "fulfilled"
    assert Entry.objects.about(signed).filter(act="reply.sign_off", role="leader").count() == 1


def test_a_reply_without_contacts_or_answers_cannot_be_submitted_and_says_why(imported):
    row = signed_for(imported)
    reply = replies.draft(row, imported.handler)
    with pytest.raises(NotReady) as refusal:
        replies.submit(reply, imported.handler)
    assert len(refusal.value.reasons) == 5  # two gates, the point, the class, the disclosure


def test_an_exception_with_its_reason_stands_for_a_contact_and_is_counted(imported):
    row = signed_for(imported)
    reply = replies.draft(row, imported.handler)
    contact(imported, row, "before", way="", exception="代表书面表示不需要")
    contact(imported, row, "during")
    edited(imported, reply)
    assert replies.submit(reply, imported.handler)
    assert row.matter.contacts.exclude(exception="").count() == 1


def test_a_contact_with_somebody_who_did_not_sign_or_on_a_day_to_come_is_refused(imported):
    row = signed_for(imported)
    outsider = imported.office and Matter.objects.get(outside_number="1009").signatories.first().person
    with pytest.raises(ValidationError):
        assignments.record_contact(
            row, imported.handler, gate="before", on=TODAY, person=outsider, by_whom="x", way="letter"
        )
    with pytest.raises(ValidationError):
        contact(imported, row, "before", way="", exception="")
    assert not row.matter.contacts.exists()


def test_each_step_refuses_whoever_is_not_entitled(imported):
    plan = published(imported)
    row = Assignment.objects.get(matter__outside_number="1001")
    for wrong in (
        imported.handler,
        imported.other_head,
        imported.leader,
        imported.stranger,
        imported.auditor,
    ):
        with pytest.raises(Refused):
            assignments.sign_for(row, wrong)
    with pytest.raises(Refused):
        plans.approve(plan, imported.clerk)
    with pytest.raises(WrongStage):
        plans.publish(plan, imported.clerk)


def test_sent_back_with_reason_returns_to_the_office(imported):
    row = signed_for(imported)
    with pytest.raises(ValidationError):
        assignments.ask_return(row, imported.head, reason=" ")
    assignments.ask_return(row, imported.head, reason="主责在第三检察部")
    assignments.accept_return(row, imported.clerk)
    assert Matter.objects.get(outside_number="1001").stage == "registered"
    assert drawn_up(imported).lines.get().matter.outside_number == "1001"


def test_a_matter_for_reference_is_done_by_reading(imported):
    published(imported)
    row = Assignment.objects.filter(role="reference", department=imported.other_head.unit).first()
    row = row or Assignment.objects.filter(role="reference").first()
    Assignment.objects.filter(pk=row.pk).update(department=imported.other_head.unit)
    row.refresh_from_db()
    assignments.read(row, imported.other_head)
    assert Matter.objects.get(pk=row.matter_id).stage == "closed"


def test_everybody_sees_what_is_his(imported):
    published(imported)
    total = Matter.objects.count()
    mine = Assignment.objects.filter(department=imported.head.unit).count()
    seen = {
        name: Matter.objects.visible_to(getattr(imported, name)).count()
        for name in ("clerk", "leader", "head", "handler", "auditor", "stranger")
    }
    assert seen == {
        "clerk": total, "leader": total, "head": mine, "handler": mine, "auditor": 0, "stranger": 0
    }  # fmt: skip
