"""The pages of visits and of the duty, as the officer, the head of his department and the office use them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.liaison.models import CountedContact, Duty, Visit
from tests.liaison.conftest import TODAY
from tests.rooms import LANGUAGES, page_in

MARCH = date(2026, 3, 10)


def fields(desk, *persons, **more) -> dict:
    return {
        "persons": [person.pk for person in persons], "officer": desk.officer.pk, "form": "door", "on": "2026-03-10",
        "case_talked": "no", **more
    }  # fmt: skip


def test_the_officer_records_and_the_head_approves(desk, client_of):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    officer, head = client_of(desk.officer), client_of(desk.head)
    page = officer.get(reverse("liaison:phone_record"), {"person": person.pk}).content.decode()
    assert person.name in page and f'value="{TODAY}"' in page
    answer = officer.post(reverse("liaison:phone_record"), fields(desk, person, said="建议多办听证"))
    visit = Visit.objects.get()
    assert answer["Location"] == visit.get_absolute_url()
    assert officer.get(reverse("liaison:visit_approve", args=[visit.pk])).status_code == 404
    assert "To be approved" in head.get(reverse("liaison:list"), {"tab": "recorded"}).content.decode()
    assert head.post(reverse("liaison:visit_approve", args=[visit.pk])).status_code == 302
    assert CountedContact.objects.count() == 1
    page = officer.get(reverse("liaison:duty")).content.decode()
    assert person.name in page and "1 / 2" in page


def test_a_plan_is_kept_or_called_off(desk, client_of):
    clerk = client_of(desk.rooms.clerk)
    person = desk.people[0]
    clerk.post(reverse("liaison:planning"), fields(desk, person, planned_on=str(TODAY), starts_at="09:30"))
    visit = Visit.objects.get()
    page = client_of(desk.officer).get(reverse("liaison:visit_record", args=[visit.pk])).content.decode()
    assert person.name in page and f'value="{TODAY}"' in page
    clerk.post(reverse("liaison:visit_call_off", args=[visit.pk]), {"reason": "代表外出"})
    visit.refresh_from_db()
    assert (visit.stage, visit.answer) == ("called_off", "代表外出")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"on": "2026-12-01"}, "The day lies ahead"),
        ({"on": "2022-12-01"}, "held no mandate on that day"),
        ({"persons": []}, "This field is required"),
        ({"proxy_for": "officer"}, "Nobody stands in for himself"),
        ({"proxy_for": "other"}, "Say why somebody else goes"),
    ],
)
def test_what_cannot_be_comes_back_with_its_reason(desk, client_of, wrong, words):
    wrong = {
        name: getattr(desk, value).pk if value in ("officer", "other") else value
        for name, value in wrong.items()
    }
    page = client_of(desk.officer).post(
        reverse("liaison:phone_record"), {**fields(desk, desk.people[0]), **wrong}
    )
    assert words in page.content.decode() and not Visit.objects.exists()


def test_the_same_day_s_contact_is_asked_about_once(desk, client_of):
    officer, person = client_of(desk.officer), desk.people[0]
    desk.met(MARCH, person)
    page = officer.post(reverse("liaison:phone_record"), fields(desk, person)).content.decode()
    assert "Confirm that yours is another one" in page and Visit.objects.count() == 1
    assert (
        officer.post(reverse("liaison:phone_record"), fields(desk, person, is_another="on")).status_code
        == 302
    )


def test_what_a_deputy_said_is_noted_and_the_follow_up_done(desk, client_of):
    officer, person = client_of(desk.officer), desk.people[0]
    officer.post(reverse("liaison:phone_record"), fields(desk, person, follow_up="寄送白皮书"))
    visit = Visit.objects.get()
    officer.post(
        reverse("liaison:visit_remark", args=[visit.pk]), {"person": person.pk, "words": "建议加强普法"}
    )
    officer.post(reverse("liaison:visit_follow_up", args=[visit.pk]), {"on": str(TODAY)})
    page = officer.get(visit.get_absolute_url()).content.decode()
    assert "建议加强普法" in page and "寄送白皮书" in page
    visit.refresh_from_db()
    assert visit.followed_up_on == TODAY


def test_a_foreign_visit_is_missing(desk, client_of):
    visit = desk.met(MARCH, desk.people[0])
    for user in (desk.other, desk.rooms.stranger, desk.rooms.auditor):
        client = client_of(user)
        assert client.get(visit.get_absolute_url()).status_code == 404
        assert (
            client.post(reverse("liaison:visit_reopen", args=[visit.pk]), {"reason": "x"}).status_code == 404
        )
    auditor = client_of(desk.rooms.auditor)
    assert auditor.get(reverse("liaison:list")).status_code == 404
    assert auditor.get(reverse("liaison:phone_record")).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_answer_in_both_languages(desk, client_of, language):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    visit = desk.met(MARCH, person)
    clerk = client_of(desk.rooms.clerk)
    for address in (
        reverse("liaison:list"), reverse("liaison:duty") + "?tab=all", visit.get_absolute_url(),
        reverse("liaison:of_person", args=[person.pk]), reverse("liaison:phone_record"), reverse("liaison:planning"),
    ):  # fmt: skip
        assert page_in(clerk, language, address).status_code == 200


def test_lists_take_as_many_queries_for_one_as_for_three(desk, client_of):
    clerk = client_of(desk.rooms.clerk)
    counts = {}
    for person in desk.people:
        desk.tie(person, desk.officer)
    for place, person in enumerate(desk.people):
        desk.met(date(2026, 3, 10 + place), person)
        for name in ("liaison:list", "liaison:duty"):
            Duty.objects.exclude(person__in=desk.people[: place + 1]).delete()
            with CaptureQueriesContext(connection) as asked:
                clerk.get(reverse(name), {"tab": "all"})
            counts.setdefault(name, []).append(len(asked))
    assert all(first == last for first, _second, last in counts.values()), counts


def test_correcting_a_record_that_was_sent_back_loses_nothing(desk, client_of):
    person = desk.people[0]
    officer = client_of(desk.officer)
    told = {"reported": "通报工作", "said": "多讲案例", "answered": "当场说明", "follow_up": "寄送材料",
            "follow_up_due_on": "2026-12-01", "colleagues": [desk.other.pk], "others": "王某、李某", "case_talked": "yes"}  # fmt: skip
    officer.post(reverse("liaison:phone_record"), fields(desk, person, **told))
    visit = Visit.objects.get()
    client_of(desk.head).post(reverse("liaison:visit_return", args=[visit.pk]), {"reason": "补充地点"})
    address = reverse("liaison:visit_record", args=[visit.pk])
    form = officer.get(address).context["form"]
    kept = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    assert {**kept, "on": str(kept["on"])}.items() >= {
        "reported": "通报工作", "said": "多讲案例", "answered": "当场说明", "follow_up": "寄送材料", "others": "王某、李某",
        "case_talked": "yes", "on": "2026-03-10",
    }.items()  # fmt: skip
    officer.post(
        reverse("liaison:phone_record"), {**fields(desk, person, **told), "visit": visit.pk, "place": "村部"}
    )
    visit.refresh_from_db()
    assert (visit.stage, visit.place, visit.reported, visit.follow_up) == (
        "recorded",
        "村部",
        "通报工作",
        "寄送材料",
    )
    assert sorted(visit.companions.values_list("name", flat=True)) == sorted(
        ["王某", "李某", desk.other.name]
    )
    assert client_of(desk.rooms.stranger).get(address).status_code == 404
