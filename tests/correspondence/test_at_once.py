"""Twenty clerks at once: numbers without gap or repeat, and matters that notice their last letter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.models import Letter
from lianluo.foundation import clock
from lianluo.foundation.workflow import WrongStage
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint, Signatory
from lianluo.people.models import Person
from lianluo.units.models import Unit
from tests.rooms import user_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, things) -> list:
    """Each in a thread of its own, twenty at a time; what each gave, or the exception's name."""

    def one(thing):
        try:
            return act(thing)
        except WrongStage as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        return list(pool.map(one, things))


@pytest.fixture
def checked(rooms):
    """Twenty matters, each signed by all of four deputies, whose replies wait for the leader."""
    rooms.bring(1, 4)
    rooms.leader = user_in(rooms.organ, "leader", "leader")
    rooms.clerk.phone = "024-00000000"
    rooms.clerk.save()
    people = list(Person.objects.all())
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    template = Matter.objects.first()
    made = []
    for number in range(20):
        matter = Matter.objects.create(
            office=rooms.organ, session=template.session, kind="suggestion", outside_number=str(5000 + number),
            title=f"第{number}件", handed_over_on=clock.today(), stage=Matter.Stage.HANDLED, mode="sole",
        )  # fmt: skip
        for place, person in enumerate(people):
            Signatory.objects.create(
                matter=matter, person=person, position=place, role="joint" if place else "lead"
            )
        row = Assignment.objects.create(matter=matter, department=department, role="sole", stage="signed_for")
        reply = Reply.objects.create(assignment=row, stage=Reply.Stage.CHECKED, drafted_by=rooms.handler)
        ReplyPoint.objects.create(reply=reply, position=1, asked="问", answer="答")
        made.append(reply)
    rooms.replies = made
    return rooms


def test_twenty_signatures_and_twenty_dispatches_leave_no_gap_and_no_repeat(checked):
    leader, clerk = actor_of(checked.leader), actor_of(checked.clerk)
    at_once(lambda reply: replies.sign_off(reply, leader), checked.replies)
    own = Matter.objects.filter(pk__in=[reply.matter.pk for reply in checked.replies])
    assert set(own.values_list("stage", flat=True)) == {"signed_off"}
    at_once(lambda _turn: letters.compose(SYSTEM, checked.organ, all_signed=False), range(20))
    assert Letter.objects.count() == 4
    assert {letter.items.count() for letter in Letter.objects.all()} == {20}
    at_once(lambda letter: letters.number(letter, clerk), [*Letter.objects.all()] * 5)
    assert sorted(Letter.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]
    outcome = at_once(
        lambda letter: posting.dispatch(letter, clerk, way="by_hand", on=clock.today()),
        [*Letter.objects.all()] * 5,
    )
    assert outcome.count("WrongStage") == 16
    assert set(own.values_list("stage", "replied_on")) == {("replied", clock.today())}


def test_twenty_letters_numbered_at_once(checked):
    clerk = actor_of(checked.clerk)
    person = Person.objects.first()
    Reply.objects.all().update(stage=Reply.Stage.SIGNED_OFF, signed_off_on=date(2026, 1, 5))
    for reply in checked.replies:
        letter = Letter.objects.create(
            office=checked.organ, person=person, title="答复", salutation="", opening="", closing="",
            contact_person="甲", contact_phone="1",
        )  # fmt: skip
        letter.items.create(matter=reply.matter, reply=reply)
    at_once(lambda letter: letters.number(letter, clerk), Letter.objects.all())
    assert sorted(Letter.objects.values_list("sequence", flat=True)) == list(range(1, 21))
    assert Letter.objects.values("number").distinct().count() == 20
