"""One deputy with one letter of reply that is on its way, and the people of the office around it."""

from types import SimpleNamespace

import pytest

from lianluo.accounts.actor import actor_of, deputy_of
from lianluo.accounts.models import Role
from lianluo.correspondence import codes
from lianluo.foundation import clock
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint
from lianluo.people.models import Person
from lianluo.units.models import Unit
from tests.correspondence.acting import delivered
from tests.rooms import user_in


@pytest.fixture
def signed(rooms):
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
def world(signed, client):
    """`letter` and `code` of the first deputy, her `matter`, and the actors by name."""
    department = Unit.objects.get(parent=signed.organ, name="第一检察部")
    users = {
        "clerk": signed.clerk, "handler": signed.handler,
        "head": user_in(department, "head", Role.DEPARTMENT_HEAD),
        "leader": user_in(signed.organ, "leader", Role.LEADER),
    }  # fmt: skip
    client.force_login(signed.clerk)
    letter, other = delivered(client)
    client.logout()
    return SimpleNamespace(
        office=signed, letter=letter, other=other, code=codes.code_for(letter.pk),
        matter=letter.items.get().matter, deputy=deputy_of(letter.person_id), users=users,
        **{name: actor_of(user) for name, user in users.items()},
    )  # fmt: skip
