"""Why an office's rules leave no plan, and which of them to relax by how much: the least slack that makes them hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from lianluo.liaison.assigning_case import Case, Deputy, Key, Officer
from lianluo.liaison.solving import Model, OutOfTime, Unsolvable, solve


@dataclass(frozen=True)
class Relief:
    """One rule to relax.

    no_officers: the office has none; `by` deputies wait.
    level: let `by` deputies of `level` be looked after by `rank`, which may not now.
    capacity: the officers of `rank` need `by` contacts a year more; `officers` says whose capacity by how much.
    """

    rule: str
    by: int
    level: str = ""
    rank: str = ""
    officers: tuple[tuple[Key, int], ...] = ()


@dataclass(frozen=True)
class Shortage:
    """An office without a plan. Each of `ways` is enough by itself; the first touches as few rules of level as can be."""

    office: Key
    uncovered: tuple[tuple[str, int], ...]
    """(level, deputies) of levels for which no officer of an allowed rank is here."""
    ways: tuple[tuple[Relief, ...], ...]


def shortage_of(case: Case) -> Shortage:
    """What the office lacks. No ways: the time ran out before one was proven."""
    lost = [each for each in case.deputies if not case.candidates(each)]
    uncovered = tuple(sorted(Counter(each.level for each in lost).items()))
    if not case.officers:
        way = (Relief("no_officers", len(case.deputies)),)
        return Shortage(case.office, uncovered, (way,))
    ways = [
        way for way in (_way(case, widened=False), _way(case, widened=True)) if way is not None and way != ()
    ]
    return Shortage(case.office, uncovered, tuple(dict.fromkeys(ways)))


def _way(case: Case, *, widened: bool) -> tuple[Relief, ...] | None:
    """The least relief: of capacities, or where `widened` of levels under the capacities there are; None where that is not
    enough. A deputy whom nobody may look after needs relief of level either way."""
    model, pairs = Model(), []
    served = {each.key: model.row(1, 1) for each in case.deputies}
    load = {each.key: model.row(upper=case.capacity(each)) for each in case.officers}
    for deputy in case.deputies:
        for officer, extra in _open(case, deputy, widened):
            pairs.append((deputy, officer, extra))
            model.column(int(extra), 1, [(served[deputy.key], 1), (load[officer.key], deputy.contacts)])
    if not widened:
        for officer in case.officers:
            model.column(1, float("inf"), [(load[officer.key], -1)])
    try:
        values = solve(model, gap=0.0, seconds=case.rules.seconds).values
    except (Unsolvable, OutOfTime):
        return None
    return (*_levels(pairs, values), *_capacities(case, values[len(pairs) :]))


def _open(case: Case, deputy: Deputy, widened: bool) -> list[tuple[Officer, bool]]:
    """Officers the deputy may go to, and whether the rule of levels would have to give way for it."""
    lawful = case.candidates(deputy)
    if lawful and (not widened or case.is_fixed(deputy)):
        return [(each, False) for each in lawful]
    return [(each, each not in lawful) for each in case.officers]


def _levels(pairs, values) -> list[Relief]:
    taken = Counter(
        (deputy.level, officer.rank)
        for (deputy, officer, extra), value in zip(pairs, values, strict=False)
        if extra and value > 0.5
    )
    return [Relief("level", by, level, rank) for (level, rank), by in sorted(taken.items())]


def _capacities(case: Case, slack) -> list[Relief]:
    short = defaultdict(list)
    for officer, by in zip(case.officers, slack, strict=False):
        if round(by) > 0:
            short[officer.rank].append((officer.key, round(by)))
    return [
        Relief("capacity", sum(by for _key, by in rows), rank=rank, officers=tuple(rows))
        for rank, rows in sorted(short.items())
    ]
