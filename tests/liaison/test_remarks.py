"""What was said becomes matters in one tap, once, with the officer's words; a visit stands for a contact; photographs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lianluo.accounts.actor import SYSTEM
from lianluo.accounts.models import Role
from lianluo.documents.models import Attachment
from lianluo.documents.queries import attachments_of
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Entry, Notice
from lianluo.liaison.actions import evidence as shows
from lianluo.liaison.actions import remark as remarks
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.actions.remark import Saying
from lianluo.liaison.models import Remark, Visit
from lianluo.liaison.remark_queries import offered_for
from lianluo.matters.actions.assignment import sign_for
from lianluo.matters.actions.handing import hand_over
from lianluo.matters.models import Assignment, Contact, Matter, Referral
from lianluo.people.models import Person
from tests.documents.test_photos import with_place
from tests.liaison.conftest import TODAY
from tests.rooms import user_in

NOVEMBER = date(2026, 11, 10)
OPINION, CASE = Matter.Kind.EVERYDAY_OPINION, Matter.Kind.REFERRED_CASE
WORDS = "建议到合作社讲中药材打假的案例。多用案例，少发册子。"


def said(desk, *sayings: Saying, on=NOVEMBER) -> Visit:
    persons = list(dict.fromkeys(saying.person for saying in sayings)) or desk.people[:1]
    made = visits.record_new(
        desk.as_(desk.officer), desk.rooms.organ, party=desk.party(*persons), facts={"form": "door", "on": on},
        sayings=sayings,
    )  # fmt: skip
    return Visit.objects.get(pk=made.pk)


def test_one_tap_makes_a_matter_of_the_deputy_with_the_words_and_the_day(desk, client_of):
    person = desk.people[0]
    visit = said(desk, Saying(person, WORDS, OPINION), Saying(person, "身体很好"))
    wish, note = visit.remarks.order_by("pk")
    clerk = client_of(desk.rooms.clerk)
    page = clerk.get(visit.get_absolute_url()).content.decode()
    assert reverse("liaison:remark_register", args=[wish.pk]) in page
    before = Matter.objects.count()
    for _again in range(2):
        clerk.post(reverse("liaison:remark_register", args=[wish.pk]))
    wish.refresh_from_db()
    matter = wish.matter
    assert Matter.objects.count() == before + 1
    assert (matter.kind, matter.title, matter.content) == (OPINION, "建议到合作社讲中药材打假的案例", WORDS)
    assert (matter.handed_over_on, matter.lead_name, matter.stage) == (NOVEMBER, person.name, "registered")
    assert matter.due_on is not None and matter.signatories.get().person == person
    assert matter.particulars.occasion == "2026-11-10登门走访"
    assert Notice.objects.filter(user=desk.officer, entry__act="liaison.register_remark").exists()
    assert note.settled_at is None and wish.words == WORDS
    assert "中药材" not in "".join(str(row.facts) for row in Entry.objects.filter(act__startswith="liaison"))


def test_words_on_a_case_go_under_its_guard_and_nothing_stays(desk, client_of):
    person = desk.people[0]
    visit = said(desk, Saying(person, "反映张某承包地纠纷申诉一事", CASE))
    remark = visit.remarks.get()
    companion = user_in(visit.unit, "companion", Role.HANDLER)
    Visit.objects.get().companions.create(user=companion, name="companion", office=desk.rooms.organ)
    for reader in (desk.as_(desk.head), desk.as_(companion)):
        assert not Remark.objects.visible_to(reader).exists()
        assert Visit.objects.visible_to(reader).exists()
    assert "承包地" not in client_of(desk.head).get(visit.get_absolute_url()).content.decode()
    assert "承包地" in client_of(desk.officer).get(visit.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError):
        remarks.register(desk.clerk, remark)
    remarks.register(desk.clerk, remark, case_name="张某承包地纠纷申诉案")
    remark.refresh_from_db()
    referral = Referral.objects.visible_to(desk.clerk).get()
    assert (referral.chain, referral.came_by, referral.received_on) == ("visit", "visit", NOVEMBER)
    assert (remark.words, remark.matter_id) == ("", referral.pk)
    assert "承包地" not in client_of(desk.officer).get(visit.get_absolute_url()).content.decode()


def test_what_is_settled_stays_settled(desk):
    person = desk.people[0]
    one, two = said(
        desk, Saying(person, WORDS, OPINION), Saying(person, "路灯不亮", OPINION)
    ).remarks.order_by("pk")
    remarks.register(desk.clerk, one)
    with pytest.raises(NotReady):
        remarks.register(desk.clerk, one)
    with pytest.raises(ValidationError):
        remarks.dismiss(desk.clerk, two, answer=" ")
    remarks.dismiss(desk.clerk, two, answer="已转请区住建局办理")
    with pytest.raises(NotReady):
        remarks.register(desk.clerk, two)
    assert Notice.objects.filter(user=desk.officer, entry__act="liaison.dismiss_remark").exists()


def test_the_same_words_on_two_visits_are_one_matter(desk):
    person = desk.people[0]
    first = said(desk, Saying(person, WORDS, OPINION)).remarks.get()
    second = said(desk, Saying(person, WORDS, OPINION), on=date(2026, 11, 12)).remarks.get()
    remarks.register(desk.clerk, first)
    with pytest.raises(ValidationError, match="stands in the register already"):
        remarks.register(desk.clerk, second)


def test_only_the_liaison_office_of_the_house_registers(desk):
    remark = said(desk, Saying(desk.people[0], WORDS, OPINION)).remarks.get()
    for actor in (desk.as_(desk.officer), desk.as_(desk.head), desk.as_(desk.rooms.stranger), SYSTEM):
        with pytest.raises(Refused):
            remarks.register(actor, remark)


def test_a_record_that_was_sent_back_waits_and_keeps_what_was_said(desk):
    person = desk.people[0]
    visit = said(desk, Saying(person, WORDS, OPINION))
    visits.send_back(visit, desk.as_(desk.head), reason="日期有误")
    assert not Remark.objects.waiting().exists()
    with pytest.raises(NotReady):
        remarks.register(desk.clerk, visit.remarks.get())
    visits.record(
        visit, desk.as_(desk.officer), party=desk.party(person), facts={"form": "door", "on": date(2026, 11, 11)},
        sayings=[Saying(person, WORDS, OPINION), Saying(person, "另一件事", OPINION)],
    )  # fmt: skip
    assert list(visit.remarks.values_list("words", flat=True)) == [WORDS, "另一件事"]


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (lambda desk: Saying(desk.people[1], WORDS, OPINION), "was not met"),
        (lambda desk: Saying(desk.people[0], "  ", OPINION), "Write what was said"),
        (lambda desk: Saying(desk.people[0], WORDS, Matter.Kind.INTERPELLATION), "of this kind"),
    ],
)
def test_a_saying_that_cannot_be_is_refused_and_the_record_with_it(desk, saying, words):
    with pytest.raises(ValidationError, match=words):
        visits.record_new(
            desk.as_(desk.officer), desk.rooms.organ, party=desk.party(desk.people[0]),
            facts={"form": "door", "on": NOVEMBER}, sayings=[saying(desk)],
        )  # fmt: skip
    assert not Visit.objects.exists()


def test_many_are_registered_in_one_go_and_a_case_is_named_as_refused(desk, client_of):
    one, two, _three = desk.people
    visit = said(
        desk,
        Saying(one, WORDS, OPINION),
        Saying(two, "建议多办听证", OPINION),
        Saying(two, "反映一起案件", CASE),
    )
    keys = list(visit.remarks.values_list("pk", flat=True))
    clerk = client_of(desk.rooms.clerk)
    assert clerk.get(reverse("liaison:remarks")).content.decode().count("少发册子") == 1
    page = clerk.post(
        reverse("liaison:register_remarks") + f"?ids={keys[0]}&ids={keys[1]}&ids={keys[2]}", follow=True
    )
    assert Remark.objects.exclude(matter=None).count() == 2
    assert "Name the case" in page.content.decode()


def handed(desk, person: Person) -> Assignment:
    """A suggestion of this person in the hands of the officer's department."""
    matter = Matter.objects.get(signatories__person=person)
    row = hand_over(
        matter,
        desk.clerk,
        department=desk.officer.posts.get().unit,
        mode=Matter.Mode.SOLE,
        handler=desk.officer,
    )
    row = Assignment.objects.get(matter=matter) if not isinstance(row, Assignment) else row
    sign_for(row, desk.as_(desk.head), handler=desk.officer)
    return Assignment.objects.get(pk=row.pk)


def test_a_visit_stands_for_the_contact_at_a_gate(desk, client_of):
    person = desk.people[0]
    Matter.objects.update(handed_over_on=date(2026, 11, 2))
    row = handed(desk, person)
    visit = said(desk)
    officer = client_of(desk.officer)
    offered = officer.get(reverse("matters:assignment_record_contact", args=[row.pk])).content.decode()
    address = reverse("liaison:visit_evidence", args=[visit.pk])
    assert f"{address}?of={row.pk}" in offered
    for _again in range(2):
        officer.post(address, {"assignment": row.pk, "gate": "before"})
    contact = Contact.objects.get()
    assert (contact.on, contact.way, contact.gate, contact.person) == (
        NOVEMBER,
        "in_person",
        "before",
        person,
    )
    assert desk.officer.name in contact.by_whom
    panel = officer.get(reverse("matters:contacts", args=[row.matter_id])).content.decode()
    assert visit.get_absolute_url() in panel
    assert offered_for(desk.as_(desk.officer), row) == []
    assert client_of(desk.other).get(address).status_code == 404


def test_a_visit_before_the_hand_over_stands_for_nothing(desk):
    person = desk.people[0]
    Matter.objects.update(handed_over_on=date(2026, 11, 20))
    row = handed(desk, person)
    visit = said(desk)
    with pytest.raises(ValidationError, match="before the day the matter was handed over"):
        shows.count_as_contact(desk.as_(desk.officer), visit, assignment=row, gate="before", persons=[person])
    assert not Contact.objects.exists()


def test_photographs_are_kept_without_their_place(desk, client_of, settings, tmp_path):
    visit = said(desk)
    officer, stranger = client_of(desk.officer), client_of(desk.rooms.stranger)
    address = reverse("liaison:visit_photograph", args=[visit.pk])
    officer.post(address, {"photos": [SimpleUploadedFile("门前.jpg", with_place())]})
    (kept,) = attachments_of(visit)
    file = reverse("documents:attachment", args=[kept.pk])
    content = b"".join(officer.get(file).streaming_content)
    assert content.startswith(b"\xff\xd8\xff") and "某手机".encode() not in content
    assert file in officer.get(visit.get_absolute_url()).content.decode()
    assert stranger.get(file).status_code == 404 and stranger.get(address).status_code == 404


def test_a_bad_photograph_is_named_and_none_is_kept(desk, client_of):
    visit = said(desk)
    answer = client_of(desk.officer).post(
        reverse("liaison:visit_photograph", args=[visit.pk]),
        {"photos": [SimpleUploadedFile("好.jpg", with_place()), SimpleUploadedFile("坏.jpg", b"MZ program")]},
    )
    assert "坏.jpg: This is no photograph" in answer.content.decode()
    assert not Attachment.objects.exists()


def test_at_most_nine(desk):
    visit = said(desk)
    shows.add_photos(
        visit, desk.as_(desk.officer), photos=[SimpleUploadedFile(f"{n}.jpg", with_place()) for n in range(9)]
    )
    with pytest.raises(ValidationError, match="at most 9"):
        shows.add_photos(visit, desk.as_(desk.officer), photos=[SimpleUploadedFile("x.jpg", with_place())])
    assert len(attachments_of(visit)) == 9 and TODAY > NOVEMBER


def test_the_contact_keeps_the_words_of_its_deputy_alone(desk):
    one, two, _three = desk.people
    Matter.objects.update(handed_over_on=date(2026, 11, 2))
    row = handed(desk, one)
    visit = said(
        desk, Saying(one, "建议加强普法"), Saying(one, "反映一起案件", CASE), Saying(two, "另一位代表的话")
    )
    Visit.objects.filter(pk=visit.pk).update(said="两位代表的话")
    shows.count_as_contact(desk.as_(desk.officer), visit, assignment=row, gate="before", persons=[one])
    assert Contact.objects.get().said == "建议加强普法"
