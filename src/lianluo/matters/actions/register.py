"""Landing the rows of a list of matters. A row without an outside number is known by kind, lead signatory and title."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from lianluo.foundation.workflow import Done, action
from lianluo.matters.deadlines import Clocks
from lianluo.matters.models import Matter, Signatory
from lianluo.people.models import Mandate, Person, Session
from lianluo.rules.queries import working_calendar
from lianluo.units.models import Unit


@dataclass
class Fate:
    """What becomes of one row: state new, changed or unchanged; changes are field → [old, new]."""

    state: str
    matter: Matter
    signatories: list[Person]
    changes: dict[str, list] = field(default_factory=dict)


class Ledger:
    """The matters of one session as a list meets them; loaded once."""

    def __init__(self, office: Unit, session: Session):
        self.office, self.session = office, session
        self.clocks = Clocks(working_calendar())
        known = Matter.objects.filter(office=office, session=session) if session.pk else ()
        self.by_number = {(matter.kind, matter.outside_number): matter for matter in known}
        self.by_key = {matter.ledger_key: matter for matter in known if matter.ledger_key}
        self.seen: dict[str, int] = {}
        signed = Signatory.objects.filter(matter__session=session, matter__office=office)
        self.joint: dict[int, set[int]] = {}
        for row in signed if session.pk else ():
            self.joint.setdefault(row.matter_id, set()).add(row.person_id)

    def fate(self, facts: dict[str, Any], lead: Mandate, others: list[Person]) -> Fate:
        """`facts` are the model's fields that the file has; empty ones change nothing."""
        signatories = [lead.person, *[person for person in others if person != lead.person]]
        facts = {**facts, "lead_name": lead.person.name, "lead_group": lead.group}
        if not facts.get("outside_number"):
            facts["ledger_key"] = self._key(facts, lead.person)
        matter = self.by_number.get((facts["kind"], facts.get("outside_number") or None))
        matter = matter or self.by_key.get(facts.get("ledger_key", ""))
        if matter is None:
            return Fate("new", self._new(facts), signatories)
        changes = _changes(matter, facts)
        if missing := {person.pk for person in signatories} - self.joint.get(matter.pk, set()):
            changes["signatories"] = [len(self.joint.get(matter.pk, ())), len(missing)]
        if "handed_over_on" in changes:
            self._set_deadlines(matter)
        return Fate("changed" if changes else "unchanged", matter, signatories, changes)

    def _key(self, facts: dict[str, Any], lead: Person) -> str:
        mark = ledger_mark(facts["kind"], lead, facts["title"])
        self.seen[mark] = self.seen.get(mark, 0) + 1
        return f"{mark}:{self.seen[mark]}"

    def _new(self, facts: dict[str, Any]) -> Matter:
        kept = {name: value for name, value in facts.items() if value is not None}
        matter = Matter(office=self.office, session=self.session, **kept)
        self._set_deadlines(matter)
        return matter

    def _set_deadlines(self, matter: Matter) -> None:
        days = self.clocks.of(matter.kind, matter.handed_over_on)
        matter.statutory_due_on, matter.internal_due_on = days.statutory, days.internal
        matter.due_on, matter.due_is_provisional = days.effective, days.provisional


def _changes(matter: Matter, facts: dict[str, Any]) -> dict[str, list]:
    changed = {}
    for name, value in facts.items():
        old = getattr(matter, name)
        if value not in (None, "") and old != value:
            changed[name] = [old if old is not None else "", value]
            setattr(matter, name, value)
    return changed


def ledger_mark(kind: str, lead: Person, title: str) -> str:
    """By which a matter without an outside number is known again in a later list."""
    return hashlib.sha256(f"{kind}|{lead.pk}|{title}".encode()).hexdigest()[:32]


@action("matters.register", "matters.import_list")
def land_matters(actor, office: Unit, *, session: Session, fates: list[Fate], source: str):
    """Write new and changed matters with their signatories. Returns the number of rows written."""
    new = [fate for fate in fates if fate.state == "new"]
    changed = [fate for fate in fates if fate.state == "changed"]
    for fate in new:
        fate.matter.registered_by = actor.user
    Matter.objects.bulk_create([fate.matter for fate in new], batch_size=500)
    for fate in changed:
        fate.matter.save()
    Signatory.objects.bulk_create(
        [
            Signatory(
                matter=fate.matter,
                person=person,
                position=position,
                role=Signatory.Role.JOINT if position else Signatory.Role.LEAD,
            )
            for fate in new + changed
            for position, person in enumerate(fate.signatories)
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )
    facts = {
        "created": len(new),
        "updated": len(changed),
        "changes": {fate.matter.pk: sorted(fate.changes) for fate in changed},
    }
    return Done(len(new) + len(changed), about=office, facts=facts)
