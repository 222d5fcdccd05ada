"""The desk's counts lead to exactly their rows; administrators have an empty desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.models import Role
from lianluo.foundation import clock
from lianluo.matters.models import Assignment, Contact, Matter, Reply
from lianluo.units.models import Unit
from tests.rooms import LANGUAGES, page_in, user_in


def test_the_counts_lead_to_their_rows(rooms, client):
    rooms.bring(1, 1, clock.today() - timedelta(days=150))
    rooms.bring(2, 4)
    Matter.objects.filter(outside_number="2002").update(due_on=clock.today() + timedelta(days=7))
    Matter.objects.filter(outside_number="2003").update(stage=Matter.Stage.CLOSED)
    client.force_login(rooms.clerk)
    page = client.get("/")
    assert [figure["value"] for figure in page.context["strip"]] == ["1", "1", "3", "3"]
    for figure in page.context["strip"]:
        rows = client.get(figure["url"]).content.decode()
        assert sum(f"关于示例{i}的建议" in rows for i in range(1, 5)) == int(figure["value"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_has_a_desk_and_sees_only_his_own(rooms, client, language):
    rooms.bring(1, 2, clock.today() - timedelta(days=150))
    Matter.objects.update(stage=Matter.Stage.HANDED_OVER)
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


@pytest.fixture
def given(rooms):
    """`given(n, **fields)`: matter n is with the handler's department."""
    department = rooms.handler.posts.get().unit

    def give(number: int, **fields) -> Assignment:
        matter = Matter.objects.get(outside_number=str(2000 + number))
        Matter.objects.filter(pk=matter.pk).update(stage=Matter.Stage.HANDED_OVER)
        wanted = {"role": "sole", "stage": Assignment.Stage.HANDED_OVER, "handler": rooms.handler, **fields}
        return Assignment.objects.create(matter=matter, department=department, **wanted)

    return give


def keys(client) -> dict[str, int]:
    """Without the table of holidays: whether that is missing depends on the day (`test_holiday_tables`)."""
    found = client.get("/").context["queues"]
    return {queue.key: queue.count for queue in found if queue.key != "holiday_tables"}


def test_each_role_finds_its_next_acts(rooms, client_of, given):
    rooms.bring(1, 4)
    department = rooms.handler.posts.get().unit
    head = user_in(department, "head", Role.DEPARTMENT_HEAD)
    leader = user_in(rooms.organ, "leader", Role.LEADER)
    given(1)
    given(2, stage=Assignment.Stage.RETURN_ASKED, return_reason="职责在别处")
    signed = given(3, stage=Assignment.Stage.SIGNED_FOR)
    assert keys(client_of(rooms.clerk)) == {"unplanned": 1, "returns": 1}
    assert keys(client_of(head)) == {"sign_for": 1}
    assert keys(client_of(rooms.handler)) == {"contacts_before": 1}
    Contact.objects.create(
        matter=signed.matter, person=signed.matter.signatories.get().person, gate="before", way="telephone",
        on=clock.today(), by_whom="handler", recorded_by=rooms.handler,
    )  # fmt: skip
    assert keys(client_of(rooms.handler)) == {"contacts_during": 1, "drafts": 1}
    reply = Reply.objects.create(assignment=signed, drafted_by=rooms.handler)
    for stage, user, key in (
        ("drafted", rooms.handler, "unfinished"), ("submitted", head, "reviews"),
        ("reviewed", rooms.clerk, "checks"), ("checked", leader, "signatures"),
    ):  # fmt: skip
        Reply.objects.filter(pk=reply.pk).update(stage=stage)
        assert keys(client_of(user))[key] == 1
    Reply.objects.filter(pk=reply.pk).update(stage="drafted", version=2)
    assert keys(client_of(rooms.handler))["returned"] == 1
    assert keys(client_of(rooms.stranger)) == {}


def test_next_acts_stand_by_deadline_and_one_kind_can_be_chosen(rooms, client_of, given):
    rooms.bring(1, 3)
    for number, days in ((1, 5), (2, -2), (3, 0)):
        given(number, stage=Assignment.Stage.SIGNED_FOR, due_on=clock.today() + timedelta(days=days))
    page = client_of(rooms.handler).get("/")
    rows = [[row.title for row, _state, _words in group.rows] for group in page.context["groups"]]
    assert [title.split()[0] for group in rows for title in group] == ["第2002号", "第2003号", "第2001号"]
    assert [group.tone for group in page.context["groups"]] == ["red", "amber", ""]
    client = client_of(rooms.handler)
    assert client.get("/?queue=contacts_before").context["key"] == "contacts_before"
    assert client.get("/?queue=none").context["key"] == ""


def test_next_acts_take_the_same_queries_for_one_and_for_three(rooms, client_of, given):
    rooms.bring(1, 3)
    client = client_of(rooms.handler)
    given(1, stage=Assignment.Stage.SIGNED_FOR)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    given(2, stage=Assignment.Stage.SIGNED_FOR)
    given(3, stage=Assignment.Stage.SIGNED_FOR)
    with CaptureQueriesContext(connection) as three:
        client.get("/")
    assert len(one) == len(three)


def test_what_is_only_watched_over_does_not_hide_the_own_acts(rooms, client_of, given):
    rooms.bring(1, 9, clock.today() - timedelta(days=150))
    Matter.objects.update(stage=Matter.Stage.HANDED_OVER)
    given(1, stage=Assignment.Stage.RETURN_ASKED, return_reason="职责在别处")
    page = client_of(rooms.clerk).get("/")
    shown = [row.verb for group in page.context["groups"] for row, _state, _words in group.rows]
    assert (shown.count("Urge"), shown.count("Decide on the return")) == (5, 1)
    assert page.context["total"] == sum(queue.count for queue in page.context["queues"])
    chosen = client_of(rooms.clerk).get("/?queue=overdue").context["groups"]
    assert sum(len(group.rows) for group in chosen) == 9


def test_what_no_department_has_is_planned_not_urged(rooms, client_of):
    rooms.bring(1, 3, clock.today() - timedelta(days=150))
    page = client_of(rooms.clerk).get("/")
    (only,) = [row for group in page.context["groups"] for row, _state, _words in group.rows]
    assert (only.url, page.context["total"]) == ("/matters/plans/new/", 1)


def test_a_new_office_is_led_to_the_import_until_it_has_matters(rooms, client):
    client.force_login(rooms.clerk)
    assert "Begin with the roster" in client.get("/").content.decode()
    rooms.bring(1, 1)
    assert "Begin with the roster" not in client.get("/").content.decode()


def test_a_head_is_not_urged_about_what_waits_for_his_own_signature(rooms, client):
    rooms.bring(1, 1, clock.today() - timedelta(days=200))
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    head = user_in(department, "head", "department_head")
    matter = Matter.objects.get()
    row = Assignment.objects.create(matter=matter, department=department, role="sole", due_on=matter.due_on)
    Matter.objects.update(stage="handed_over")
    client.force_login(head)
    urged = [queue.key for queue in client.get("/").context["queues"]]
    assert "sign_for" in urged and "overdue" not in urged
    Assignment.objects.filter(pk=row.pk).update(stage="signed_for")
    assert "overdue" in [queue.key for queue in client.get("/").context["queues"]]
