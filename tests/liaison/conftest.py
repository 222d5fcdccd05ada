"""A provincial office with two officers, three deputies, and officers of a city and of a county below it."""

from dataclasses import dataclass
from datetime import date

import pytest

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.accounts.models import Role, User
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.models import Visit
from lianluo.people.actions.tie import tie
from lianluo.people.models import Mandate, Person
from lianluo.units.models import Unit
from tests.rooms import Office, user_in

TODAY = date(2026, 11, 24)


@dataclass
class Desk:
    rooms: Office
    officer: User
    other: User
    head: User

    def as_(self, user: User):
        return actor_of(user)

    @property
    def clerk(self):
        return actor_of(self.rooms.clerk)

    @property
    def people(self) -> list[Person]:
        return list(Person.objects.order_by("pk"))

    def tie(self, person: Person, officer: User, from_on: date = date(2026, 1, 1)):
        return tie(SYSTEM, person, officer=officer, from_on=from_on)

    def party(self, *persons: Person, officer: User | None = None, **more) -> visits.Party:
        return visits.Party(persons=persons, officer=officer or self.officer, **more)

    def met(
        self, on: date, *persons: Person, form: str = "door", officer: User | None = None, **more
    ) -> Visit:
        """Recorded by the officer himself and approved by the head of his department."""
        officer = officer or self.officer
        made = visits.record_new(
            self.as_(officer), self.rooms.organ, party=self.party(*persons, officer=officer, **more),
            facts={"form": form, "on": on, "said": "希望加强普法"},
        )  # fmt: skip
        visits.approve(made, self.as_(self.head))
        made.refresh_from_db()
        return made


@pytest.fixture
def desk(rooms, freeze) -> Desk:
    freeze(TODAY)
    rooms.bring(1, 3)
    Mandate.objects.update(from_on=date(2023, 1, 10))
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    return Desk(
        rooms,
        rooms.handler,
        user_in(department, "other", Role.HANDLER),
        user_in(department, "head", Role.DEPARTMENT_HEAD),
    )
