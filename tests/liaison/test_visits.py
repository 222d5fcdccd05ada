"""A visit from plan to count: who may, what is refused in words, what counts for whom."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from lianluo.accounts.models import Post, Role
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.models import Entry, Notice
from lianluo.liaison.actions import remark as remarks
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.counting import BadWays, read_ways
from lianluo.liaison.models import CountedContact, Visit
from lianluo.people.models import Mandate
from lianluo.units.models import Unit
from tests.liaison.conftest import TODAY
from tests.rooms import user_in

MARCH = date(2026, 3, 10)


def record(desk, *persons, on=MARCH, officer=None, facts=None, **more):
    officer = officer or desk.officer
    return visits.record_new(
        desk.as_(officer), desk.rooms.organ, party=desk.party(*persons, officer=officer),
        facts={"form": "door", "on": on, **(facts or {})}, **more,
    )  # fmt: skip


def counted() -> list[tuple[str, str]]:
    rows = CountedContact.objects.order_by("office", "person")
    return list(rows.values_list("office__name", "person__name"))


def test_from_plan_to_count(desk):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    plan = visits.plan(
        desk.clerk, desk.rooms.organ, party=desk.party(person), facts={"form": "door", "planned_on": TODAY}
    )
    assert Notice.objects.filter(user=desk.officer, entry__act="liaison.plan").exists()
    with pytest.raises(Refused):
        visits.record(
            plan, desk.as_(desk.other), party=desk.party(person), facts={"form": "door", "on": TODAY}
        )
    visits.record(
        plan,
        desk.as_(desk.officer),
        party=desk.party(person),
        facts={"form": "door", "on": TODAY, "said": "路灯不亮"},
    )
    plan.refresh_from_db()
    assert (plan.stage, plan.on, counted()) == ("recorded", TODAY, [])
    with pytest.raises(Refused):
        visits.approve(plan, desk.as_(desk.officer))
    visits.approve(plan, desk.as_(desk.head))
    assert counted() == [(desk.rooms.organ.name, person.name)]
    assert "路灯" not in "".join(str(entry.facts) for entry in Entry.objects.all())


def test_an_approved_visit_is_taken_out_of_the_count_by_the_office_alone(desk):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    made = desk.met(MARCH, person)
    with pytest.raises(Refused):
        visits.reopen(made, desk.as_(desk.head), reason="日期有误")
    visits.reopen(made, desk.clerk, reason="日期有误")
    assert counted() == [] and Visit.objects.get().stage == "returned"
    with pytest.raises(WrongStage):
        visits.approve(Visit.objects.get(), desk.as_(desk.head))


@pytest.mark.parametrize(
    ("on", "words"),
    [(TODAY + timedelta(days=1), "lies ahead"), (date(2022, 5, 1), "held no mandate on that day")],
)
def test_a_day_that_cannot_be_is_refused_in_words(desk, on, words):
    with pytest.raises(ValidationError, match=words):
        record(desk, desk.people[0], on=on)
    assert not Visit.objects.exists()


def test_an_officer_without_a_post_on_that_day_is_refused(desk):
    Post.objects.filter(user=desk.other).update(from_on=date(2026, 6, 1))
    with pytest.raises(ValidationError, match="holds no post on that day"):
        record(desk, desk.people[0], officer=desk.other)


def test_nobody_met_is_no_visit(desk):
    person = desk.people[0]
    with pytest.raises(ValidationError, match="Name who was met"):
        visits.record_new(
            desk.as_(desk.officer), desk.rooms.organ, party=desk.party(person, absent=frozenset({person.pk})),
            facts={"form": "door", "on": MARCH},
        )  # fmt: skip


def test_the_same_record_sent_twice_is_one(desk):
    key = uuid4()
    first, again = (record(desk, desk.people[0], client_key=key) for _time in range(2))
    assert first == again and Visit.objects.count() == 1


def test_recorded_at_the_desk_and_by_telephone_is_asked_about(desk):
    record(desk, desk.people[0])
    with pytest.raises(ValidationError, match="Confirm that this is another one"):
        record(desk, desk.people[0], desk.people[1], client_key=uuid4())
    assert record(desk, desk.people[0], is_another=True).pk and Visit.objects.count() == 2


def test_a_visit_to_somebody_who_has_no_officer_lands_and_does_not_count(desk):
    desk.met(MARCH, desk.people[0])
    assert Visit.objects.get().stage == "approved" and counted() == []


def test_another_than_the_officer_counts_only_in_his_place(desk):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    desk.met(MARCH, person, officer=desk.other)
    assert counted() == []
    desk.met(date(2026, 3, 11), person, officer=desk.other, proxy_for=desk.officer, proxy_reason="出差")
    assert CountedContact.objects.get().officer == desk.officer


def test_greetings_do_not_count(desk):
    desk.tie(desk.people[0], desk.officer)
    desk.met(MARCH, desk.people[0], form="greeting")
    assert counted() == []


def test_several_deputies_are_several_person_times_and_the_absent_one_none(desk):
    one, two, three = desk.people
    for person in (one, two, three):
        desk.tie(person, desk.officer)
    desk.met(MARCH, one, two, three, absent=frozenset({two.pk}))
    assert [name for _office, name in counted()] == [one.name, three.name]


def test_who_was_planned_and_is_not_in_the_record_was_not_met(desk):
    one, two, three = desk.people
    for person in (one, two):
        desk.tie(person, desk.officer)
    officer = desk.as_(desk.officer)
    made = visits.plan(
        officer, desk.rooms.organ, party=desk.party(one, two), facts={"form": "door", "planned_on": TODAY}
    )  # fmt: skip
    visits.record(made, officer, party=desk.party(one, three), facts={"form": "door", "on": MARCH})
    assert _met(made) == {one: False, two: True, three: False}
    visits.send_back(made, desk.as_(desk.head), reason="补充内容")
    visits.record(
        made, officer, party=desk.party(one), facts={"form": "door", "on": MARCH, "said": "希望加强普法"}
    )
    assert _met(made) == {one: False, two: True}
    visits.approve(made, desk.as_(desk.head))
    assert [name for _office, name in counted()] == [one.name]


def _met(visit) -> dict:
    return {row.person: row.is_absent for row in visit.met.select_related("person")}


def test_a_joint_visit_counts_once_for_each_procuratorate(desk):
    """省、市、县三级院联合走访：每级院各计一次。"""
    person, colleagues = desk.people[0], []
    for level, name in (("municipal", "沈阳市人民检察院"), ("county", "沈阳市铁西区人民检察院")):
        organ = Unit.objects.filter(name=name).first() or Unit.objects.create(
            parent=desk.rooms.organ,
            path=f"{desk.rooms.organ.path}{level}/",
            kind="procuratorate",
            level=level,
            name=name,
        )
        colleagues.append(user_in(organ, level, Role.HANDLER))
    for officer in (desk.officer, *colleagues):
        desk.tie(person, officer)
    desk.met(MARCH, person, colleagues=tuple(colleagues))
    assert [office for office, _name in counted()] == [
        desk.rooms.organ.name, "沈阳市人民检察院", "沈阳市铁西区人民检察院"
    ]  # fmt: skip


def test_what_was_said_keeps_its_deputy(desk):
    one, two, _three = desk.people
    made = record(desk, one)
    remarks.note(made, desk.as_(desk.officer), person=one, words="建议加强校园普法")
    with pytest.raises(ValidationError):
        remarks.note(made, desk.as_(desk.officer), person=two, words="另一件事")
    visits.send_back(made, desk.as_(desk.head), reason="日期有误")
    with pytest.raises(ValidationError, match="noted here already"):
        visits.record(
            made, desk.as_(desk.officer), party=desk.party(two), facts={"form": "door", "on": MARCH}
        )
    assert made.remarks.get().person == one


def test_a_follow_up_needs_something_to_be_done(desk):
    made = record(desk, desk.people[0])
    with pytest.raises(NotReady):
        visits.follow_up(made, desk.as_(desk.officer), on=MARCH)


def test_who_sees_a_visit(desk):
    person = desk.people[0]
    made = desk.met(MARCH, person)
    seen = {
        user.username: Visit.objects.visible_to(desk.as_(user)).exists()
        for user in (
            desk.officer,
            desk.other,
            desk.head,
            desk.rooms.clerk,
            desk.rooms.auditor,
            desk.rooms.stranger,
        )
    }
    assert seen == {
        "handler": True, "other": False, "head": True, "clerk": True, "auditor": False, "stranger": False,
    }  # fmt: skip
    desk.tie(person, desk.other)
    assert Visit.objects.visible_to(desk.as_(desk.other)).get() == made


@pytest.mark.parametrize("value", ["", "登门 拜访", "登门走访;座谈"])
def test_a_list_of_ways_that_cannot_be_read_is_refused(value):
    with pytest.raises(BadWays):
        read_ways(value)


def test_an_ended_mandate_does_not_hide_what_was_before(desk):
    person = desk.people[0]
    Mandate.objects.filter(person=person).update(until_on=date(2026, 4, 30), state="ended")
    assert record(desk, person).pk
    with pytest.raises(ValidationError):
        record(desk, person, on=date(2026, 5, 1))
