"""What a plan of ties is made from: deputies, officers, the ties that stand, the office's rules; and the price of one tie.

Loads and capacities are in contacts a year (联系次数), prices in points. All whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Key = int | str


@dataclass(frozen=True)
class Deputy:
    """A deputy or member who is to have one officer."""

    key: Key
    level: str
    """The level of the highest mandate."""
    area: str = ""
    """Area code of the place, as short as the place is wide: 21, 2101, 210106."""
    delegation: str = ""
    fields: frozenset[str] = frozenset()
    """Profession and expertise, words of the office's list."""
    contacts: int = 2
    """Contacts required a year: what the tie weighs."""
    office: Key = ""
    """The procuratorate whose officers may look after the deputy."""


@dataclass(frozen=True)
class Officer:
    key: Key
    rank: str
    areas: frozenset[str] = frozenset()
    """Area codes he is in charge of; 2101 covers 210106."""
    delegations: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    capacity: int | None = None
    """Contacts a year he can take; None: what the rules say for everybody."""
    office: Key = ""


@dataclass(frozen=True)
class Standing:
    """A tie that stands today."""

    deputy: Key
    officer: Key
    fixed: bool = False
    """Decided by the office for itself: stays, also against the rule of levels, while the officer is here."""


@dataclass(frozen=True)
class Rules:
    """The office's settings. "By level, full coverage" (分层级+全覆盖) is `allowed`."""

    allowed: Mapping[str, Mapping[str, int]]
    """level → rank → points: who may look after whom; 0 for the rank that should, more for one that may."""
    max_load: int = 40
    """Contacts a year of an officer without a capacity of his own."""
    area: int = 30
    """Points for an officer who is in charge neither of the deputy's area nor of his delegation."""
    field: int = 10
    """Points for an officer who shares none of the deputy's fields."""
    keep: int | None = 20
    """A standing tie ends only where more than this is gained by it; None: only where a hard rule leaves no choice."""
    fairness: int = 2
    """Points a contact in each further eighth of an officer's capacity: the first eighth is free, the last costs 7 ×."""
    gap: float = 0.005
    """How far from the proven bound a plan may be (0.01 = 1 %); 0: only the optimum will do."""
    seconds: float = 10.0
    """The longest for one office."""


@dataclass(frozen=True)
class Reason:
    """One ground for a line: a code, what it is about, the points it costs.

    level (rank) · area (code) · delegation (name) · other_area · field (word) · other_field · kept · fixed · new ·
    moved, officer_left, rank_not_allowed (the officer before)
    """

    code: str
    about: Key = ""
    points: int = 0


EIGHTHS = 8


@dataclass(frozen=True)
class Case:
    """One office: everything in the order of the keys, so that the order of asking changes nothing."""

    office: Key
    deputies: tuple[Deputy, ...]
    officers: tuple[Officer, ...]
    ties: Mapping[Key, Standing]
    rules: Rules

    @cached_property
    def by_key(self) -> dict[Key, Officer]:
        return {each.key: each for each in self.officers}

    def capacity(self, officer: Officer) -> int:
        return self.rules.max_load if officer.capacity is None else officer.capacity

    def standing(self, deputy: Deputy) -> Officer | None:
        """Today's officer, where he is still here."""
        tie = self.ties.get(deputy.key)
        return self.by_key.get(tie.officer) if tie else None

    def is_fixed(self, deputy: Deputy) -> bool:
        return self.standing(deputy) is not None and self.ties[deputy.key].fixed

    def may(self, deputy: Deputy, officer: Officer) -> bool:
        return officer.rank in self.rules.allowed.get(deputy.level, {})

    def candidates(self, deputy: Deputy) -> list[Officer]:
        """Who may look after the deputy by the hard rules; empty where nobody may."""
        if self.is_fixed(deputy):
            return [self.standing(deputy)]
        return [each for each in self.officers if self.may(deputy, each)]

    def keeps(self, deputy: Deputy) -> Officer | None:
        """Today's officer where the tie may go on."""
        today = self.standing(deputy)
        return today if today and (self.is_fixed(deputy) or self.may(deputy, today)) else None

    def reasons(self, deputy: Deputy, officer: Officer) -> tuple[Reason, ...]:
        """Why this tie, with its points; their sum is its price."""
        level = self.rules.allowed.get(deputy.level, {}).get(officer.rank, 0)
        found = [Reason("level", officer.rank, level), *self._matching(deputy, officer)]
        return (*found, self._change(deputy, officer))

    def price(self, deputy: Deputy, officer: Officer) -> int:
        return sum(each.points for each in self.reasons(deputy, officer))

    def _matching(self, deputy: Deputy, officer: Officer) -> list[Reason]:
        found = []
        if deputy.area or deputy.delegation:
            found.append(self._area(deputy, officer))
        if deputy.fields:
            shared = sorted(deputy.fields & officer.fields)
            found += [Reason("field", each) for each in shared] or [
                Reason("other_field", points=self.rules.field)
            ]
        return found

    def _area(self, deputy: Deputy, officer: Officer) -> Reason:
        covering = [code for code in officer.areas if deputy.area.startswith(code)]
        if covering:
            return Reason("area", max(covering, key=len))
        if deputy.delegation and deputy.delegation in officer.delegations:
            return Reason("delegation", deputy.delegation)
        return Reason("other_area", points=self.rules.area)

    def _change(self, deputy: Deputy, officer: Officer) -> Reason:
        tie = self.ties.get(deputy.key)
        if tie is None:
            return Reason("new")
        today = self.standing(deputy)
        if today is None:
            return Reason("officer_left", tie.officer)
        if today == officer:
            return Reason("fixed" if tie.fixed else "kept")
        if self.keeps(deputy) is None:
            return Reason("rank_not_allowed", tie.officer)
        return Reason("moved", tie.officer, self.rules.keep or 0)

    def steps(self, officer: Officer) -> list[tuple[int, int]]:
        """(contacts, points each) of the eighths of an officer's capacity, the cheapest first."""
        whole = self.capacity(officer)
        edges = [whole * part // EIGHTHS for part in range(EIGHTHS + 1)]
        widths = [after - before for before, after in zip(edges, edges[1:], strict=False)]
        return [(width, part * self.rules.fairness) for part, width in enumerate(widths)]

    def load_points(self, officer: Officer, contacts: int) -> int:
        """What a load costs in fairness."""
        points = 0
        for width, each in self.steps(officer):
            points += each * min(width, max(contacts, 0))
            contacts -= width
        return points


def cases(
    deputies: tuple[Deputy, ...], officers: tuple[Officer, ...], ties: tuple[Standing, ...], rules: Rules
) -> list[Case]:
    """One case for each office that has deputies, or officers. Raises ValueError where a key stands twice or a number
    is below nothing."""
    _refuse(deputies, officers, ties, rules)
    by_deputy = {each.deputy: each for each in ties}
    rows: dict[Key, tuple[list, list]] = {}
    for each in sorted(deputies, key=_order):
        rows.setdefault(each.office, ([], []))[0].append(each)
    for each in sorted(officers, key=_order):
        rows.setdefault(each.office, ([], []))[1].append(each)
    return [
        Case(office, tuple(whom), tuple(who), by_deputy, rules)
        for office, (whom, who) in sorted(rows.items(), key=lambda row: (str(type(row[0])), row[0]))
    ]


def _order(row: Deputy | Officer) -> tuple:
    return str(type(row.key)), row.key


def _refuse(deputies, officers, ties, rules: Rules) -> None:
    for keys in ([row.key for row in deputies], [row.key for row in officers], [row.deputy for row in ties]):
        if len(set(keys)) < len(keys):
            raise ValueError("a key stands twice")
    numbers = [row.contacts for row in deputies] + [row.capacity or 0 for row in officers]
    numbers += [rules.max_load, rules.area, rules.field, rules.keep or 0, rules.fairness]
    numbers += [points for ranks in rules.allowed.values() for points in ranks.values()]
    if min(numbers) < 0:
        raise ValueError("a number is below nothing")
