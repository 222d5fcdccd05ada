"""Province, city and county in one installation: handed down with two clocks, returned upward, filed for record."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.models import Role
from lianluo.correspondence.queries import waiting
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Notice
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing, handing, levels
from lianluo.matters.actions import reply as replies
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.models import Assignment, Matter
from lianluo.matters.queries import assignments_for
from lianluo.reports.queries import freeze as figures_of
from lianluo.units.actions.unit import place_unit
from lianluo.units.models import Unit
from tests.flows.kinds import TODAY, actor, buttons

SET_DOWN = date(2026, 4, 15)


@pytest.fixture
def below(world):
    """A city under the province with its people, and a county under the city."""
    city = Unit.objects.organs().filter(parent=world.cast.office, level="municipal").first()
    county = Unit.objects.organs().filter(parent=city, level="county").first()
    inner = place_unit(city, kind=Unit.Kind.DEPARTMENT, name="城市第一检察部")
    return SimpleNamespace(
        city=city, county=county, inner=inner, clerk=actor("city_clerk", city, Role.LIAISON_OFFICE),
        handler=actor("city_handler", inner, Role.HANDLER), leader=actor("city_leader", city, Role.LEADER),
        county_clerk=actor("county_clerk", county, Role.LIAISON_OFFICE),
        county_leader=actor("county_leader", county, Role.CHIEF),
    )  # fmt: skip


@pytest.fixture
def row(world, below):
    """A suggestion to the province, handed down to the city."""
    matter = world.register("suggestion", number="1001", session=world.session)
    handing.hand_over(matter, world.cast.clerk, department=below.city, mode="sole", due_on=SET_DOWN)
    return Assignment.objects.get()


def test_handed_down_with_an_earlier_limit_and_receipt(world, below, row):
    matter = row.matter
    assert (matter.statutory_due_on, row.due_on) == (date(2026, 6, 2), SET_DOWN)
    assert Notice.objects.filter(user=below.clerk.user, entry__act="matter.hand_over").count() == 1
    assert world.sees(below.clerk, matter) and world.sees(below.leader, matter)
    assert not world.sees(below.county_clerk, matter) and not world.sees(below.handler, matter)
    assert buttons(matter, below.clerk) == {"sign_for", "ask_return", "hand_on", "ask_extension"}
    assignments.sign_for(row, below.clerk, handler=below.handler.user)
    row.refresh_from_db()
    assert (row.stage, row.signed_for_by, row.hand_down.inner_department) == (
        "signed_for",
        below.clerk.user,
        below.inner,
    )
    assert world.sees(below.handler, matter)
    assert list(assignments_for(below.handler)) == [row]


def test_the_city_drafts_its_leader_passes_and_the_province_signs_and_writes_the_letter(world, below, row):
    cast = world.cast
    assignments.sign_for(row, below.clerk, handler=below.handler.user)
    row.refresh_from_db()
    lead = row.matter.signatories.get().person
    for gate in ("before", "during"):
        assignments.record_contact(
            row, below.handler, gate=gate, on=TODAY, person=lead, by_whom="市院", way="telephone"
        )
    reply = replies.draft(row, below.handler)
    replies.edit(reply, below.handler, points=[("问", "答")], **world.letter_facts())
    replies.submit(reply, below.handler)
    assert Notice.objects.filter(user=below.leader.user, entry__act="reply.submit").count() == 1
    with pytest.raises(Refused):
        replies.pass_as_head(reply, cast.head)
    replies.pass_as_head(reply, below.leader)
    with pytest.raises(Refused):
        replies.sign_off(replies.pass_as_office(reply, cast.clerk), below.leader)
    replies.sign_off(reply, cast.leader)
    assert [each.proposer for each in waiting(cast.office)] == [lead]
    assert waiting(below.city) == []


def test_a_matter_handed_down_is_counted_once(world, below, row):
    assert figures_of(world.cast.office, world.session, TODAY).counts["statutory_total"] == 1
    assert figures_of(below.city, world.session, TODAY).counts["received"] == 0


def test_what_is_set_down_after_what_is_owed_up_is_refused(world, below):
    matter = world.register("suggestion", number="9")
    for due_on in (matter.statutory_due_on, matter.statutory_due_on + timedelta(days=9)):
        with pytest.raises(ValidationError, match="owed up"):
            handing.hand_over(matter, world.cast.clerk, department=below.city, mode="sole", due_on=due_on)
    assert not Assignment.objects.exists()


def test_returned_upward_with_a_reason(world, below, row):
    assignments.ask_return(row, below.clerk, reason="管辖不在我市")
    with pytest.raises(Refused):
        assignments.accept_return(row, below.clerk)
    assignments.accept_return(row, world.cast.clerk)
    assert Matter.objects.get().stage == "registered"
    assert not world.sees(below.clerk, row.matter)


def test_the_city_hands_on_to_the_county_and_goes_on_seeing_it(world, below, row):
    with pytest.raises(ValidationError, match="before"):
        levels.hand_on(row, below.clerk, to=below.county, due_on=SET_DOWN)
    with pytest.raises(ValidationError, match="below yours"):
        levels.hand_on(row, below.clerk, to=world.cast.office, due_on=TODAY)
    levels.hand_on(row, below.clerk, to=below.county, due_on=date(2026, 4, 1))
    row.refresh_from_db()
    assert (row.department, row.stage, row.hand_down.via) == (below.county, "handed_over", below.city)
    assert all(world.sees(who, row.matter) for who in (below.county_clerk, below.clerk, world.cast.clerk))
    with pytest.raises(Refused):
        assignments.sign_for(row, below.clerk)
    assert assignments.sign_for(row, below.county_clerk).stage == "signed_for"


def test_a_department_hands_nothing_on(world):
    row = world.handed_over(world.register("suggestion"))
    with pytest.raises((NotReady, Refused)):
        levels.hand_on(row, world.cast.head, to=row.department, due_on=TODAY)
    assert "hand_on" not in buttons(row.matter, world.cast.clerk)


def test_what_provincial_deputies_raise_below_is_filed_with_the_province(world, below):
    people = world.deputies[0]
    people.keeper = below.city
    people.save()
    matter = register_matter(
        below.clerk,
        below.city,
        kind="everyday_opinion",
        title="关于市里某事",
        lead=people,
        handed_over_on=TODAY,
    )
    assert "file_for_record" in buttons(matter, below.clerk)
    Matter.objects.update(stage="replied", replied_on=TODAY)
    with pytest.raises(NotReady, match="Not filed for record"):
        closing.close(Matter.objects.get(), below.clerk)
    levels.file_for_record(Matter.objects.get(), below.clerk, on=TODAY, note="已答复代表")
    assert Notice.objects.filter(user=world.cast.clerk.user, entry__act="matter.file_for_record").count() == 1
    with pytest.raises(Refused):
        levels.take_on_record(Matter.objects.get(), below.clerk)
    filing = levels.take_on_record(Matter.objects.get(), world.cast.clerk)
    assert (filing.to_office, filing.acknowledged_on) == (world.cast.office, TODAY)


def test_what_deputies_of_the_own_level_raise_is_not_filed(world):
    assert "file_for_record" not in buttons(world.register("suggestion"), world.cast.clerk)
