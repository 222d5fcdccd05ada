"""What members of a CPPCC committee bring: proposals, with the committee's decision, and social information."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianluo.correspondence.queries import waiting
from lianluo.foundation.workflow import NotReady
from lianluo.matters.actions import kinds
from lianluo.matters.actions import plan as plans
from lianluo.matters.models import Assignment, Matter, Signatory
from lianluo.matters.queries import classes_for, proposal_grounds
from tests.flows.kinds import TODAY, buttons

DECIDED = {"on": TODAY, "decided_by": "提案委员会"}


def test_a_proposal_waits_for_the_committee_before_it_is_handed_over(world):
    cast = world.cast
    matter = world.register("proposal", number="12", session=world.plenum, registered=False)
    assert (matter.lead_group, matter.statutory_due_on) == ("社会科学界", date(2026, 6, 2))
    with pytest.raises(NotReady, match="not registered the proposal"):
        world.handed_over(matter)
    assert plans.draw_up(cast.clerk, cast.office).lines.count() == 0
    assert {"decide_registration", "return_unregistered"} <= buttons(matter, cast.clerk)
    kinds.decide_registration(matter, cast.clerk, registered=True, **DECIDED)
    row = world.signed_for(Matter.objects.get())
    assert {each.body_kind for each in classes_for(row.matter)} == {"member"}
    for gate in ("before", "during"):
        world.contact(row, gate)
    world.sign(world.drafted(row, **world.letter_facts(member=True)))
    assert [each.proposer for each in waiting(cast.office)] == [world.members[0]]
    assert world.sees(cast.head, matter) and not world.sees(cast.stranger, matter)


def test_there_are_ten_grounds_and_a_proposal_not_registered_names_one_and_the_member_is_told(world):
    grounds = proposal_grounds()
    assert len(grounds) == 10 and str(grounds[4]).startswith("进入民事、刑事、行政诉讼程序")
    matter = world.register("proposal", registered=False)
    for missing in (
        {"ground": None, "member_told_on": TODAY},
        {"ground": grounds[0], "member_told_on": None},
    ):
        with pytest.raises(ValidationError):
            kinds.decide_registration(matter, world.cast.clerk, registered=False, **DECIDED, **missing)


def test_a_proposal_not_registered_is_passed_on_as_reference_and_owes_no_reply(world):
    cast = world.cast
    matter = world.register("proposal", registered=False)
    kinds.decide_registration(
        matter, cast.clerk, registered=False, ground=proposal_grounds()[9], member_told_on=TODAY, **DECIDED
    )
    matter = Matter.objects.get()
    assert (matter.mode, matter.due_on, matter.stage, matter.needs_reply) == (
        "reference",
        None,
        "registered",
        False,
    )


def test_a_proposal_not_registered_is_returned_with_its_ground_and_stays_readable(world):
    cast = world.cast
    matter = world.register("proposal", registered=False)
    ground = proposal_grounds()[4]
    kinds.return_unregistered(matter, cast.clerk, ground=ground, member_told_on=TODAY, **DECIDED)
    matter = Matter.objects.get()
    assert (matter.stage, matter.departure.reason) == ("not_registered", str(ground))
    assert world.sees(cast.clerk, matter) and buttons(matter, cast.clerk) == set()
    with pytest.raises(ValidationError, match="already"):
        world.register("proposal", registered=False)


def test_a_proposal_that_came_registered_shows_no_decision(world):
    matter = world.register("proposal", number="13")
    assert {"decide_registration", "return_unregistered"}.isdisjoint(buttons(matter, world.cast.clerk))


def test_social_information_owes_no_reply_and_has_no_day(world):
    cast = world.cast
    matter = world.register("social_information")
    assert (matter.due_on, matter.statutory_due_on, matter.label) == (None, None, f"社{matter.pk:04d}")
    row = world.signed_for(matter)
    with pytest.raises(ValidationError):
        kinds.conclude(row.matter, cast.clerk, outcome=" ")
    ended = kinds.conclude(row.matter, cast.clerk, outcome="已转第二检察部工作参考")
    assert ended.stage == "closed"
    assert Assignment.objects.get().stage == "fulfilled"


def test_social_information_may_be_answered_by_letter(world):
    row = world.signed_for(world.register("social_information"))
    world.sign(world.drafted(row, **world.letter_facts(member=True)))  # no contact is owed
    assert [each.proposer for each in waiting(world.cast.office)] == [Signatory.objects.get().person]


def test_what_must_be_answered_is_not_concluded_without_a_reply(world):
    row = world.signed_for(world.register("suggestion"))
    with pytest.raises(NotReady):
        kinds.conclude(row.matter, world.cast.clerk, outcome="x")
