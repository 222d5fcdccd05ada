"""What a department has in hand, and several signed for at once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.matters.models import Assignment
from tests.rooms import LANGUAGES, page_in

LIST, SIGNING = "/matters/assignments/", "/matters/assignments/signatures/"


def three(cast) -> list[Assignment]:
    return [cast.handed_over(number) for number in (1, 2, 3)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_opens_in_both_languages(cast, client, language):
    row = cast.handed_over(1)
    client.force_login(cast.head)
    assert row.matter.title in page_in(client, language, LIST).content.decode()


def test_a_department_sees_its_own_and_the_office_all(cast, client):
    row = cast.handed_over(1, mode="lead", others=[cast.as_("other_head").unit.name])
    titles = {}
    for name, user in cast.everybody.items():
        client.force_login(user)
        answer = client.get(f"{LIST}?tab=all")
        titles[name] = (
            answer.content.decode().count(f">{row.matter.title}</a>") if answer.status_code == 200 else None
        )
    assert titles == {
        "clerk": 2, "leader": 2, "head": 1, "handler": 1, "other_head": 1, "auditor": None, "stranger": 0,
    }  # fmt: skip


def test_the_head_signs_for_several_and_names_one_handler(cast, client):
    rows = three(cast)
    client.force_login(cast.head)
    picked = "&".join(f"ids={row.pk}" for row in rows)
    assert str(cast.rooms.handler) in client.get(f"{SIGNING}?{picked}").content.decode()
    client.post(f"{SIGNING}?{picked}", {"once": "one", "handler": cast.rooms.handler.pk})
    found = Assignment.objects.filter(pk__in=[row.pk for row in rows])
    assert set(found.values_list("stage", "handler")) == {("signed_for", cast.rooms.handler.pk)}
    again = client.post(f"{SIGNING}?{picked}", {"once": "two", "handler": ""}, follow=True).content.decode()
    assert again.count("is not possible while the stage is") == 3
    assert set(found.values_list("handler", flat=True)) == {cast.rooms.handler.pk}


def test_nobody_else_signs_for_a_department(cast, client):
    [row] = [cast.handed_over(1)]
    for name in ("clerk", "leader", "handler", "other_head", "auditor", "stranger"):
        client.force_login(cast.everybody[name])
        client.post(f"{SIGNING}?ids={row.pk}", {"once": name, "handler": ""})
    row.refresh_from_db()
    assert row.stage == "handed_over"


def test_a_handler_of_another_department_cannot_be_named(cast, client):
    row = cast.handed_over(1)
    client.force_login(cast.head)
    client.post(f"{SIGNING}?ids={row.pk}", {"once": "one", "handler": cast.other_head.pk})
    row.refresh_from_db()
    assert row.stage == "handed_over"


def test_the_list_takes_the_same_queries_for_one_row_and_for_three(cast, client):
    client.force_login(cast.head)

    def count() -> int:
        client.get(LIST)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    cast.handed_over(1)
    one = count()
    cast.handed_over(2)
    cast.handed_over(3)
    assert count() == one
