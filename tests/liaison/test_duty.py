"""The duty of a year, as known on any day: reckoned by the database, and again here day by day."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from lianluo.foundation import jobs
from lianluo.liaison.actions.duty import keep_all, keep_duty, recount
from lianluo.liaison.counting import COUNTS
from lianluo.liaison.models import CountedContact, Duty
from lianluo.liaison.queries import standings
from lianluo.people.actions.tie import untie
from lianluo.people.models import Mandate, Person, Tie
from lianluo.rules import effects
from lianluo.rules.models import Rule
from tests.liaison.conftest import TODAY

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAY = timedelta(days=1)


def days_of(rows, on: date) -> set[date]:
    """The days of the year that these spans cover, as known on `on`."""
    found = set()
    for start, end in rows:
        start = start or FIRST
        if start > on:
            continue
        end = LAST if end is None or end > on else min(end, LAST)
        day = max(start, FIRST)
        while day <= end:
            found.add(day)
            day += DAY
    return found


def by_hand(office, on: date) -> dict[int, tuple[int, int, int, int]]:
    """person → (days in office, days with an officer, owed, done), counted day by day."""
    found = {}
    for person in Person.objects.all():
        held = days_of(person.mandates.values_list("from_on", "until_on"), on)
        if not held:
            continue
        tied = days_of(person.ties.filter(office=office).values_list("from_on", "until_on"), on) & held
        share = Fraction(2 * len(tied), 365)
        owed = int(share + Fraction(1, 2))
        done = CountedContact.objects.filter(office=office, person=person, on__range=(FIRST, on)).count()
        found[person.pk] = (len(held), len(tied), owed, done)
    return found


def by_database(office, on: date) -> dict[int, tuple[int, int, int, int]]:
    return {
        row.person: (row.days, row.tied_days, row.owed, row.done) for row in standings(office.pk, 2026, on)
    }


def test_two_a_year_for_who_was_there_all_year(desk):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    desk.met(date(2026, 3, 10), person)
    row = Duty.objects.get(person=person)
    assert (row.owed, row.done, row.last_on, row.officer) == (2, 1, date(2026, 3, 10), desk.officer)
    assert (row.level, row.city, row.delegation) == ("provincial", "沈阳", "沈阳")


@pytest.mark.parametrize(
    ("from_on", "owed"),
    [(date(2026, 4, 1), 2), (date(2026, 4, 3), 1), (date(2026, 10, 1), 1), (date(2026, 10, 2), 0)],
)
def test_who_comes_in_the_year_is_owed_a_part(desk, from_on, owed):
    desk.tie(desk.people[0], desk.officer, from_on)
    assert Duty.objects.get(person=desk.people[0]).owed == owed


def test_nobody_s_deputy_stands_in_the_ledger_without_officer(desk):
    keep_duty(desk.rooms.organ.pk)
    assert Duty.objects.filter(officer=None, owed=0, days=365).count() == 3


def test_the_ledger_follows_ties_at_once(desk):
    tie = desk.tie(desk.people[0], desk.officer)
    untie(desk.clerk, desk.people[0], tie=tie, on=date(2026, 2, 28))
    row = Duty.objects.get(person=desk.people[0])
    assert (row.tied_days, row.owed, row.officer) == (59, 0, None)


def test_a_tie_entered_late_lets_the_visits_since_then_count_and_an_end_entered_late_does_not(desk):
    person = desk.people[0]
    desk.met(date(2026, 3, 10), person)
    desk.met(date(2026, 9, 10), person)
    assert not CountedContact.objects.exists()
    tie = desk.tie(person, desk.officer, date(2026, 1, 1))
    assert Duty.objects.get(person=person).done == 2
    untie(desk.clerk, person, tie=tie, on=date(2026, 6, 30))
    row = Duty.objects.get(person=person)
    assert (row.done, row.owed, row.last_on) == (1, 1, date(2026, 3, 10))


def test_a_past_day_is_answered_as_it_stood(desk):
    person = desk.people[0]
    tie = desk.tie(person, desk.officer)
    desk.met(date(2026, 3, 10), person)
    desk.met(date(2026, 9, 10), person)
    untie(desk.clerk, person, tie=tie, on=date(2026, 10, 31))
    then = {row.person: row for row in standings(desk.rooms.organ.pk, 2026, date(2026, 6, 30))}[person.pk]
    assert (then.owed, then.done, then.officer) == (2, 1, desk.officer.pk)
    now = {row.person: row for row in standings(desk.rooms.organ.pk, 2026, TODAY)}[person.pk]
    assert (now.owed, now.done, now.tied_days, now.officer) == (2, 2, 304, None)


@pytest.mark.parametrize("seed", range(12))
def test_the_database_agrees_with_a_count_by_hand(desk, seed):
    """Mandates and ties that begin, end, overlap and follow one another; three days of the year each."""
    dice = random.Random(seed)

    def some_day() -> date:
        return date(2025, 9, 1) + timedelta(days=dice.randrange(480))

    for person in desk.people:
        start = some_day()
        until = dice.choice([None, start + timedelta(days=dice.randrange(300))])
        Mandate.objects.filter(person=person).update(from_on=start, until_on=until)
        for officer in (desk.officer, desk.other):
            start = some_day()
            until = dice.choice([None, start + timedelta(days=dice.randrange(200))])
            Tie.objects.create(
                person=person,
                officer=officer,
                unit=desk.rooms.organ,
                office=desk.rooms.organ,
                from_on=start,
                until_on=until,
            )
    visit = (
        desk.met(date(2026, 3, 10), desk.people[0])
        if dice.random() < 0.3 and _in_office(desk.people[0])
        else None
    )
    for on in (date(2026, 2, 28), date(2026, 7, 1), date(2026, 11, 24)):
        assert by_database(desk.rooms.organ, on) == by_hand(desk.rooms.organ, on), (on, visit)


def _in_office(person) -> bool:
    mandate = person.mandates.get()
    day = date(2026, 3, 10)
    return mandate.from_on <= day and (mandate.until_on is None or mandate.until_on >= day)


def test_a_second_reckoning_changes_nothing(desk):
    desk.tie(desk.people[0], desk.officer)
    keep_all()
    assert keep_all() == 0


def test_a_change_of_what_counts_is_followed_by_the_visits_of_its_time(
    desk, django_capture_on_commit_callbacks
):
    person = desk.people[0]
    desk.tie(person, desk.officer)
    desk.met(date(2026, 3, 10), person, form="telephone")
    desk.met(date(2026, 9, 10), person, form="telephone")
    desk.met(date(2026, 9, 20), person, form="message")
    old = Rule.objects.get(key=COUNTS)
    Rule.objects.filter(pk=old.pk).update(valid_until=date(2026, 6, 30))
    Rule.objects.create(
        key=COUNTS, value="登门走访 微信", unit="text", valid_from=date(2026, 7, 1), source="本院规定"
    )
    with django_capture_on_commit_callbacks(execute=True):
        effects.follow(desk.clerk)
    jobs.run_waiting()
    assert list(CountedContact.objects.order_by("on").values_list("on", flat=True)) == [
        date(2026, 3, 10),
        date(2026, 9, 20),
    ]
    row = Duty.objects.get(person=person)
    assert (row.done, row.last_on) == (2, date(2026, 9, 20))
    assert recount() == 0 and CountedContact.objects.count() == 2
