"""The pages of the register of organisations: who sees them, masked, with a steady number of queries."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.people.actions.body import term_of
from lianluo.people.models import ContactLook, Organisation


def register(client, body, number: int):
    return client.post("/people/organisations/registration/", {
        "kind": "party", "name": f"示例第{number}党派委员会", "body": body.pk, "contact_person": "甲", "once": f"n{number}",
        "telephone": f"024-0000111{number}", "address": "沈阳市示例街1号", "postcode": "110000",
    })  # fmt: skip


def count(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_clerk_registers_and_the_list_asks_no_more_for_three_than_for_one(rooms, client):
    body = term_of("member", "provincial", "辽宁省", 13, "政协第十三届辽宁省委员会").body
    client.force_login(rooms.clerk)
    assert register(client, body, 1).status_code == 302
    one = count(client, "/people/organisations/")
    for number in (2, 3):
        register(client, body, number)
    assert Organisation.objects.count() == 3 and count(client, "/people/organisations/") == one
    found = client.get("/people/organisations/pick/", {"q": "示例第2"}).json()["results"]
    assert [each["text"] for each in found] == ["示例第2党派委员会"]


def test_its_page_masks_the_telephone_and_a_look_is_logged(rooms, client):
    body = term_of("member", "provincial", "辽宁省", 13, "政协第十三届辽宁省委员会").body
    client.force_login(rooms.clerk)
    register(client, body, 1)
    address = Organisation.objects.get().get_absolute_url()
    assert "024-00001111" not in client.get(address).content.decode()
    for part in ("history/", "looks/", "editing/", "contact/"):
        assert client.get(address + part).status_code == 200
    assert "024-00001111" in client.post(f"{address}contact/telephone/").content.decode()
    assert ContactLook.objects.get().organisation == Organisation.objects.get()
    client.force_login(rooms.stranger)
    assert client.get(address).status_code == 404
