"""What committees and groups of deputies ask of us: no letter, but an answer of its own kind, and its own end."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.matters.actions import closing, kinds
from lianluo.matters.clock_queries import clock_for
from lianluo.matters.models import Matter
from tests.flows.kinds import TODAY, buttons

COMMITTEE = {"raised_by": "省人大常委会", "occasion": "省检察院专项工作报告"}
NAMED = {"named_due_on": date(2026, 5, 20), "named_in": "辽人办〔2026〕8号"}


def test_an_opinion_of_the_standing_committee_gets_a_written_report_by_the_day_it_names(world):
    cast = world.cast
    matter = world.register(
        "standing_committee_opinion", particulars={**COMMITTEE, **NAMED}, source="省人大常委会办公厅"
    )
    assert (matter.lead_name, matter.due_on, matter.statutory_due_on) == (
        "省人大常委会",
        date(2026, 5, 20),
        None,
    )
    assert not matter.signatories.exists()
    row = world.signed_for(matter)
    reply = world.drafted(row)
    with pytest.raises(NotReady):
        kinds.record_answer(
            matter, cast.clerk, form="report", on=TODAY, given_by="办公室", addressee="省人大常委会"
        )
    matter = world.sign(reply)  # neither contacts nor result class nor disclosure are asked for
    facts = {
        "form": "report",
        "on": TODAY,
        "given_by": "本院",
        "addressee": "省人大常委会办公厅",
        "number": "辽检〔2026〕12号",
    }
    kinds.record_answer(matter, cast.clerk, **facts)
    matter.refresh_from_db()
    assert (matter.stage, matter.replied_on) == ("replied", TODAY)
    assert "record_feedback" not in buttons(matter, cast.clerk)
    assert closing.close(matter, cast.clerk).stage == "closed"
    assert world.sees(cast.head, matter) and not world.sees(cast.other_head, matter)
    assert not world.sees(cast.stranger, matter) and not world.sees(cast.auditor, matter)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("inspection_report", {"particulars": {"occasion": "未成年人检察工作"}}),
        ("standing_committee_opinion", {"particulars": {**COMMITTEE, **NAMED}}),
    ],
)
def test_what_gets_no_letter_is_not_answered_by_letter(world, kind, facts):
    matter = world.register(kind, **facts)
    with pytest.raises(WrongStage):
        closing.send_opinion(matter, world.cast.clerk, to="x", on=TODAY)
    assert {"merge", "record_feedback", "decide_registration"}.isdisjoint(buttons(matter, world.cast.clerk))
    assert "record_answer" in buttons(matter, world.cast.clerk)


def test_a_report_of_an_inspection_gets_prompt_feedback(world):
    matter = world.register(
        "inspection_report", particulars={"occasion": "未成年人检察工作"}, others=world.deputies[1:3]
    )
    assert matter.due_on and matter.statutory_due_on is None
    row = world.signed_for(matter)
    matter = world.sign(world.drafted(row))
    kinds.record_answer(
        matter,
        world.cast.clerk,
        form="feedback",
        on=TODAY,
        given_by="办公室",
        addressee="视察组",
        number="辽检办〔2026〕2号",
    )
    assert closing.close(Matter.objects.get(), world.cast.clerk).stage == "closed"


@pytest.mark.parametrize(("kind", "signers"), [("inquiry", 1), ("interpellation", 10)])
def test_an_inquiry_or_interpellation_is_answered_by_the_head_at_the_meeting(world, kind, signers):
    matter = world.register(
        kind,
        others=world.deputies[1:signers],
        session=world.session,
        particulars=NAMED if signers > 1 else {},
    )
    assert matter.due_on == (date(2026, 5, 20) if signers > 1 else None)
    kinds.record_answer(
        matter, world.cast.clerk, form="at_meeting", on=TODAY, given_by="检察长", addressee="提出询问的代表"
    )
    matter.refresh_from_db()
    assert matter.stage == "replied"
    assert closing.close(matter, world.cast.clerk).stage == "closed"


def test_an_interpellation_of_too_few_deputies_is_refused_in_words(world):
    with pytest.raises(ValidationError, match="10"):
        world.register("interpellation", others=world.deputies[1:9], particulars=NAMED)


def test_a_written_answer_to_an_inquiry_has_a_number_and_a_named_day_moves_the_deadline(world):
    matter = world.register("inquiry")
    kinds.name_day(matter, world.cast.clerk, named_due_on=date(2026, 4, 1), named_in="主席团通知")
    matter.refresh_from_db()
    assert matter.due_on == date(2026, 4, 1)
    found = clock_for(matter).effective
    assert found.due == date(2026, 4, 1) and found.lines[0].source == "主席团通知"
    with pytest.raises(ValidationError):
        kinds.name_day(matter, world.cast.clerk, named_due_on=date(2026, 3, 1), named_in="通知")
    with pytest.raises(ValidationError):
        kinds.record_answer(
            matter, world.cast.clerk, form="in_writing", on=TODAY, given_by="检察长", addressee="代表"
        )


def test_a_meeting_asked_for_is_told_held_answered_and_reported(world, freeze):
    cast = world.cast
    matter = world.register("meeting_request", title="约见检察长")
    assert matter.due_on == date(2026, 3, 9)  # told within seven days
    with pytest.raises(NotReady):
        kinds.hold_meeting(matter, cast.clerk, held_on=TODAY, said="x")
    kinds.arrange_meeting(
        matter, cast.clerk, told_on=TODAY, told_how="电话", meets_on=date(2026, 3, 5), meets_whom="检察长"
    )
    row = world.signed_for(Matter.objects.get())
    freeze(date(2026, 3, 6))
    kinds.hold_meeting(Matter.objects.get(), cast.clerk, held_on=date(2026, 3, 5), said="代表反映……")
    matter = Matter.objects.get()
    assert matter.due_on == date(2026, 4, 7)  # thirty days after the meeting; 4 to 6 April are a holiday
    matter = world.sign(world.drafted(row))
    kinds.record_answer(
        matter,
        cast.clerk,
        form="in_writing",
        on=date(2026, 3, 6),
        given_by="本院",
        addressee="佟代表一",
        number="3号",
    )
    with pytest.raises(NotReady, match="standing committee"):
        closing.close(Matter.objects.get(), cast.clerk)
    kinds.report_upward(Matter.objects.get(), cast.clerk, on=date(2026, 3, 6), number="辽检报〔2026〕4号")
    assert closing.close(Matter.objects.get(), cast.clerk).stage == "closed"
