"""Rounds by zone: no clash, no limit broken, everybody told of, and nothing better on small rounds."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lianluo.liaison.touring import tour
from lianluo.liaison.touring_case import Host, Left, Team, TourRules

MONDAY = date(2026, 3, 2)
DAYS = [
    day for day in (MONDAY + timedelta(days=number) for number in range(19)) if day.weekday() < 5
]  # three weeks
RULES = TourRules(visits_a_day=2, days_a_week=2, cooling_off=5, gap=0.0)

few_days = some.frozensets(some.sampled_from(DAYS), max_size=6)
hosts_drawn = some.lists(
    some.builds(
        Host,
        key=some.integers(0, 99),
        city=some.sampled_from(("2101", "2102", "2103")),
        away=few_days,
        seen_on=some.frozensets(some.sampled_from(DAYS), max_size=1),
        wanted_by=some.sampled_from((None, DAYS[4], DAYS[9])),
        teams=some.sampled_from((frozenset(), frozenset({"a"}), frozenset({"b", "a"}))),
    ),
    min_size=1, max_size=12, unique_by=lambda each: each.key,
)  # fmt: skip
teams_drawn = some.tuples(
    some.builds(Team, key=some.just("a"), away=few_days),
    some.builds(Team, key=some.just("b"), away=few_days, cities=some.sampled_from((frozenset(), frozenset({"2102"})))),
)  # fmt: skip
rules_drawn = some.builds(
    replace, some.just(RULES), visits_a_day=some.integers(1, 3), cities_a_day=some.integers(1, 2),
    days_a_week=some.integers(1, 3),
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(hosts_drawn, teams_drawn, rules_drawn)
def test_no_clash_no_limit_broken_and_nobody_forgotten(hosts, teams, rules):
    plan = tour(hosts, teams, DAYS, rules)
    of, team_of = {each.key: each for each in hosts}, {each.key: each for each in teams}
    met = [visit.host for each in plan.tours for visit in each.visits]
    assert sorted([*met, *(each.host for each in plan.left)]) == sorted(of)
    on_day, cities, road = Counter(), Counter(), defaultdict(set)
    for each in plan.tours:
        team = team_of[each.team]
        assert each.visits and each.day in DAYS and each.day not in team.away
        assert not team.cities or each.city in team.cities
        on_day[each.team, each.day] += len(each.visits)
        cities[each.team, each.day] += 1
        road[each.team, each.day.isocalendar()[1]].add(each.day)
        for visit in each.visits:
            host = of[visit.host]
            assert host.city == each.city and each.day not in host.away
            assert not host.teams or each.team in host.teams
            assert all(abs(each.day - seen).days >= rules.cooling_off for seen in host.seen_on)
            assert visit.late == (host.wanted_by is not None and each.day > host.wanted_by)
    assert max(on_day.values(), default=0) <= rules.visits_a_day
    assert max(cities.values(), default=0) <= rules.cities_a_day
    assert max(map(len, road.values()), default=0) <= rules.days_a_week
    assert plan.bound <= plan.cost == points_of(plan, rules)


def points_of(plan, rules):
    late = sum(visit.late for each in plan.tours for visit in each.visits)
    return rules.unplaced * len(plan.left) + rules.trip * len(plan.tours) + rules.late * late


def fewest(hosts, team, days, rules):
    """The fewest points of one team that stays in one city a day, over every order of cities and every visit."""
    best = len(hosts) * rules.unplaced
    for cities in product((None, *sorted({each.city for each in hosts})), repeat=len(days)):
        route = [(day, city) for day, city in zip(days, cities, strict=True) if city]
        weeks = Counter(day.isocalendar()[1] for day, _city in route)
        if (
            any(day in team.away for day, _city in route)
            or max(weeks.values(), default=0) > rules.days_a_week
        ):
            continue
        best = min(best, rules.trip * len(route) + _visits(hosts, route, rules, Counter()))
    return best


def _visits(hosts, route, rules, used):
    if not hosts:
        return 0
    host, *others = hosts
    best = rules.unplaced + _visits(others, route, rules, used)
    for day, city in route:
        if city != host.city or day in host.away or used[day] == rules.visits_a_day:
            continue
        late = rules.late if host.wanted_by and day > host.wanted_by else 0
        best = min(best, late + _visits(others, route, rules, used + Counter({day: 1})))
    return best


@settings(deadline=None, max_examples=40)
@given(
    some.lists(
        some.builds(
            Host,
            key=some.integers(0, 9),
            city=some.sampled_from(("2101", "2102")),
            away=some.frozensets(some.sampled_from(DAYS[:5]), max_size=4),
            wanted_by=some.sampled_from((None, DAYS[1])),
        ),
        min_size=1, max_size=5, unique_by=lambda each: each.key,
    ),
    some.builds(Team, key=some.just("a"), away=some.frozensets(some.sampled_from(DAYS[:5]), max_size=2)),
    some.integers(1, 3),
)  # fmt: skip
def test_no_rounds_are_better(hosts, team, visits):
    rules = replace(RULES, visits_a_day=visits)
    plan = tour(hosts, [team], DAYS[3:7], rules)
    assert plan.cost == plan.bound == fewest(hosts, team, DAYS[3:7], rules)


def test_the_order_of_asking_changes_nothing():
    hosts = [Host(n, f"210{n % 3}", frozenset(DAYS[n % 5 :: 4])) for n in range(20)]
    teams = [Team("a"), Team("b", frozenset(DAYS[:3]))]
    once, again = tour(hosts, teams, DAYS, RULES), tour(hosts[::-1], teams[::-1], DAYS[::-1], RULES)
    assert (once.tours, once.left) == (again.tours, again.left)


def test_whom_no_day_suits_is_told_what_closes_them():
    session = frozenset(DAYS[:10])
    host = Host(1, "2101", session, seen_on=frozenset({DAYS[12]}), teams=frozenset({"a"}))
    [left] = tour([host], [Team("a"), Team("b")], DAYS, RULES).left
    assert left == Left(1, "no_day", 0, (("away", 10), ("cooling_off", 5)))
    nobody = Host(2, "2101", teams=frozenset({"gone"}))
    [left] = tour([nobody], [Team("a")], DAYS, RULES).left
    assert left == Left(2, "no_day", 0, (("no_team", len(DAYS)),))


def test_whom_the_teams_have_no_room_for_is_told_so():
    plan = tour([Host(n, "2101") for n in range(5)], [Team("a")], DAYS[:5], RULES)
    assert [(each.code, each.open) for each in plan.left] == [("no_room", 5)]


def test_who_is_wanted_early_goes_first():
    hosts = [Host(n, "2101", wanted_by=DAYS[0] if n > 3 else None) for n in range(6)]
    plan = tour(hosts, [Team("a")], [DAYS[0], DAYS[5], DAYS[10]], RULES)
    assert [[visit.host for visit in each.visits] for each in plan.tours][0] == [4, 5]
    assert not any(visit.late for each in plan.tours for visit in each.visits)


def test_two_cities_a_day_only_where_the_rules_let_a_team_change():
    hosts, one_day = [Host(1, "2101"), Host(2, "2102")], DAYS[:1]
    assert len(tour(hosts, [Team("a")], one_day, RULES).left) == 1
    assert tour(hosts, [Team("a")], one_day, replace(RULES, cities_a_day=2)).left == ()


def test_a_province_is_toured_without_clash_near_the_bound():
    hosts = [
        Host(n, f"21{n % 14:02}", frozenset(DAYS[n % 7 :: 5] if n % 3 else DAYS[:3])) for n in range(210)
    ]
    teams = [Team(n, frozenset(DAYS[n::6])) for n in range(8)]
    plan = tour(hosts, teams, DAYS, TourRules(visits_a_day=5, days_a_week=3, gap=0.05, seconds=20))
    assert plan.left == () and plan.gap <= 0.05 and not plan.stopped_by_clock


def test_a_key_twice_and_limits_below_one_are_refused():
    for hosts, teams, rules in (
        ([Host(1, "2101")] * 2, [Team("a")], RULES),
        ([], [Team("a")] * 2, RULES),
        ([], [], replace(RULES, visits_a_day=0)),
        ([], [], replace(RULES, late=-1)),
    ):
        with pytest.raises(ValueError):
            tour(hosts, teams, DAYS, rules)
