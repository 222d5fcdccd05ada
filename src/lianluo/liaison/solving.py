"""A linear model with whole numbers, and its minimum by HiGHS (decision 22). Nothing here knows what the numbers mean.

The solver is loaded by the first `solve`: a process that plans nothing does not carry it.
"""

from __future__ import annotations

import math
import time
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

ALMOST = 1e-6
NODES = 5_000
"""Branches after which a search ends without proof. Counted, not timed: the same question ends at the same place."""


@dataclass(frozen=True)
class Found:
    """What a search came to. `cost` and `bound` in the model's own points; no solution costs less than `bound`."""

    values: Sequence[float]
    cost: float
    bound: float
    stopped_by_clock: bool
    """True where the time ran out: another run may end at another solution."""


class Unsolvable(Exception):
    """The rows contradict each other."""


class OutOfTime(Exception):
    """The time ran out before any solution was found."""


@dataclass
class Model:
    """Rows first, then columns with what they put into the rows. All columns are >= 0."""

    lower: array = field(default_factory=lambda: array("d"))
    upper: array = field(default_factory=lambda: array("d"))
    cost: array = field(default_factory=lambda: array("d"))
    most: array = field(default_factory=lambda: array("d"))
    whole: array = field(default_factory=lambda: array("b"))
    starts: array = field(default_factory=lambda: array("i", [0]))
    index: array = field(default_factory=lambda: array("i"))
    value: array = field(default_factory=lambda: array("d"))

    def row(self, lower: float = -math.inf, upper: float = math.inf) -> int:
        """A sum that must lie between the two. Its number."""
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def column(
        self, cost: float, most: float, rows: Iterable[tuple[int, float]], *, whole: bool = True
    ) -> int:
        """A variable of 0…`most` at `cost` a piece, which counts `value` into each `(row, value)`. Its number."""
        self.cost.append(cost)
        self.most.append(most)
        self.whole.append(whole)
        for row, value in rows:
            self.index.append(row)
            self.value.append(value)
        self.starts.append(len(self.index))
        return len(self.cost) - 1


def solve(
    model: Model,
    *,
    gap: float,
    seconds: float,
    fixed: Mapping[int, float] = MappingProxyType({}),
    nodes: int = NODES,
) -> Found:
    """The cheapest values of the columns, within `gap` (0.01 = 1 %) of the proven bound.

    `seconds` is the longest it may take; one thread and a fixed seed, so that a search not stopped by the clock is
    repeated exactly. `fixed`: column → the value it must take; the bound is then that of the rest.
    Raises Unsolvable, OutOfTime.
    """
    if not model.cost:
        return _empty(model)
    import highspy  # noqa: PLC0415 slow import

    wishes = {
        "mip_rel_gap": gap,
        "mip_abs_gap": 1e-6,
        "mip_max_nodes": nodes,
        "time_limit": max(seconds, 0.1),
    }
    solver = _solver(highspy, wishes)
    solver.passModel(_passed(highspy, model))
    for column, value in fixed.items():
        solver.changeColBounds(column, value, value)
    solver.run()
    status, info = solver.getModelStatus(), solver.getInfo()
    kinds = highspy.HighsModelStatus
    if status in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        raise Unsolvable
    if info.primal_solution_status != 2:  # kSolutionStatusFeasible
        raise OutOfTime
    values = solver.getSolution().col_value
    cost = math.fsum(each * value for each, value in zip(model.cost, values, strict=True))
    bound = info.mip_dual_bound if any(model.whole) else cost
    late = status == kinds.kTimeLimit
    return Found(values, cost, min(bound, cost), late)


def solve_narrowed(model: Model, *, gap: float, seconds: float, margins: Sequence[float]) -> Found:
    """Like `solve`, first with those columns alone whose reduced cost in the linear model is within a margin, then the next.

    A solution with any other column costs at least the linear minimum and the margin, so what is proven holds for all
    columns. Raises Unsolvable, OutOfTime.
    """
    end = time.perf_counter() + seconds
    relaxed = Relaxed(model)
    values, least = relaxed.run(seconds)
    reduced, bound, best, late = relaxed.reduced_costs(), least, None, False
    for margin in (*margins, math.inf):
        fixed = {
            column: 0.0
            for column, cost in enumerate(reduced)
            if model.whole[column] and cost > margin and values[column] < ALMOST
        }
        left = end - time.perf_counter()
        try:
            found = solve(model, gap=gap / 2, seconds=left if margin == math.inf else left / 2, fixed=fixed)
        except (Unsolvable, OutOfTime) as error:
            late = late or isinstance(error, OutOfTime)
            continue
        late, bound = late or found.stopped_by_clock, max(bound, min(found.bound, least + margin))
        best = found if best is None or found.cost < best.cost - ALMOST else best
        if best.cost - bound <= gap * best.cost + ALMOST:
            break
    if best is None:
        raise OutOfTime if late else Unsolvable
    return Found(best.values, best.cost, min(bound, best.cost), late)


class Relaxed:
    """The model with broken numbers allowed, looked at again and again while columns are fixed one after the other."""

    def __init__(self, model: Model):
        import highspy  # noqa: PLC0415 slow import

        self._kinds = highspy.HighsModelStatus
        self._solver = _solver(highspy, {})
        passed = _passed(highspy, model)
        passed.integrality_ = []
        self._solver.passModel(passed)

    def fix(self, column: int, value: float) -> None:
        self._solver.changeColBounds(column, value, value)

    def run(self, seconds: float | None) -> tuple[Sequence[float], float]:
        """Values of the columns, a corner, and what they cost. None: however long it takes. Raises Unsolvable, OutOfTime."""
        limit = math.inf if seconds is None else self._solver.getRunTime() + max(seconds, 0.1)
        self._solver.setOptionValue("time_limit", limit)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status in (self._kinds.kInfeasible, self._kinds.kUnboundedOrInfeasible):
            raise Unsolvable
        if status != self._kinds.kOptimal:
            raise OutOfTime
        return self._solver.getSolution().col_value, self._solver.getInfo().objective_function_value

    def reduced_costs(self) -> Sequence[float]:
        """By column, what a piece of it would cost more than it saves, in the model last run."""
        return self._solver.getSolution().col_dual


def _empty(model: Model) -> Found:
    if any(low > 0 for low in model.lower) or any(high < 0 for high in model.upper):
        raise Unsolvable
    return Found((), 0, 0, False)


def _solver(highspy, wishes: dict):
    solver = highspy.Highs()
    for name, value in {"output_flag": False, "threads": 1, "random_seed": 1, **wishes}.items():
        solver.setOptionValue(name, value)
    return solver


def _passed(highspy, model: Model):
    passed, kinds = highspy.HighsLp(), highspy.HighsVarType
    passed.num_col_, passed.num_row_ = len(model.cost), len(model.lower)
    passed.col_cost_, passed.col_lower_ = model.cost, array("d", bytes(8 * len(model.cost)))
    passed.col_upper_, passed.row_lower_, passed.row_upper_ = model.most, model.lower, model.upper
    passed.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    passed.a_matrix_.start_, passed.a_matrix_.index_ = model.starts, model.index
    passed.a_matrix_.value_ = model.value
    passed.integrality_ = [kinds.kInteger if each else kinds.kContinuous for each in model.whole]
    return passed
