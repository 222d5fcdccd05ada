"""Proposals of ties through the job and the actions: made, accepted whole or in part, gone stale, made again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import jobs
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import WrongStage
from lianluo.journal.actions.jobruns import start_run
from lianluo.journal.models import Entry, Notice
from lianluo.liaison.actions import proposal as acts
from lianluo.liaison.actions.charge import set_charge
from lianluo.liaison.models import Duty, TieProposal
from lianluo.liaison.tie_jobs import propose_ties
from lianluo.people.models import Mandate, Person, Tie
from lianluo.rules.models import Rule
from tests.liaison.conftest import TODAY
from tests.rooms import user_in

TOMORROW = TODAY + timedelta(days=1)


def propose(desk, day=TOMORROW) -> TieProposal:
    """As a clerk does: the job is queued, the worker runs it."""
    run = start_run(desk.clerk, "ties", "ties", propose_ties, day=day.isoformat())
    jobs.run_waiting()
    run.refresh_from_db()
    assert run.state == "done", run.error
    return TieProposal.objects.first()


def pairs(day=TOMORROW) -> dict[str, str]:
    rows = Tie.objects.filter(from_on__lte=day).exclude(until_on__lt=day)
    return dict(rows.order_by("person__name").values_list("person__name", "officer__username"))


@pytest.fixture
def leader(desk) -> User:
    return user_in(desk.rooms.organ, "leader", Role.LEADER)


def test_a_proposal_says_who_and_why_and_changes_nothing(desk, leader):
    set_charge(desk.clerk, desk.rooms.organ, officer=leader, capacity=4, delegations=["沈阳"], fields=[])
    made = propose(desk)
    assert made.stage == "drafted" and made.lines.count() == 3 and not Tie.objects.exists()
    assert 0 <= made.bound <= made.cost and made.rules["max_load"] == 40 and made.rules["contacts"] == 2
    by = {
        line.officer.username: [code for code, _about, _points in line.reasons] for line in made.lines.all()
    }
    assert "area" in by["leader"] and "other_area" in by["head"]
    assert {row[1] for row in made.loads} == {"leader", "head"}
    assert made.lines.filter(officer=leader).count() == 2, (
        "his capacity is two deputies at two contacts a year"
    )


def test_the_whole_is_accepted_once(desk, leader):
    made = propose(desk)
    first, head = desk.people[0], desk.head
    assert acts.accept(made, desk.clerk, from_on=TOMORROW).landed == 3
    made.refresh_from_db()
    assert made.stage == "accepted" and len(pairs()) == 3 and pairs(TODAY) == {}
    assert Notice.objects.filter(user__in=[head, leader], entry__act="tie_proposal.accept").exists()
    assert Entry.objects.filter(act="people.move_tie", about_id=first.pk).count() == 1
    with pytest.raises(WrongStage):
        acts.accept(made, desk.clerk, from_on=TOMORROW)
    assert Tie.objects.count() == 3


def test_chosen_lines_land_and_the_others_wait(desk, leader):
    made = propose(desk)
    line = made.lines.first()
    acts.accept(made, desk.clerk, from_on=TOMORROW, lines=[line.pk])
    made.refresh_from_db()
    assert made.stage == "partly" and Tie.objects.count() == 1
    again = acts.accept(made, desk.clerk, from_on=TOMORROW, lines=[line.pk])
    assert (again.landed, Tie.objects.count()) == (0, 1)
    acts.accept(made, desk.clerk, from_on=TOMORROW)
    made.refresh_from_db()
    assert made.stage == "accepted" and Tie.objects.count() == 3


def test_lines_that_went_stale_are_named_and_the_rest_lands(desk, leader):
    set_charge(desk.clerk, desk.rooms.organ, officer=leader, capacity=2, delegations=["沈阳"], fields=[])
    made = propose(desk)
    of_leader = made.lines.get(officer=leader)
    taken, over, fine = of_leader.person, *[line.person for line in made.lines.exclude(officer=leader)]
    Post.objects.filter(user=leader).update(until_on=TODAY)
    Mandate.objects.filter(person=over).update(until_on=TODAY)
    done = acts.accept(made, desk.clerk, from_on=TOMORROW)
    told = dict(done.refused)
    assert "leader holds no post on that day" in told[taken.name] and "mandate" in told[over.name]
    assert pairs() == {fine.name: "head"}
    desk.tie(taken, desk.other, from_on=TODAY)
    Post.objects.filter(user=leader).update(until_on=None)
    done = acts.accept(made, desk.clerk, from_on=TOMORROW)
    assert "other looks after the deputy" in dict(done.refused)[taken.name]
    made.refresh_from_db()
    assert made.stage == "partly" and pairs()[taken.name] == "other"


def test_a_tie_that_begins_on_the_very_day_cannot_end_the_day_before(desk, leader):
    person = desk.people[0]
    desk.tie(person, desk.officer, from_on=TODAY)
    made = propose(desk)
    line = made.lines.get(person=person)
    assert line.before == desk.officer and line.is_change, "a handler may not look after provincial deputies"
    done = acts.accept(made, desk.clerk, from_on=TODAY, lines=[line.pk])
    assert "begins on that very day" in done.refused[0][1]
    assert acts.accept(made, desk.clerk, from_on=TOMORROW, lines=[line.pk]).landed == 1
    old = Tie.objects.get(person=person, officer=desk.officer)
    assert old.until_on == TODAY


@pytest.mark.parametrize("day", [TODAY - timedelta(days=1), TODAY + timedelta(days=400)])
def test_a_day_out_of_bounds_is_refused(desk, leader, day):
    made = propose(desk)
    with pytest.raises(ValidationError, match="within a year"):
        acts.accept(made, desk.clerk, from_on=day)


def test_only_the_office_arranges(desk, leader):
    made = propose(desk)
    for user in (desk.head, leader, desk.officer, desk.rooms.stranger):
        with pytest.raises(Refused):
            acts.accept(made, desk.as_(user), from_on=TOMORROW)
    acts.discard(made, desk.clerk)
    with pytest.raises(WrongStage):
        acts.accept(made, desk.clerk, from_on=TOMORROW)


def test_without_a_plan_the_setting_to_relax_is_named(desk, client_of):
    set_charge(desk.clerk, desk.rooms.organ, officer=desk.head, capacity=3, delegations=[], fields=[])
    Rule.objects.filter(key="tie.ranks", applies_level="provincial").update(value="部门负责人 0")
    made = propose(desk)
    assert not made.lines.exists()
    page = client_of(desk.rooms.clerk).get(made.get_absolute_url()).content.decode()
    assert "There is no plan under these settings" in page
    assert "contacts a year an officer can take: 3 more for the rank “middle manager” (head +3)" in page
    assert "let staff look after the level “provincial”, for 2 deputies" in page


def test_who_joins_and_who_leaves_move_as_few_as_can_be(desk, leader):
    acts.accept(propose(desk), desk.clerk, from_on=TOMORROW)
    before = pairs()
    later = date(2026, 12, 10)
    joined = user_in(desk.rooms.organ, "joined", Role.LEADER)
    assert propose(desk, later).lines.changes().count() <= 1, "nobody is moved only because somebody is free"
    Post.objects.filter(user=leader).update(until_on=date(2026, 12, 1))
    made = propose(desk, later)
    changed = {line.person.name for line in made.lines.changes()}
    assert changed == {name for name, officer in before.items() if officer == "leader"}
    assert {line.officer for line in made.lines.changes()} <= {joined, desk.head}
    assert all("officer_left" in [row[0] for row in line.reasons] for line in made.lines.changes())
    acts.accept(made, desk.clerk, from_on=later)
    kept = {name: officer for name, officer in pairs(later).items() if name not in changed}
    assert kept == {name: officer for name, officer in before.items() if officer != "leader"}


def test_the_duty_follows_and_many_lines_take_no_more_statements(desk, leader):
    made = propose(desk)
    chosen = list(made.lines.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as one:
        acts.accept(made, desk.clerk, from_on=TODAY, lines=chosen[:1])
    with CaptureQueriesContext(connection) as two:
        acts.accept(made, desk.clerk, from_on=TODAY, lines=chosen[1:])
    assert len(two) <= len(one) + 2, "the stage moves once more; nothing is written line by line"
    assert not Duty.objects.filter(officer=None, person__in=Person.objects.all()).exists()
