"""Counting coverage: duties by level, city, delegation, officer and procuratorate from one statement; visits, those met and
contacts by month and procuratorate from the tallies of approved visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import ExtractMonth

from lianluo.liaison.models import Duty, House
from lianluo.liaison.pace import paced
from lianluo.liaison.queries import duties_of
from lianluo.reports.coverage_figures import FIGURES
from lianluo.units.models import Unit

DIMENSIONS = ("level", "city", "delegation", "officer_id", "office_id")
ALL = "all"


@dataclass(frozen=True)
class Scope:
    """Duties of a year as known on a day: of one procuratorate or of all the actor sees; of one level and kind or of all."""

    year: int
    on: date
    office_id: int | None = None
    level: str = ""
    kind: str = ""

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)


Counts = dict[str, int]


def duties(actor, scope: Scope) -> QuerySet[Duty]:
    rows = duties_of(actor, scope.year, scope.on, scope.office_id)
    wanted = {"level": scope.level, "kind": scope.kind}
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def _grouped(rows: QuerySet[Duty]) -> tuple[str, dict[str, Any]]:
    """Duties that stand alike are counted first: what is owed and done takes few values, so the figures are then summed
    from some thousand rows instead of sixty thousand. `n`: how many; `dim`: place in DIMENSIONS; `key`: the value there."""
    sql, params = rows.order_by().values(*DIMENSIONS, "owed", "done").query.sql_with_params()
    values = {f"p{place}": value for place, value in enumerate(params)}
    sql = sql % tuple(f"%({name})s" for name in values)
    names = ", ".join(DIMENSIONS)
    key = ", ".join(f"d.{name}::text" for name in DIMENSIONS)
    dim = " ".join(f"WHEN GROUPING(d.{name}) = 0 THEN {place}" for place, name in enumerate(DIMENSIONS))
    sets = ", ".join(f"(d.{name})" for name in DIMENSIONS)
    grouped = (
        f"SELECT CASE {dim} ELSE -1 END AS dim, coalesce({key}, '') AS key, owed, done, "
        "CASE WHEN is_tied THEN 0 END AS officer_id, count(*) AS n "
        f"FROM (SELECT {names}, owed, done, officer_id IS NOT NULL AS is_tied FROM ({sql}) r) d "
        f"GROUP BY owed, done, is_tied, GROUPING SETS ((), {sets})"
    )
    return grouped, values


def counts_of(actor, scope: Scope) -> tuple[Counts, dict[str, dict[str, Counts]]]:
    """Every figure of all duties, and dimension → key → every figure. The key is text, "" for none; `every` counts all."""
    statement, values = _grouped(duties(actor, scope))
    rows = paced(Duty.objects.read_from(statement, values), scope.year, scope.on)
    n = RawSQL("n", [], output_field=IntegerField())
    wanted = {f"n_{name}": Sum(n, filter=figure.condition, default=0) for name, figure in FIGURES.items()}
    dim = RawSQL("dim", [], output_field=IntegerField())
    key = RawSQL("key", [], output_field=TextField())
    total: Counts = dict.fromkeys([*FIGURES, "every"], 0)
    parts: dict[str, dict[str, Counts]] = {name: {} for name in DIMENSIONS}
    found = rows.annotate(dim=dim, key=key).values("dim", "key").annotate(n_every=Sum(n), **wanted).order_by()
    for row in found:
        counts = {name.removeprefix("n_"): row[name] for name in row if name.startswith("n_")}
        if row["dim"] < 0:
            total = counts
        else:
            parts[DIMENSIONS[row["dim"]]][row["key"]] = counts
    return total, parts


@dataclass
class Tally:
    """Visits that took place and are approved; deputies met on them (人次); contacts that count towards a duty."""

    visits: int = 0
    heads: int = 0
    contacts: int = 0

    def add(self, visits: int, heads: int, contacts: int) -> None:
        self.visits += visits
        self.heads += heads
        self.contacts += contacts


@dataclass
class Tallies:
    total: Tally
    by_month: dict[int, Tally]
    by_office: dict[int, Tally]
    by_level: dict[str, Tally]


def tallies_of(actor, scope: Scope) -> Tallies:
    """Up to the day. A joint visit counts once for each procuratorate, once for each level of procuratorates, and once
    in the sums over all; so the parts may add up to more than the sum."""
    rows = House.objects.visible_to(actor).counted(scope.first, scope.on)
    if scope.office_id:
        rows = rows.filter(office=scope.office_id)
    elif not actor.sees_whole_office:
        rows = rows.filter(office=actor.organ_id)
    alone = _by(rows.filter(is_joint=False), "office_id", "month")
    joint = rows.filter(is_joint=True)
    levels = dict(Unit.objects.visible_to(actor).filter(pk__among=actor.reach).values_list("pk", "level"))
    by_month, by_office, by_level = defaultdict(Tally), defaultdict(Tally), defaultdict(Tally)
    total = Tally()
    for office, month, *counts in alone:
        for tally in (total, by_month[month], by_office[office], by_level[levels.get(office, "")]):
            tally.add(*counts)
    for office, *counts in _by(joint, "office_id"):
        by_office[office].add(*counts)
    for level, *counts in _by(_once(joint, "office__level"), "office__level"):
        by_level[level].add(*counts)
    for month, *counts in _by(_once(joint), "month"):
        total.add(*counts)
        by_month[month].add(*counts)
    return Tallies(total, dict(by_month), dict(by_office), dict(by_level))


def _once(rows: QuerySet[House], *same: str) -> QuerySet[House]:
    """Marks the first of the procuratorates of a visit, or the first of each level."""
    others = rows.filter(
        visit=OuterRef("visit"), pk__lt=OuterRef("pk"), **{name: OuterRef(name) for name in same}
    )
    return rows.annotate(is_repeated=Exists(others))


def _by(rows: QuerySet[House], *names: str) -> Iterable[tuple]:
    """(*names, visits, heads, contacts)."""
    first = Q(is_repeated=False) if "is_repeated" in rows.query.annotations else Q()
    rows = rows.annotate(month=ExtractMonth("on")) if "month" in names else rows
    found = rows.order_by().values(*names).annotate(
        n_visits=Count("pk", filter=first) if first else Count("pk"),
        n_heads=Sum("heads", filter=first, default=0) if first else Sum("heads"),
        n_contacts=Sum("contacts"),
    )  # fmt: skip
    return found.values_list(*names, "n_visits", "n_heads", "n_contacts")
