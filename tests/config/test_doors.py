"""A process that serves one door knows nothing of the other."""

import sys
from types import ModuleType

import pytest
from django.test import Client
from django.urls import clear_url_caches, reverse

from lianluo.accounts.actor import SYSTEM, deputy_of
from lianluo.config import environment
from lianluo.config.urls import addresses_of
from lianluo.correspondence.portal_addresses import BRIEFINGS, RATE, READING, address_of
from lianluo.matters.models import Matter
from lianluo.people.actions.access import give_access
from lianluo.people.actions.entering import open_device
from lianluo.people.models import Person
from lianluo.portal import cookies


@pytest.fixture
def serving(settings):
    """`serving("portal")`: the addresses of a process with these doors."""

    def serve(*doors: str) -> Client:
        module = ModuleType(f"addresses_{'_'.join(doors)}")
        module.urlpatterns = addresses_of(doors)
        sys.modules[module.__name__] = module
        settings.ROOT_URLCONF = module.__name__
        clear_url_caches()
        return Client()

    yield serve
    clear_url_caches()


def test_the_deputies_machine_has_no_desk(rooms, serving):
    client = serving("portal")
    assert client.get("/portal/").status_code == 200
    client.force_login(rooms.clerk)
    for address in ("/", "/sign-in/", "/people/", "/matters/", "/letters/", "/files/version/1/", "/rules/"):
        assert client.get(address).status_code == 404, address


def test_the_desk_alone_has_no_own_pages_and_still_prints_slips(rooms, serving):
    rooms.bring(1, 1)
    client = serving("desk")
    client.force_login(rooms.clerk)
    assert client.get("/portal/").status_code == client.get("/portal/in/x/").status_code == 404
    person = client.get("/people/pick/").json()["results"][0]["id"]
    slip = client.post(f"/people/{person}/access/giving/", {"once": "a"})
    assert "/portal/in/" in slip.content.decode()


def test_a_deputy_reads_her_pages_on_the_deputies_machine(rooms, serving):
    rooms.bring(1, 1)
    person = Person.objects.get()
    given = give_access(SYSTEM, person)
    token = open_device(deputy_of(person.pk), given.access, way="mail", name="Chrome", is_remembered=True)
    client = serving("portal")
    client.cookies[cookies.DEVICE] = token
    for page in (
        "home",
        "letters",
        "promises",
        "visits",
        "say",
        "data",
        "devices",
        "briefings",
        "print",
        "r",
    ):
        assert client.get(f"/portal/{page}/").status_code == 200, page
    said = client.post("/portal/say/", {"words": "希望多进校园讲法治课。"}, follow=True)
    assert said.status_code == 200 and "希望多进校园" in Matter.objects.latest("pk").content


def test_what_is_printed_and_mailed_leads_to_the_pages(settings, serving):
    """Also where the desk runs alone and has none of them."""
    paths = {RATE: reverse("portal:code"), BRIEFINGS: reverse("portal:briefings"),
             READING.format(token="x"): reverse("portal:briefing_link", args=["x"])}  # fmt: skip
    assert list(paths) == list(paths.values())
    settings.PORTAL_ADDRESS = "https://deputies.example"
    serving("desk")
    assert address_of(READING, token="x") == "https://deputies.example/portal/b/x/"


def test_an_unknown_door_stops_the_start(monkeypatch):
    monkeypatch.setenv("LIANLUO_DOORS", "desk, portal")
    assert environment.choices("LIANLUO_DOORS", ("desk", "portal")) == ("desk", "portal")
    monkeypatch.setenv("LIANLUO_DOORS", "backdoor")
    with pytest.raises(environment.BadSetting):
        environment.choices("LIANLUO_DOORS", ("desk", "portal"))
