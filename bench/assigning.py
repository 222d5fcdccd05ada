"""Ties for one procuratorate and for a province, and zone-by-zone rounds: time, proof, and what a greedy planner gets.

python -m bench assigning
"""

from __future__ import annotations

import random
import resource
import statistics
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from bench.place import table
from lianluo.liaison.assigning import Load, TiePlan, assign
from lianluo.liaison.assigning_case import Case, Deputy, Officer, Rules, Standing, cases
from lianluo.liaison.touring import tour
from lianluo.liaison.touring_case import Host, Team, TourRules

LEVELS = {"national": 12, "provincial": 60, "municipal": 20, "county": 8}
FIELDS = (
    "法律",
    "农业",
    "教育",
    "医药卫生",
    "制造业",
    "金融",
    "科技",
    "文化",
    "环境资源",
    "社会福利",
    "工会",
    "妇联",
)
RULES = Rules(
    allowed={
        "national": {"chief": 0, "deputy_chief": 5},
        "provincial": {"deputy_chief": 5, "committee_member": 0, "middle_manager": 5},
        "municipal": {"committee_member": 5, "middle_manager": 0},
        "county": {"middle_manager": 0},
    }
)
CITIES = tuple(f"21{number:02}" for number in range(1, 15))


def office(
    deputies: int, officers: int, seed: int, tied: float = 0.8
) -> tuple[list[Deputy], list[Officer], list[Standing]]:
    """One procuratorate with invented rows: 14 cities of seven counties, one deputy in nine asks for twice the contacts."""
    dice = random.Random(seed)
    room = -(-deputies * 5 // (2 * officers))  # a good tenth above what is asked
    people = [
        Officer(f"{seed}-o{n:03}", _rank(n, officers), frozenset(dice.sample(CITIES, 2)),
                fields=frozenset(dice.sample(FIELDS, 2)), office=seed,
                capacity=room * (3 if _rank(n, officers) != "middle_manager" else 1))
        for n in range(officers)
    ]  # fmt: skip
    asked = [
        Deputy(f"{seed}-d{n:05}", dice.choices(list(LEVELS), list(LEVELS.values()))[0],
               f"{dice.choice(CITIES)}{dice.randrange(1, 8):02}",
               fields=frozenset(dice.sample(FIELDS, dice.choice((1, 1, 2)))), office=seed,
               contacts=dice.choices((2, 4), (8, 1))[0])
        for n in range(deputies)
    ]  # fmt: skip
    ties = [Standing(each.key, dice.choice(people).key) for each in asked if dice.random() < tied]
    return asked, people, ties


def _rank(number: int, of: int) -> str:
    if number == 0:
        return "chief"
    return "deputy_chief" if number < of / 7 else "committee_member" if number < of / 4 else "middle_manager"


def greedy(case: Case) -> int | None:
    """Points where each deputy, those with the fewest candidates first, takes the officer who is cheapest at that moment;
    None where somebody finds nobody."""
    carried = dict.fromkeys((each.key for each in case.officers), 0)
    points = 0
    for deputy in sorted(
        case.deputies, key=lambda each: (len(case.candidates(each)), -each.contacts, each.key)
    ):
        open_ = [
            each
            for each in case.candidates(deputy)
            if carried[each.key] + deputy.contacts <= case.capacity(each)
        ]
        if not open_:
            return None
        points_of = {
            each.key: case.price(deputy, each) + _more(case, each, carried, deputy) for each in open_
        }
        best = min(points_of, key=lambda key: (points_of[key], key))
        carried[best] += deputy.contacts
        points += points_of[best]
    return points


def _more(case: Case, officer: Officer, carried: dict, deputy: Deputy) -> int:
    before = carried[officer.key]
    return case.load_points(officer, before + deputy.contacts) - case.load_points(officer, before)


def _spread(loads: Iterable[Load]) -> str:
    filled = [each.contacts / each.capacity for each in loads if each.capacity]
    if not filled:
        return ""
    return f"{min(filled):.0%}–{max(filled):.0%}"


def _line(name: str, plans: list[TiePlan], by_greedy: int | None) -> tuple[str, ...]:
    plan, seconds = plans[0], statistics.median(each.seconds for each in plans)
    return (
        name, f"{len(plans)}", f"{seconds:.1f} s", f"{plan.cost:,}", f"{plan.bound:,}", f"{plan.gap:.2%}",
        f"{by_greedy:,} (+{by_greedy / plan.cost - 1:.0%})" if by_greedy else "finds none", _spread(plan.loads),
        f"{len(plan.shortages)}", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
    )  # fmt: skip


def measured(name: str, rows, runs: int) -> tuple[str, ...]:
    plans = [assign(*rows, RULES) for _ in range(runs)]
    if any(each.lines != plans[0].lines for each in plans):
        raise SystemExit(f"{name}: two runs differ")
    sums = [greedy(case) for case in cases(*map(tuple, rows), RULES)]
    return _line(name, plans, None if None in sums else sum(sums))


def _tight(deputies, officers, ties):
    return deputies, [replace(each, capacity=each.capacity * 6 // 10) for each in officers], ties


def province(offices: int, deputies: int, officers: int):
    rows = [office(deputies, officers, seed) for seed in range(1, offices + 1)]
    return tuple([each for part in kind for each in part] for kind in zip(*rows, strict=True))


def rounds(deputies: int, teams: int, days: int, own: bool, seed: int = 3):
    """14 cities; a session of four days for most, other days of their own for all, another office's visit for some."""
    dice = random.Random(seed)
    first = date(2026, 3, 2)
    calendar = [day for day in (first + timedelta(days=n) for n in range(days * 2)) if day.weekday() < 5][
        :days
    ]
    crews = [Team(f"t{n}", frozenset(day for day in calendar if dice.random() < 0.2)) for n in range(teams)]
    hosts = []
    for n in range(deputies):
        away = {day for day in calendar if dice.random() < 0.15}
        away |= set(calendar[10:14]) if dice.random() < 0.6 else set()
        hosts.append(
            Host(f"d{n:03}", dice.choices(CITIES, [9, 7, *[4] * 12])[0], frozenset(away),
                 frozenset({dice.choice(calendar)} if dice.random() < 0.15 else ()),
                 dice.choice((None, None, calendar[days // 2])),
                 frozenset({crews[dice.randrange(teams)].key} if own else ()))
        )  # fmt: skip
    return hosts, crews, calendar


def toured(name: str, rows, rules: TourRules, runs: int) -> tuple[str, ...]:
    plans = [tour(*rows, rules) for _ in range(runs)]
    plan, seconds = plans[0], statistics.median(each.seconds for each in plans)
    if any((each.tours, each.left) != (plan.tours, plan.left) for each in plans):
        name += " (runs differ)"
    late = sum(visit.late for each in plan.tours for visit in each.visits)
    return (
        name, f"{runs}", f"{seconds:.1f} s", f"{len(plan.tours)}", f"{len(plan.left)}", f"{late}", f"{plan.cost:,}",
        f"{plan.bound:,}", f"{plan.gap:.2%}", "yes" if plan.stopped_by_clock else "no",
    )  # fmt: skip


def main_rounds(runs: int) -> None:
    rules = TourRules(visits_a_day=5, days_a_week=3)
    lines = [
        toured("any of 6 teams, 43 days, room for all", rounds(700, 6, 43, own=False), rules, runs),
        toured("any of 6 teams, 43 days, two days a week", rounds(700, 6, 43, own=False), TourRules(visits_a_day=5), runs),
        toured("own team, 43 days", rounds(700, 6, 43, own=True), rules, runs),
        toured("any of 6 teams, 60 days", rounds(700, 6, 60, own=False), rules, runs),
        toured("two cities a day, 43 days", rounds(700, 6, 43, own=False), TourRules(5, 2, 3), runs),
    ]  # fmt: skip
    head = (
        "700 deputies",
        "runs",
        "median",
        "tours",
        "left",
        "late",
        "points",
        "bound",
        "gap",
        "stopped by clock",
    )
    table(head, lines)


def main(runs: int = 3) -> None:
    lines = [
        measured("700 deputies, 60 officers, nobody tied", office(700, 60, 1, tied=0), runs),
        measured("the same with 560 ties at random", office(700, 60, 1), runs),
        measured(
            "700 deputies, 60 officers, 96 % of the capacity asked for",
            _tight(*office(700, 60, 1, tied=0)),
            runs,
        ),
        measured("115 offices, 59,800 deputies, 2,875 officers", province(115, 520, 25), 1),
    ]
    head = (
        "ties",
        "runs",
        "median",
        "points",
        "bound",
        "gap",
        "greedy",
        "load",
        "offices without plan",
        "peak memory",
    )
    table(head, lines)
    print()
    main_rounds(runs)
