"""My notices: told, counted on the bell, opened, marked as read; nobody reads another's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.journal.models import Entry, Notice
from lianluo.people.actions.tie import tie
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, name_of, page_in


@pytest.fixture
def told(rooms):
    """`told(n)`: the handler is tied to n more persons."""
    rooms.bring(1, 3)
    people = iter(Person.objects.order_by("pk"))

    def tell(count: int) -> None:
        for _time in range(count):
            tie(actor_of(rooms.clerk), next(people), officer=rooms.handler)

    return tell


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_says_what_and_leads_there(rooms, client_of, told, language):
    told(1)
    client = client_of(rooms.handler)
    page = page_in(client, language, "/notices/").content.decode()
    assert name_of(1) in page and rooms.clerk.name in page
    assert "people.tie" not in page
    notice = Notice.objects.get()
    assert (
        client.get(f"/notices/{notice.pk}/")["Location"]
        == Person.objects.get(name=name_of(1)).get_absolute_url()
    )
    assert name_of(1) not in client.get("/notices/").content.decode()
    assert name_of(1) in client.get("/notices/?all=1").content.decode()


def test_the_bell_counts_what_is_unread(rooms, client_of, told):
    told(3)
    client = client_of(rooms.handler)
    assert "3 unread notices" in client.get("/").content.decode()
    client.post("/notices/read/", {"ids": [Notice.objects.order_by("pk")[0].pk]})
    assert "2 unread notices" in client.get("/").content.decode()
    client.post("/notices/read/", {"every": "1"})
    assert "unread notice" not in client.get("/").content.decode()


def test_nobody_reads_anothers_notices(rooms, client_of, told):
    told(1)
    client, notice = client_of(rooms.clerk), Notice.objects.get()
    assert client.get(f"/notices/{notice.pk}/").status_code == 404
    client.post("/notices/read/", {"ids": [notice.pk]})
    notice.refresh_from_db()
    assert notice.seen_at is None
    assert client_of(None).get("/notices/")["Location"].startswith("/sign-in/")


def test_notices_take_the_same_queries_for_one_and_for_three(rooms, client_of, told):
    told(1)
    client = client_of(rooms.handler)
    client.get("/notices/")
    with CaptureQueriesContext(connection) as one:
        client.get("/notices/")
    told(2)
    with CaptureQueriesContext(connection) as three:
        client.get("/notices/")
    assert len(one) == len(three)


def test_every_export_stands_in_the_journal(rooms, client_of):
    rooms.bring(1, 3)
    answer = client_of(rooms.clerk).get("/people/?export=xlsx")
    assert answer.status_code == 200
    entry = Entry.objects.filter(act="journal.export").get()
    assert (entry.user, entry.facts["rows"]) == (rooms.clerk, 3)
