"""Drawing up, editing, confirming and publishing a breakdown plan."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.models import Role
from lianluo.foundation.likeness import LikeTexts
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.matters.actions import plan as plans
from lianluo.matters.models import Assignment, BreakdownPlan, Matter, PlanLine
from lianluo.matters.proposals import Proposals
from lianluo.rules.models import DictionaryEntry
from tests.rooms import user_in


def test_drawing_up_takes_the_same_queries_for_one_matter_and_for_three(desk):
    clerk = desk.acting(desk.clerk)
    desk.rooms.bring(1, 1)
    with CaptureQueriesContext(connection) as one:
        plans.draw_up(clerk, desk.organ)
    desk.rooms.bring(2, 4)
    with CaptureQueriesContext(connection) as three:
        plan = plans.draw_up(clerk, desk.organ)
    assert plan.lines.count() == 3 and len(one) == len(three)


def test_the_ledgers_department_is_settled_and_an_unknown_one_is_told(desk, matter_of):
    proposals = Proposals(desk.organ)
    named = proposals.of(matter_of("关于示例的建议", suggested_department="省院第8检察部"))
    assert (named.department.name, named.confidence, named.is_settled) == ("第八检察部", "high", True)
    assert named.leader_id == desk.leader.pk
    unknown = proposals.of(matter_of("关于示例的建议", suggested_department="第二十检察部"))
    assert (unknown.department, unknown.confidence, unknown.is_settled) == (None, "low", False)
    assert "第二十检察部" in unknown.why


@pytest.mark.parametrize(
    "title, content, department, confidence",
    [
        ("关于加强未成年人校园保护的建议", "", "第九检察部", "middle"),
        ("关于完善公益诉讼制度的建议", "", "第八检察部", "middle"),
        ("关于规范民事执行监督的建议", "", "第六检察部", "middle"),
        ("关于做好社区矫正工作的建议", "", "第五检察部", "middle"),
        ("关于改进服务的建议", "群众信访渠道不畅", "第十检察部", "low"),
        ("关于修建道路的建议", "路面破损", None, "low"),
    ],
)
def test_key_words_lead_to_the_responsible_department(
    desk, matter_of, title, content, department, confidence
):
    found = Proposals(desk.organ).of(matter_of(title, content))
    assert (found.department.name if found.department else None, found.confidence) == (department, confidence)
    assert not found.is_settled


def test_an_office_changes_the_words_of_responsibility(desk, matter_of):
    DictionaryEntry.objects.filter(dictionary="responsibility", label="第一检察部").update(synonyms="道路")
    assert Proposals(desk.organ).of(matter_of("关于修建道路的建议")).department.name == "第一检察部"


def test_what_was_done_with_a_similar_matter_is_proposed_with_its_number(desk, matter_of):
    second = desk.department("第二检察部")
    earlier = matter_of(
        "关于完善村级道路养护机制的建议", stage="closed", department=second, outside_number="77"
    )
    found = Proposals(desk.organ).of(matter_of("关于完善村级道路养护机制的再建议"))
    assert (found.department, found.precedent_id, found.confidence) == (second, earlier.pk, "high")
    assert "第77号" in found.why and not found.is_settled
    matter_of("关于完善村级道路养护机制的建议", stage="closed", department=desk.department("第三检察部"))
    assert Proposals(desk.organ).of(matter_of("关于完善村级道路养护机制的再建议")).confidence == "middle"


def test_likeness_weighs_rare_pairs_more_than_common_ones():
    texts = [(i, f"关于加强某事{i}的建议") for i in range(300)] + [("road", "关于农村道路养护的建议")]
    nearest = LikeTexts(texts).nearest("关于加强农村道路养护")
    assert nearest[0].key == "road" and nearest[0].likeness > 0.6
    assert LikeTexts(texts).nearest("") == [] and LikeTexts([]).nearest("道路") == []


def test_setting_a_department_confirms_brings_its_leader_and_drops_a_foreign_handler(desk):
    plan, clerk = desk.draw(3), desk.acting(desk.clerk)
    first, second, third = plan.lines.values_list("pk", flat=True)
    PlanLine.objects.filter(pk=first).update(handler=desk.rooms.handler)
    eighth = desk.department("第八检察部")
    assert plans.edit_lines(plan, clerk, lines=[first, second], values={"department": eighth}) == 2
    line = PlanLine.objects.get(pk=first)
    assert (line.is_settled, line.is_changed, line.leader, line.handler) == (True, True, desk.leader, None)
    assert not PlanLine.objects.get(pk=third).is_changed
    others = [desk.department("办公室"), desk.department("政治部")]
    plans.edit_lines(plan, clerk, lines=[first, third], values={}, co_departments=others)
    assert list(PlanLine.objects.get(pk=third).co_departments.all()) == others
    plans.edit_lines(plan, clerk, lines=[third], values={"measure": "调研"})
    assert not PlanLine.objects.get(pk=third).is_confirmed


def test_what_does_not_belong_to_the_procuratorate_is_refused(desk):
    plan, clerk = desk.draw(1), desk.acting(desk.clerk)
    line = plan.lines.get()
    for values in (
        {"department": desk.rooms.organ.parent}, {"leader": desk.clerk}, {"handler": desk.rooms.stranger},
        {"stage": "published"},
    ):  # fmt: skip
        with pytest.raises(ValidationError):
            plans.edit_lines(plan, clerk, lines=[line.pk], values=values)
    for user in (desk.leader, desk.rooms.handler, desk.rooms.auditor, desk.rooms.stranger):
        with pytest.raises(Refused):
            plans.edit_lines(plan, desk.acting(user), lines=[line.pk], values={"measure": "x"})


def test_confirming_takes_only_lines_with_a_department(desk):
    plan, clerk = desk.draw(3), desk.acting(desk.clerk)
    first, second, _third = plan.lines.values_list("pk", flat=True)
    eighth = desk.department("第八检察部")
    plan.lines.filter(pk=first).update(department=eighth, confidence="high")
    plan.lines.filter(pk=second).update(department=eighth, confidence="middle")
    assert plans.confirm_lines(plan, clerk) == 1
    assert plans.confirm_lines(plan, clerk, lines=list(plan.lines.values_list("pk", flat=True))) == 1
    with pytest.raises(NotReady):
        plans.submit(plan, clerk)


def test_matters_are_taken_out_and_in(desk):
    plan, clerk = desk.draw(3), desk.acting(desk.clerk)
    gone = plan.lines.first()
    assert plans.take_out(plan, clerk, lines=[gone.pk]) == 1
    assert Matter.objects.get(pk=gone.matter_id).stage == "registered"
    desk.rooms.bring(4, 4)
    assert plans.take_in(plan, clerk) == 2 and plan.lines.count() == 4


def test_a_draft_is_discarded_and_its_matters_wait_for_another_plan(desk):
    plan, clerk = desk.draw(2), desk.acting(desk.clerk)
    with pytest.raises(Refused):
        plans.discard(desk.acting(desk.leader), plan)
    ready(desk, plan)
    plans.submit(plan, clerk)
    with pytest.raises(WrongStage):
        plans.discard(clerk, plan)
    plans.return_plan(plan, desk.acting(desk.leader), reason="x")
    plans.discard(clerk, plan)
    assert not BreakdownPlan.objects.exists()
    assert plans.draw_up(clerk, desk.organ).lines.count() == 2


def ready(desk, plan):
    clerk = desk.acting(desk.clerk)
    keys = list(plan.lines.values_list("pk", flat=True))
    plans.edit_lines(plan, clerk, lines=keys, values={"department": desk.department("第八检察部")})
    return keys


def test_publishing_hands_over_with_co_departments_and_leaves_what_went_another_way(desk):
    plan, clerk = desk.draw(3), desk.acting(desk.clerk)
    head = user_in(desk.department("第八检察部"), "head", Role.DEPARTMENT_HEAD)
    first, _second, third = ready(desk, plan)
    plans.edit_lines(plan, clerk, lines=[first], values={}, co_departments=[desk.department("政治部")])
    withdrawn = PlanLine.objects.get(pk=third).matter
    plans.submit(plan, clerk)
    plans.approve(plan, desk.acting(desk.leader), meeting="党组会议")
    Matter.objects.filter(pk=withdrawn.pk).update(stage="withdrawn")
    assert plans.publish(plan, clerk) == 3
    shared = Matter.objects.get(plan_lines=first)
    roles = dict(shared.assignments.values_list("department__name", "role"))
    assert roles == {"第八检察部": "lead", "政治部": "co"}
    assert (shared.stage, shared.department.name) == ("handed_over", "第八检察部")
    assert not Assignment.objects.filter(matter=withdrawn).exists()
    assert head.notices.filter(entry__act="plan.publish").count() == 1


def test_publishing_takes_the_same_queries_for_one_line_and_for_three(desk):
    clerk, leader = desk.acting(desk.clerk), desk.acting(desk.leader)
    counts = []
    for first, last in ((1, 1), (2, 4)):
        plan = desk.draw(last, first)
        ready(desk, plan)
        plans.submit(plan, clerk)
        plans.approve(plan, leader)
        with CaptureQueriesContext(connection) as queries:
            plans.publish(plan, clerk)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_returned_plan_is_a_draft_with_its_reason_until_it_is_submitted_again(desk):
    plan, clerk, leader = desk.draw(1), desk.acting(desk.clerk), desk.acting(desk.leader)
    ready(desk, plan)
    plans.submit(plan, clerk)
    with pytest.raises(WrongStage):
        plans.edit_lines(plan, clerk, lines=[], values={})
    with pytest.raises(ValidationError):
        plans.return_plan(plan, leader, reason=" ")
    plans.return_plan(plan, leader, reason="主办部门需再协商")
    plan.refresh_from_db()
    assert (plan.stage, plan.return_reason) == ("drafted", "主办部门需再协商")
    plans.submit(plan, clerk)
    plan.refresh_from_db()
    assert plan.return_reason == ""
