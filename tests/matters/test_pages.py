"""The list of matters, the page of one, its history, and the matters of a person."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.foundation import clock
from lianluo.matters.models import Assignment, Matter
from lianluo.matters.tables import clock_of
from lianluo.people.models import Person
from lianluo.units.models import Unit
from tests.rooms import LANGUAGES, page_in


def addresses():
    matter, person = Matter.objects.first(), Person.objects.first()
    detail = matter.get_absolute_url()
    return [detail, f"{detail}?tab=history", f"{detail}history/", f"/matters/of-person/{person.pk}/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_for_the_clerk(rooms, client, language):
    rooms.bring(1, 2)
    client.force_login(rooms.clerk)
    for address in ["/matters/", *addresses(), f"{Person.objects.first().get_absolute_url()}?tab=matters"]:
        assert page_in(client, language, address).status_code == 200


def test_strangers_and_the_auditor_find_nothing(rooms, client):
    rooms.bring(1, 1)
    assert client.get("/matters/")["Location"].startswith("/sign-in/")
    for user in (rooms.auditor, rooms.stranger, rooms.handler):
        client.force_login(user)
        assert client.get(addresses()[0]).status_code == 404
        assert client.get(addresses()[2]).status_code == 404
    client.force_login(rooms.auditor)
    assert client.get("/matters/").status_code == 404
    client.force_login(rooms.stranger)
    assert "关于示例1的建议" not in client.get("/matters/").content.decode()


def test_a_department_sees_what_was_handed_to_it(rooms, client):
    rooms.bring(1, 2)
    matter = Matter.objects.get(outside_number="2001")
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    Assignment.objects.create(matter=matter, department=department, role=Matter.Mode.SOLE)
    client.force_login(rooms.handler)
    page = client.get("/matters/").content.decode()
    assert "关于示例1的建议" in page and "关于示例2的建议" not in page
    assert client.get(matter.get_absolute_url()).status_code == 200


def test_the_list_takes_the_same_queries_for_one_row_and_for_three(rooms, client):
    client.force_login(rooms.clerk)
    rooms.bring(1, 1)
    client.get("/matters/")
    with CaptureQueriesContext(connection) as one:
        client.get("/matters/")
    rooms.bring(2, 3)
    with CaptureQueriesContext(connection) as three:
        client.get("/matters/")
    assert len(one) == len(three)


def test_closing_many_takes_the_same_queries_for_one_row_and_for_three(rooms, client):
    client.force_login(rooms.clerk)
    rooms.bring(1, 3)
    picked = [f"ids={pk}" for pk in Matter.objects.values_list("pk", flat=True)]

    def count(some: list[str]) -> int:
        address = f"/matters/closing/?{'&'.join(some)}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert f"{len(some)} chosen" in client.get(address).content.decode()
        return len(asked)

    assert count(picked[:1]) == count(picked)


def test_tabs_and_filters_narrow(rooms, client):
    rooms.bring(1, 1, clock.today() - timedelta(days=150))
    rooms.bring(2, 2)
    client.force_login(rooms.clerk)
    for query, found in (
        ({"tab": "overdue"}, [True, False]), ({"tab": "all"}, [True, True]), ({"q": "第2002号"}, [False, True]),
        ({"kind": "proposal"}, [False, False]), ({"stage": "registered"}, [True, True]),
        ({"due_from": clock.today().isoformat()}, [False, True]), ({"group": "沈阳代表团"}, [True, True]),
    ):  # fmt: skip
        page = client.get("/matters/", query).content.decode()
        assert [f"关于示例{i}的建议" in page for i in (1, 2)] == found, query


def test_the_page_shows_content_signatories_and_how_the_deadline_was_found(rooms, client, freeze):
    rooms.bring(1, 1, clock.date(2026, 2, 9))
    client.force_login(rooms.clerk)
    page = client.get(Matter.objects.get().get_absolute_url()).content.decode()
    assert "内容1" in page and Person.objects.get().name in page
    assert 'id="sum-due"' in page and "2026-05-09" in page


@pytest.mark.parametrize(
    "days, stage, state",
    [(-1, "registered", "overdue"), (0, "registered", "soon"), (7, "handed_over", "soon"),
     (8, "signed_for", "normal"), (-9, "replied", "done"), (3, "withdrawn", "paused")],
)  # fmt: skip
def test_the_clock_says_what_is_left(days, stage, state):
    matter = Matter(stage=stage, due_on=clock.today() + timedelta(days=days))
    assert clock_of(matter)[0] == state
