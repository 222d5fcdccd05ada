"""Counting coverage: duties by level, city, delegation, officer and procuratorate from one statement; visits, those met and
contacts by month and procuratorate from the tallies of approved visits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Sum, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import ExtractMonth

from lianluo.foundation import clock
from lianluo.liaison.models import Duty, House, MonthTally
from lianluo.liaison.pace import paced
from lianluo.liaison.queries import duties_of
from lianluo.reports.coverage_figures import FIGURES
from lianluo.units.models import Unit

DIMENSIONS = ("level", "city", "delegation")
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


def _grouped(rows: QuerySet[Duty], dimensions: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """Duties that stand alike are counted first: what is owed and done takes few values, so the figures are then summed
    from some thousand rows instead of sixty thousand. `n`: how many; `dim`: place in `dimensions`; `key`: its value."""
    sql, params = rows.order_by().values(*dimensions, "owed", "done", "officer_id").query.sql_with_params()
    values = {f"p{place}": value for place, value in enumerate(params)}
    sql = sql % tuple(f"%({name})s" for name in values)
    names = ", ".join(dimensions)
    alike = f"{names}, owed, done, officer_id IS NOT NULL"
    key = ", ".join(f"{name}::text" for name in dimensions)
    dim = " ".join(f"WHEN GROUPING({name}) = 0 THEN {place}" for place, name in enumerate(dimensions))
    sets = ", ".join(f"({name})" for name in dimensions)
    grouped = (
        f"SELECT CASE {dim} ELSE -1 END AS dim, coalesce({key}, '') AS key, owed, done, "
        "CASE WHEN is_tied THEN 0 END AS officer_id, sum(n)::int AS n "
        f"FROM (SELECT {alike} AS is_tied, count(*) AS n FROM ({sql}) r GROUP BY {alike}) d "
        f"GROUP BY owed, done, is_tied, GROUPING SETS ((), {sets})"
    )
    return grouped, values


def counts_of(actor, scope: Scope) -> tuple[Counts, dict[str, dict[str, Counts]]]:
    """Every figure of all duties, and dimension → key → every figure. The key is text, "" for none; `every` counts all.
    One procuratorate is told apart by officer, all of them by procuratorate."""
    dimensions = (*DIMENSIONS, "officer_id" if scope.office_id else "office_id")
    statement, values = _grouped(duties(actor, scope), dimensions)
    rows = paced(Duty.objects.read_from(statement, values), scope.year, scope.on)
    n = RawSQL("n", [], output_field=IntegerField())
    wanted = {f"n_{name}": Sum(n, filter=figure.condition, default=0) for name, figure in FIGURES.items()}
    dim = RawSQL("dim", [], output_field=IntegerField())
    key = RawSQL("key", [], output_field=TextField())
    total: Counts = dict.fromkeys([*FIGURES, "every"], 0)
    parts: dict[str, dict[str, Counts]] = {name: {} for name in dimensions}
    found = rows.annotate(dim=dim, key=key).values("dim", "key").annotate(n_every=Sum(n), **wanted).order_by()
    for row in found:
        counts = {name.removeprefix("n_"): row[name] for name in row if name.startswith("n_")}
        if row["dim"] < 0:
            total = counts
        else:
            parts[dimensions[row["dim"]]][row["key"]] = counts
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
    total: Tally = field(default_factory=Tally)
    by_month: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_office: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_level: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))


def tallies_of(actor, scope: Scope) -> Tallies:
    """Up to the day. A joint visit counts once for each procuratorate, once for each level of procuratorates, and once
    in the sums over all; so the parts may add up to more than the sum. A contact counts for each procuratorate."""
    levels = dict(Unit.objects.visible_to(actor).filter(pk__among=actor.reach).values_list("pk", "level"))
    found = Tallies()
    for office, month, *counts in _by_office_and_month(actor, scope):
        level = levels.get(office, "")
        for tally in (found.total, found.by_month[month], found.by_office[office], found.by_level[level]):
            tally.add(*counts)
    if scope.office_id is None:
        for month, level, visits, heads in _joint(actor, scope, levels):
            if level is None:
                found.total.add(-visits, -heads, 0)
                found.by_month[month].add(-visits, -heads, 0)
            else:
                found.by_level[level].add(-visits, -heads, 0)
    return found


def _by_office_and_month(actor, scope: Scope) -> list[tuple[int, int, int, int, int]]:
    """(procuratorate, month, visits, those met, contacts): of one from its visits, of all from the sums of whole months; no
    visit lies ahead, so the present month is whole as well."""
    rows, first = House.objects.visible_to(actor), scope.first
    found: list[tuple] = []
    if scope.office_id is None:
        first = scope.on.replace(day=1) if scope.on < clock.today() else scope.on + timedelta(days=1)
        past = MonthTally.objects.visible_to(actor).filter(month__gte=scope.first, month__lt=first)
        found += past.values_list("office_id", ExtractMonth("month"), "visits", "heads", "contacts")
    else:
        rows = rows.filter(office=scope.office_id)
    if first > scope.on:
        return found
    days = rows.counted(first, scope.on).order_by().annotate(in_month=ExtractMonth("on"))
    sums = days.values("office_id", "in_month").annotate(
        n_visits=Count("*"), n_heads=Sum("heads"), n_contacts=Sum("contacts")
    )
    return [*found, *sums.values_list("office_id", "in_month", "n_visits", "n_heads", "n_contacts")]


def _joint(actor, scope: Scope, levels: Mapping[int, str]) -> Iterator[tuple[int, str | None, int, int]]:
    """What joint visits count more than once: (month, level, visits, those met); level None: among all procuratorates.

    Visits of the same procuratorates in a month are taken together: each has one row for every one that is seen.
    """
    rows = House.objects.visible_to(actor).counted(scope.first, scope.on).exclude(joint="").order_by()
    alike = rows.annotate(month=ExtractMonth("on")).values_list("joint", "month")
    for joint, month, n, n_heads in alike.annotate(n=Count("*"), n_heads=Sum("heads")):
        seen = [levels[office] for office in map(int, joint.split(",")) if office in levels]
        visits, heads = n // len(seen), n_heads // len(seen)
        yield month, None, visits * (len(seen) - 1), heads * (len(seen) - 1)
        for level, times in Counter(seen).items():
            yield month, level, visits * (times - 1), heads * (times - 1)
