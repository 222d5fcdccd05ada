"""The desk's counts lead to exactly their rows; administrators have an empty desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.foundation import clock
from lianluo.matters.models import Matter
from tests.rooms import LANGUAGES, page_in


def test_the_counts_lead_to_their_rows(rooms, client):
    rooms.bring(1, 1, clock.today() - timedelta(days=150))
    rooms.bring(2, 4)
    Matter.objects.filter(outside_number="2002").update(due_on=clock.today() + timedelta(days=7))
    Matter.objects.filter(outside_number="2003").update(stage=Matter.Stage.CLOSED)
    client.force_login(rooms.clerk)
    page = client.get("/")
    assert [figure["value"] for figure in page.context["strip"]] == [1, 1, 3, 3]
    for figure in page.context["strip"]:
        rows = client.get(figure["url"]).content.decode()
        assert sum(f"关于示例{i}的建议" in rows for i in range(1, 5)) == figure["value"]
    assert [len(part["rows"]) for part in page.context["lists"]] == [1, 2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_has_a_desk_and_sees_only_his_own(rooms, client, language):
    rooms.bring(1, 2)
    for user, sees in (
        (rooms.clerk, True),
        (rooms.handler, False),
        (rooms.stranger, False),
        (rooms.auditor, False),
    ):
        client.force_login(user)
        page = page_in(client, language, "/")
        assert page.status_code == 200
        assert ("关于示例1的建议" in page.content.decode()) is sees
    client.logout()
    assert client.get("/")["Location"].startswith("/sign-in/")


def test_the_side_bar_offers_what_the_role_works_with(rooms, client):
    for user, offered in ((rooms.clerk, True), (rooms.auditor, False)):
        client.force_login(user)
        page = client.get("/").content.decode()
        assert [f'href="{url}"' in page for url in ("/people/", "/matters/", "/import/")] == [offered] * 3


def test_the_desk_takes_the_same_queries_for_one_row_and_for_three(rooms, client):
    client.force_login(rooms.clerk)
    rooms.bring(1, 1)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    rooms.bring(2, 3)
    with CaptureQueriesContext(connection) as three:
        client.get("/")
    assert len(one) == len(three)
