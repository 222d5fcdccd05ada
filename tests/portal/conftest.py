"""A small office whose deputies have access to their own pages, and a browser that has come in."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.test import Client

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.foundation import clock, jobs
from lianluo.journal.outgoing import Outgoing
from lianluo.people.actions.access import Given, give_access
from lianluo.people.actions.tie import tie
from lianluo.people.models import Person
from tests.correspondence.conftest import signed  # noqa: F401 a fixture
from tests.rooms import Office


@dataclass
class Door:
    """What the office gives, and what a deputy does with it."""

    rooms: Office

    @property
    def people(self) -> list[Person]:
        return list(Person.objects.order_by("pk"))

    def give(self, person: Person) -> Given:
        return give_access(actor_of(self.rooms.clerk), person)

    def ask(self, client: Client, link: str, way: str = "sms") -> None:
        client.get(f"/portal/in/{link}/")
        client.post("/portal/asking/", {"way": way})
        jobs.run_waiting()

    def sent(self) -> list[str]:
        """The digits of the messages that were put out, the oldest first."""
        rows = Outgoing.objects.filter(purpose="portal.code").order_by("pk")
        return [re.search(r"\d{6}", row.body).group() for row in rows if row.body]

    def typed(self, client: Client, digits: str):
        return client.post("/portal/typing/", {"digits": digits, "is_remembered": "on"})

    def come_in(self, person: Person, client: Client | None = None) -> Client:
        client = client or Client()
        self.ask(client, self.give(person).link)
        answer = self.typed(client, self.sent()[-1])
        assert answer["Location"] == "/portal/home/"
        return client


@pytest.fixture
def door(rooms, settings, monkeypatch) -> Door:
    """Text messages have a gateway, which keeps them waiting, so that a test can read them."""
    settings.SMS_URL = "json://gateway/{to}"
    monkeypatch.setattr("lianluo.journal.sending.send_due", lambda: 0)
    monkeypatch.setattr("lianluo.journal.jobs.send_due", lambda: 0)
    rooms.bring(1, 4)
    rooms.handler.phone = "024-11112222"
    rooms.handler.save()
    for person in Person.objects.order_by("pk")[:2]:
        tie(SYSTEM, person, officer=rooms.handler, from_on=clock.today())
    return Door(rooms)
