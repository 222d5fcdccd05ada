"""Fair assignment of officers to deputies (联络对应关系): every deputy has one officer, for the fewest points.

Pure functions. Each office is a problem of its own, so a province is the sum of its offices. An office whose rules
contradict each other gets no lines but a `Shortage` that names what to relax. Decision 22.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from lianluo.liaison.assigning_case import Case, Deputy, Key, Officer, Reason, Rules, Standing, cases
from lianluo.liaison.assigning_shortages import Shortage, shortage_of
from lianluo.liaison.solving import ALMOST, Found, Model, OutOfTime, Unsolvable, solve_narrowed

MARGINS = (2, 6, 20)
"""Points by which a pair may be dearer than the linear model would pay and still be looked at."""


@dataclass(frozen=True)
class Line:
    """One deputy's officer. `points` is the sum of the reasons' points."""

    deputy: Key
    officer: Key
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(each.points for each in self.reasons)


@dataclass(frozen=True)
class Load:
    """What one officer would carry, in contacts a year; `points` for fairness."""

    officer: Key
    deputies: int
    contacts: int
    capacity: int
    points: int


@dataclass(frozen=True)
class TiePlan:
    """Lines by deputy and loads by officer. `cost` in points; no plan under the same rules costs less than `bound`
    (where `Rules.keep` is None: no plan that ends as few ties)."""

    lines: tuple[Line, ...]
    loads: tuple[Load, ...]
    shortages: tuple[Shortage, ...]
    cost: int
    bound: int
    seconds: float
    stopped_by_clock: bool
    """True where an office's time ran out: another run may end at another plan."""

    @property
    def gap(self) -> float:
        """How much cheaper a plan could be at most, 0.01 = 1 %."""
        return (self.cost - self.bound) / self.cost if self.cost else 0.0

    @property
    def is_complete(self) -> bool:
        return not self.shortages


def assign(
    deputies: Iterable[Deputy],
    officers: Iterable[Officer],
    ties: Iterable[Standing],
    rules: Rules,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> TiePlan:
    """The plan for all offices named in the rows. `told(done, total)` hears of each office that is finished.

    Ties that stand go on wherever the plan that moves nobody is within `rules.gap` of the bound, or `rules.keep` is None;
    otherwise one is moved only for more than `rules.keep` points. Raises ValueError (see `cases`).
    """
    began = time.perf_counter()
    rows, plans = cases(tuple(deputies), tuple(officers), tuple(ties), rules), []
    for done, case in enumerate(rows, start=1):
        plans.append(_office(case))
        told(done, len(rows))
    return TiePlan(
        lines=tuple(line for plan in plans for line in plan.lines),
        loads=tuple(load for plan in plans for load in plan.loads),
        shortages=tuple(each for plan in plans for each in plan.shortages),
        cost=sum(plan.cost for plan in plans),
        bound=sum(plan.bound for plan in plans),
        seconds=time.perf_counter() - began,
        stopped_by_clock=any(plan.stopped_by_clock for plan in plans),
    )


def _office(case: Case) -> TiePlan:
    try:
        chosen, found = _chosen(case)
    except (Unsolvable, OutOfTime) as error:
        late = isinstance(error, OutOfTime)
        return TiePlan((), (), (shortage_of(case),), 0, 0, 0.0, late)
    lines = tuple(
        Line(each.key, chosen[each.key].key, case.reasons(each, chosen[each.key])) for each in case.deputies
    )
    loads = tuple(_load(case, each, chosen) for each in case.officers)
    cost = sum(row.points for row in (*lines, *loads))
    bound = min(cost, max(0, math.ceil(found.bound - ALMOST * max(1.0, abs(found.bound)))))
    return TiePlan(lines, loads, (), cost, bound, 0.0, found.stopped_by_clock)


def _load(case: Case, officer: Officer, chosen: dict[Key, Officer]) -> Load:
    his = [each.contacts for each in case.deputies if chosen[each.key] is officer]
    return Load(officer.key, len(his), sum(his), case.capacity(officer), case.load_points(officer, sum(his)))


def _chosen(case: Case) -> tuple[dict[Key, Officer], Found]:
    """The officer of each deputy. Raises Unsolvable, OutOfTime."""
    frame = _Frame(case)
    if not any(case.keeps(each) for each in case.deputies):
        return frame.solved()
    try:
        chosen, found = frame.solved(moves=0)
        if case.rules.keep is None:
            return chosen, found
    except Unsolvable:
        if case.rules.keep is None:
            return frame.solved(moves=frame.fewest_moves())
        return frame.solved()
    better, proof = frame.solved()
    if found.cost - proof.bound <= case.rules.gap * found.cost + ALMOST:
        return chosen, replace(proof, cost=found.cost)
    return better, proof


class _Frame:
    """The model of one office: a column for each pair that may be, the eighths of each officer's capacity behind it."""

    def __init__(self, case: Case):
        self.case = case
        self.pairs: list[tuple[Deputy, Officer]] = []
        self._prices: list[int] = []
        for deputy in case.deputies:
            for officer in case.candidates(deputy):
                self.pairs.append((deputy, officer))
                self._prices.append(case.price(deputy, officer))

    def solved(self, moves: int | None = None) -> tuple[dict[Key, Officer], Found]:
        """The cheapest plan that ends at most `moves` of the ties that may go on."""
        found = self._solve(self._prices, moves, fairness=True)
        taken = zip(self.pairs, found.values, strict=False)
        return {deputy.key: officer for (deputy, officer), value in taken if value > 0.5}, found

    def fewest_moves(self) -> int:
        """How many of the ties that may go on must end, for nothing but the hard rules."""
        ending = [int(self._ends(*pair)) for pair in self.pairs]
        return round(self._solve(ending, None, fairness=False).cost)

    def _ends(self, deputy: Deputy, officer: Officer) -> bool:
        today = self.case.keeps(deputy)
        return today is not None and today != officer

    def _solve(self, prices: list[int], moves: int | None, *, fairness: bool) -> Found:
        case, model = self.case, Model()
        served = {each.key: model.row(1, 1) for each in case.deputies}
        load = {each.key: model.row(0, 0) for each in case.officers}
        ended = model.row(upper=math.inf if moves is None else moves)
        for (deputy, officer), price in zip(self.pairs, prices, strict=True):
            rows = [(served[deputy.key], 1), (load[officer.key], deputy.contacts)]
            if self._ends(deputy, officer):
                rows.append((ended, 1))
            model.column(price, 1, rows)
        for officer in case.officers:
            for width, points in case.steps(officer):
                model.column(points if fairness else 0, width, [(load[officer.key], -1)], whole=False)
        gap = case.rules.gap if fairness else 0.0
        return solve_narrowed(model, gap=gap, seconds=case.rules.seconds, margins=MARGINS)
