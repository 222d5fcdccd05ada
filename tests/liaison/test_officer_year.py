"""The page of an officer's year: what stands in which week, who may look, and that the numbers open their rows."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.officer_queries import weeks_of
from lianluo.units.models import Unit
from tests.liaison.conftest import TODAY
from tests.rooms import LANGUAGES, page_in, user_in


def page_of(desk) -> str:
    return reverse("liaison:officer_year", args=[desk.officer.pk])


@pytest.fixture
def year(desk):
    """Two contacts in one week of March, a plan for December, a follow-up due in November, and one that is done."""
    one, two, three = desk.people
    for person in (one, two, three):
        desk.tie(person, desk.officer)
    desk.met(date(2026, 3, 10), one, two)
    plan = {"form": "door", "planned_on": date(2026, 12, 1)}
    visits.plan(desk.clerk, desk.rooms.organ, party=desk.party(three), facts=plan)
    left = {
        "form": "greeting", "on": date(2026, 11, 2), "follow_up": "寄送白皮书", "follow_up_by": desk.officer,
        "follow_up_due_on": date(2026, 11, 30),
    }  # fmt: skip
    visits.record_new(desk.as_(desk.officer), desk.rooms.organ, party=desk.party(three), facts=left)
    done = visits.record_new(
        desk.as_(desk.officer),
        desk.rooms.organ,
        party=desk.party(two),
        facts={**left, "on": date(2026, 11, 3)},
    )
    visits.follow_up(done, desk.as_(desk.officer), on=TODAY)


def test_everything_stands_in_its_week(desk, year):
    found = {
        (week.first, week.last): {name: count for name, count in week.counts.items() if count}
        for week in weeks_of(desk.as_(desk.officer), desk.officer, 2026)
    }
    assert (date(2026, 1, 1), date(2026, 1, 4)) in found and (date(2026, 12, 28), date(2026, 12, 31)) in found
    assert len(found) == 53
    assert {days: counts for days, counts in found.items() if counts} == {
        (date(2026, 3, 9), date(2026, 3, 15)): {"contacts": 2},
        (date(2026, 11, 30), date(2026, 12, 6)): {"planned": 1, "due": 1},
    }


@pytest.mark.parametrize("reader", ["officer", "clerk", "head"])
def test_every_number_opens_just_its_rows(desk, year, client_of, reader):
    user = {"officer": desk.officer, "clerk": desk.rooms.clerk, "head": desk.head}[reader]
    client = client_of(user)
    page = client.get(page_of(desk)).content.decode()
    links = re.findall(r'href="(/visits/[^"]+)"[^>]*>(?:<strong>)?(\d+)<', page)
    assert len(links) >= 8
    for url, number in links:
        assert len(client.get(unescape(url)).context["rows"]) == int(number), url


def test_who_may_look_at_an_officer_s_year(desk, year, client_of):
    leader = user_in(desk.rooms.organ, "leader", Role.LEADER)
    elsewhere = user_in(
        Unit.objects.get(parent=desk.rooms.organ, name="第二检察部"), "otherhead", Role.DEPARTMENT_HEAD
    )
    below = user_in(Unit.objects.get(code="2101"), "below", Role.LEADER)
    for user in (desk.officer, desk.head, desk.rooms.clerk, leader):
        page = client_of(user).get(page_of(desk))
        assert page.status_code == 200 and desk.people[0].name in page.content.decode()
    for user in (desk.other, elsewhere, below, desk.rooms.stranger, desk.rooms.auditor):
        assert client_of(user).get(page_of(desk)).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_year_and_an_empty_one_answer(desk, client_of, language):
    officer = client_of(desk.officer)
    for query in ("", "?year=2025", "?year=x"):
        assert page_in(officer, language, page_of(desk) + query).status_code == 200


def test_the_page_takes_as_many_queries_for_one_deputy_as_for_three(desk, client_of):
    officer, counts = client_of(desk.officer), []
    for person in desk.people:
        desk.tie(person, desk.officer)
        with CaptureQueriesContext(connection) as asked:
            officer.get(page_of(desk))
        counts.append(len(asked))
    assert counts[0] == counts[2]
