"""A party's proposal from its registration to the letter, the envelope and the form that came back under a seal."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.feedback import enter_form
from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import envelope_of, paper_of, with_everything
from lianluo.correspondence.queries import awaiting_form, waiting
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing
from lianluo.matters.models import Contact, Feedback, Matter, Signatory
from lianluo.people.actions.organisation import register_organisation
from lianluo.people.actions.person import reveal_contact
from lianluo.people.models import Body, ContactLook, Organisation
from tests.flows.kinds import TODAY
from tests.scans import scan

CONTACTS = {"telephone": "024-00001111", "address": "沈阳市示例街1号", "postcode": "110000"}


@pytest.fixture
def party(world):
    return registered(world, "party", "民盟示例省委员会")


def registered(world, kind: str, name: str, body: Body | None = None) -> Organisation:
    cast = world.cast
    return register_organisation(
        cast.clerk, cast.office, body=body or world.plenum.term.body, kind=kind, name=name, contact_person="甲联系人",
        contacts=CONTACTS,
    )  # fmt: skip


def contact(world, row, organisation: Organisation, gate: str) -> None:
    assignments.record_contact(
        row,
        world.cast.handler,
        gate=gate,
        on=TODAY,
        person=organisation,
        by_whom="承办人",
        way="telephone",
        said="同意",
    )


def signed_off(world, organisation: Organisation, kind: str = "proposal", **facts) -> Matter:
    session = world.plenum if kind == "proposal" else world.session
    row = world.signed_for(world.register(kind, lead=organisation, session=session, **facts))
    for gate in ("before", "during"):
        contact(world, row, organisation, gate)
    return world.sign(world.drafted(row, **world.letter_facts(member=kind == "proposal")))


def letter_to(world) -> Letter:
    letters.compose(world.cast.clerk, world.cast.office, contact_person="办公室", contact_phone="024-1")
    return with_everything(Letter.objects.all()).get()


def test_a_partys_proposals_are_answered_by_one_letter_under_its_full_name(world, party):
    first = signed_off(world, party, title="关于甲事的提案", number="0126")
    signed_off(world, party, title="关于乙事的提案", number="0127")
    assert (first.lead_name, first.lead_group) == ("民盟示例省委员会", "")
    assert [(each.proposer, len(each.replies)) for each in waiting(world.cast.office)] == [(party, 2)]
    paper = paper_of(letter := letter_to(world))
    assert paper.salutation == "民盟示例省委员会："
    assert paper.opening.startswith("贵单位提出的2件") and paper.closing.startswith("感谢贵单位")
    assert paper.copies == ("政协辽宁省委员会办公厅",)
    assert paper.feedback.deputy == "民盟示例省委员会" and paper.feedback.is_organisation
    label = envelope_of(letter)
    assert (label.name, label.title, label.address) == ("民盟示例省委员会", "", "沈阳市示例街1号")


def test_the_way_to_the_closing_needs_contact_delivery_and_a_signed_form(world, party):
    matter, clerk = signed_off(world, party, number="0126"), world.cast.clerk
    letter = letters.number(letter_to(world), clerk)
    posting.dispatch(letter, clerk, way="express", on=TODAY, tracking="EX1")
    assert Matter.objects.get().stage == "replied"
    letter = Letter.objects.get()
    posting.deliver(letter, clerk, on=TODAY)
    assert list(awaiting_form(Letter.objects.all())) == [letter]
    matter, rating = Matter.objects.get(), [(matter, "satisfied", "satisfied", "满意")]
    with pytest.raises(ValidationError, match="who signed"):
        enter_form(clerk, letter, received_on=TODAY, rated=rating, scan=scan())
    enter_form(clerk, letter, received_on=TODAY, rated=rating, signed_by="甲主委", scan=scan())
    assert Feedback.objects.get().signed_by == "甲主委"
    assert not awaiting_form(Letter.objects.all()).exists()
    contact(world, matter.assignments.get(), party, "after")
    matter = Matter.objects.get()
    closing.close(matter, clerk)
    assert Matter.objects.get().stage == "closed"


def test_a_delegation_is_written_to_at_its_liaison_group(world):
    delegation = registered(world, "delegation", "沈阳代表团", body=world.session.term.body)
    signed_off(world, delegation, kind="suggestion", number="1001", title="关于甲事的建议")
    paper = paper_of(letter_to(world))
    assert paper.salutation == "沈阳代表团联络组：" and paper.opening.startswith("贵团提出的")


def test_the_database_wants_exactly_one_proposer(world, party):
    matter = world.register("proposal", lead=party)
    for wrong in ({}, {"person": world.members[0], "organisation": party}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Signatory.objects.create(matter=matter, role="joint", **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(
            matter=matter,
            gate="before",
            way="telephone",
            on=TODAY,
            by_whom="甲",
            recorded_by=world.cast.clerk.user,
        )


def test_an_organisation_stands_once_in_the_register_of_its_body(world, party):
    with pytest.raises(ValidationError, match="already"):
        registered(world, "party", " 民盟示例省委员会 ")
    with pytest.raises(ValidationError, match="Only a congress"):
        registered(world, "delegation", "沈阳代表团")


def test_handlers_of_its_matter_may_ask_for_its_telephone_and_each_look_is_kept(world, party):
    cast = world.cast
    assert not cast.handler.can("people.reveal_contact", party)
    world.signed_for(world.register("proposal", lead=party))
    assert reveal_contact(cast.handler, party, field="telephone") == "024-00001111"
    look = ContactLook.objects.get()
    assert (look.proposer, look.user, look.purpose) == (party, cast.handler.user, "matter")
    assert not Organisation.objects.visible_to(cast.stranger).exists()
