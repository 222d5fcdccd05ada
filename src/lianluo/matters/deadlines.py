"""Which clocks a matter has. Formal suggestions and proposals have the statutory one (代表法 art. 51)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianluo.matters.models import Matter
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.models import Rule
from lianluo.rules.queries import due_by, rule

STATUTORY_KINDS = (Matter.Kind.SUGGESTION, Matter.Kind.PROPOSAL)


@dataclass(frozen=True)
class Deadlines:
    statutory: date | None
    internal: date
    effective: date
    provisional: bool


class Clocks:
    """Deadlines of many matters with each rule read once."""

    def __init__(self, calendar: WorkingCalendar):
        self.calendar = calendar
        self._rules: dict[tuple, Rule] = {}
        self._known: dict[tuple, Deadlines] = {}

    def of(self, kind: str, handed_over_on: date) -> Deadlines:
        """Opinions without a statutory clock keep the internal one, counted back from the same three months."""
        key = (kind, handed_over_on)
        if key not in self._known:
            full = due_by(self._rule("reply.statutory", *key), handed_over_on, calendar=self.calendar)
            inner = due_by(self._rule("reply.internal", *key), full.due, calendar=self.calendar)
            statutory = full.due if kind in STATUTORY_KINDS else None
            provisional = full.provisional or inner.provisional
            self._known[key] = Deadlines(statutory, inner.due, statutory or inner.due, provisional)
        return self._known[key]

    def _rule(self, name: str, kind: str, on: date) -> Rule:
        key = (name, kind, on)
        if key not in self._rules:
            self._rules[key] = rule(name, on, kind)
        return self._rules[key]
