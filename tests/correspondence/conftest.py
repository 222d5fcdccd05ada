"""Letters of the small office: signed-off replies, and the acts that pages take on them."""

import pytest

from lianluo.foundation import clock
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint
from lianluo.people.models import Person
from lianluo.units.models import Unit


@pytest.fixture
def signed(rooms):
    """`signed(1, 3)`: matters 1 to 3, each of one deputy, with a signed-off reply."""
    rooms.clerk.phone = "024-00000000"
    rooms.clerk.save()

    def bring(first: int, last: int) -> None:
        rooms.bring(first, last)
        department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
        for matter in Matter.objects.filter(stage="registered"):
            row = Assignment.objects.create(
                matter=matter, department=department, role="sole", stage="fulfilled"
            )
            reply = Reply.objects.create(
                assignment=row, stage="signed_off", drafted_by=rooms.handler, signed_off_on=clock.today(),
                disclosure="open",
            )  # fmt: skip
            ReplyPoint.objects.create(reply=reply, position=1, asked=matter.title, answer="已经落实。")
        Matter.objects.filter(stage="registered").update(stage="signed_off", mode="sole")
        Person.objects.update(address="沈阳市示例路1号", postcode="110000")

    return bring
