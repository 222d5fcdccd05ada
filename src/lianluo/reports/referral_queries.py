"""Counting referred cases that the actor knows of, and the rows behind each count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value

from lianluo.foundation import clock
from lianluo.matters.models import Contact, Referral, ReferralContact
from lianluo.reports.figures import Figure
from lianluo.reports.referral_figures import FIGURES, KNOWN
from lianluo.units.models import Unit


@dataclass(frozen=True)
class Scope:
    """Cases of one procuratorate received in these days (either may be open), of one chain or of all."""

    office_id: int
    first: date | None = None
    last: date | None = None
    chain: str = ""


def _subject(actor, scope: Scope) -> QuerySet[Referral]:
    rows = Referral.objects.known_to(actor).filter(matter__office_id=scope.office_id)
    if scope.first:
        rows = rows.filter(received_on__gte=scope.first)
    if scope.last:
        rows = rows.filter(received_on__lte=scope.last)
    if scope.chain:
        rows = rows.filter(chain=scope.chain)
    return _with_facts(rows)


def _with_facts(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    of_it = ReferralContact.objects.filter(referral=OuterRef("pk"))
    return rows.annotate(
        was_met=Exists(of_it.filter(way=Contact.Way.IN_PERSON)),
        was_contacted=Exists(of_it.filter(exception="")),
        has_declined=Exists(of_it.exclude(exception="")),
        handling=F("rating__handling"),
        explanation=F("rating__explanation"),
        as_of=Value(clock.today(), output_field=DateField()),
    ).order_by()


def counts_of(actor, scope: Scope) -> dict[str, int]:
    """Every figure from one statement."""
    wanted = {f"n_{figure.name}": Count("pk", filter=figure.condition) for figure in FIGURES}
    found = _subject(actor, scope).aggregate(**wanted)
    return {figure.name: found[f"n_{figure.name}"] for figure in FIGURES}


def behind(actor, scope: Scope, name: str) -> QuerySet[Referral]:
    """The cases one figure counts, as ids."""
    figure: Figure = KNOWN[name]
    return _subject(actor, scope).filter(figure.condition).values("pk")


def offices_of(actor) -> QuerySet[Unit]:
    """The actor's procuratorate and those below it that have referred cases."""
    held = Referral.objects.known_to(actor).values("matter__office_id")
    return Unit.objects.filter(Q(pk=actor.organ_id) | Q(pk__in=held), pk__in=actor.reach).order_by("path")
