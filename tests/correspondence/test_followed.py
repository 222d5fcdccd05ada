"""What a deputy follows tells her when it moves; the calendar says which report is due."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from lianluo.accounts.actor import actor_of, deputy_of
from lianluo.correspondence import reports_due as days
from lianluo.correspondence.actions import briefing as briefings
from lianluo.correspondence.actions import followed
from lianluo.correspondence.briefing_queries import Aim, reports_due
from lianluo.correspondence.briefings import News
from lianluo.foundation.permissions import Refused
from lianluo.journal.sending import send_due
from lianluo.matters.actions import closing, handing
from lianluo.matters.models import Matter
from lianluo.people.models import Person
from lianluo.rules.models import Rule
from lianluo.units.models import Unit
from tests.correspondence.acting import delivered
from tests.correspondence.briefing_cast import deputies, desk_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(rooms, settings):
    settings.SENDS_MAIL = True
    return desk_of(rooms)


def hand_over(desk, matter: Matter) -> None:
    department = Unit.objects.get(parent=desk.office.organ, name="第一检察部")
    handing.hand_over(matter, desk.clerk, department=department, mode="sole")


def told(person: Person) -> list[str]:
    return list(News.objects.visible_to(deputy_of(person.pk)).order_by("pk").values_list("what", flat=True))


def test_what_she_raised_and_what_was_marked_tells_her_when_it_moves(desk):
    one, two, three, other = deputies(desk.office, 4)
    matter = Matter.objects.get()
    followed.follow(desk.clerk, two, matter=matter)
    followed.follow(deputy_of(three.pk), three, words="示例1")
    hand_over(desk, matter)
    assert [told(person) for person in (one, two, three, other)] == [["handed_over"]] * 3 + [[]]


def test_marked_twice_it_stands_once_and_ended_it_tells_nothing(desk):
    _one, two = deputies(desk.office, 2)
    matter = Matter.objects.get()
    made = followed.follow(desk.clerk, two, matter=matter)
    assert followed.follow(desk.clerk, two, matter=matter) == made
    followed.unfollow(desk.clerk, two, following=made)
    hand_over(desk, matter)
    assert told(two) == []


def test_a_kept_commitment_is_told(desk):
    (one,) = deputies(desk.office, 1)
    matter = Matter.objects.get()
    Matter.objects.update(stage="signed_off")
    closing.promise(matter, desk.clerk, text="公开案例", due_on=date(2099, 1, 1))
    commitment = matter.commitments.get()
    today = matter.handed_over_on
    closing.keep_promise(matter, desk.clerk, commitment=commitment, on=today, proof="已公开")
    assert told(one) == ["promise_kept"]


def test_letters_that_have_left_are_told_to_each_who_raised_it(desk, signed, client_of):
    signed(1, 2)
    delivered(client_of(desk.office.clerk))
    assert [told(person) for person in Person.objects.order_by("pk")] == [["replied"], ["replied"]]


def test_nothing_of_a_referred_case(desk):
    one, two = deputies(desk.office, 2)
    matter = Matter.objects.get()
    Matter.objects.update(kind="referred_case")
    matter.refresh_from_db()
    with pytest.raises(ValidationError):
        followed.follow(desk.clerk, two, matter=matter)
    followed.follow(desk.clerk, two, words="示例1")
    followed.tell_of_matters(News.What.HANDED_OVER, [matter])
    assert told(one) == told(two) == []


def test_a_briefing_on_the_topic_is_told_to_who_did_not_get_it(desk):
    one, two = deputies(desk.office, 2)
    for person in (one, two):
        followed.follow(desk.clerk, person, words="工作报告")
    desk.sent(Aim(plus=[one.pk]))
    assert (told(one), told(two)) == ([], ["briefing"])


def test_one_mail_a_day_and_nothing_of_the_matter_in_it(desk, freeze):
    (one,) = deputies(desk.office, 1)
    matter = Matter.objects.get()
    followed.tell_of_matters(News.What.HANDED_OVER, [matter])
    followed.tell_of_matters(News.What.REPLIED, [matter])
    assert (followed.post_digests(), followed.post_digests()) == (1, 0)
    followed.tell_of_matters(News.What.PROMISE_KEPT, [matter])
    assert followed.post_digests() == 0
    send_due()
    assert len(mail.outbox) == 1
    assert "2项" in mail.outbox[0].body and matter.title not in mail.outbox[0].body
    assert len(told(one)) == 3


def test_told_once_a_day(desk):
    (one,) = deputies(desk.office, 1)
    for _time in range(2):
        followed.tell_of_matters(News.What.HANDED_OVER, [Matter.objects.get()])
    assert told(one) == ["handed_over"]


def test_nobody_marks_for_people_of_another_register(desk):
    (one,) = deputies(desk.office, 1)
    for actor in (
        actor_of(desk.office.stranger),
        actor_of(desk.office.handler),
        desk.leader,
        deputy_of(one.pk + 1),
    ):
        with pytest.raises(Refused):
            followed.follow(actor, one, words="公益诉讼")


# The calendar


def test_the_calendar_says_what_is_late_done_and_next(desk, freeze):
    freeze(date(2026, 8, 3))
    deputies(desk.office, 1)
    lines = {(each.name, each.on): each.state for each in reports_due(desk.office.organ)}
    assert lines[("上半年工作报告", date(2026, 7, 20))] == "late"
    assert lines[("季度专题报告", date(2026, 10, 15))] == "ahead"
    half = briefings.draft(
        desk.clerk,
        desk.office.organ,
        kind="periodic",
        title="上半年",
        dated="上半年工作报告",
        due_on=date(2026, 7, 20),
    )
    states = {(each.name, each.on): (each.state, each.briefing) for each in reports_due(desk.office.organ)}
    assert states[("上半年工作报告", date(2026, 7, 20))] == ("late", half)
    type(half).objects.filter(pk=half.pk).update(
        stage="sent", sent_at="2026-08-03T01:00Z", approved_at="2026-08-03T01:00Z"
    )
    states = {(each.name, each.on): each.state for each in reports_due(desk.office.organ)}
    assert states[("上半年工作报告", date(2026, 7, 20))] == "done"


@pytest.mark.parametrize("value", ["上半年 07-20", "定期:报告", "定期:报告 13-01", "定期:报告 02-30"])
def test_a_calendar_that_cannot_be_read_is_refused_in_words(value):
    with pytest.raises(ValueError, match="."):
        days.read_calendar(value)


def test_without_the_setting_nothing_is_due(desk):
    Rule.objects.filter(key=days.KEY).delete()
    assert reports_due(desk.office.organ) == []
