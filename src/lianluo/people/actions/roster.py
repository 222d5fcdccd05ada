"""Landing the rows of a roster: who is new, who changed in what, who stays as he is.

A row is {"person": {field: value}, "mandate": {field: value}}; only fields the file has. An empty cell never
empties a field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lianluo.foundation import pinyin
from lianluo.foundation.workflow import Done, action
from lianluo.people.models import Mandate, Person, Term
from lianluo.units.models import Unit


@dataclass
class Fate:
    """What becomes of one row: state new, changed, unchanged or repeated; changes are field → [old, new]."""

    state: str
    person: Person | None = None
    mandate: Mandate | None = None
    changes: dict[str, list] = field(default_factory=dict)
    namesakes: int = 0


class Register:
    """The register of one procuratorate as a roster of one term meets it; loaded once, two queries."""

    def __init__(self, office: Unit, term: Term | None):
        self.office, self.term = office, term
        self.persons: dict[str, list[Person]] = {}
        for person in Person.objects.filter(keeper=office).order_by("id"):
            self.persons.setdefault(person.name, []).append(person)
        held = Mandate.objects.filter(person__keeper=office, term=term) if term and term.pk else ()
        self.mandates = {mandate.person_id: mandate for mandate in held}
        self.taken: set[int] = set()

    def fate(self, row: dict[str, dict[str, Any]]) -> Fate:
        candidates = self.persons.get(row["person"]["name"], [])
        person = self._match(row, candidates)
        if person is None:
            return self._new(row, len(candidates))
        mandate = self.mandates.get(person.pk) or Mandate(person=person, term=self.term, **row["mandate"])
        changes = _changes(person, row["person"]) | _changes(mandate, row["mandate"])
        if mandate.pk is None:
            changes["term"] = ["", str(self.term)]
        return Fate("changed" if changes else "unchanged", person, mandate, changes)

    def _match(self, row, candidates: list[Person]) -> Person | None:
        """Same name and group in this term; else same name, birth not contradicting, without a seat in this term."""
        group = row["mandate"].get("delegation") or row["mandate"].get("sector") or ""
        seated = [person for person in candidates if person.pk in self.mandates]
        for person in seated:
            if self.mandates[person.pk].group == group or not group:
                return person
        free = [
            person
            for person in candidates
            if person.pk not in self.mandates and _same_birth(person, row["person"])
        ]
        return free[0] if len(free) == 1 else None

    def _new(self, row, namesakes: int) -> Fate:
        facts = row["person"]
        person = Person(
            keeper=self.office,
            spelled=pinyin.spelled(facts["name"]),
            initials=pinyin.initials(facts["name"]),
            sort_key=pinyin.sort_key(facts["name"]),
            **facts,
        )
        return Fate("new", person, Mandate(person=person, term=self.term, **row["mandate"]), {}, namesakes)


def _same_birth(person: Person, facts: dict[str, Any]) -> bool:
    """A known year and month must agree, and at least the year must be known on both sides."""
    year, month = facts.get("birth_year"), facts.get("birth_month")
    if not year or not person.birth_year:
        return False
    return year == person.birth_year and (not month or not person.birth_month or month == person.birth_month)


def _changes(row, facts: dict[str, Any]) -> dict[str, list]:
    """Field → [old, new] of what the facts would change; the row is given the new values."""
    changed = {}
    for name, value in facts.items():
        old = getattr(row, name)
        if value not in (None, "") and old != value:
            changed[name] = [old if old is not None else "", value]
            setattr(row, name, value)
    return changed


@action("people.register", "people.import_roster")
def land_roster(actor, office: Unit, *, term: Term, fates: list[Fate], source: str):
    """Write new and changed persons with their mandates. Returns the number of rows written."""
    new = [fate for fate in fates if fate.state == "new"]
    changed = [fate for fate in fates if fate.state == "changed"]
    Person.objects.bulk_create([fate.person for fate in new], batch_size=500)
    for fate in changed:
        fate.person.save()
    for fate in new + changed:
        fate.mandate.person = fate.person
    Mandate.objects.bulk_create([fate.mandate for fate in new + changed if fate.mandate.pk is None])
    for fate in changed:
        if fate.mandate.pk:
            fate.mandate.save()
    facts = {
        "created": len(new),
        "updated": len(changed),
        "changes": {fate.person.pk: sorted(fate.changes) for fate in changed},
    }
    return Done(len(new) + len(changed), about=office, facts=facts)
