"""A small office whose deputies have access to their own pages, and a browser that has come in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.test import Client

from lianluo.accounts.actor import SYSTEM, actor_of, deputy_of
from lianluo.accounts.models import Role
from lianluo.correspondence import codes
from lianluo.foundation import clock, jobs
from lianluo.journal.outgoing import Outgoing
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint
from lianluo.people.actions.access import Given, give_access
from lianluo.people.actions.tie import tie
from lianluo.people.models import Person
from lianluo.units.models import Unit
from tests.correspondence.acting import delivered
from tests.correspondence.conftest import signed  # noqa: F401 a fixture
from tests.rooms import Office, user_in


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


@pytest.fixture
def answered(rooms):
    rooms.clerk.phone = "024-00000000"
    rooms.clerk.save()
    rooms.bring(1, 2)
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    for matter in Matter.objects.all():
        row = Assignment.objects.create(
            matter=matter, department=department, role="sole", stage="fulfilled", handler=rooms.handler
        )
        reply = Reply.objects.create(
            assignment=row, stage="signed_off", drafted_by=rooms.handler, signed_off_on=clock.today(),
            disclosure="open",
        )  # fmt: skip
        ReplyPoint.objects.create(reply=reply, position=1, asked=matter.title, answer="已经落实。")
    Matter.objects.update(stage="signed_off", mode="sole")
    Person.objects.update(address="沈阳市示例路1号", postcode="110000")
    return rooms


@pytest.fixture
def world(answered, client):
    """`letter` and `code` of the first deputy, her `matter`, and the actors by name."""
    department = Unit.objects.get(parent=answered.organ, name="第一检察部")
    users = {
        "clerk": answered.clerk, "handler": answered.handler,
        "head": user_in(department, "head", Role.DEPARTMENT_HEAD),
        "leader": user_in(answered.organ, "leader", Role.LEADER),
    }  # fmt: skip
    client.force_login(answered.clerk)
    letter, other = delivered(client)
    client.logout()
    return SimpleNamespace(
        office=answered, letter=letter, other=other, code=codes.code_for(letter.pk),
        matter=letter.items.get().matter, deputy=deputy_of(letter.person_id), users=users,
        **{name: actor_of(user) for name, user in users.items()},
    )  # fmt: skip
