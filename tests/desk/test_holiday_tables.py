"""A year without table of holidays is a task of those who set the rules, and of nobody else."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.matters.models import Matter
from lianluo.rules.models import CalendarYear
from tests.rooms import LANGUAGES, page_in, user_in

TODAY = date(2026, 11, 24)


@pytest.fixture
def waiting_matters(rooms, freeze):
    freeze(TODAY)
    rooms.bring(1, 3)
    Matter.objects.filter(outside_number="2001").update(due_on=date(2026, 12, 30))
    return rooms


@pytest.fixture
def administrator(rooms):
    return user_in(rooms.organ, "sysadmin", Role.SYSTEM_ADMIN)


def tasks(client, user) -> list:
    client.force_login(user)
    found = client.get(reverse("desk:desk")).context["queues"]
    return [row for queue in found if queue.key == "holiday_tables" for row in queue.rows]


def test_the_administrator_is_asked_for_the_table_and_told_how_many_deadlines_wait(
    waiting_matters, administrator, client
):
    task, *more = tasks(client, administrator)
    assert more == [] and task.title.startswith("2027")
    assert task.note == "The deadlines of 2 matters are provisional until then."
    assert task.url == reverse("rules:arrangement", args=[2027])
    assert task.due_on == Matter.objects.filter(due_on__year=2027).earliest("due_on").due_on
    assert client.get(task.url).status_code == 200
    assert tasks(client, waiting_matters.clerk) == [task]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_desk_of_the_administrator_shows_it_without_any_matter(
    waiting_matters, administrator, client, language
):
    client.force_login(administrator)
    page = page_in(client, language, reverse("desk:desk")).content.decode()
    assert "2027" in page and reverse("rules:arrangement", args=[2027]) in page
    assert "关于示例" not in page


def test_others_are_not_asked_nor_an_office_whose_deadlines_do_not_reach_it(waiting_matters, client):
    for user in (waiting_matters.auditor, waiting_matters.handler, waiting_matters.stranger):
        assert tasks(client, user) == []


def test_once_the_year_is_entered_nobody_is_asked(waiting_matters, administrator, client):
    CalendarYear.objects.create(year=2027, source="国办通知")
    assert tasks(client, administrator) == []


def test_a_year_no_deadline_reaches_is_asked_for_in_december(rooms, administrator, client, freeze):
    freeze(TODAY)
    assert tasks(client, administrator) == []
    freeze(date(2026, 12, 1))
    (task,) = tasks(client, administrator)
    assert task.note == "" and task.due_on is None


def test_closed_matters_ask_for_no_table(waiting_matters, administrator, client):
    Matter.objects.update(stage=Matter.Stage.CLOSED)
    assert tasks(client, administrator) == []


def test_one_and_three_matters_take_the_same_queries(rooms, administrator, client, freeze):
    freeze(TODAY)
    client.force_login(administrator)
    counted = []
    for first, last in ((1, 1), (2, 3)):
        rooms.bring(first, last)
        client.get(reverse("desk:desk"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("desk:desk"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert Matter.objects.filter(due_on__gte=TODAY + timedelta(days=38)).count() == 3
