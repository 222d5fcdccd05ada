"""The register's pages: who sees them, in both languages, with contact data masked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.people.models import Person
from tests.rooms import LANGUAGES, name_of, page_in


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clerk_sees_the_register_with_masked_numbers(rooms, client, language):
    rooms.bring(1, 2)
    client.force_login(rooms.clerk)
    person = Person.objects.get(name=name_of(1))
    for address in ("/people/", person.get_absolute_url()):
        page = page_in(client, language, address)
        assert page.status_code == 200
        assert name_of(1) in page.content.decode()
        assert person.mobile not in page.content.decode()
        assert "199******01" in page.content.decode()


def test_who_has_no_business_here_gets_the_sign_in_page_or_nothing(rooms, client):
    rooms.bring(1, 1)
    address = Person.objects.get().get_absolute_url()
    assert client.get("/people/")["Location"].startswith("/sign-in/")
    client.force_login(rooms.auditor)
    assert [client.get(each).status_code for each in ("/people/", address)] == [404, 404]
    client.force_login(rooms.stranger)
    assert client.get(address).status_code == 404
    assert name_of(1) not in client.get("/people/").content.decode()


def test_the_list_takes_the_same_queries_for_one_row_and_for_three(rooms, client):
    client.force_login(rooms.clerk)
    rooms.bring(1, 1)
    client.get("/people/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get("/people/")
    rooms.bring(2, 3)
    with CaptureQueriesContext(connection) as three:
        client.get("/people/")
    assert len(one) == len(three)


def test_filters_and_pinyin_find_people(rooms, client):
    rooms.bring(1, 3)
    client.force_login(rooms.clerk)
    assert name_of(2) in client.get("/people/", {"q": name_of(2)}).content.decode()
    assert name_of(2) in client.get("/people/", {"q": "tj"}).content.decode()
    assert name_of(2) not in client.get("/people/", {"q": name_of(3)}).content.decode()
    assert name_of(2) in client.get("/people/", {"group": "沈阳代表团"}).content.decode()
    picked = client.get("/people/pick/", {"q": name_of(2)}).json()["results"]
    assert [each["text"] for each in picked] == [name_of(2)]
