"""A process that serves one door knows nothing of the other."""

import sys
from types import ModuleType

import pytest
from django.test import Client
from django.urls import clear_url_caches

from lianluo.config import environment
from lianluo.config.urls import addresses_of


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


def test_an_unknown_door_stops_the_start(monkeypatch):
    monkeypatch.setenv("LIANLUO_DOORS", "desk, portal")
    assert environment.choices("LIANLUO_DOORS", ("desk", "portal")) == ("desk", "portal")
    monkeypatch.setenv("LIANLUO_DOORS", "backdoor")
    with pytest.raises(environment.BadSetting):
        environment.choices("LIANLUO_DOORS", ("desk", "portal"))
