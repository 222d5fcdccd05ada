"""Every page that somebody of an office reaches speaks Chinese, draws known icons, and none fails."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from django.test import Client
from test_icons import listed

from scripts.english import left_over, left_over_in
from scripts.looking import Itinerary, addresses_without_arguments
from tests.lived_in import lived_in


class _Links(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "hx-get") and value]


def _pages(client: Client):
    """(address, answer) of one page of each kind that is reached by links or has an address without arguments."""
    itinerary = Itinerary(["/"], addresses_without_arguments())
    for address, _kind, is_guess in itinerary:
        answer = client.get(address)
        closed = (404, 405) if is_guess else (405,)
        if answer.status_code not in closed and "html" in answer.headers.get("Content-Type", ""):
            yield address, answer
            itinerary.add([urljoin(address, link) for link in _Links(answer.content.decode()).found])


@pytest.fixture
def people(db, tmp_path):
    return lived_in(tmp_path)[1]


def test_no_page_is_in_english_and_no_link_leads_nowhere(people):
    faults, icons = [], set()
    for name, user in people.items():
        client = Client(raise_request_exception=True)
        client.force_login(user)
        client.cookies["django_language"] = "zh-hans"
        visited = 0
        for address, answer in _pages(client):
            visited += 1
            if answer.status_code not in (200, 302):
                faults.append(f"{name} {address}: answers {answer.status_code}")
            html = answer.content.decode()
            faults += [f"{name} {address}: {text}" for text in left_over_in(html)]
            icons |= set(re.findall(r'<use href="[^"#]*#([^"]*)"', html))
        assert visited >= 5, name
    assert not faults, "\n".join(faults)
    assert icons and icons <= set(listed())


def test_pages_for_strangers_and_faults_are_in_chinese(client, db):
    client.cookies["django_language"] = "zh-hans"
    careful = Client(enforce_csrf_checks=True)
    careful.cookies["django_language"] = "zh-hans"
    answers = {
        200: client.get("/sign-in/"),
        404: client.get("/no-such-page/"),
        403: careful.post("/sign-in/", {"username": "a", "password": "b"}),
    }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert left_over_in(answer.content.decode()) == []


def test_what_counts_as_english():
    page = '<p>共 3 件</p><p lang="en">Stays as it is</p><a title="Open the menu">Excel</a><b>Stage</b><script>let a b c</script>'
    assert left_over_in(page) == ["Open the menu", "Stage"]
    assert left_over(["辽检办函〔2026〕12号", "zhoujingyi", "导出 Excel", "CPPCC"]) == []
