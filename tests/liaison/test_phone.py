"""Visit cards, the record in five fields and what a phone sends, as the officer uses them."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Role, User
from lianluo.documents.queries import attachments_of
from lianluo.liaison import cards
from lianluo.liaison.actions import visit as acts
from lianluo.liaison.models import Remark, Visit
from lianluo.people.models import ContactLook, Mandate, Person
from lianluo.units.models import Unit
from tests.documents.test_photos import with_place
from tests.liaison.conftest import TODAY
from tests.rooms import open_office, user_in

SEND = "liaison:record_data"


def fields(*persons, **more) -> dict:
    return {
        "persons": [person.pk for person in persons], "form": "door", "on": str(TODAY), "said": "多讲案例",
        "case_talked": "no", "client_key": str(uuid4()), **more,
    }  # fmt: skip


@pytest.fixture
def phone(desk, client_of):
    """The officer, who looks after the first two deputies."""
    for person in desk.people[:2]:
        desk.tie(person, desk.officer)
    return client_of(desk.officer)


def planned(desk, *persons, **more) -> Visit:
    facts = {"form": "door", "planned_on": TODAY, "place": "示例村", **more}
    return acts.plan(
        desk.as_(desk.officer), desk.rooms.organ, party=desk.party(*persons), facts=facts, is_known=True
    )


# ---- the card ----


def test_the_card_says_what_to_know_before_the_door(desk, phone):
    person = desk.people[0]
    Person.objects.filter(pk=person.pk).update(focus="中药材打假、农村法治宣传")
    desk.met(TODAY - timedelta(days=40), person)
    page = phone.get(reverse("liaison:card", args=[person.pk])).content.decode()
    assert "1 of 2 this year" in page and "农村法治宣传" in page
    assert "希望加强普法" in page  # what was said the last time
    assert f"{2001}号 关于示例1的建议" in page and "not handed over to a department yet" in page
    assert "Three Rules" in page and reverse("liaison:phone_record") in page


def test_an_officer_is_told_of_matters_of_his_deputies_alone_and_never_where_he_may_not_open_them(
    desk, phone
):
    tied, other = desk.people[0], desk.people[2]
    day = TODAY
    mine, not_mine = cards.cards_of(desk.as_(desk.officer), [tied, other], day)
    told = [line for line in mine.known if "关于示例1" in line.title]
    assert told and told[0].url == ""
    assert not any("关于示例3" in line.title for line in not_mine.known)
    (seen,) = cards.cards_of(desk.clerk, [other], day)
    assert any("关于示例3" in line.title and line.url for line in seen.known)


def test_a_foreign_card_is_a_missing_one(desk, client_of):
    stranger = client_of(desk.rooms.stranger)
    address = reverse("liaison:card", args=[desk.people[0].pk])
    assert (
        stranger.get(address).status_code
        == stranger.get(reverse("liaison:card", args=[99999])).status_code
        == 404
    )
    assert client_of(desk.rooms.auditor).get(address).status_code == 404
    visit = planned(desk, desk.people[0])
    assert stranger.get(reverse("liaison:visit_card", args=[visit.pk])).status_code == 404


def test_a_visit_to_several_has_a_card_of_each(desk, phone):
    visit = planned(desk, *desk.people[:2])
    page = phone.get(reverse("liaison:visit_card", args=[visit.pk])).content.decode()
    assert page.count('class="vcard"') == 2 and "示例村" in page and "today" in page


def test_numbers_are_masked_and_every_look_is_kept(desk, phone):
    person = desk.people[0]
    page = phone.get(reverse("liaison:card", args=[person.pk])).content.decode()
    assert person.mobile not in page
    answer = phone.post(reverse("people:reveal", args=[person.pk, "mobile"])).content.decode()
    assert f'href="tel:{person.mobile}"' in answer and ContactLook.objects.filter(person=person).count() == 1


def test_another_office_that_was_there_lately_is_told_by_name_and_day_alone(desk, phone):
    city = Unit.objects.under(desk.rooms.organ).organs().exclude(pk=desk.rooms.organ.pk).first()
    colleague = user_in(city, "city", Role.LIAISON_OFFICE)
    person = desk.people[0]

    def visited(days: int):
        on = TODAY - timedelta(days=days)
        acts.record_new(
            desk.as_(colleague), city, party=acts.Party((person,), colleague),
            facts={"form": "door", "on": on, "said": "不应看到的话"},
        )  # fmt: skip
        return phone.get(reverse("liaison:card", args=[person.pk])).content.decode()

    assert f"{city.label} visited on" not in visited(30)
    page = visited(5)
    assert f"{city.label} visited on 11-19" in page and "不应看到的话" not in page


def test_cards_take_the_same_queries_for_one_and_for_three(desk, phone, rooms):
    actor = desk.clerk
    for person in desk.people:
        desk.met(TODAY - timedelta(days=20), person)
        planned(desk, person)

    def taken(number: int) -> int:
        with CaptureQueriesContext(connection) as found:
            list(cards.cards_of(actor, Person.objects.visible_to(actor).order_by("pk")[:number], TODAY))
        return len(found)

    taken(1)
    assert taken(1) == taken(3) <= 30


def test_what_a_phone_keeps_has_no_contact_data(desk, phone):
    visit = planned(desk, desk.people[2])
    data = phone.get(reverse("liaison:day_data")).json()
    assert [each["id"] for each in data["visits"]] == [visit.pk]
    first, *others = (each["id"] for each in data["people"])
    assert first == desk.people[2].pk and set(others) == {each.pk for each in desk.people[:2]}
    text = json.dumps(data, ensure_ascii=False)
    assert not any(person.mobile[:3] + "****" in text or person.mobile in text for person in desk.people)


# ---- the record ----


def test_the_page_works_without_a_script(desk, phone):
    person = desk.people[0]
    page = phone.get(reverse("liaison:phone_record"), {"person": person.pk}).content.decode()
    assert person.name in page and "it counts as no. 1 of this year" in page
    more = {
        "saying_words_0": "送一批普法案例",
        "saying_kind_0": "everyday_opinion",
        "officer": desk.officer.pk,
    }
    answer = phone.post(reverse("liaison:phone_record"), fields(person, others="秦川、郑岩", **more))
    visit = Visit.objects.get()
    assert answer["Location"] == visit.get_absolute_url()
    assert (visit.case_talked, visit.said) == (False, "多讲案例")
    assert sorted(visit.companions.values_list("name", flat=True)) == ["秦川", "郑岩"]
    assert list(visit.remarks.values_list("person", "words", "kind")) == [
        (person.pk, "送一批普法案例", "everyday_opinion")
    ]


def test_whether_a_case_was_talked_about_must_be_answered(desk, phone):
    person = desk.people[0]
    page = phone.post(reverse("liaison:phone_record"), fields(person, case_talked="", saying_words_0="要办的事", officer=desk.officer.pk))  # fmt: skip
    assert not Visit.objects.exists() and "要办的事" in page.content.decode()


def test_a_planned_visit_becomes_its_record(desk, phone):
    visit = planned(desk, *desk.people[:2])
    page = phone.get(reverse("liaison:phone_record"), {"visit": visit.pk}).content.decode()
    assert all(person.name in page for person in desk.people[:2]) and "示例村" in page
    answer = phone.post(reverse(SEND), fields(*desk.people[:2], visit=visit.pk, saying_words_3="话", saying_person_3=desk.people[1].pk))  # fmt: skip
    assert answer.json()["state"] == "taken" and answer.json()["id"] == visit.pk
    visit.refresh_from_db()
    assert visit.stage == "recorded" and Remark.objects.get().person == desk.people[1]


# ---- what a phone sends ----


def test_what_is_sent_twice_is_one(desk, phone):
    sent = fields(desk.people[0], saying_words_0="一件事")
    first, second = (phone.post(reverse(SEND), sent).json() for _ in range(2))
    assert (first["state"], second["state"]) == ("taken", "again") and first["id"] == second["id"]
    assert Visit.objects.count() == Remark.objects.count() == 1


def test_a_planned_visit_sent_twice_is_one(desk, phone):
    visit = planned(desk, desk.people[0])
    sent = fields(desk.people[0], visit=visit.pk)
    assert [phone.post(reverse(SEND), sent).json()["state"] for _ in range(2)] == ["taken", "again"]


@pytest.mark.parametrize("choice", ["another", "join"])
def test_a_record_beside_one_that_stands_is_the_officer_s_to_decide(desk, phone, choice):
    person = desk.people[0]
    standing = desk.met(TODAY, person)
    sent = fields(person, saying_words_0="一件事")
    told = phone.post(reverse(SEND), sent).json()
    assert (told["state"], told["id"], told["may_join"]) == ("conflict", standing.pk, True)
    assert Visit.objects.count() == 1
    sent |= {"choice": choice, "stands": standing.pk if choice == "join" else ""}
    answers = [phone.post(reverse(SEND), sent).json() for _ in range(2)]
    assert answers[0]["state"] == "taken" and Visit.objects.count() == (2 if choice == "another" else 1)
    words = list(Remark.objects.filter(visit=answers[0]["id"]).values_list("words", flat=True))
    assert words == (["一件事"] if choice == "another" else ["多讲案例", "一件事"])


def test_a_plan_that_was_recorded_meanwhile_is_a_conflict(desk, phone):
    visit = planned(desk, desk.people[0])
    acts.record(visit, desk.clerk, party=desk.party(desk.people[0]), facts={"form": "door", "on": TODAY, "said": "办公室记的"})  # fmt: skip
    sent = fields(desk.people[0], visit=visit.pk)
    assert phone.post(reverse(SEND), sent).json()["state"] == "conflict"
    visit.refresh_from_db()
    assert visit.said == "办公室记的"
    assert phone.post(reverse(SEND), {**sent, "choice": "another"}).json()["state"] == "taken"
    assert Visit.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2026-12-24"}, "on"),
        ({"case_talked": ""}, "case_talked"),
        ({"persons": [99999]}, "persons"),
        ({"form": "fax"}, "form"),
    ],
)
def test_what_is_refused_says_which_field_and_why(desk, phone, wrong, field):
    answer = phone.post(reverse(SEND), {**fields(desk.people[0]), **wrong})
    assert answer.status_code == 422 and answer.json()["errors"][field] and not Visit.objects.exists()


def test_a_key_of_somebody_else_s_record_is_refused_and_tells_nothing(desk, phone, client_of):
    sent = fields(desk.people[0])
    phone.post(reverse(SEND), sent)
    answer = client_of(desk.other).post(reverse(SEND), {**sent, "persons": [desk.people[1].pk]})
    assert answer.status_code == 422 and "url" not in answer.json() and Visit.objects.count() == 1


def test_foreign_people_and_visits_are_missing(desk, client_of):
    visit = planned(desk, desk.people[0])
    stranger = client_of(desk.rooms.stranger)
    assert stranger.post(reverse(SEND), fields(desk.people[0])).json()["errors"]["persons"]
    assert (
        client_of(desk.other).post(reverse(SEND), fields(desk.people[0], visit=visit.pk)).status_code == 404
    )
    assert client_of(desk.rooms.auditor).post(reverse(SEND), fields(desk.people[0])).status_code == 404


def test_without_token_or_session_nothing_is_taken(desk):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse(SEND), fields(desk.people[0])).status_code == 403
    strict.force_login(desk.officer)
    assert strict.post(reverse(SEND), fields(desk.people[0])).status_code == 403
    token = strict.get(reverse("liaison:standing")).json()["token"]
    answer = strict.post(reverse(SEND), fields(desk.people[0]), headers={"X-CSRFToken": token})
    assert answer.json()["state"] == "taken"
    signed_out = Client().get(reverse("liaison:standing"))
    assert (signed_out.status_code, signed_out.json()) == (401, {"state": "signed_out"})


# ---- the app ----


def test_the_key_is_the_user_s_and_outlives_the_session(desk, client_of):
    one, again, other = (client_of(user).get(reverse("liaison:standing")).json() for user in (desk.officer, desk.officer, desk.other))  # fmt: skip
    assert (one["key"], one["user"]) == (again["key"], again["user"]) and one["session"] != again["session"]
    assert one["key"] != other["key"] and one["user"] != other["user"] and one["hours"] == 72


def test_the_kept_page_names_nobody(desk, phone):
    User.objects.filter(pk=desk.officer.pk).update(name="联络员甲")
    page = phone.get(reverse("liaison:day")).content.decode()
    assert "data-form" in page and "联络员甲" not in page
    assert not any(person.name in page for person in desk.people)


def test_manifest_and_worker(client, db):
    manifest = client.get(reverse("liaison:manifest"))
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest.json()["start_url"] == reverse("liaison:day") and manifest.json()["icons"]
    worker = client.get(reverse("liaison:service_worker"))
    assert worker["Service-Worker-Allowed"] == "/visits/" and worker["Cache-Control"] == "no-cache"
    text = worker.content.decode()
    assert text.startswith("self.SHELL = ") and "app-" in text


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_the_same_moment_make_one_record(tmp_path, freeze, client_of):
    """The page and the worker of one phone, or a phone that loses patience and sends again."""
    freeze(TODAY)
    office = open_office(tmp_path)
    office.bring(1, 1)
    Mandate.objects.update(from_on=date(2023, 1, 10))
    sent = fields(Person.objects.get(), saying_words_0="一件事")
    senders, ready = [client_of(office.handler) for _ in range(4)], Barrier(4)

    def post(sender) -> str:
        ready.wait()
        try:
            return sender.post(reverse(SEND), sent).json()["state"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        states = sorted(pool.map(post, senders))
    assert states == ["again", "again", "again", "taken"]
    assert Visit.objects.count() == Remark.objects.count() == 1


def test_photographs_come_with_the_record_once_and_a_bad_one_is_named(desk, phone):
    person = desk.people[0]
    good, bad = SimpleUploadedFile("门前.jpg", with_place()), SimpleUploadedFile("坏.jpg", b"MZ program")
    answer = phone.post(reverse(SEND), fields(person, photos=[bad]))
    assert answer.status_code == 422 and "坏.jpg" in answer.json()["errors"]["photos"][0]
    assert not Visit.objects.exists()
    sent = fields(person)
    for state in ("taken", "again"):
        good.seek(0)
        assert phone.post(reverse(SEND), {**sent, "photos": [good]}).json()["state"] == state
    assert len(attachments_of(Visit.objects.get())) == 1
