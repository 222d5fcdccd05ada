"""The pages of the breakdown plan: who opens them, what they show, what their forms do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.matters.actions import plan as plans
from lianluo.matters.models import BreakdownPlan, PlanLine
from lianluo.people.models import Session
from tests.rooms import LANGUAGES, page_in

HTMX = {"HX-Request": "true"}


def settle(desk, plan):
    keys = list(plan.lines.values_list("pk", flat=True))
    values = {"department": desk.department("第八检察部")}
    plans.edit_lines(plan, desk.acting(desk.clerk), lines=keys, values=values)
    return keys


def addresses(plan):
    line, board = plan.lines.first(), plan.get_absolute_url()
    return ["/matters/plans/", board, f"{board}?show=unsure&department=none&q=2001", f"{board}?export=xlsx",
            f"/matters/plans/lines/{line.pk}/"]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_for_clerk_and_leader_in_both_languages(desk, client_of, language):
    plan = desk.draw(2)
    for user in (desk.clerk, desk.leader):
        client = client_of(user)
        for address in addresses(plan):
            assert page_in(client, language, address).status_code == 200, address
    assert page_in(client_of(desk.clerk), language, "/matters/plans/new/").status_code == 200
    settle(desk, plan)
    board = plan.get_absolute_url()
    assert page_in(client_of(desk.clerk), language, f"{board}submission/").status_code == 200
    plans.submit(plan, desk.acting(desk.clerk))
    for page in ("approval", "return"):
        assert page_in(client_of(desk.leader), language, f"{board}{page}/").status_code == 200
    plans.approve(plan, desk.acting(desk.leader))
    assert page_in(client_of(desk.clerk), language, f"{board}publication/").status_code == 200
    page = page_in(client_of(desk.clerk), language, board).content.decode()
    assert f"{board}publication/" in page and 'name="department"' not in page


def test_others_find_nothing(desk, client_of):
    plan = desk.draw(1)
    board = plan.get_absolute_url()
    for user in (desk.rooms.handler, desk.rooms.auditor):
        client = client_of(user)
        for address in [*addresses(plan), "/matters/plans/new/", f"{board}submission/"]:
            assert client.get(address).status_code == 404, address
        assert client.post(f"{board}lines/", {"act": "take_in"}).status_code == 404
    stranger = client_of(desk.rooms.stranger)
    assert stranger.get(board).status_code == 404
    assert plan.title not in stranger.get("/matters/plans/").content.decode()
    assert client_of(None).get(board)["Location"].startswith("/sign-in/")


def test_each_may_only_do_his_part(desk, client_of):
    plan = desk.draw(1)
    board, line = plan.get_absolute_url(), plan.lines.get()
    leader, clerk = client_of(desk.leader), client_of(desk.clerk)
    assert 'name="ids"' not in leader.get(board).content.decode()
    assert leader.post(f"{board}lines/", {"act": "confirm", "ids": line.pk}).status_code == 404
    assert leader.post(f"/matters/plans/lines/{line.pk}/", {"measure": "x"}).status_code == 404
    for page in ("submission", "publication"):
        assert leader.get(f"{board}{page}/").status_code == 404
    for page in ("approval", "return"):
        assert clerk.get(f"{board}{page}/").status_code == 404
        assert clerk.post(f"{board}{page}/", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize("path", ["", "../", "approval/"])
def test_pages_take_the_same_queries_for_one_line_and_for_three(desk, client_of, path):
    clerk, leader = desk.acting(desk.clerk), desk.acting(desk.leader)
    client = client_of(desk.leader if path == "approval/" else desk.clerk)
    counts = []
    for first, last in ((1, 1), (2, 4)):
        plan = desk.draw(last, first)
        others = [desk.department("政治部")]
        plans.edit_lines(plan, clerk, lines=settle(desk, plan), values={}, co_departments=others)
        if path == "approval/":
            plans.submit(plan, clerk)
        address = "/matters/plans/" if path == "../" else f"{plan.get_absolute_url()}{path}"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
        if path == "approval/":
            plans.return_plan(plan, leader, reason="x")
    assert counts[0] == counts[1]


def test_drawing_up_names_the_plan_after_the_session(desk, client_of):
    desk.rooms.bring(1, 2)
    session = Session.objects.get()
    client = client_of(desk.clerk)
    assert f'value="{session.pk}"' in client.get("/matters/plans/new/").content.decode()
    answer = client.post("/matters/plans/new/", {"session": session.pk, "title": ""})
    plan = BreakdownPlan.objects.get()
    assert answer["Location"] == plan.get_absolute_url() and plan.lines.count() == 2
    assert plan.title.endswith("四次会议代表建议和审议意见分解方案")


def test_a_department_is_chosen_in_the_row_and_the_counts_follow(desk, client_of):
    plan = desk.draw(2)
    line, eighth = plan.lines.first(), desk.department("第八检察部")
    client = client_of(desk.clerk)
    address = f"/matters/plans/lines/{line.pk}/"
    page = client.post(address, {"department": eighth.pk}, headers=HTMX).content.decode()
    assert page.lstrip().startswith(f'<tr id="line-{line.pk}"') and "1/2 confirmed" in page
    line.refresh_from_db()
    assert (line.department, line.leader, line.is_settled) == (eighth, desk.leader, True)
    client.post(
        address, {"measure": "实地走访", "handler": "", "leader": "", "due_on": "2026-06-01"}, headers=HTMX
    )
    line.refresh_from_db()
    assert (line.measure, line.leader, line.due_on.isoformat()) == ("实地走访", None, "2026-06-01")
    assert line.department == eighth
    page = client.post(address, {"handler": desk.rooms.auditor.pk}, headers=HTMX).content.decode()
    assert "data-refused" in page


def test_an_open_row_shows_the_content_and_keeps_the_co_departments(desk, client_of):
    plan = desk.draw(1)
    line, client = plan.lines.get(), client_of(desk.clerk)
    address = f"/matters/plans/lines/{line.pk}/"
    fragment = client.get(address, headers=HTMX).content.decode()
    assert "内容1" in fragment and fragment.lstrip().startswith("<tr")
    assert "<html" in client.get(address).content.decode()
    others = [desk.department("政治部").pk, desk.department("办公室").pk]
    client.post(address, {"with_co_departments": "1", "co_departments": others}, headers=HTMX)
    assert set(line.co_departments.values_list("pk", flat=True)) == set(others)
    client.post(address, {"with_co_departments": "1"}, headers=HTMX)
    assert not line.co_departments.exists()


def test_picked_lines_are_set_confirmed_and_taken_out(desk, client_of):
    plan = desk.draw(3)
    board, client = plan.get_absolute_url(), client_of(desk.clerk)
    first, second, third = plan.lines.values_list("pk", flat=True)
    eighth = desk.department("第八检察部")
    given = {
        "act": "set",
        "ids": [first, second],
        "department": eighth.pk,
        "mode": "",
        "query": "show=unsure",
    }
    assert client.post(f"{board}lines/", given)["Location"] == f"{board}?show=unsure"
    assert PlanLine.objects.filter(department=eighth, is_confirmed=True).count() == 2
    assert "Choose what is to be set." in client.post(
        f"{board}lines/", {"act": "set", "ids": [first]}, follow=True
    ).content.decode()  # fmt: skip
    client.post(f"{board}lines/", {"act": "set", "every": "1", "query": "show=unsure", "measure": "调研"})
    assert list(PlanLine.objects.filter(measure="调研").values_list("pk", flat=True)) == [third]
    client.post(f"{board}lines/", {"act": "take_out", "ids": [third]})
    assert not PlanLine.objects.filter(pk=third).exists()
    PlanLine.objects.filter(pk=first).update(is_confirmed=False, confidence="high")
    client.post(f"{board}lines/", {"act": "confirm_high"})
    assert PlanLine.objects.get(pk=first).is_confirmed


def test_the_board_narrows_and_shows_fifty(desk, client_of):
    plan = desk.draw(3)
    settle(desk, plan)
    lines = list(plan.lines.all())
    PlanLine.objects.filter(pk=lines[0].pk).update(is_confirmed=False, department=None)
    client, board = client_of(desk.clerk), plan.get_absolute_url()
    eighth = desk.department("第八检察部").pk
    for query, found in (
        ({"show": "unsure"}, [1, 0, 0]), ({"show": "settled"}, [0, 1, 1]), ({"department": "none"}, [1, 0, 0]),
        ({"department": eighth}, [0, 1, 1]), ({"q": "第2002号"}, [0, 1, 0]), ({"show": "x", "page": "99"}, [1, 1, 1]),
    ):  # fmt: skip
        page = client.get(board, query).content.decode()
        assert [f'id="line-{line.pk}"' in page for line in lines] == [bool(each) for each in found], query


def test_from_submission_to_publication_through_the_pages(desk, client_of):
    plan = desk.draw(2)
    settle(desk, plan)
    board, clerk, leader = plan.get_absolute_url(), client_of(desk.clerk), client_of(desk.leader)
    clerk.post(f"{board}submission/", {})
    page = leader.get(f"{board}approval/").content.decode()
    assert "第八检察部" in page and "Changed against the proposals" in page
    assert "This field is required." in leader.post(f"{board}return/", {"reason": " "}).content.decode()
    leader.post(f"{board}approval/", {"meeting": "党组（扩大）会议"})
    assert "2 assignments" in " ".join(clerk.get(f"{board}publication/").content.decode().split())
    clerk.post(f"{board}publication/", {})
    plan.refresh_from_db()
    assert (plan.stage, plan.meeting) == ("published", "党组（扩大）会议")
    assert "党组（扩大）会议" in clerk.get(board).content.decode()


def test_the_side_bar_counts_the_plans_that_wait_for_me(desk, client_of):
    plan = desk.draw(1)
    assert "/matters/plans/" not in client_of(desk.rooms.handler).get("/matters/").content.decode()

    def waiting(user):
        groups = client_of(user).get("/matters/plans/").context["menu"]
        return next(
            line["count"] for group in groups for line in group["lines"] if line["item"].key == "plans"
        )

    assert (waiting(desk.clerk), waiting(desk.leader)) == (1, 0)
    settle(desk, plan)
    plans.submit(plan, desk.acting(desk.clerk))
    assert (waiting(desk.clerk), waiting(desk.leader)) == (0, 1)
