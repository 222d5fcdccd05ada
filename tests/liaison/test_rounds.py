"""Rounds by zone: planned by the solver over cities and days, accepted as visits, with the reasons for who is left."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Post
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Notice
from lianluo.liaison.actions import round as rounds
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.actions.duty import keep_all
from lianluo.liaison.actions.round import Travellers
from lianluo.liaison.models import Visit, VisitRound
from lianluo.liaison.round_case import case_of
from lianluo.people.models import Mandate, Session
from lianluo.rules.queries import working_calendar
from tests.liaison.conftest import TODAY

FIRST, LAST = date(2026, 11, 30), date(2026, 12, 25)
FACTS = {"name": "冬季分片走访", "from_on": FIRST, "until_on": LAST, "whom": "owed", "by_own_officer": True,
         "visits_a_day": 2, "cities_a_day": 1, "days_a_week": 2}  # fmt: skip
CITIES = ("沈阳", "大连", "沈阳", "鞍山", "沈阳", "大连")


@pytest.fixture
def province(desk):
    """Six deputies of three cities, all looked after by the same officer."""
    desk.rooms.bring(4, 6)
    Mandate.objects.update(from_on=date(2023, 1, 10))
    for person, city in zip(desk.people, CITIES, strict=True):
        person.mandates.update(delegation=city)
        desk.tie(person, desk.officer)
    return desk


def drawn(desk, *, teams=None, **facts) -> VisitRound:
    teams = teams or [Travellers(desk.officer)]
    made = rounds.draw_up(desk.clerk, desk.rooms.organ, teams=teams, facts={**FACTS, **facts})
    return rounds.reckon(made.pk)


def test_every_deputy_once_on_working_days_one_city_a_day(province):
    made = drawn(province)
    stops = list(made.stops.select_related("person"))
    assert {stop.person for stop in stops} == set(province.people) and not made.left
    calendar = working_calendar()
    by_day = {}
    for stop in stops:
        assert FIRST <= stop.on <= LAST and calendar.is_working(stop.on)
        assert stop.city == stop.person.mandates.get().delegation
        by_day.setdefault(stop.on, []).append(stop.city)
    assert all(len(set(cities)) == 1 and len(cities) <= 2 for cities in by_day.values())
    assert len(by_day) == 4  # two visits a day: two journeys to 沈阳, one to 大连, one to 鞍山
    assert made.stage == "drawn" and made.cost == made.bound


def test_accepted_it_plans_visits_and_tells_who_travels(province):
    made = drawn(province, teams=[Travellers(province.officer, (province.other,))])
    with pytest.raises(Refused):
        rounds.accept(made, province.as_(province.officer))
    rounds.accept(made, province.clerk)
    planned = Visit.objects.planned()
    assert planned.count() == 4 and sum(visit.met.count() for visit in planned) == 6
    assert {(visit.form, visit.officer, visit.purpose) for visit in planned} == {
        ("zone", province.officer, "冬季分片走访")
    }
    assert {row.user for visit in planned for row in visit.companions.all()} == {province.other}
    assert Notice.objects.filter(user=province.officer, entry__act="visit_round.accept").count() == 1
    assert made.stops.filter(visit=None).count() == 0
    assert VisitRound.objects.visible_to(province.as_(province.other)).exists()
    assert not VisitRound.objects.visible_to(province.as_(province.head)).exists()


def test_sessions_other_visits_and_busy_days_are_kept_clear(province):
    person = province.people[3]
    term = person.mandates.get().term
    Session.objects.create(
        term=term, number=9, name="会议", begins_on=FIRST, ends_on=FIRST + timedelta(days=11)
    )
    visits.plan(
        province.clerk, province.rooms.organ, party=province.party(province.people[0], officer=province.head),
        facts={"form": "door", "planned_on": LAST},
    )  # fmt: skip
    visits.plan(
        province.clerk, province.rooms.organ, party=province.party(province.people[1], officer=province.officer),
        facts={"form": "door", "planned_on": date(2026, 12, 14)}, is_known=True,
    )  # fmt: skip
    made = drawn(province)
    days = {stop.person: stop.on for stop in made.stops.select_related("person")}
    assert min(days.values()) > FIRST + timedelta(days=11) and date(2026, 12, 14) not in days.values()
    left = {row["person"]: row for row in made.left}
    assert set(left) == {province.people[0].pk, province.people[1].pk}
    assert dict(left[province.people[0].pk]["closed"])["cooling_off"] >= 9


def test_who_cannot_be_planned_is_left_with_the_reason(province, client_of):
    one, two, three = province.people[:3]
    one.mandates.update(delegation="解放军")
    two.ties.update(officer=province.other)
    keep_all()
    made = drawn(province, days_a_week=1, visits_a_day=1)
    codes = {row["person"]: row["code"] for row in made.left}
    assert codes[one.pk] == "no_city" and codes[two.pk] == "no_officer"
    page = client_of(province.rooms.clerk).get(made.get_absolute_url()).content.decode()
    assert "no city is known" in page and "the own liaison officer is on no team" in page
    free = drawn(province, by_own_officer=False)
    assert two.pk in {stop.person_id for stop in free.stops.all()}
    assert three.pk in {stop.person_id for stop in free.stops.all()}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"from_on": TODAY}, "tomorrow at the earliest"),
        ({"until_on": FIRST - timedelta(days=1)}, "from one to"),
        ({"until_on": date(2027, 1, 8)}, "ends in the year"),
    ],
)
def test_days_that_cannot_be_are_refused(province, wrong, words):
    with pytest.raises(ValidationError, match=words):
        drawn(province, **wrong)
    assert not VisitRound.objects.exists()


def test_teams_that_cannot_be_are_refused(province):
    with pytest.raises(ValidationError, match="on two teams"):
        drawn(province, teams=[Travellers(province.officer), Travellers(province.other, (province.officer,))])
    Post.objects.filter(user=province.other).update(until_on=TODAY)
    with pytest.raises(ValidationError, match="holds no post"):
        drawn(province, teams=[Travellers(province.other)])


def test_a_round_that_grew_old_or_lost_an_officer_is_not_accepted(province, freeze):
    made = drawn(province)
    Post.objects.filter(user=province.officer).update(until_on=TODAY)
    with pytest.raises(NotReady, match="holds no post"):
        rounds.accept(made, province.clerk)
    assert not Visit.objects.exists()
    Post.objects.filter(user=province.officer).update(until_on=None)
    freeze(LAST)
    with pytest.raises(NotReady, match="The first day is past"):
        rounds.accept(VisitRound.objects.get(), province.clerk)


def test_reckoned_twice_it_is_the_same_and_a_discarded_one_stays(province):
    made = drawn(province)
    before = list(made.stops.values_list("on", "city", "person"))
    rounds.reckon(made.pk)
    assert list(made.stops.values_list("on", "city", "person")) == before
    rounds.redraw(made, province.clerk, facts={"visits_a_day": 4})
    rounds.reckon(made.pk)
    assert len(set(made.stops.values_list("on", flat=True))) == 3
    rounds.discard(VisitRound.objects.get(), province.clerk)
    assert rounds.reckon(made.pk).stage == "discarded"


def test_one_is_taken_out(province, client_of):
    made = drawn(province)
    stop = made.stops.first()
    clerk = client_of(province.rooms.clerk)
    address = reverse("liaison:visit_round_drop_stop", args=[made.pk, stop.pk])
    assert stop.person.name in clerk.get(address).content.decode()
    clerk.post(address)
    made.refresh_from_db()
    assert made.stops.count() == 5 and made.left == [{"person": stop.person_id, "code": "dropped"}]
    assert client_of(province.officer).get(address).status_code == 404


def test_drawn_up_on_the_page_with_two_teams(province, client_of):
    clerk = client_of(province.rooms.clerk)
    address = reverse("liaison:draw_up_round")
    assert "Officer of team 1" in clerk.get(address).content.decode()
    form = {**FACTS, "from_on": str(FIRST), "until_on": str(LAST), "officer_1": province.officer.pk, "officer_2": province.other.pk,
            "colleagues_2": [province.head.pk]}  # fmt: skip
    answer = clerk.post(address, form)
    made = VisitRound.objects.get()
    assert answer.status_code == 302 and made.teams.count() == 2 and made.stage == "drawing"
    assert "being reckoned" in clerk.get(made.get_absolute_url()).content.decode()
    assert client_of(province.officer).get(address).status_code == 404
    wrong = clerk.post(address, {**form, "officer_2": ""}).content.decode()
    assert "Name the officer of this team" in wrong and VisitRound.objects.count() == 1


def test_pages_and_the_case_read_as_often_for_one_as_for_six(province, client_of):
    clerk = client_of(province.rooms.clerk)
    one = drawn(province, whom="owed", visits_a_day=1)
    one.stops.exclude(pk=one.stops.first().pk).delete()
    six = drawn(province, name="另一轮")
    clerk.get(six.get_absolute_url())
    counts = []
    for round_ in (one, six):
        with CaptureQueriesContext(
            connection,
        ) as page:
            assert clerk.get(round_.get_absolute_url()).status_code == 200
        counts.append(len(page))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as case:
        case_of(six)
    assert len(case) <= 14
    assert actor_of(province.rooms.clerk) is not None


def test_a_round_of_the_coming_year_is_for_everybody_with_an_officer(province):
    done = province.people[0]
    for day in (date(2026, 3, 10), date(2026, 9, 10)):
        province.met(day, done)
    assert done.pk not in {stop.person_id for stop in drawn(province).stops.all()}
    made = drawn(province, name="新春走访", from_on=date(2027, 1, 4), until_on=date(2027, 1, 29))
    assert {stop.person for stop in made.stops.select_related("person")} == set(province.people)
