"""No page of a deputy ever holds another deputy's name, contact data or item; foreign and missing answer alike."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.models import Letter
from lianluo.foundation import clock
from lianluo.journal.models import Entry
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.actions.remark import Saying
from lianluo.liaison.models import Remark, Visit
from lianluo.matters.models import Commitment, Contact, Matter, Signatory
from lianluo.people.actions.person import edit_contact
from lianluo.people.models import Person
from tests.correspondence.acting import act, delivered
from tests.rooms import LANGUAGES

LINK = re.compile(r'(?:href|action)="(/portal/[^"#]*)"')


@pytest.fixture
def many(door, signed, client_of):
    """Four deputies: each an answered matter of his own, one matter of all, a letter to each, a seminar with all."""
    clerk = actor_of(door.rooms.clerk)
    joint = Matter.objects.order_by("pk").first()
    Signatory.objects.bulk_create(
        Signatory(matter=joint, person=person, role="joint", position=place)
        for place, person in enumerate(door.people[1:], 1)
    )
    Matter.objects.filter(pk=joint.pk).update(content=f"与{'、'.join(each.name for each in door.people)}联名")
    signed(1, 4)
    for number, person in enumerate(door.people):
        values = {
            "address": f"沈阳市第{number}路",
            "email": f"deputy{number}@example.cn",
            "telephone": f"024-5550000{number}",
        }
        edit_contact(clerk, person, values=values)
    delivered(client_of(door.rooms.clerk))
    for matter in Matter.objects.all():
        Commitment.objects.create(matter=matter, text=f"落实{matter.title}", due_on=clock.today())
        for row in matter.signatories.all():
            Contact.objects.create(
                matter=matter, person=row.person, gate="before", way="telephone", on=clock.today(), by_whom="某处",
                said=f"{row.person.name}说", recorded_by=door.rooms.handler,
            )  # fmt: skip
    visits.record_new(
        actor_of(door.rooms.handler), door.rooms.organ,
        party=visits.Party(persons=tuple(door.people), officer=door.rooms.handler),
        facts={"form": "seminar", "on": clock.today(), "said": f"{door.people[2].name}提到线索箱", "place": door.people[3].name},
        sayings=[Saying(person, f"{person.name}的话", "everyday_opinion") for person in door.people],
    )  # fmt: skip
    return door


def crawled(client: Client) -> dict[str, str]:
    """Every page that links and forms lead to, posts with nothing typed among them."""
    waiting, pages = ["/portal/home/", "/portal/", "/portal/asking/", "/portal/typing/"], {}
    while waiting:
        address = waiting.pop()
        if address in pages or "leaving" in address:
            continue
        answer = client.get(address, follow=True)
        assert answer.status_code == 200 or "/paper/" in address, address
        pages[address] = answer.content.decode() if answer.status_code == 200 else ""
        waiting += LINK.findall(pages[address])
    for address in [each for each in pages if "devices" not in each and "typing" not in each]:
        answer = client.post(address)
        if not answer.streaming and answer.status_code == 200:
            pages[f"POST {address}"] = answer.content.decode()
    return pages


def foreign(door, person: Person) -> set[str]:
    words = set()
    for other in Person.objects.exclude(pk=person.pk):
        words |= {other.name, other.mobile, other.telephone, other.email, other.address}
    for matter in Matter.objects.exclude(signatories__person=person):
        words |= {matter.title, matter.content, matter.outside_number}
    words |= set(Letter.objects.exclude(person=person).values_list("number", flat=True))
    return words - {""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_holds_anything_of_another(many, language):
    person = many.people[1]
    client = many.come_in(person)
    client.cookies["django_language"] = language
    pages = crawled(client)
    kinds = {re.sub(r"\d+", "n", address) for address in pages}
    assert {
        "/portal/items/n/",
        "/portal/letters/n/",
        "/portal/visits/n/",
        "/portal/print/",
        "/portal/promises/",
    } <= kinds
    whole = "\n".join(pages.values())
    for own in (person.name, person.mobile, f"{person.name}的话", Letter.objects.get(person=person).number):
        assert own in whole
    words = foreign(many, person)
    assert len(words) > 15
    assert [(word, address) for word in words for address, page in pages.items() if word in page] == []


def test_what_is_anothers_is_missing(many):
    client = many.come_in(many.people[1])
    other = many.people[2]
    strange = (
        Matter.objects.filter(signatories__person=other).exclude(signatories__person=many.people[1]).get()
    )
    letter = Letter.objects.get(person=other)
    alone = visits.record_new(
        actor_of(many.rooms.handler), many.rooms.organ, party=visits.Party(persons=(other,), officer=many.rooms.handler),
        facts={"form": "door", "on": clock.today()}, is_another=True,
    )  # fmt: skip
    theirs = many.come_in(other)
    device = other.accesses.get(revoked_at=None).devices.get()
    for address in (
        f"/portal/items/{strange.pk}/", f"/portal/letters/{letter.pk}/", f"/portal/visits/{alone.pk}/",
        f"/portal/said/{strange.pk}/", f"/portal/devices/{device.pk}/", f"/portal/letters/{letter.pk}/paper/",
        "/portal/items/999999/", "/portal/letters/999999/",
    ):  # fmt: skip
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (404, 405), address
    assert theirs.get("/portal/home/").status_code == 200


def test_a_letter_is_hers_once_it_has_gone_out(door, signed, client_of):
    signed(1, 4)
    person = door.people[0]
    client, clerk = door.come_in(person), client_of(door.rooms.clerk)
    act(clerk, "/letters/compose/", all_signed="on", contact_person="佟见山", contact_phone="024-00000000")
    letter = Letter.objects.get(person=person)
    page = f"/portal/letters/{letter.pk}/"
    assert client.get(page).status_code == client.post(f"{page}paper/").status_code == 404
    delivered(clerk)
    words = client.get(page).content.decode()
    letter.refresh_from_db()
    assert letter.number in words and "已经落实。" in words
    answer = client.post(f"{page}paper/")
    assert b"".join(answer.streaming_content).startswith(b"%PDF") and answer["Cache-Control"] == "no-store"
    entry = Entry.objects.get(act="correspondence.fetch_own")
    assert (entry.person_id, entry.about_id) == (person.pk, letter.pk)


def test_a_case_that_she_talked_about_stands_nowhere(door):
    person = door.people[0]
    made = visits.record_new(
        actor_of(door.rooms.handler), door.rooms.organ, party=visits.Party(persons=(person,), officer=door.rooms.handler),
        facts={"form": "door", "on": clock.today(), "said": ""}, sayings=[Saying(person, "某案请关注", "referred_case")],
    )  # fmt: skip
    assert Remark.objects.filter(visit=made).exists()
    assert "某案请关注" not in door.come_in(person).get(f"/portal/visits/{made.pk}/").content.decode()


def test_the_pages_take_the_same_queries_for_one_item_and_for_three(door, signed, client_of):
    signed(1, 4)
    delivered(client_of(door.rooms.clerk))
    person = door.people[0]
    client = door.come_in(person)
    pages = (
        "/portal/home/",
        "/portal/finished/",
        "/portal/promises/",
        "/portal/letters/",
        "/portal/visits/",
        "/portal/print/",
    )

    def counts() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                client.get(page)
            found.append(len(asked))
        return found

    one = counts()
    others = Matter.objects.exclude(signatories__person=person)[:2]
    for number, matter in enumerate(others):
        Signatory.objects.filter(matter=matter).update(person=person)
        Letter.objects.filter(items__matter=matter).update(person=person)
        Commitment.objects.create(matter=matter, text=f"落实{number}", due_on=clock.today())
    assert Visit.objects.count() == 0
    assert counts() == one
