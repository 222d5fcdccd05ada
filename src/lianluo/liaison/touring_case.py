"""What rounds by zone are made from, and on which working days a deputy can be visited at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd

Key = int | str


@dataclass(frozen=True)
class Host:
    """A deputy or member who is to be visited once."""

    key: Key
    city: str
    away: frozenset[date] = frozenset()
    """Sessions and whatever else keeps the deputy."""
    seen_on: frozenset[date] = frozenset()
    """Days on which another office visits or visited."""
    wanted_by: date | None = None
    """The day by which the visit should have been made; None: any day of the rounds."""
    teams: frozenset[Key] = frozenset()
    """Who may come; empty: any team."""


@dataclass(frozen=True)
class Team:
    """An officer with companions who travel together."""

    key: Key
    away: frozenset[date] = frozenset()
    cities: frozenset[str] = frozenset()
    """Where the team goes; empty: everywhere."""


@dataclass(frozen=True)
class TourRules:
    """The office's settings; points tell what is worth more."""

    visits_a_day: int = 4
    cities_a_day: int = 1
    """1: a team stays in one city for the day; 2: it changes once."""
    days_a_week: int = 2
    """The most days of one calendar week a team is on the road: spreads the rounds over the whole time."""
    cooling_off: int = 14
    """Calendar days that must lie between the visit and another office's, before and after."""
    unplaced: int = 1000
    """Points for a deputy who is not visited. More than `late` and `trip` together, or staying at home would pay."""
    late: int = 20
    """Points for a visit after the day it was wanted by."""
    trip: int = 10
    """Points for each city and day a team travels to."""
    gap: float = 0.02
    """The plan is bettered until it is this near to the proven bound (0.02 = 2 %)."""
    seconds: float = 30.0


@dataclass(frozen=True)
class Left:
    """A deputy who has no visit. `closed`: working days lost, (away | cooling_off | no_team, days); `open` days were left.

    no_day: no working day is open to him. no_room: the teams' days are taken by others.
    """

    host: Key
    code: str
    open: int
    closed: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Openness:
    """The days on which a deputy can be visited, and what closes the others."""

    days: frozenset[date]
    closed: tuple[tuple[str, int], ...]

    def left(self, host: Host) -> Left:
        return Left(host.key, "no_room" if self.days else "no_day", len(self.days), self.closed)


def openness(host: Host, calendar: Iterable[date], teams: Iterable[Team], rules: TourRules) -> Openness:
    """A day that several things close is counted for the first: the deputy away, cooling off, no team."""
    open_, closed = set(), {"away": 0, "cooling_off": 0, "no_team": 0}
    able, wait = able_teams(host, teams), timedelta(days=rules.cooling_off)
    for day in calendar:
        if day in host.away:
            closed["away"] += 1
        elif any(abs(day - seen) < wait for seen in host.seen_on):
            closed["cooling_off"] += 1
        elif all(day in each.away for each in able):
            closed["no_team"] += 1
        else:
            open_.add(day)
    return Openness(frozenset(open_), tuple((code, days) for code, days in closed.items() if days))


def able_teams(host: Host, teams: Iterable[Team]) -> tuple[Team, ...]:
    """Those who may come to this deputy and go to his city."""
    return tuple(
        each
        for each in teams
        if (not host.teams or each.key in host.teams) and (not each.cities or host.city in each.cities)
    )


def week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def grain(rules: TourRules) -> int:
    """Every plan costs a multiple of this."""
    return gcd(rules.unplaced, rules.late, rules.trip) or 1
