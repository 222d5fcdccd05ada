"""Whom to ask: who fits a matter, and who was asked how often this year.

A deputy fits by a field of expertise (4 points), by profession or concerns (2), by a matter raised earlier (1), each
where it has all the words. Among those who fit alike the least asked come first.

How often somebody was called upon is kept by sources: some count askings, some count who came. Who was asked usually
comes, so the two are not added: the greater one is shown. A room above adds a source of its own with `count_with`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    Count,
    DateField,
    F,
    IntegerField,
    Max,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from lianluo.foundation import bigrams, clock
from lianluo.liaison.models import Asked, Met
from lianluo.matters.models import Matter, Signatory
from lianluo.matters.queries import with_words
from lianluo.people.models import Expertise, Mandate, Person, Tie

ASKED, CAME = "asked", "came"
EXPERT, NAMED, SIGNED = 4, 2, 1
STEP = 1_000
"""More than anybody is asked in a year: fitness goes before fairness."""


@dataclass(frozen=True)
class Source:
    """`rows(first, last)`: one row for each time in these days; `person` and `day` name its columns."""

    name: str
    kind: str
    rows: Callable[[date, date], QuerySet]
    person: str = "person"
    day: str = "on"


_SOURCES: dict[str, Source] = {}


def count_with(source: Source) -> None:
    _SOURCES[source.name] = source


count_with(Source("asked", ASKED, lambda first, last: Asked.objects.filter(on__range=(first, last))))
count_with(
    Source(
        "visits", CAME, lambda first, last: Met.objects.filter(came_on__range=(first, last)), day="came_on"
    )
)


def _times(source: Source, first: date, last: date) -> Coalesce:
    rows = source.rows(first, last).filter(**{source.person: OuterRef("pk")}).order_by().values(source.person)
    counted = rows.annotate(n_times=Count("pk")).values("n_times")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _last(source: Source, first: date, last: date) -> Subquery:
    rows = source.rows(first, last).filter(**{source.person: OuterRef("pk")}).order_by().values(source.person)
    return Subquery(rows.annotate(last_day=Max(source.day)).values("last_day"), output_field=DateField())


def with_load(rows: QuerySet[Person], on: date) -> QuerySet[Person]:
    """`n_asked`, `n_came` of the year of `on`, `times` (the greater), `last_on` (of the last five years), and `rank`, the
    order in which to ask: `score`, where it was set, before `times`."""
    first, last, early = date(on.year, 1, 1), date(on.year, 12, 31), date(on.year - 5, 1, 1)
    kinds = {
        kind: sum(
            (_times(source, first, last) for source in _SOURCES.values() if source.kind == kind), Value(0)
        )
        for kind in (ASKED, CAME)
    }
    lasts = [_last(source, early, last) for source in _SOURCES.values()]
    rows = rows.annotate(n_asked=kinds[ASKED], n_came=kinds[CAME])
    return rows.annotate(
        times=Greatest("n_asked", "n_came"),
        last_on=Greatest(*lasts) if len(lasts) > 1 else lasts[0],
        score=Value(0),
        rank=Greatest("n_asked", "n_came"),
    )


def fitting(rows: QuerySet[Person], words: str, actor) -> QuerySet[Person]:
    """Of rows with load, those whom the words fit, with `score` and `rank`. Matters count as far as the actor sees them."""
    expert = bigrams.having(Expertise.objects.held_on(clock.today()), Expertise.WORDS, words)
    named = bigrams.having(Person.objects.all(), Person.WORDS, words)
    signed = Signatory.objects.filter(matter__in=matters_on(words, actor).values("pk"), person__isnull=False)
    ways = (
        (EXPERT, Q(pk__in=expert.order_by().values("person_id"))),
        (NAMED, Q(pk__in=named.order_by().values("pk"))),
        (SIGNED, Q(pk__in=signed.order_by().values("person_id"))),
    )
    score = sum((Case(When(way, then=points), default=0) for points, way in ways), Value(0))
    rows = rows.filter(ways[0][1] | ways[1][1] | ways[2][1]).annotate(score=score)
    return rows.annotate(rank=F("times") - STEP * F("score"))


def matters_on(words: str, actor) -> QuerySet[Matter]:
    return with_words(Matter.objects.visible_to(actor), words)


def expert_in(rows: QuerySet[Person], fields: list[str]) -> QuerySet[Person]:
    held = Expertise.objects.held_on(clock.today()).filter(field__in=fields)
    return rows.filter(pk__in=held.order_by().values("person_id"))


def of_levels(rows: QuerySet[Person], levels: list[str]) -> QuerySet[Person]:
    held = Mandate.objects.held_on(clock.today()).filter(term__body__level__in=levels)
    return rows.filter(pk__in=held.order_by().values("person_id"))


def shown(rows: QuerySet[Person], words: str, actor) -> QuerySet[Person]:
    """With all a row shows: as `held` its fields of expertise, its mandates, as `kept` its officers' ties, and as `past` the
    matters on these words."""
    today = clock.today()
    ties = Tie.objects.held_on(today).filter(office=actor.organ_id).select_related("officer")
    past = Signatory.objects.filter(matter__in=matters_on(words, actor) if words else Matter.objects.none())
    return rows.prefetch_related(
        Prefetch("expertise", Expertise.objects.held_on(today), to_attr="held"),
        Prefetch("mandates", Mandate.objects.select_related("term").order_by("-term__number", "-id")),
        Prefetch("ties", ties, to_attr="kept"),
        Prefetch("signed", past.select_related("matter").order_by("-matter_id"), to_attr="past"),
    )  # fmt: skip
