"""What stands against the day of a plan is said, and may be set aside; what waits stands on the desk."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.foundation.waiting import waiting_for
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.clashes import clashes
from lianluo.liaison.models import Visit
from lianluo.people.models import Session
from lianluo.rules.models import Rule
from lianluo.units.models import Unit
from tests.liaison.conftest import TODAY
from tests.rooms import user_in

NEXT = TODAY + timedelta(days=6)


def plan(desk, *persons, on=NEXT, at=None, officer=None, **more):
    return visits.plan(
        desk.clerk, desk.rooms.organ, party=desk.party(*persons, officer=officer),
        facts={"form": "door", "planned_on": on, "starts_at": at}, **more,
    )  # fmt: skip


@pytest.fixture
def city(desk):
    organ = Unit.objects.get(code="2101")
    return organ, user_in(organ, "city_officer", Role.LIAISON_OFFICE)


def met_by_city(desk, city, person, on: date) -> Visit:
    organ, officer = city
    return visits.record_new(
        desk.as_(officer), organ, party=desk.party(person, officer=officer),
        facts={"form": "door", "on": on, "said": "市院听到的话"},
    )  # fmt: skip


def test_another_procuratorate_was_there_a_week_ago(desk, city):
    person = desk.people[0]
    met_by_city(desk, city, person, TODAY - timedelta(days=3))
    with pytest.raises(ValidationError) as told:
        plan(desk, person)
    words = " ".join(told.value.messages)
    assert city[0].label in words and person.name in words and "市院听到的话" not in words
    assert "less than 14 days" in words and not Visit.objects.planned().exists()
    assert plan(desk, person, is_known=True).stage == "planned"


def test_after_the_cooling_off_nothing_stands_against_it(desk, city):
    person = desk.people[0]
    met_by_city(desk, city, person, NEXT - timedelta(days=14))
    assert plan(desk, person).stage == "planned"
    Rule.objects.filter(key="visit.cooling_off").update(value="20")
    assert clashes(desk.rooms.organ.pk, [person.pk], [], NEXT, None)


def test_the_officer_is_elsewhere_at_that_hour(desk):
    one, two, _three = desk.people
    plan(desk, one, at=time(9, 30))
    with pytest.raises(ValidationError, match=f"is planned to visit {one.name}"):
        plan(desk, two, at=time(10, 30))
    assert plan(desk, two, at=time(14, 0)).pk
    assert plan(desk, two, at=time(9, 30), officer=desk.other).pk


def test_the_deputy_sits_in_session(desk):
    person = desk.people[0]
    term = person.mandates.get().term
    Session.objects.create(term=term, number=8, name="会议", begins_on=NEXT, ends_on=NEXT + timedelta(days=4))
    with pytest.raises(ValidationError, match="sits in session"):
        plan(desk, person)


def test_a_changed_plan_is_warned_too_and_the_page_asks_once(desk, city, client_of):
    person = desk.people[0]
    made = plan(desk, person, on=NEXT + timedelta(days=20))
    met_by_city(desk, city, person, TODAY)
    clerk = client_of(desk.rooms.clerk)
    form = {"persons": [person.pk], "officer": desk.officer.pk, "form": "door", "planned_on": str(NEXT)}
    address = reverse("liaison:visit_replan", args=[made.pk])
    page = clerk.post(address, form).content.decode()
    assert city[0].label in page and 'name="is_known"' in page
    clerk.post(address, {**form, "is_known": "on"})
    made.refresh_from_db()
    assert made.planned_on == NEXT


def waits(actor) -> dict[str, list]:
    return {queue.key: [row.url for row in queue.rows] for queue in waiting_for(actor)}


def test_the_desk_says_what_waits(desk, freeze):
    person = desk.people[0]
    officer, head = desk.as_(desk.officer), desk.as_(desk.head)
    made = plan(desk, person, on=TODAY)
    assert waits(officer)["visits_to_record"] == [reverse("liaison:visit_record", args=[made.pk])]
    visits.record(
        made, officer, party=desk.party(person),
        facts={"form": "door", "on": TODAY, "follow_up": "寄送案例汇编", "follow_up_due_on": TODAY + timedelta(days=9)},
    )  # fmt: skip
    assert "visits_to_record" not in waits(officer)
    assert waits(head)["visits_to_approve"] == [made.get_absolute_url()]
    assert waits(desk.clerk)["visits_to_approve"] == [made.get_absolute_url()]
    assert "visits_to_approve" not in waits(desk.as_(desk.other))
    assert waits(officer)["follow_ups"] == [made.get_absolute_url()]
    visits.send_back(made, head, reason="补充地点")
    assert waits(officer)["visits_to_mend"] == [reverse("liaison:visit_record", args=[made.pk])]
    visits.record(made, officer, party=desk.party(person), facts={"form": "door", "on": TODAY})
    visits.follow_up(made, officer, on=TODAY)
    assert "follow_ups" not in waits(officer)


def test_what_is_late_is_marked(desk, client_of, freeze):
    made = desk.met(TODAY, desk.people[0])
    Visit.objects.update(follow_up="寄送案例汇编", follow_up_due_on=TODAY + timedelta(days=2))
    officer = client_of(desk.officer)
    assert "clock-overdue" not in officer.get(made.get_absolute_url()).content.decode()
    freeze(TODAY + timedelta(days=3))
    assert "clock-overdue" in officer.get(made.get_absolute_url()).content.decode()
