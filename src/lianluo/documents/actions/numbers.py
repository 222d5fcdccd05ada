"""Official numbers: 辽检代函〔2026〕12号."""

from __future__ import annotations

from django.db import transaction

from lianluo.documents.models import NumberSeries
from lianluo.units.models import Unit


def next_number(unit: Unit, kind: str, year: int) -> int:
    """The next number of the series, from 1, taken inside the caller's transaction.

    The series' row stays locked until that transaction ends: a rolled-back act gives its number back, so the
    series has neither gaps nor repeats. Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken in the transaction of the row that bears it")
    NumberSeries.objects.bulk_create([NumberSeries(unit=unit, kind=kind, year=year)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(unit=unit, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def format_number(letter_code: str, kind_code: str, year: int, n: int) -> str:
    """Organ code, kind code, year in hexagonal brackets, number without 第 and without leading zeros."""
    return f"{letter_code}{kind_code}〔{year}〕{n}号"
