"""What becomes of each row of a file: new, changed, unchanged, a possible duplicate, or refused. Nothing is written.

Rows are judged some hundred at a time, so that the memory and the number of queries do not grow with the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from lianluo.exchange.ledgers import matters, referrals, rosters
from lianluo.exchange.ledgers.bodies import BodyName
from lianluo.exchange.ledgers.heads import Recognised
from lianluo.exchange.ledgers.names import parse_delegation
from lianluo.exchange.ledgers.organisations import kind_of_organisation
from lianluo.exchange.ledgers.rows import ParsedRow
from lianluo.matters.actions.register import Lead, Ledger
from lianluo.matters.models import Matter
from lianluo.matters.procedures import procedure_of
from lianluo.people.actions.body import session_of
from lianluo.people.actions.roster import Register
from lianluo.people.models import Mandate, Organisation, Person, Proposer, Term
from lianluo.units.models import Unit

NEW, CHANGED, UNCHANGED, DUPLICATE, REFUSED = GROUPS = (
    "new", "changed", "unchanged", "duplicate", "refused",
)  # fmt: skip


@dataclass
class Verdict:
    """`group` is one of GROUPS. A duplicate names the row (or registered case) it is like, and why; with a
    `fate` it lands all the same."""

    row: ParsedRow
    group: str
    fate: Any = None
    like_row: int | str | None = None
    why: str = ""
    facts: Any = field(default=None, repr=False)

    @property
    def state(self) -> str:
        """The state of the row in the register: new, changed or unchanged; "" when it does not land."""
        return self.fate.state if self.fate else ""


class RosterJudge:
    """Rows of a roster against the register of persons."""

    def __init__(self, office: Unit, term: Term, body: BodyName, recognised: Recognised):
        self.register = Register(office, term)
        self.into = term.name
        self.kind, self.recognised = Mandate.Kind(body.kind), recognised
        self.met: dict[int, list[tuple[int, tuple]]] = {}

    def judge(self, rows: list[ParsedRow]) -> list[Verdict]:
        verdicts = [self._alone(row) for row in rows]
        open_ones = [verdict for verdict in verdicts if verdict.facts]
        fates = self.register.fates([verdict.facts for verdict in open_ones])
        for verdict, fate in zip(open_ones, fates, strict=True):
            verdict.fate, verdict.group, verdict.facts = fate, fate.state, None
        return verdicts

    def _alone(self, row: ParsedRow) -> Verdict:
        """The row as far as the file alone tells."""
        if row.repeats:
            return Verdict(row, DUPLICATE, like_row=row.repeats, why="repeats")
        facts = _person_facts(row, self.kind)
        _check_lengths(row, self.recognised, Person, facts["person"], _PERSON)
        _check_lengths(row, self.recognised, Mandate, facts["mandate"], _MANDATE)
        if row.refused:
            return Verdict(row, REFUSED)
        if like := self._met(row, facts):
            return Verdict(row, DUPLICATE, like_row=like, why="same_person")
        return Verdict(row, NEW, facts=facts)

    def _met(self, row: ParsedRow, facts: dict) -> int | None:
        """The earlier row with this name and group whose birth does not contradict this one's."""
        group = facts["mandate"].get("delegation") or facts["mandate"].get("sector") or ""
        born = tuple(facts["person"].get(name) for name in ("birth_year", "birth_month", "birth_day"))
        earlier = self.met.setdefault(hash((facts["person"]["name"], group)), [])
        for number, birth in earlier:
            if not any(a and b and a != b for a, b in zip(birth, born, strict=True)):
                return number
        earlier.append((row.row, born))
        return None


class MattersJudge:
    """Rows of a list of matters against the matters of its session."""

    def __init__(self, office: Unit, term: Term, body: BodyName, recognised: Recognised):
        self.session = session_of(term, body.session, body.session_short)
        self.into = self.session.name
        self.ledger = Ledger(office, self.session)
        self.proposers = Proposers(office, term)
        self.recognised = recognised
        self.numbers: dict[int, int] = {}
        self.titles: dict[int, int] = {}

    def judge(self, rows: list[ParsedRow]) -> list[Verdict]:
        self.proposers.load(_names(rows))
        verdicts = [self._alone(row) for row in rows]
        open_ones = [verdict for verdict in verdicts if verdict.facts]
        fates = self.ledger.fates([verdict.facts for verdict in open_ones])
        for verdict, fate in zip(open_ones, fates, strict=True):
            self._settle(verdict, fate)
        return verdicts

    def _settle(self, verdict: Verdict, fate) -> None:
        verdict.facts = None
        if code := _CANNOT_LAND.get(fate.state):
            label = str(self.recognised.family.field("handed_over_on").label)
            value = verdict.row.raw.get("handed_over_on", "")
            verdict.row.refuse(code, self.recognised, "handed_over_on", label=label, value=value)
            verdict.group = REFUSED
            return
        verdict.fate = fate
        if verdict.group != DUPLICATE:
            verdict.group = fate.state

    def _alone(self, row: ParsedRow) -> Verdict:
        """The row as far as the file and the register of persons tell."""
        if row.repeats:
            return Verdict(row, DUPLICATE, like_row=row.repeats, why="repeats")
        lead, others = self._signatories(row)
        facts = {} if row.refused else _matter_facts(row)
        _check_lengths(row, self.recognised, Matter, facts, _MATTER)
        if row.refused:
            return Verdict(row, REFUSED)
        if like := self._same_number(row, facts):
            return Verdict(row, DUPLICATE, like_row=like, why="same_number")
        like = self._same_title(row)
        group, why = (DUPLICATE, "alike") if like else (NEW, "")
        return Verdict(row, group, like_row=like, why=why, facts=(facts, lead, others))

    def _same_number(self, row: ParsedRow, facts: dict) -> int | None:
        number = facts["outside_number"]
        return _first(self.numbers, (facts["kind"], number), row.row) if number else None

    def _same_title(self, row: ParsedRow) -> int | None:
        """Rows with one title and one proposer land, but are named for the clerk to look at."""
        return _first(self.titles, (row.values["title"], row.values["proposer"]), row.row)

    def _signatories(self, row: ParsedRow) -> tuple[Lead | None, list[Proposer]]:
        name = row.values.get("proposer")
        group = row.values.get("delegation") or row.values.get("sector") or ""
        lead = self._one(row, "proposer", name, group) if name else None
        others = [
            self._one(row, "joint", joint.name, _group(joint.note)) for joint in row.values.get("joint") or ()
        ]
        return lead, [other.proposer for other in others if other]

    def _one(self, row: ParsedRow, key: str, name: str, group: str) -> Lead | None:
        """A person of the term; where none bears the name, an organisation."""
        found = self.proposers.find(name, group)
        if len(found) == 1:
            return Lead(found[0].person, found[0].group)
        if not found and (organisation := self.proposers.organisation(name, row.values.get("kind"))):
            if organisation.pk is None:
                row.inform("proposer_organisation", self.recognised, key, value=name)
            return Lead(organisation, "")
        groups = "、".join(mandate.group for mandate in found)
        code = f"{key}_{'ambiguous' if found else 'unknown'}"
        row.refuse(code, self.recognised, key, value=name, groups=groups)
        return None


class Proposers:
    """Who may have signed: the persons with a seat in the session's term, by name, and organisations of its body."""

    def __init__(self, office: Unit, term: Term):
        self.office, self.term = office, term
        self.by_name: dict[str, list[Mandate]] = {}
        known = Organisation.objects.filter(keeper=office, body=term.body).order_by("-pk")
        self.organisations = {row.name: row for row in known}

    def load(self, names: set[str]) -> None:
        self.by_name = {}
        persons = {row.pk: row for row in Person.objects.filter(keeper=self.office, name__in=names)}
        for mandate in Mandate.objects.filter(person_id__in=list(persons), term=self.term).order_by("id"):
            mandate.person = persons[mandate.person_id]
            self.by_name.setdefault(mandate.person.name, []).append(mandate)

    def find(self, name: str, group: str = "") -> list[Mandate]:
        """Persons of that name; of several those of the group, when there are such."""
        found = self.by_name.get(name, [])
        if len(found) < 2:
            return found
        return [mandate for mandate in found if mandate.group == group] or found

    def organisation(self, name: str, kind: str | None) -> Organisation | None:
        """The one of this full name on record; else a new one, not saved, for a name that no person bears."""
        if name not in self.organisations and kind:
            found = kind_of_organisation(name, by_members=procedure_of(kind).by_members)
            if found:
                new = Organisation(keeper=self.office, body=self.term.body, kind=found, name=name)
                self.organisations[name] = new
        return self.organisations.get(name)


_CANNOT_LAND = {"undated": "no_value", "unruled": "date_without_rule"}
JUDGES = {"roster": RosterJudge, "matters": MattersJudge}
PARSERS = {"roster": rosters.parse_rows, "matters": matters.parse_rows, "referrals": referrals.parse_rows}

# field of the list → field of the register
_PERSON = {
    "name": "name", "sex": "sex", "nationality": "nationality", "party": "party", "education": "education",
    "work": "work", "mobile": "mobile", "office_phone": "telephone", "email": "email", "address": "address",
    "postcode": "postcode", "note": "note",
}  # fmt: skip
_MANDATE = {
    "delegation": "delegation", "sector": "sector", "electoral_unit": "constituency",
    "certificate_number": "certificate_no", "congress_position": "office_held",
}  # fmt: skip
_MATTER = {
    "kind": "kind", "outside_number": "outside_number", "title": "title", "title_derived": "title_derived",
    "content": "content", "handed_over_on": "handed_over_on", "mode": "mode",
    "lead_department": "suggested_department", "source_unit": "source", "note": "note",
}  # fmt: skip


def _person_facts(row: ParsedRow, kind: str) -> dict[str, dict[str, Any]]:
    person = {to: _text(row.values[key]) for key, to in _PERSON.items() if row.values.get(key)}
    if birth := row.values.get("birth"):
        person |= {"birth_year": birth.year, "birth_month": birth.month, "birth_day": birth.day}
    mandate = {to: _text(row.values[key]) for key, to in _MANDATE.items() if row.values.get(key)}
    return {"person": person, "mandate": {"kind": kind, **mandate}}


def _matter_facts(row: ParsedRow) -> dict[str, Any]:
    facts = {to: row.values.get(key) for key, to in _MATTER.items()}
    facts["outside_number"] = facts["outside_number"] or ""
    return {name: value for name, value in facts.items() if value is not None}


def _text(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _check_lengths(
    row: ParsedRow, recognised: Recognised, model: type[models.Model], facts: dict, names: dict[str, str]
) -> None:
    """Refuse what the register's column cannot hold, with the column's own limit."""
    for key, name in names.items():
        limit = model._meta.get_field(name).max_length
        value = facts.get(name)
        if limit and isinstance(value, str) and len(value) > limit:
            row.refuse("too_long", recognised, key, length=len(value), limit=limit)


def _group(note: str) -> str:
    """The delegation or sector in brackets behind a co-signatory's name: 王伟（沈阳团）."""
    return parse_delegation(note.split("/")[-1]) or "" if note else ""


def _names(rows: Iterable[ParsedRow]) -> set[str]:
    lead = {row.values.get("proposer") for row in rows}
    return {name for name in lead if name} | {
        joint.name for row in rows for joint in row.values.get("joint") or ()
    }


def _first(seen: dict[int, int], key: tuple, number: int) -> int | None:
    """The earlier row with this key, or None: then this is the first."""
    earlier = seen.setdefault(hash(key), number)
    return None if earlier == number else earlier
