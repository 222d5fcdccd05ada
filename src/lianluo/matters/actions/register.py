"""Landing the rows of a list of matters. A row without an outside number is known by kind, lead signatory and title."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db.models import Q

from lianluo.foundation.workflow import Done, action
from lianluo.journal.writing import record_each
from lianluo.matters import own_clocks
from lianluo.matters.actions.deadlines import keep_many, reckoner_of_today
from lianluo.matters.deadlines import Clocks
from lianluo.matters.models import Matter, Signatory
from lianluo.people.actions.organisation import register_organisation
from lianluo.people.models import Organisation, Proposer, Session
from lianluo.rules.queries import NoRule, working_calendar
from lianluo.units.models import Unit

LANDED = 500  # rows written in one statement


@dataclass(frozen=True)
class Lead:
    """Who stands first in a row, and the delegation or sector he signs in. An organisation may be not saved yet."""

    proposer: Proposer
    group: str


@dataclass
class Fate:
    """What becomes of one row: state new, changed, unchanged; or what cannot land: undated (new and without the day
    of handing over), unruled (no deadline is in force on that day).

    `changes` are field → [old, new].
    """

    state: str
    matter: Matter
    signatories: list[Proposer]
    changes: dict[str, list] = field(default_factory=dict)


class Ledger:
    """The matters of one session as a list meets them: some hundred rows at a time, two queries."""

    def __init__(self, office: Unit, session: Session):
        self.office, self.session = office, session
        self.calendar = working_calendar()
        self.clocks = Clocks(self.calendar)
        self.seen: dict[str, int] = {}
        self.by_number: dict[tuple[str, str], Matter] = {}
        self.by_key: dict[str, Matter] = {}
        self.signed: dict[int, set[tuple]] = {}

    def fates(self, rows: list[tuple[dict[str, Any], Lead, list[Proposer]]]) -> list[Fate]:
        """What becomes of each row: facts, lead signatory, co-signatories. `facts` are the model's fields that the
        file has; empty ones change nothing.
        """
        known = [self._with_lead(facts, lead) for facts, lead, _others in rows]
        self._load(known)
        return [
            self._fate(facts, _each_once([lead.proposer, *others]))
            for facts, (_facts, lead, others) in zip(known, rows, strict=True)
        ]

    def _with_lead(self, facts: dict[str, Any], lead: Lead) -> dict[str, Any]:
        facts = {**facts, "lead_name": lead.proposer.name, "lead_group": lead.group}
        if not facts.get("outside_number"):
            facts["ledger_key"] = self._key(facts, lead.proposer)
        return facts

    def _load(self, rows: list[dict[str, Any]]) -> None:
        numbers = {facts["outside_number"] for facts in rows if facts.get("outside_number")}
        keys = {facts["ledger_key"] for facts in rows if "ledger_key" in facts}
        known = Matter.objects.filter(office=self.office, session=self.session).filter(
            Q(outside_number__in=numbers) | Q(ledger_key__in=keys)
        )
        self.by_number = {(row.kind, row.outside_number): row for row in known if row.outside_number}
        self.by_key = {row.ledger_key: row for row in known if row.ledger_key}
        self.signed = {}
        for row in Signatory.objects.filter(matter__in=[row.pk for row in known]):
            self.signed.setdefault(row.matter_id, set()).add(row.proposer_key)

    def _fate(self, facts: dict[str, Any], signatories: list[Proposer]) -> Fate:
        matter = self.by_number.get((facts["kind"], facts.get("outside_number") or None))
        matter = matter or self.by_key.get(facts.get("ledger_key", ""))
        if matter is None and not facts.get("handed_over_on"):
            return Fate("undated", Matter(**facts), signatories)
        try:
            return self._ruled(matter, facts, signatories)
        except NoRule:
            return Fate("unruled", matter or Matter(**facts), signatories)

    def _ruled(self, matter: Matter | None, facts: dict[str, Any], signatories: list[Proposer]) -> Fate:
        """Raises NoRule when no deadline is in force on the day of handing over."""
        if matter is None:
            return Fate("new", self._new(facts), signatories)
        changes = _changes(matter, facts)
        known = self.signed.get(matter.pk, set())
        if missing := [each.name for each in signatories if _key_of(each) not in known]:
            changes["signatories"] = ["", "、".join(missing)]
        if "handed_over_on" in changes:
            self._set_deadlines(matter)
        return Fate("changed" if changes else "unchanged", matter, signatories, changes)

    def _key(self, facts: dict[str, Any], lead: Proposer) -> str:
        mark = ledger_mark(facts["kind"], lead, facts["title"])
        self.seen[mark] = self.seen.get(mark, 0) + 1
        return f"{mark}:{self.seen[mark]}"

    def _new(self, facts: dict[str, Any]) -> Matter:
        kept = {name: value for name, value in facts.items() if value is not None}
        matter = Matter(office=self.office, session=self.session, **kept)
        self._set_deadlines(matter)
        return matter

    def _set_deadlines(self, matter: Matter) -> None:
        if own_clocks.has_own_clock(matter.kind):
            own_clocks.begin(matter)
            return
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


def _key_of(proposer: Proposer) -> tuple[int | None, int | None]:
    return Signatory(**proposer.column).proposer_key


def _each_once(proposers: list[Proposer]) -> list[Proposer]:
    """An organisation that is not saved yet has no key but its name."""
    return list({(type(each), each.pk or each.name): each for each in proposers}.values())


def ledger_mark(kind: str, lead: Proposer, title: str) -> str:
    """By which a matter without an outside number is known again in a later list; an organisation counts by its name."""
    if isinstance(lead, Organisation):
        return body_mark(kind, lead.name, title)
    return hashlib.sha256(f"{kind}|{lead.pk}|{title}".encode()).hexdigest()[:32]


def body_mark(kind: str, raised_by: str, title: str) -> str:
    """The same for a matter that a body raised."""
    return hashlib.sha256(f"{kind}|{raised_by}|{title}".encode()).hexdigest()[:32]


@action("matters.register", "matters.import_list")
def land_matters(actor, office: Unit, *, session: Session, fates: Iterator[Fate], source: str):
    """Write new and changed matters with their signatories, LANDED at a time. Returns the number of rows written."""
    counts, reckoner = {"new": 0, "changed": 0}, reckoner_of_today()
    while part := list(islice(fates, LANDED)):
        new = [fate for fate in part if fate.state == "new"]
        for fate in new:
            fate.matter.registered_by = actor.user
        _register_organisations(actor, part)
        Matter.objects.bulk_create([fate.matter for fate in new])
        _rewrite([fate for fate in part if fate.state == "changed"])
        _sign(part)
        keep_many([f.matter for f in part if f.state == "new" or "handed_over_on" in f.changes], reckoner)
        record_each(actor, "matters.import_row", [(fate.matter, _row_facts(fate, source)) for fate in part])
        for fate in part:
            counts[fate.state] += 1
    facts = {"created": counts["new"], "updated": counts["changed"]}
    return Done(sum(counts.values()), about=office, facts=facts)


_DEADLINES = {"statutory_due_on", "internal_due_on", "due_on", "due_is_provisional"}


_LEAD = {"signatories", "lead_name", "lead_group"}


def _rewrite(changed: list[Fate]) -> None:
    """Write the changed columns of these matters in one statement."""
    columns = {name for fate in changed for name in fate.changes} - {"signatories"}
    columns |= _DEADLINES if "handed_over_on" in columns else set()
    if columns:
        Matter.objects.bulk_create(
            [fate.matter for fate in changed],
            update_conflicts=True, unique_fields=["id"], update_fields=sorted(columns),
        )  # fmt: skip


def _sign(part: list[Fate]) -> None:
    """Signatories as the file has them; a former lead signatory stays as a co-signatory."""
    signed = [fate for fate in part if fate.state == "new" or _LEAD & set(fate.changes)]
    changed = [fate.matter.pk for fate in signed if fate.state == "changed"]
    lead, joint = Signatory.Role.LEAD, Signatory.Role.JOINT
    if changed:
        Signatory.objects.filter(matter_id__in=changed, role=lead).update(role=joint)
    rows = [row for fate in signed for row in _signatories(fate)]
    for column in ("person", "organisation"):
        Signatory.objects.bulk_create(
            [row for row in rows if getattr(row, f"{column}_id")],
            update_conflicts=True, unique_fields=["matter", column], update_fields=["role", "position"],
        )  # fmt: skip


def _register_organisations(actor, part: list[Fate]) -> None:
    """Those the list named for the first time; the rows that name one share it."""
    for each in (proposer for fate in part for proposer in fate.signatories if proposer.pk is None):
        if each.pk is None:  # an earlier row of the part may have registered it
            made = register_organisation(actor, each.keeper, body=each.body, kind=each.kind, name=each.name)
            each.pk = made.pk


def _signatories(fate: Fate) -> list[Signatory]:
    roles = [Signatory.Role.LEAD] + [Signatory.Role.JOINT] * len(fate.signatories)
    return [
        Signatory(matter=fate.matter, **proposer.column, position=position, role=roles[position])
        for position, proposer in enumerate(fate.signatories)
    ]


def _row_facts(fate: Fate, source: str) -> dict[str, Any]:
    return {"file": source, "state": fate.state, "fields": sorted(fate.changes)}
