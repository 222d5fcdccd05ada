"""The settings, result classes and dictionaries every office starts with. Safe to run again: rows that an office
has changed stay as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from django.db import transaction

from lianluo.rules.models import DictionaryEntry, ResultClass, Rule


def seed() -> int:
    """Add what is missing; the number of rows added. A key that already has a row in the same scope is left alone."""
    with transaction.atomic():
        return _seed_rules() + _seed_result_classes() + _seed_dictionaries()


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("lianluo.rules").joinpath("data", name).read_text("utf-8")
    return csv.DictReader(text.splitlines())


def _seed_rules() -> int:
    known = set(Rule.objects.values_list("key", "applies_kind", "applies_level"))
    rows = [row for row in _rows("rules.csv") if _scope(row) not in known]
    return len(Rule.objects.bulk_create(_rule(row) for row in rows))


def _scope(row: dict[str, str]) -> tuple[str, str, str]:
    return row["key"], row["applies_kind"], row["applies_level"]


def _rule(row: dict[str, str]) -> Rule:
    return Rule(
        **{
            **row,
            "is_before": row["is_before"] == "yes",
            "consent_needed": row["consent_needed"] == "yes",
            "valid_until": row["valid_until"] or None,
        }
    )


def _seed_result_classes() -> int:
    known = set(ResultClass.objects.values_list("body_kind", "level"))
    rows = [row for row in _rows("result_classes.csv") if (row["body_kind"], row["level"]) not in known]
    return len(ResultClass.objects.bulk_create(ResultClass(**row) for row in rows))


def _seed_dictionaries() -> int:
    known = set(DictionaryEntry.objects.values_list("dictionary", "code"))
    rows = [
        DictionaryEntry(**row, position=position)
        for position, row in enumerate(_rows("dictionaries.csv"), 1)
        if (row["dictionary"], row["code"]) not in known
    ]
    return len(DictionaryEntry.objects.bulk_create(rows))
