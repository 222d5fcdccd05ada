"""The forms that wait: neither a longer queue nor a form of more matters makes a page ask the database more often."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.matters.models import Signatory
from lianluo.people.models import Person
from tests.correspondence.acting import delivered, rated


@pytest.fixture
def asked_by(client):
    """`asked_by(address, status)`: how many queries the page takes once it has been opened before."""

    def count(address: str, status: int = 200) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == status
        return len(asked)

    return count


def test_the_queue_takes_the_same_queries_for_one_letter_and_for_three(rooms, signed, client, asked_by):
    signed(1, 3)
    client.force_login(rooms.clerk)
    *others, last = delivered(client)

    def counts() -> list[int]:
        form = f"{last.get_absolute_url()}feedback/"
        return [asked_by("/letters/?tab=awaiting"), asked_by("/letters/forms/", 302), asked_by(form)]

    three = counts()
    for letter in others:
        rated(client, letter, [letter.items.get().matter_id])
    assert client.get("/letters/forms/")["Location"] == f"{last.get_absolute_url()}feedback/"
    assert counts() == three


def test_a_form_takes_the_same_queries_for_one_matter_and_for_three(rooms, signed, client, asked_by):
    signed(1, 3)
    Signatory.objects.update(person=Person.objects.first())
    client.force_login(rooms.clerk)
    [letter] = delivered(client)
    form = f"{letter.get_absolute_url()}feedback/"
    three = asked_by(form)
    first, second, third = letter.items.values_list("matter_id", flat=True)
    rated(client, letter, [first, second])
    page = client.get(form).content.decode()
    assert f"result_{third}" in page and f"result_{first}" not in page
    assert asked_by(form) == three
