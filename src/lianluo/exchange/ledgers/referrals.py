"""Rows of the register of referred cases."""

from collections.abc import Iterator

from .heads import Recognised
from .names import PersonRef, parse_delegation
from .reading import Sheet
from .referral_fields import REFERRALS
from .rows import ParsedRow, parse

FAMILY = REFERRALS
_SAME_CASE = ("received_on", "deputy", "case_name")


def parse_rows(sheet: Sheet, recognised: Recognised) -> Iterator[ParsedRow]:
    """Cases. Values as the fields' parsers give them, except: `deputy` is a str, and what stood in brackets behind the
    name goes into `delegation` when that is empty. A required cell that is empty refuses the row.
    """
    yield from parse(sheet, recognised, _finish, _SAME_CASE)


def _finish(row: ParsedRow, recognised: Recognised) -> None:
    person = row.values.get("deputy")
    if isinstance(person, PersonRef):
        row.values["deputy"] = person.name
        if person.note and not row.values.get("delegation"):
            row.values["delegation"] = parse_delegation(person.note.split("/")[-1])
    unread = {problem.field for problem in row.problems}
    for item in FAMILY.fields:
        if item.required and row.values.get(item.key) is None and item.key not in unread:
            code = "record_unsaid" if item.key == "record" else "no_value"
            row.refuse(code, recognised, item.key, label=str(item.label))
