"""Settings, dictionaries, the calendar; the institutional documents that settings come from."""

from lianluo.rules.models.document import Clause, DocumentVersion, InstitutionalDocument
from lianluo.rules.models.rule import (
    CalendarDay,
    CalendarYear,
    DictionaryEntry,
    ResultClass,
    Rule,
    ValidQuerySet,
    days_held,
)

__all__ = [
    "CalendarDay", "CalendarYear", "Clause", "DictionaryEntry", "DocumentVersion", "InstitutionalDocument",
    "ResultClass", "Rule", "ValidQuerySet", "days_held",
]  # fmt: skip
