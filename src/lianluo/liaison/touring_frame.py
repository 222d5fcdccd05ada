"""The rounds of teams that share deputies, as a linear model: trips are whole, and fixed trips make the visits whole too,
because what is left is a flow from deputies to days to trips."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from lianluo.liaison.solving import Model
from lianluo.liaison.touring_case import Host, Key, Openness, Team, TourRules, able_teams, week

SMALL = 800
"""Possible trips up to which a plan is searched for as a whole."""

Trip = tuple[Key, str, date]
"""Team, city, day."""
Node = tuple[frozenset[Key], str, date]
"""Teams any of which may come, city, day: where deputies who are alike wait for a trip."""


class Frame:
    """Columns in this order: trips, days on the road, who of a node goes with which trip, deputies."""

    def __init__(
        self, hosts: dict[Host, Openness], teams: Sequence[Team], days: Sequence[date], rules: TourRules
    ):
        self.rules, self.model = rules, Model()
        self._alike: dict[tuple, list[Host]] = defaultdict(list)
        for host, openness in hosts.items():
            able = frozenset(each.key for each in able_teams(host, teams))
            self._alike[able, host.city, openness.days, host.wanted_by].append(host)
        self.trips = self._possible(teams, days)
        self.is_small = len(self.trips) <= SMALL
        self.trip_column: dict[Trip, int] = {}
        self._flow_column: dict[tuple[Node, Trip], int] = {}
        self._visit_column: dict[tuple[int, date], int] = {}
        self._build()

    def _possible(self, teams: Sequence[Team], days: Sequence[date]) -> list[Trip]:
        wanted = {
            (team, city, day) for able, city, open_, _by in self._alike for team in able for day in open_
        }
        return [
            (team.key, city, day)
            for day in days
            for team in teams
            if day not in team.away
            for city in sorted({city for _able, city, _open, _by in self._alike})
            if (team.key, city, day) in wanted
        ]

    def _build(self) -> None:
        most, model = self.rules.visits_a_day, self.model
        self._trip_rows = {trip: model.row(upper=0) for trip in self.trips}
        day_rows = {(team, day): model.row(upper=most) for team, _city, day in self.trips}
        self._enough = self._enough_rows()
        self._only_on_trips = self._links() if self.is_small else {}
        self._trips_and_days()
        nodes = {(able, city, day) for able, city, open_, _by in self._alike for day in open_}
        rows = {node: model.row(0, 0) for node in sorted(nodes, key=_order)}
        for node, row in rows.items():
            able, city, day = node
            for team in sorted(able, key=str):
                if (trip := (team, city, day)) in self._trip_rows:
                    into = [(row, -1), (self._trip_rows[trip], 1), (day_rows[team, day], 1)]
                    self._flow_column[node, trip] = model.column(0, most, into, whole=False)
        for number, group in enumerate(self._alike):
            self._deputies(number, group, rows)

    def _enough_rows(self) -> dict[str, tuple[int, int]]:
        """city → (row, f): n deputies and `most` a trip need ⌈n/most⌉ trips, or f left at home for each trip fewer. Says
        nothing new to whole trips, and lifts the bound of broken ones to the point (a rounding cut)."""
        most, found = self.rules.visits_a_day, {}
        for city in sorted({city for _able, city, _open, _by in self._alike}):
            count = sum(len(rows) for (_able, where, *_rest), rows in self._alike.items() if where == city)
            trips = math.ceil(count / most)
            found[city] = self.model.row(lower=trips), count - most * (trips - 1)
        return found

    def _links(self) -> dict[tuple[int, date], int]:
        """(deputies, day) → a row: nobody is visited by a fraction of a trip more than that fraction. Lifts the bound where
        days are short; too many rows where teams are shared."""
        return {
            (number, day): self.model.row(upper=0)
            for number, (_able, _city, open_, _by) in enumerate(self._alike)
            for day in sorted(open_)
        }

    def _linked(self, trip: Trip) -> list[tuple[int, float]]:
        team, city, day = trip
        return [
            (self._only_on_trips[number, day], -len(rows))
            for number, ((able, where, open_, _by), rows) in enumerate(self._alike.items())
            if where == city and team in able and (number, day) in self._only_on_trips
        ]

    def _trips_and_days(self) -> None:
        """Cities a day and days a week. Where a team may change the city, days are columns of their own."""
        model, rules = self.model, self.rules
        weeks = {
            key: model.row(upper=rules.days_a_week)
            for key in dict.fromkeys((team, week(day)) for team, _c, day in self.trips)
        }
        cities = {
            key: model.row(upper=rules.cities_a_day)
            for key in dict.fromkeys((team, day) for team, _c, day in self.trips)
        }
        single, goes = rules.cities_a_day == 1, defaultdict(list)
        for trip in self.trips:
            team, city, day = trip
            rows = [
                *(self._linked(trip) if self.is_small else ()),
                (self._trip_rows[trip], -rules.visits_a_day),
                (cities[team, day], 1),
                (self._enough[city][0], 1),
            ]
            if single:
                rows.append((weeks[team, week(day)], 1))
            else:
                goes[team, day].append(model.row(upper=0))
                rows.append((goes[team, day][-1], 1))
            self.trip_column[trip] = model.column(rules.trip, 1, rows)
        for (team, day), on_road in goes.items():
            rows = [(weeks[team, week(day)], 1), *((row, -1) for row in on_road)]
            model.column(0, 1, rows, whole=False)

    def _deputies(self, number: int, group: tuple, nodes: dict[Node, int]) -> None:
        able, city, open_, by = group
        count = len(self._alike[group])
        served, (enough, each) = self.model.row(count, count), self._enough[city]
        self.model.column(self.rules.unplaced, count, [(served, 1), (enough, 1 / each)], whole=False)
        for day in sorted(open_):
            late = self.rules.late if by is not None and day > by else 0
            rows = [(served, 1), (nodes[able, city, day], 1)]
            if self.is_small:
                rows.append((self._only_on_trips[number, day], 1))
            self._visit_column[number, day] = self.model.column(late, count, rows, whole=False)

    def fits(self, taken: Iterable[Trip], more: Trip) -> bool:
        """Whether a team that makes these trips may make one more."""
        team, _city, day = more
        same_day = sum(1 for who, _c, when in taken if (who, when) == (team, day))
        road = {when for who, _c, when in taken if who == team and week(when) == week(day)} | {day}
        return same_day < self.rules.cities_a_day and len(road) <= self.rules.days_a_week

    def visits(self, values: Sequence[float]) -> dict[Trip, list[Host]]:
        """Who is visited on which trip."""
        waiting: dict[Node, list[Host]] = defaultdict(list)
        for number, (group, alike) in enumerate(self._alike.items()):
            able, city, open_, _by = group
            queue = iter(alike)
            for day in sorted(open_):
                for _ in range(round(values[self._visit_column[number, day]])):
                    waiting[able, city, day].append(next(queue))
        found: dict[Trip, list[Host]] = defaultdict(list)
        for (node, trip), column in self._flow_column.items():
            for _ in range(round(values[column])):
                found[trip].append(waiting[node].pop(0))
        return found


def _order(node: Node) -> tuple:
    able, city, day = node
    return city, day, sorted(map(str, able))
