"""Turns the rows below the headings into typed values, row by row and in constant memory."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .family import Field
from .heads import Recognised, Skipped, normalised, score
from .problems import Kept, Problem
from .reading import Sheet
from .text import Hollow, squeezed, text_of

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计)")
_FOOTER = re.compile(r"^(?:备注|说明|注释?|填表人|制表人?|填报人|审核人?|联系人|统计截?至?)\d*[:：]")

_SHORT, _KNOWN = 30, 1_000  # what a column remembers: length of a text, number of texts


@dataclass
class ParsedRow:
    """One record.

    `row` is its number in the file (from 1), `ordinal` its 序号. `values` holds python values by field; a
    field that has a column but is empty in this row has None, so that an update can tell "emptied" from "not
    in this file". `raw` is field → text as typed, `cells` the whole row as text. With any of `problems` the
    row is refused; `notices` only inform. `repeats` is the file row above that says exactly the same.
    """

    row: int
    ordinal: str
    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    repeats: int | None = None

    @property
    def refused(self) -> bool:
        return bool(self.problems)

    def refuse(self, code: str, recognised: Recognised, key: str, **params: Any) -> None:
        """Add a problem to the field's column (its heading in the file, else the field's label)."""
        self.problems.append(_about(recognised, key, code, params))

    def inform(self, code: str, recognised: Recognised, key: str, **params: Any) -> None:
        """Add a notice to the field's column; the row lands all the same."""
        self.notices.append(_about(recognised, key, code, params))


def _about(recognised: Recognised, key: str, code: str, params: dict[str, Any]) -> Problem:
    column = recognised.by_field.get(key)
    heading = column.heading if column else str(recognised.family.field(key).label)
    return Problem(code, params, heading, key)


Finish = Callable[[ParsedRow, Recognised], None]


def parse(
    sheet: Sheet, recognised: Recognised, finish: Finish, identity: tuple[str, ...]
) -> Iterator[ParsedRow]:
    """Every record of the sheet.

    `finish` derives and checks values of the family; rows whose `identity` fields are the same as those of an
    earlier row are marked as repeating it.

    Raises `Unreadable` when a required column is missing. `recognised.skipped` is filled on the way.
    """
    recognised.require()
    recognised.skipped.clear()
    reader = _Reader(recognised)
    seen: dict[int, int] = {}
    for number, cells in sheet.rows():
        if number <= recognised.head_row or not any(map(_filled, cells)):
            continue
        if reason := reader.no_record(cells):
            recognised.skipped.append(Skipped(number, Problem(reason)))
            continue
        row = reader.parsed(number, cells)
        finish(row, recognised)
        if not row.refused:
            key = hash(tuple(str(row.values.get(name)) for name in identity))
            row.repeats = seen.get(key)
            seen.setdefault(key, number)
        yield row


class _Reader:
    """What is the same for every row of a sheet, worked out once."""

    def __init__(self, recognised: Recognised):
        family = recognised.family
        by_key = {item.key: item for item in family.fields}
        self.family = family
        self.plan = [
            (column, by_key[column.field_key], {}) for column in recognised.columns if column.field_key
        ]
        self.required = [recognised.by_field[item.key] for item in family.fields if item.required]
        self.headings = {normalised(column.heading) for column in self.required}

    def parsed(self, number: int, cells: list[Any]) -> ParsedRow:
        row = ParsedRow(number, "", cells=[text_of(cell) for cell in cells])
        for column, item, known in self.plan:
            inside = column.index < len(cells)
            row.raw[item.key] = row.cells[column.index] if inside else ""
            value = _value(cells[column.index], item, known) if inside else None
            if isinstance(value, Problem):
                row.problems.append(value.at(column.heading, item.key))
                value = None
            elif isinstance(value, Kept):
                row.notices.append(value.notice.at(column.heading, item.key))
                value = value.value
            row.values[item.key] = value
        row.ordinal = row.values.get("ordinal") or ""
        return row

    def no_record(self, cells: list[Any]) -> str | None:
        """Why a row is none: totals, footnotes, headings printed again on the next page."""
        filled = [cell for cell in cells if _filled(cell)]
        first = squeezed(filled[0])
        named = [cells[column.index] for column in self.required if column.index < len(cells)]
        empty = not any(map(_filled, named))
        if _TOTAL.match(first) and (empty or len(filled) <= 2):
            return "skipped_total"
        if _FOOTER.match(first) and (empty or len(filled) == 1):
            return "skipped_footer"
        again = any(normalised(cell) in self.headings for cell in named)
        if again and score(cells, self.family) > len(filled) // 2:
            return "skipped_heading"
        return None


def _value(cell: Any, item: Field, known: dict[str, Any]) -> Any:
    """The parsed cell. Short texts come again and again in a column and are parsed once."""
    if isinstance(cell, Hollow):
        return Problem(cell.code)
    if not _filled(cell):
        return None
    if not isinstance(cell, str) or len(cell) > _SHORT:
        return item.parse(cell)
    if cell in known:
        return known[cell]
    value = item.parse(cell)
    if len(known) < _KNOWN and not isinstance(value, Problem | Kept):
        known[cell] = value
    return value


def _filled(cell: Any) -> bool:
    if isinstance(cell, str):
        return bool(cell) and not cell.isspace()
    return cell is not None
