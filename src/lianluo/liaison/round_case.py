"""What a round by zone is planned from: deputies with cities and days, teams, working days; as `touring` takes it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from lianluo.foundation import clock
from lianluo.liaison.models import Duty, Met, Visit, VisitRound
from lianluo.liaison.touring_case import Host, Team, TourRules
from lianluo.people.models import Mandate, Session
from lianluo.rules.queries import rule, working_calendar

COOLING = "visit.cooling_off"
HELD_OR_PLANNED = (Visit.Stage.PLANNED, Visit.Stage.RECORDED, Visit.Stage.RETURNED, Visit.Stage.APPROVED)


@dataclass(frozen=True)
class RoundCase:
    """`left`: who cannot be planned for at all: person → no_city, no_officer."""

    hosts: list[Host]
    teams: list[Team]
    calendar: list[date]
    rules: TourRules
    left: dict[int, str]


def case_of(round_: VisitRound) -> RoundCase:
    """Keys of hosts are ids of persons, of teams ids of `RoundTeam`. A dozen queries for however many deputies."""
    calendar = _working_days(round_.from_on, round_.until_on)
    cooling = int(rule(COOLING, round_.from_on).number)
    teams = list(round_.teams.prefetch_related("colleagues"))
    members = {team.pk: {team.officer_id, *(user.pk for user in team.colleagues.all())} for team in teams}
    hosts, left = _hosts(round_, calendar, members, cooling)
    rules = TourRules(
        visits_a_day=round_.visits_a_day, cities_a_day=round_.cities_a_day, days_a_week=round_.days_a_week,
        cooling_off=cooling,
    )  # fmt: skip
    return RoundCase(hosts, _teams(round_, members), calendar, rules, left)


def _working_days(first: date, last: date) -> list[date]:
    calendar = working_calendar()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]


def owed_in(round_: VisitRound):
    """Duties of those the round is for. Of a coming year nothing is done yet: everybody with an officer is."""
    rows = Duty.objects.filter(office=round_.office_id, year=clock.today().year).exclude(officer=None)
    if round_.from_on.year > clock.today().year:
        return rows
    if round_.whom == VisitRound.Whom.OWED:
        rows = rows.filter(done__lt=F("owed"))
    if round_.whom == VisitRound.Whom.NONE:
        rows = rows.filter(done=0)
    return rows


def _hosts(round_, calendar, members, cooling) -> tuple[list[Host], dict[int, str]]:
    rows = list(owed_in(round_).order_by("person").values_list("person", "city", "officer"))
    persons = [person for person, _city, _officer in rows]
    away, seen = _sessions(persons, round_), _seen(persons, round_, cooling)
    hosts, left = [], {}
    for person, city, officer in rows:
        able = frozenset(team for team, users in members.items() if officer in users)
        if not city:
            left[person] = "no_city"
        elif round_.by_own_officer and not able:
            left[person] = "no_officer"
        else:
            hosts.append(
                Host(
                    person,
                    city,
                    away[person],
                    seen[person],
                    teams=able if round_.by_own_officer else frozenset(),
                )
            )
    return hosts, left


def _sessions(persons: list[int], round_) -> dict[int, frozenset[date]]:
    """Days on which their congresses and committees meet."""
    meetings = defaultdict(set)
    dated = Session.objects.filter(begins_on__lte=round_.until_on, ends_on__gte=round_.from_on)
    for term, first, last in dated.values_list("term", "begins_on", "ends_on"):
        meetings[term] |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    found: dict[int, set] = defaultdict(set)
    held = Mandate.objects.filter(person__in=persons, term__in=meetings)
    for person, term in held.values_list("person", "term"):
        found[person] |= meetings[term]
    return defaultdict(frozenset, {person: frozenset(days) for person, days in found.items()})


def _seen(persons: list[int], round_, cooling: int) -> dict[int, frozenset[date]]:
    """Days on which anybody else meets them or met them, near the round; a plan of one's own too."""
    near = (round_.from_on - timedelta(days=cooling), round_.until_on + timedelta(days=cooling))
    rows = Met.objects.filter(person__in=persons, is_absent=False, visit__stage__in=HELD_OR_PLANNED).filter(
        Q(visit__on__range=near) | Q(visit__on=None, visit__planned_on__range=near)
    )
    found: dict[int, set] = defaultdict(set)
    for person, on, planned_on in rows.values_list("person", "visit__on", "visit__planned_on"):
        found[person].add(on or planned_on)
    return defaultdict(frozenset, {person: frozenset(days) for person, days in found.items()})


def _teams(round_, members: dict[int, set[int]]) -> list[Team]:
    """A day on which one of the team has a visit planned already is closed to it."""
    users = set().union(*members.values()) if members else set()
    planned = Visit.objects.planned().filter(planned_on__range=(round_.from_on, round_.until_on))
    busy: dict[int, set] = defaultdict(set)
    for user, day in planned.filter(officer__in=users).values_list("officer", "planned_on"):
        busy[user].add(day)
    for user, day in planned.filter(companions__user__in=users).values_list("companions__user", "planned_on"):
        busy[user].add(day)
    return [Team(team, frozenset().union(*(busy[user] for user in own))) for team, own in members.items()]
