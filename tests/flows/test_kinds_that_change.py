"""Converted, transferred, withdrawn, merged and parted again: nothing is lost, and everybody concerned is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianluo.correspondence.queries import waiting
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.models import Notice
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import leaving, links, merging
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Matter, Referral, Reply
from lianluo.matters.queries import linked_works_of, signed_by
from tests.flows.kinds import TODAY, buttons

TOLD = {"body_told": "省人大常委会办公厅", "body_told_on": TODAY}
MERGED = {"reason": "内容相同", "told_on": TODAY, "told_how": "电话"}


def told(user, act: str) -> int:
    return Notice.objects.filter(user=user, entry__act=act).count()


def test_a_suggestion_about_a_case_becomes_a_referred_case_and_the_handing_body_is_told(world):
    cast = world.cast
    row = world.signed_for(
        world.register("suggestion", "关于张某案的建议", number="1001", session=world.session)
    )
    with pytest.raises(ValidationError, match="must be told"):
        leaving.convert(row.matter, cast.clerk, kind="referred_case", reason="涉及具体案件")
    made = leaving.convert(row.matter, cast.clerk, kind="referred_case", reason="涉及具体案件", **TOLD)
    first = Matter.objects.get(pk=row.matter_id)
    assert (first.stage, first.departure.became, first.departure.body_told) == (
        "converted",
        made,
        "省人大常委会办公厅",
    )
    shell = Matter.objects.get(pk=made.pk)
    assert first.outside_number == "1001" and "张某" not in shell.title and shell.content == ""
    case = Referral.objects.visible_to(cast.clerk).get()
    assert case.matter == shell and case.person == world.deputies[0] and "张某" in case.words
    assert not Referral.objects.visible_to(cast.head).exists()
    assert world.sees(cast.clerk, first) and world.sees(cast.head, first)
    assert not world.sees(cast.head, made)
    assert told(cast.handler.user, "matter.convert") == 1
    assert buttons(first, cast.clerk) <= {"file_for_record"}


def test_a_deliberation_opinion_becomes_a_suggestion_with_the_same_deputies_and_day(world, freeze):
    opinion = world.register(
        "deliberation_opinion", "关于某事", others=world.deputies[1:3], session=world.session
    )
    freeze(TODAY + timedelta(days=3))
    made = leaving.convert(opinion, world.cast.clerk, kind="suggestion", reason="代表已正式提出")
    assert (made.handed_over_on, made.statutory_due_on, made.stage) == (TODAY, date(2026, 6, 2), "registered")
    assert [row.person for row in made.signatories.all()] == world.deputies[:3]
    trail = list(signed_by(world.cast.clerk, world.deputies[0]).values_list("pk", flat=True))
    assert sorted(trail) == [opinion.pk, made.pk]
    assert made.came_from.matter == opinion


def test_what_cannot_be_converted_says_why(world):
    matter = world.register("everyday_opinion")
    for kind, words in (("everyday_opinion", "already"), ("interpellation", "10")):
        with pytest.raises(ValidationError, match=words):
            leaving.convert(matter, world.cast.clerk, kind=kind, reason="x")


def test_transferred_to_another_organ_with_reason_and_addressee(world):
    row = world.signed_for(world.register("suggestion", number="7"))
    with pytest.raises(ValidationError):
        leaving.transfer(row.matter, world.cast.clerk, addressee=" ", reason="职权不属")
    leaving.transfer(
        row.matter,
        world.cast.clerk,
        addressee="省司法厅",
        reason="职权不属检察机关",
        document="辽检转〔2026〕1号",
    )
    matter = Matter.objects.get()
    assert (matter.stage, matter.departure.addressee, matter.closed_on) == ("transferred", "省司法厅", TODAY)
    assert told(world.cast.handler.user, "matter.transfer") == 1
    with pytest.raises(WrongStage):
        replies.draft(row, world.cast.handler) and leaving.transfer(
            matter, world.cast.clerk, addressee="x", reason="x"
        )


def test_withdrawn_in_writing_keeps_day_and_document(world):
    matter = world.register("suggestion", number="8")
    for on in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
        with pytest.raises(ValidationError):
            leaving.withdraw(matter, world.cast.clerk, reason="已解决", on=on)
    leaving.withdraw(matter, world.cast.clerk, reason="已解决", on=TODAY, document="代表来函")
    assert Matter.objects.get().departure.document == "代表来函"


@pytest.fixture
def two(world):
    """Two suggestions on one thing: the host in hand, the guest registered."""
    host = world.signed_for(world.register("suggestion", "关于同一件事的建议", number="1"))
    guest = world.register("suggestion", "关于这件事的建议", number="2", lead=world.deputies[1])
    return host, guest


def test_merged_matters_get_one_reply_and_a_letter_each(world, two):
    cast, (row, guest) = world.cast, two
    merging.merge(guest, cast.clerk, into=row.matter, **MERGED)
    guest.refresh_from_db()
    mine = Assignment.objects.get(matter=guest)
    assert (guest.stage, guest.outside_number, mine.handler) == ("signed_for", "2", cast.handler.user)
    assert told(cast.handler.user, "matter.merge") == 1
    for act in (
        lambda: replies.draft(mine, cast.handler),
        lambda: assignments.ask_return(mine, cast.head, reason="x"),
    ):
        with pytest.raises(NotReady, match="together with"):
            act()
    for gate in ("before", "during"):
        world.contact(row, gate)
    reply = world.drafted(row, **world.letter_facts())
    with pytest.raises(NotReady, match="第2号"):
        replies.submit(reply, cast.handler)
    for gate in ("before", "during"):
        world.contact(mine, gate)
    world.sign(reply)
    guest.refresh_from_db()
    assert guest.stage == "signed_off"
    texts = {one.matter.outside_number: one.points.get().answer for one in Reply.objects.all()}
    assert texts == {"1": "答", "2": "答"}
    assert {each.proposer for each in waiting(cast.office)} == set(world.deputies[:2])
    with pytest.raises(WrongStage):
        merging.unmerge(guest, cast.clerk, reason="太迟")


def test_a_merger_is_undone_before_the_reply_and_the_guest_waits_for_itself(world, two):
    cast, (row, guest) = world.cast, two
    merging.merge(guest, cast.clerk, into=row.matter, **MERGED)
    guest.refresh_from_db()
    assert {"unmerge"} <= buttons(guest, cast.clerk) and "merge" not in buttons(guest, cast.clerk)
    with pytest.raises(NotReady):
        leaving.withdraw(guest, cast.clerk, reason="x")
    merging.unmerge(guest, cast.clerk, reason="内容不同")
    guest.refresh_from_db()
    assert (guest.stage, guest.department, guest.mergers.get().undone_reason) == (
        "registered",
        None,
        "内容不同",
    )
    assert world.handed_over(guest).stage == "handed_over"


def test_the_host_going_back_takes_the_guest_along(world, two):
    cast, (row, guest) = world.cast, two
    merging.merge(guest, cast.clerk, into=row.matter, **MERGED)
    assignments.ask_return(row, cast.head, reason="主责不在我部")
    assignments.accept_return(row, cast.clerk)
    assert set(Matter.objects.values_list("stage", flat=True)) == {"registered"}
    with pytest.raises(NotReady, match="together with"):
        world.handed_over(Matter.objects.get(pk=guest.pk))
    world.handed_over(Matter.objects.get(pk=row.matter_id))
    assert set(Matter.objects.values_list("stage", flat=True)) == {"handed_over"}


def test_what_cannot_be_merged_says_why(world, two):
    cast, (row, guest) = world.cast, two
    proposal = world.register("proposal")
    inquiry = world.register("inquiry")
    for matter, into, words in ((guest, guest, "another"), (proposal, row.matter, "different ways")):
        with pytest.raises(ValidationError, match=words):
            merging.merge(matter, cast.clerk, into=into, **MERGED)
    with pytest.raises(NotReady, match="by letter"):
        merging.merge(inquiry, cast.clerk, into=row.matter, **MERGED)


def test_work_is_linked_by_its_number_once_and_taken_out_with_a_reason(world):
    matter = world.register("suggestion")
    facts = {"kind": "procuratorial_suggestion", "number": "辽检建〔2026〕5号", "on": TODAY}
    made = links.link_work(world.cast.clerk, matter, **facts)
    with pytest.raises(ValidationError):
        links.link_work(world.cast.clerk, matter, **facts)
    assert linked_works_of(matter).get().get_kind_display() == "procuratorial suggestion"
    links.unlink_work(world.cast.clerk, matter, linked=made, reason="文号有误")
    assert not linked_works_of(matter).exists()
