"""Landing the rows of a roster: who is new, who changed in what, who stays as he is.

A row is {"person": {field: value}, "mandate": {field: value}}; only fields the file has. An empty cell never
empties a field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from lianluo.foundation import pinyin
from lianluo.foundation.workflow import Done, action
from lianluo.journal.writing import record_each
from lianluo.people import following
from lianluo.people.models import Mandate, Person, Term
from lianluo.units.models import Unit

LANDED = 500  # rows written in one statement


@dataclass
class Fate:
    """What becomes of one row: state new, changed or unchanged; changes are field → [old, new]."""

    state: str
    person: Person | None = None
    mandate: Mandate | None = None
    changes: dict[str, list] = field(default_factory=dict)
    namesakes: int = 0


class Register:
    """The register of one procuratorate as a roster of one term meets it: some hundred rows at a time, two queries."""

    def __init__(self, office: Unit, term: Term):
        self.office, self.term = office, term
        self.persons: dict[str, list[Person]] = {}
        self.mandates: dict[int, Mandate] = {}
        self.taken: set[int] = set()

    def fates(self, rows: list[dict[str, dict[str, Any]]]) -> list[Fate]:
        """What becomes of each of the rows. A person met by one row of a file is met by no other."""
        self._load({row["person"]["name"] for row in rows})
        return [self._fate(row) for row in rows]

    def _load(self, names: set[str]) -> None:
        self.persons = {}
        found = list(Person.objects.filter(keeper=self.office, name__in=names).order_by("id"))
        for person in found:
            self.persons.setdefault(person.name, []).append(person)
        held = Mandate.objects.filter(person_id__in=[person.pk for person in found], term=self.term)
        self.mandates = {mandate.person_id: mandate for mandate in held}

    def _fate(self, row: dict[str, dict[str, Any]]) -> Fate:
        candidates = self.persons.get(row["person"]["name"], [])
        person = self._match(row, [person for person in candidates if person.pk not in self.taken])
        if person is None:
            return self._new(row, len(candidates))
        self.taken.add(person.pk)
        mandate = self.mandates.get(person.pk) or Mandate(person=person, term=self.term, **row["mandate"])
        changes = _changes(person, row["person"]) | _changes(mandate, row["mandate"])
        if mandate.pk is None:
            changes["term"] = ["", str(self.term)]
        return Fate("changed" if changes else "unchanged", person, mandate, changes)

    def _match(self, row, candidates: list[Person]) -> Person | None:
        """Same name and group in this term, of namesakes the one of that birth; else same name, birth not
        contradicting, without a seat in this term.
        """
        group = row["mandate"].get("delegation") or row["mandate"].get("sector") or ""
        seated = [
            person
            for person in candidates
            if person.pk in self.mandates and (not group or self.mandates[person.pk].group == group)
        ]
        if seated:
            return next((person for person in seated if _same_birth(person, row["person"])), seated[0])
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
def land_roster(actor, office: Unit, *, term: Term, fates: Iterator[Fate], source: str):
    """Write new and changed persons with their mandates, LANDED at a time. Returns the number of rows written."""
    counts, landed = {"new": 0, "changed": 0}, []
    while part := list(islice(fates, LANDED)):
        new = [fate for fate in part if fate.state == "new"]
        changed = [fate for fate in part if fate.state == "changed"]
        Person.objects.bulk_create([fate.person for fate in new])
        _rewrite(Person, changed, [fate.person for fate in changed])
        for fate in part:
            fate.mandate.person = fate.person
        Mandate.objects.bulk_create([fate.mandate for fate in part if fate.mandate.pk is None])
        _rewrite(Mandate, changed, [fate.mandate for fate in changed])
        record_each(actor, "people.import_row", [(fate.person, _row_facts(fate, source)) for fate in part])
        landed += [fate.person.pk for fate in part]
        for fate in part:
            counts[fate.state] += 1
    following.follow(landed)
    facts = {"created": counts["new"], "updated": counts["changed"]}
    return Done(sum(counts.values()), about=office, facts=facts)


def _rewrite(model, fates: list[Fate], rows: list) -> None:
    """Write the changed columns of these rows in one statement."""
    own = {column.name for column in model._meta.fields}
    columns = sorted({name for fate in fates for name in fate.changes} & own - {"term"})
    if columns and rows:
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)


def _row_facts(fate: Fate, source: str) -> dict[str, Any]:
    """Which fields, never their values: telephone numbers do not belong into the journal."""
    return {"file": source, "state": fate.state, "fields": sorted(fate.changes)}
