"""Rows of a roster of deputies or members."""

from collections.abc import Iterator

from .fields import ROSTER
from .heads import Recognised
from .names import PersonRef, parse_delegation
from .problems import Problem
from .reading import Sheet
from .rows import ParsedRow, parse
from .text import squeezed
from .values import Phones, nationality, parse_sex, party

FAMILY = ROSTER
_SAME_PERSON = (
    "name", "sex", "nationality", "birth", "party", "work", "delegation", "sector", "certificate_number",
    "mobile", "address", "postcode",
)  # fmt: skip


def parse_rows(sheet: Sheet, recognised: Recognised) -> Iterator[ParsedRow]:
    """Persons with their mandates.

    Values as the fields' parsers give them, except: `name`, `mobile` and `office_phone` are str, further
    numbers of the cells stand in `other_phones` (tuple), `work` is put together from employer and position
    when the file has them apart.
    """
    yield from parse(sheet, recognised, _finish, _SAME_PERSON)


def _finish(row: ParsedRow, recognised: Recognised) -> None:
    if row.values.get("name") is None and not any(problem.field == "name" for problem in row.problems):
        row.refuse("no_name", recognised, "name")
    _unshift(row)
    _name_and_note(row)
    _work(row)
    _phones(row)
    if recognised.body and recognised.body.level == "national" and row.raw.get("delegation"):
        row.values["delegation"] = parse_delegation(row.raw["delegation"], "national")
    elif recognised.delegation and not row.values.get("delegation"):
        row.values["delegation"] = recognised.delegation


def _unshift(row: ParsedRow) -> None:
    """A political status in the column of nationalities: the row's cells have slipped by one.

    It is put back where it belongs, and nothing is guessed about the others.
    """
    misplaced = party(squeezed(row.raw.get("nationality", "")))
    if misplaced is None or row.values.get("party") or nationality(squeezed(row.raw["nationality"])):
        return
    row.values["party"] = misplaced
    row.notices = [notice for notice in row.notices if notice.field not in ("nationality", "party")]
    row.notices.append(Problem("columns_shifted", {"value": row.raw["nationality"]}, field="party"))


def _name_and_note(row: ParsedRow) -> None:
    """王某（女，满族）: what stands in brackets fills sex and nationality where these are empty."""
    person = row.values.get("name")
    if not isinstance(person, PersonRef):
        return
    row.values["name"] = person.name
    for word in person.note.replace("，", ",").replace("、", ",").split(","):
        sex = parse_sex(word)
        if isinstance(sex, str) and not row.values.get("sex"):
            row.values["sex"] = sex
        elif word.endswith("族") and not row.values.get("nationality"):
            row.values["nationality"] = nationality(word.strip())


def _work(row: ParsedRow) -> None:
    if not row.values.get("work"):
        parts = [row.values.get("employer"), row.values.get("position")]
        joined = "".join(part for part in parts if part)
        if joined or "employer" in row.values or "position" in row.values:
            row.values["work"] = joined or None


def _phones(row: ParsedRow) -> None:
    found = [row.values.get(key) for key in ("mobile", "office_phone")]
    cells = [cell for cell in found if isinstance(cell, Phones)]
    mobiles = [number for cell in cells for number in cell.mobiles]
    landlines = [number for cell in cells for number in cell.landlines]
    if "mobile" in row.values:
        row.values["mobile"] = mobiles[0] if mobiles else None
    if "office_phone" in row.values or landlines:
        row.values["office_phone"] = landlines[0] if landlines else None
    row.values["other_phones"] = tuple(mobiles[1:] + landlines[1:])
