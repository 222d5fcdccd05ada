"""The list of reports, drawing one up as a job, the page of one, its rows and papers."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.models import Role
from lianluo.foundation.jobs import run_waiting
from lianluo.journal.models import Entry
from lianluo.people.models import Session
from lianluo.reports import figures
from lianluo.reports.models import SessionReport
from tests.reports.offices import drawn_up, known_session
from tests.rooms import LANGUAGES, page_in, user_in


@pytest.fixture
def report(rooms, freeze):
    known_session(rooms, freeze)
    return drawn_up(rooms, papers=True)


def addresses(report) -> list[str]:
    own = report.get_absolute_url()
    rows = [
        f"{own}rows/{name}/"
        for name in ("total", "forms_sent", "letters", "persons", "commitments", "class_A")
    ]
    return [
        "/reports/", "/reports/draw-up/", own, f"{own}text/", f"{own}preview/", *rows, f"{own}rows/total/department/0/"
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_for_the_clerk(rooms, client, report, language):
    client.force_login(rooms.clerk)
    for address in addresses(report):
        assert page_in(client, language, address).status_code == 200, address


def test_others_find_nothing(rooms, client, report):
    assert client.get("/reports/")["Location"].startswith("/sign-in/")
    own = report.get_absolute_url()
    for user in (rooms.handler, rooms.auditor, rooms.stranger):
        client.force_login(user)
        for address in [
            *addresses(report)[2:],
            f"{own}papers/report_pdf/",
            f"{own}preview/1/",
            f"{own}issue/",
        ]:
            assert client.get(address).status_code == 404, address
    client.force_login(user_in(rooms.organ, "leader", Role.LEADER))
    assert client.get(own).status_code == 200 and client.get(f"{own}issue/").status_code == 200
    assert client.get(f"{own}text/").status_code == client.get("/reports/draw-up/").status_code == 404


def test_each_figure_on_the_page_opens_as_many_rows(rooms, client, report):
    client.force_login(rooms.clerk)
    page = client.get(report.get_absolute_url()).content.decode()
    found = set(re.findall(r'<a (?:class="rows" )?href="(/reports/\d+/rows/[^"]+)">(?:<strong>)?(\d+)', page))
    assert len(found) > 50
    for address, shown in found:
        total = re.search(r"(\d+) in all", page_in(client, "en", address).content.decode())
        assert int(total[1] if total else 0) == int(shown), address


def test_a_report_is_drawn_up_as_a_job_and_opens_by_itself(rooms, client, freeze):
    known_session(rooms, freeze)
    client.force_login(rooms.clerk)
    answer = client.post("/reports/draw-up/", {"session": Session.objects.get().pk})
    bar = answer["Location"]
    assert "hx-get" in client.get(bar).content.decode()
    run_waiting()
    report = SessionReport.objects.get()
    assert client.get(bar)["Location"] == report.get_absolute_url()
    assert client.get(bar, headers={"HX-Request": "true"})["HX-Redirect"] == report.get_absolute_url()
    own = report.get_absolute_url()
    for paper in ("report_pdf", "report_docx", "annex_xlsx", "annex_docx"):
        file = client.get(f"{own}papers/{paper}/", follow=True)
        assert len(b"".join(file.streaming_content)) > 1_000
    assert Entry.objects.filter(act="report.download").count() == 4
    assert client.get(f"{own}papers/nothing/").status_code == 404


def test_a_job_that_is_refused_says_why(rooms, client, freeze, monkeypatch):
    known_session(rooms, freeze)
    monkeypatch.setattr(figures, "footings", lambda names: [figures.Footing("total", ("assigned",))])
    client.force_login(rooms.clerk)
    bar = client.post("/reports/draw-up/", {"session": Session.objects.get().pk})["Location"]
    run_waiting()
    assert "do not add up" in page_in(client, "en", bar).content.decode()
    assert not SessionReport.objects.exists()


def test_the_clerk_edits_the_words_and_wrong_brackets_are_mended(rooms, client, report):
    client.force_login(rooms.clerk)
    address = f"{report.get_absolute_url()}text/"
    data = {"title": "题目", "number": "辽检发[2026]9号", "addressees": "省委", "copies": ""}
    for n in range(4):
        data |= {f"heading_{n}": f"标题{n}", f"text_{n}": " 第一段。 \n\n第二段。"}
    assert client.post(address, {**data, "number": "无"}).status_code == 200
    assert client.post(address, data)["Location"] == report.get_absolute_url()
    report.refresh_from_db()
    assert report.number == "辽检发〔2026〕9号"
    assert report.sections[3] == {"heading": "标题3", "text": "第一段。\n第二段。"}


def test_the_preview_shows_the_pages(rooms, client, report):
    client.force_login(rooms.clerk)
    fragment = client.get(f"{report.get_absolute_url()}preview/").content.decode()
    pictures = re.findall(r'src="([^"]+)"', fragment)
    assert pictures and client.get(pictures[0]).content.startswith(b"\x89PNG")
    assert client.get(f"{report.get_absolute_url()}preview/99/").status_code == 404


def queries_of(client, address) -> int:
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def test_pages_take_the_same_queries_for_one_row_and_for_three(rooms, client):
    client.force_login(rooms.clerk)
    rooms.bring(1, 1)
    small = drawn_up(rooms)
    pages = ("/reports/", f"{small.get_absolute_url()}", f"{small.get_absolute_url()}rows/person_times/")
    one = [queries_of(client, page) for page in (*pages, *pages)][3:]
    rooms.bring(2, 3)
    large = drawn_up(rooms)
    drawn_up(rooms)
    pages = ("/reports/", f"{large.get_absolute_url()}", f"{large.get_absolute_url()}rows/person_times/")
    three = [queries_of(client, page) for page in pages]
    assert three[0] == one[0] and three[2] == one[2]
    assert three[1] <= one[1] + 1  # the report it superseded


def test_nothing_yet(rooms, client):
    client.force_login(rooms.clerk)
    assert "Draw up a report" in page_in(client, "en", "/reports/").content.decode()
    assert client.get("/reports/draw-up/").status_code == 200
    assert client.post("/reports/draw-up/", {"session": "1"}).status_code == 200
