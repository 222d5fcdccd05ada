"""Rounds by zone (分片集中走访): which team goes to which city on which day and whom it visits there. Pure functions.

Teams that share no deputies are planned apart. The bound is that of the linear model; the plan is found by rounding it, trip
by trip, and bettered window by window. Decision 22.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianluo.liaison.solving import ALMOST, Found, OutOfTime, Relaxed, solve
from lianluo.liaison.touring_case import (
    Host,
    Key,
    Left,
    Openness,
    Team,
    TourRules,
    able_teams,
    grain,
    openness,
    week,
)
from lianluo.liaison.touring_frame import Frame, Trip

AT_ONCE = 6
"""Broken trips made whole between two looks at the model."""
WINDOW, PASSES, NODES = 2, 3, 200
"""Weeks opened together, how often all are gone through, branches in one."""


@dataclass(frozen=True)
class Visit:
    """One deputy on a tour; `late`: after the day it was wanted by."""

    host: Key
    late: bool


@dataclass(frozen=True)
class Tour:
    """One day of one team in one city."""

    day: date
    team: Key
    city: str
    visits: tuple[Visit, ...]


@dataclass(frozen=True)
class TourPlan:
    """Tours by day, team and city, and who has none. `cost` in points; no plan costs less than `bound`."""

    tours: tuple[Tour, ...]
    left: tuple[Left, ...]
    cost: int
    bound: int
    seconds: float
    stopped_by_clock: bool
    """True where the time ran out: another run may end at another plan."""

    @property
    def gap(self) -> float:
        """How much cheaper a plan could be at most, 0.01 = 1 %."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def tour(
    hosts: Iterable[Host], teams: Iterable[Team], calendar: Iterable[date], rules: TourRules
) -> TourPlan:
    """The rounds over the working days of `calendar`. Raises ValueError where a key stands twice or a limit is below one,
    OutOfTime where the time does not suffice for a first plan."""
    began = time.perf_counter()
    hosts, teams = sorted(hosts, key=_by_key), sorted(teams, key=_by_key)
    days = sorted(set(calendar))
    _refuse(hosts, teams, rules)
    found_open = {host: openness(host, days, teams, rules) for host in hosts}
    placed: dict[Trip, list[Host]] = {}
    bound, late = sum(rules.unplaced for each in found_open.values() if not each.days), False
    parts = _apart({host: each for host, each in found_open.items() if each.days}, teams)
    waiting = sum(len(part) for part, _teams in parts)
    for part, of_part in parts:
        share = (rules.seconds - (time.perf_counter() - began)) * len(part) / waiting
        trips, least, stopped = _planned(Frame(part, of_part, days, rules), share)
        placed |= trips
        bound, late, waiting = bound + least, late or stopped, waiting - len(part)
    return _told(placed, found_open, rules, (bound, time.perf_counter() - began, late))


def _apart(
    hosts: dict[Host, Openness], teams: Sequence[Team]
) -> list[tuple[dict[Host, Openness], list[Team]]]:
    """Deputies and teams in parts that have nothing to do with each other."""
    mark = {each.key: each.key for each in teams}
    for host in hosts:
        together = {mark[each.key] for each in able_teams(host, teams)}
        first = min(together, key=str)
        mark = {key: first if old in together else old for key, old in mark.items()}
    parts: dict[Key, tuple[dict, list]] = {}
    for host, each in hosts.items():
        parts.setdefault(mark[able_teams(host, teams)[0].key], ({}, []))[0][host] = each
    for each in teams:
        if mark[each.key] in parts:
            parts[mark[each.key]][1].append(each)
    return list(parts.values())


def _planned(frame: Frame, seconds: float) -> tuple[dict[Trip, list[Host]], int, bool]:
    """Visits by trip, the bound, whether the clock ended the search. Raises OutOfTime."""
    end = time.perf_counter() + seconds
    trips, least = _rounded(frame, end)
    best, bound = _at(frame, trips), _up(least, frame.rules)
    for window in _windows(frame):
        if best.cost - bound <= frame.rules.gap * best.cost + ALMOST or time.perf_counter() >= end:
            break
        best, bound = _bettered(frame, window, best, bound, end)
    return frame.visits(best.values), min(bound, round(best.cost)), time.perf_counter() >= end


def _bettered(frame: Frame, window: set[Trip], best: Found, bound: int, end: float) -> tuple[Found, int]:
    """The best plan that differs in the window's trips alone; the bound is raised where the window is everything."""
    columns = frame.trip_column.items()
    fixed = {column: round(best.values[column]) for trip, column in columns if trip not in window}
    left = end - time.perf_counter()
    try:
        found = solve(frame.model, gap=frame.rules.gap / 2, seconds=left, fixed=fixed, nodes=NODES)
    except OutOfTime:
        return best, bound
    if not fixed:
        bound = max(bound, _up(found.bound, frame.rules))
    if found.cost >= best.cost - ALMOST:
        return best, bound
    return _at(frame, {trip for trip, column in columns if found.values[column] > 0.5}), bound


def _up(bound: float, rules: TourRules) -> int:
    step = grain(rules)
    return math.ceil(bound / step - ALMOST) * step


def _rounded(frame: Frame, end: float) -> tuple[set[Trip], float]:
    """A first choice of trips: the whole ones of the linear model and the fullest broken ones are settled, then it is looked
    at again. With it the bound of the linear model."""
    relaxed, taken, least = Relaxed(frame.model), set(), None
    while True:
        values, cost = relaxed.run(end - time.perf_counter())
        least = cost if least is None else least
        shares = sorted(
            (-values[column], column, trip)
            for trip, column in frame.trip_column.items()
            if trip not in taken and values[column] > ALMOST
        )
        if all(-share > 1 - ALMOST for share, *_ in shares):
            return taken | {trip for *_, trip in shares}, least
        whole = sum(-share > 1 - ALMOST for share, *_ in shares)
        for _share, column, trip in shares[: whole + AT_ONCE]:
            if frame.fits(taken, trip):
                taken.add(trip)
                relaxed.fix(column, 1)


def _at(frame: Frame, trips: set[Trip]) -> Found:
    """The best visits for these trips: whole numbers, as the corner of a flow."""
    relaxed = Relaxed(frame.model)
    for trip, column in frame.trip_column.items():
        relaxed.fix(column, float(trip in trips))
    values, cost = relaxed.run(None)
    return Found(values, cost, cost, False)


def _windows(frame: Frame) -> Iterable[set[Trip]]:
    if frame.is_small:
        yield set(frame.trips)
        return
    weeks = sorted({week(day) for _team, _city, day in frame.trips})
    for _ in range(PASSES):
        for first in range(max(1, len(weeks) - WINDOW + 1)):
            chosen = set(weeks[first : first + WINDOW])
            yield {trip for trip in frame.trips if week(trip[2]) in chosen}


def _told(placed, found_open, rules: TourRules, proof: tuple[int, float, bool]) -> TourPlan:
    tours = []
    for (team, city, day), hosts in placed.items():
        visits = tuple(
            Visit(each.key, each.wanted_by is not None and day > each.wanted_by)
            for each in sorted(hosts, key=_by_key)
        )
        tours.append(Tour(day, team, city, visits))
    met = {visit.host for each in tours for visit in each.visits}
    left = tuple(days.left(host) for host, days in found_open.items() if host.key not in met)
    cost = rules.unplaced * len(left) + rules.trip * len(tours)
    cost += rules.late * sum(visit.late for each in tours for visit in each.visits)
    ordered = tuple(sorted(tours, key=lambda each: (each.day, str(each.team), each.city)))
    return TourPlan(ordered, left, cost, min(proof[0], cost), *proof[1:])


def _by_key(row: Host | Team) -> tuple:
    return str(type(row.key)), row.key


def _refuse(hosts: list[Host], teams: list[Team], rules: TourRules) -> None:
    for rows in (hosts, teams):
        if len({each.key for each in rows}) < len(rows):
            raise ValueError("a key stands twice")
    if min(rules.visits_a_day, rules.cities_a_day, rules.days_a_week) < 1:
        raise ValueError("a limit is below one")
    if min(rules.unplaced, rules.late, rules.trip, rules.cooling_off) < 0:
        raise ValueError("a number is below nothing")
