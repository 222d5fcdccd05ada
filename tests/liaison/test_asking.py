"""Whom to ask: who fits, who was asked how often, and that the least asked come first."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.actor import SYSTEM
from lianluo.foundation.permissions import Refused
from lianluo.liaison import asking
from lianluo.liaison.actions.asking import answer, ask
from lianluo.liaison.models import Asked, Met
from lianluo.matters.models import Matter
from lianluo.people.actions.tie import add_expertise
from lianluo.people.models import Person
from tests.liaison.conftest import TODAY
from tests.rooms import LANGUAGES, page_in


def names(client, **query) -> list[str]:
    return [row.name for row in client.get(reverse("liaison:ask"), query).context["rows"]]


def asked(desk, person, what_for="公开听证", on=TODAY) -> Asked:
    return ask(desk.clerk, desk.rooms.organ, person=person, what_for=what_for, on=on)


@pytest.fixture
def fitting(desk):
    """The first is an expert in it, the second cares for it, the third raised a matter about it."""
    one, two, three = desk.people
    add_expertise(SYSTEM, one, field="未成年人检察", evidence="主持未成年人保护课题")
    Person.objects.filter(pk=two.pk).update(focus="未成年人保护")
    Matter.objects.filter(signatories__person=three).update(title="关于加强未成年人保护的建议")
    return one, two, three


def test_an_expert_comes_before_who_cares_and_who_raised_it_once(desk, client_of, fitting):
    clerk = client_of(desk.rooms.clerk)
    assert names(clerk, q="未成年人") == [person.name for person in fitting]
    assert names(clerk, q="课题") == [fitting[0].name]
    assert names(clerk, q="黑土地") == []
    assert names(clerk, field="未成年人检察") == [fitting[0].name]
    page = clerk.get(reverse("liaison:ask"), {"q": "未成年人"}).content.decode()
    assert "主持未成年人保护课题" in page and "关于加强未成年人保护的建议" in page


def test_without_a_question_nobody_is_listed(desk, client_of, fitting):
    assert names(client_of(desk.rooms.clerk)) == []


def test_among_those_who_fit_alike_the_least_asked_comes_first(desk, client_of):
    clerk, (one, two, three) = client_of(desk.rooms.clerk), desk.people
    Person.objects.update(focus="公益诉讼")
    for on in (date(2026, 2, 3), date(2026, 5, 6)):
        asked(desk, one, on=on)
    asked(desk, two)
    asked(desk, three, on=date(2025, 12, 30))
    rows = clerk.get(reverse("liaison:ask"), {"q": "公益诉讼"}).context["rows"]
    assert [(row.name, row.times, row.last_on) for row in rows] == [
        (three.name, 0, date(2025, 12, 30)), (two.name, 1, TODAY), (one.name, 2, date(2026, 5, 6)),
    ]  # fmt: skip
    assert names(clerk, q="公益诉讼", tab="never") == [three.name]


def test_who_was_asked_and_came_was_called_upon_once_and_a_visit_paid_to_him_is_none(desk):
    one, two, _three = desk.people
    asked(desk, one, on=date(2026, 3, 1))
    desk.met(date(2026, 3, 10), one, two, form="invitation")
    desk.met(date(2026, 3, 11), one, form="door")
    rows = {row.pk: row for row in asking.with_load(Person.objects.all(), TODAY)}
    assert (rows[one.pk].n_asked, rows[one.pk].n_came, rows[one.pk].times) == (1, 1, 1)
    assert (rows[two.pk].times, rows[two.pk].last_on) == (1, date(2026, 3, 10))


def test_a_visit_taken_out_of_the_count_was_no_coming(desk):
    from lianluo.liaison.actions import visit as visits  # noqa: PLC0415 only here

    visit = desk.met(date(2026, 3, 10), desk.people[0], form="seminar")
    assert Met.objects.filter(came_on=date(2026, 3, 10)).count() == 1
    visits.reopen(visit, desk.clerk, reason="有误")
    assert not Met.objects.filter(came_on__isnull=False).exists()


def test_a_room_above_adds_what_it_counts(desk, monkeypatch):
    monkeypatch.setattr(asking, "_SOURCES", dict(asking._SOURCES))
    everybody = Person.objects.annotate(day=Value(TODAY), who=Value(0))
    asking.count_with(
        asking.Source("activities", asking.ASKED, lambda first, last: everybody, person="pk", day="day")
    )
    asked(desk, desk.people[0])
    rows = {row.pk: row.times for row in asking.with_load(Person.objects.all(), TODAY)}
    assert rows[desk.people[0].pk] == 2 and rows[desk.people[1].pk] == 1


def test_those_picked_are_noted_at_once_and_a_question_stays_the_bound_of_all(desk, client_of, fitting):
    clerk, one = client_of(desk.rooms.clerk), fitting[0]
    url = reverse("liaison:noting_asked")
    fields = {"what_for": "检察开放日", "on": str(TODAY)}
    asked_first = clerk.post(url, {"every": "1", "query": "q=课题"})["Location"]
    assert clerk.post(asked_first, fields)["Location"] == reverse("liaison:asked")
    assert list(Asked.objects.values_list("person", "what_for", "asked_by")) == [
        (one.pk, "检察开放日", desk.rooms.clerk.pk)
    ]
    answer_url = reverse("liaison:answering", args=[Asked.objects.get().pk])
    assert clerk.post(answer_url, {"answer": "declined", "on": str(TODAY)}).status_code == 302
    assert Asked.objects.get().answer == "declined"
    assert "检察开放日" in clerk.get(reverse("liaison:asked")).content.decode()


def test_what_cannot_be_is_refused_with_its_reason(desk):
    person = desk.people[0]
    made = asked(desk, person)
    for wrong in ({"what_for": " "}, {"what_for": "听证", "on": date(2026, 12, 1)}, {"what_for": "公开听证"}):
        with pytest.raises(ValidationError):
            ask(desk.clerk, desk.rooms.organ, person=person, **wrong)
    with pytest.raises(ValidationError):
        answer(desk.clerk, made, answer="accepted", on=date(2026, 11, 1))
    answer(desk.clerk, made, answer="accepted")
    answer(desk.clerk, made, answer="open")
    made.refresh_from_db()
    assert made.answered_on is None


def test_only_who_asked_and_the_liaison_office_note_the_answer(desk, client_of):
    made = ask(desk.as_(desk.officer), desk.rooms.organ, person=desk.people[0], what_for="听证")
    answer(desk.as_(desk.officer), made, answer="accepted")
    for user in (desk.other, desk.rooms.stranger, desk.rooms.auditor):
        with pytest.raises(Refused):
            answer(desk.as_(user), made, answer="declined")
        assert client_of(user).get(reverse("liaison:answering", args=[made.pk])).status_code == 404
    with pytest.raises(Refused):
        ask(desk.as_(desk.rooms.auditor), desk.rooms.organ, person=desk.people[0], what_for="听证")
    stranger = client_of(desk.rooms.stranger)
    assert len(stranger.get(reverse("liaison:asked")).context["rows"]) == 0
    assert client_of(desk.rooms.auditor).get(reverse("liaison:ask")).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_answer_in_both_languages(desk, client_of, fitting, language):
    made, clerk = asked(desk, fitting[0]), client_of(desk.rooms.clerk)
    for address in (
        reverse("liaison:ask"), reverse("liaison:ask") + "?q=未成年人&sort=-last_on", reverse("liaison:asked"),
        reverse("liaison:answering", args=[made.pk]), reverse("liaison:noting_asked") + f"?ids={fitting[0].pk}",
        reverse("liaison:ask") + "?q=未成年人&export=xlsx",
    ):  # fmt: skip
        assert page_in(clerk, language, address).status_code == 200, address


def test_lists_take_as_many_queries_for_one_as_for_three(desk, client_of):
    clerk, counts = client_of(desk.rooms.clerk), []
    for person in desk.people:
        add_expertise(SYSTEM, person, field="公益诉讼检察")
        desk.tie(person, desk.officer)
        asked(desk, person)
        with CaptureQueriesContext(connection) as queries:
            clerk.get(reverse("liaison:ask"), {"q": "公益诉讼"})
            clerk.get(reverse("liaison:asked"))
        counts.append(len(queries))
    assert counts[0] == counts[2]
