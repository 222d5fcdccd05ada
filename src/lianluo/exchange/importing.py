"""Import of a roster or a list of matters: read, recognise, judge every row, and land those that can.

Page and command use the same two functions: `judge` writes nothing, `land` writes what was judged.
All or nothing per row; the same file twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianluo.exchange.ledgers import heads, matters, reading, rosters
from lianluo.exchange.ledgers.bodies import BodyName, parse_body
from lianluo.exchange.ledgers.rows import ParsedRow
from lianluo.matters.actions.register import Ledger, land_matters
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.actions.roster import Register, land_roster
from lianluo.people.models import Mandate, Term
from lianluo.units.models import Unit


class CannotImport(Exception):
    """The whole file is refused; the sentence says why and what to do."""


@dataclass
class Outcome:
    """Counts and lists of one import; `row` is the row number in the file."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[ParsedRow] = field(default_factory=list)
    duplicates: list[dict[str, Any]] = field(default_factory=list)
    fates: list = field(default_factory=list)

    def count(self, state: str) -> None:
        name = {"new": "created", "changed": "updated"}.get(state, "unchanged")
        setattr(self, name, getattr(self, name) + 1)

    def as_json(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": [
                {"row": row.row, "ordinal": row.ordinal, "column": row.problems[0].column,
                 "reason": "；".join(problem.sentence for problem in row.problems)}
                for row in self.refused
            ],
            "duplicates": self.duplicates,
        }  # fmt: skip


def import_file(
    actor, office: Unit, family: str, source, *, named: str = "", dry_run: bool = False
) -> Outcome:
    """`family` is "roster" or "matters"; `named` the body or session when the file's title does not say it.

    Raises CannotImport, or ledgers.problems.Unreadable for a file that cannot be read.
    """
    sheet = reading.read(source, family=family)
    recognised = heads.recognise(sheet.rows(), family)
    body = parse_body(named) if named else recognised.body
    if body is None:
        raise CannotImport(_not_named(family, named))
    if family == "matters" and body.session is None:
        raise CannotImport(_not_named(family, named or body.formal))
    with transaction.atomic():
        run = _import_roster if family == "roster" else _import_matters
        outcome = run(actor, office, sheet, recognised, body)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _not_named(family: str, named: str) -> str:
    if family == "roster":
        told = " " + _("Say which congress or CPPCC committee and term the roster is of, with --body.")
    else:
        told = " " + _("Say of which session the list is, with --session.")
    if named:
        return _("“%(text)s” does not name what is needed.") % {"text": named} + told
    return _("The title row does not say it.") + told


def _term(office: Unit, body: BodyName) -> Term:
    """A title such as 省十四届人大 means the office's own province."""
    place = body.place
    if not place and body.level != "national":
        place = office.name.removesuffix("人民检察院")
    formal = BodyName(body.kind, body.level, place, body.term)
    return term_of(body.kind, body.level, place, body.term, formal.formal)


def _import_roster(actor, office: Unit, sheet, recognised, body: BodyName) -> Outcome:
    term, outcome = _term(office, body), Outcome()
    register = Register(office, term)
    for row in rosters.parse_rows(sheet, recognised):
        if row.repeats:
            outcome.duplicates.append(
                {"row": row.row, "of_row": row.repeats, "why": _("the same row stands above")}
            )
        elif row.refused:
            outcome.refused.append(row)
        else:
            fate = register.fate(_person_facts(row, body.kind))
            outcome.count(fate.state)
            outcome.fates.append(fate)
    if outcome.created or outcome.updated:
        land_roster(actor, office, term=term, fates=outcome.fates, source=sheet.file_name)
    return outcome


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


def _person_facts(row: ParsedRow, kind: str) -> dict[str, dict[str, Any]]:
    person = {to: _text(row.values[key]) for key, to in _PERSON.items() if row.values.get(key)}
    if birth := row.values.get("birth"):
        person |= {"birth_year": birth.year, "birth_month": birth.month, "birth_day": birth.day}
    mandate = {to: _text(row.values[key]) for key, to in _MANDATE.items() if row.values.get(key)}
    return {"person": person, "mandate": {"kind": Mandate.Kind(kind), **mandate}}


def _text(value: Any) -> str:
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


class Proposers:
    """Who may have signed: the persons with a seat in the session's term, by name."""

    def __init__(self, office: Unit, term: Term):
        self.by_name: dict[str, list[Mandate]] = {}
        held = Mandate.objects.filter(person__keeper=office, term=term).select_related("person")
        for mandate in held:
            self.by_name.setdefault(mandate.person.name, []).append(mandate)

    def find(self, name: str, group: str = "") -> list[Mandate]:
        found = self.by_name.get(name, [])
        return [mandate for mandate in found if mandate.group == group] if group and len(found) > 1 else found


def _import_matters(actor, office: Unit, sheet, recognised, body: BodyName) -> Outcome:
    term, outcome = _term(office, body), Outcome()
    session = session_of(term, body.session, body.session_short)
    ledger, proposers = Ledger(office, session), Proposers(office, term)
    titles: dict[str, int] = {}
    for row in matters.parse_rows(sheet, recognised):
        lead, others = _signatories(row, recognised, proposers)
        if row.repeats:
            outcome.duplicates.append(
                {"row": row.row, "of_row": row.repeats, "why": _("the same row stands above")}
            )
            continue
        if row.refused:
            outcome.refused.append(row)
            continue
        _note_alike(row, titles, outcome)
        fate = ledger.fate(_matter_facts(row), lead, others)
        outcome.count(fate.state)
        outcome.fates.append(fate)
    if outcome.created or outcome.updated:
        land_matters(actor, office, session=session, fates=outcome.fates, source=sheet.file_name)
    return outcome


def _note_alike(row: ParsedRow, titles: dict[str, int], outcome: Outcome) -> None:
    """Rows with one title and one proposer land, but are named for the clerk to look at."""
    key = f"{row.values['title']}|{row.values['proposer']}"
    if key in titles:
        outcome.duplicates.append(
            {"row": row.row, "of_row": titles[key], "why": _("same title and same lead signatory")}
        )
    titles.setdefault(key, row.row)


def _signatories(row: ParsedRow, recognised, proposers: Proposers) -> tuple[Mandate | None, list]:
    name = row.values.get("proposer")
    group = row.values.get("delegation") or row.values.get("sector") or ""
    lead = _one(row, recognised, proposers.find(name, group), "proposer", name) if name else None
    others = [
        _one(row, recognised, proposers.find(joint.name), "joint", joint.name)
        for joint in row.values.get("joint") or ()
    ]
    return lead, [mandate.person for mandate in others if mandate]


def _one(row: ParsedRow, recognised, found: list[Mandate], key: str, name: str) -> Mandate | None:
    if len(found) == 1:
        return found[0]
    groups = "、".join(mandate.group for mandate in found)
    row.refuse(f"{key}_{'ambiguous' if found else 'unknown'}", recognised, key, value=name, groups=groups)
    return None


def _matter_facts(row: ParsedRow) -> dict[str, Any]:
    values = row.values
    facts = {
        "kind": values["kind"],
        "outside_number": values.get("outside_number") or "",
        "title": values["title"],
        "title_derived": values["title_derived"],
        "content": values.get("content"),
        "handed_over_on": values.get("handed_over_on"),
        "mode": values.get("mode"),
        "suggested_department": values.get("lead_department"),
        "source": values.get("source_unit"),
        "note": values.get("note"),
    }
    return {name: value for name, value in facts.items() if value is not None}
