"""Turns the rows below the headings into typed values, row by row and in constant memory."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .fields import Field
from .heads import Column, Recognised, Skipped, normalised, score
from .problems import Kept, Problem
from .reading import Sheet
from .text import Hollow, squeezed, text_of

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计)")
_FOOTER = re.compile(r"^(?:备注|说明|注释?|填表人|制表人?|填报人|审核人?|联系人|统计截?至?)\d*[:：]")


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
        column = recognised.by_field.get(key)
        heading = column.heading if column else str(recognised.family.field(key).label)
        self.problems.append(Problem(code, params, heading, key))


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
    plan = _plan(recognised)
    seen: dict[int, int] = {}
    for number, cells in sheet.rows():
        if number <= recognised.head_row or not any(_filled(cell) for cell in cells):
            continue
        if reason := _no_record(cells, recognised):
            recognised.skipped.append(Skipped(number, Problem(reason)))
            continue
        row = _parsed(number, cells, plan)
        finish(row, recognised)
        if not row.refused:
            key = hash(tuple(str(row.values.get(name)) for name in identity))
            row.repeats = seen.get(key)
            seen.setdefault(key, number)
        yield row


def _plan(recognised: Recognised) -> list[tuple[Column, Field]]:
    by_key = {item.key: item for item in recognised.family.fields}
    return [(column, by_key[column.field_key]) for column in recognised.columns if column.field_key]


def _parsed(number: int, cells: list[Any], plan: list[tuple[Column, Field]]) -> ParsedRow:
    row = ParsedRow(number, "", cells=[text_of(cell) for cell in cells])
    for column, item in plan:
        cell = cells[column.index] if column.index < len(cells) else ""
        row.raw[item.key] = row.cells[column.index] if column.index < len(cells) else ""
        value = _value(cell, item)
        if isinstance(value, Problem):
            row.problems.append(value.at(column.heading, item.key))
            value = None
        elif isinstance(value, Kept):
            row.notices.append(value.notice.at(column.heading, item.key))
            value = value.value
        row.values[item.key] = value
    row.ordinal = row.values.get("ordinal") or ""
    return row


def _value(cell: Any, item: Field) -> Any:
    if isinstance(cell, Hollow):
        return Problem(cell.code)
    return item.parse(cell) if _filled(cell) else None


def _filled(cell: Any) -> bool:
    return isinstance(cell, Hollow) or (bool(cell.strip()) if isinstance(cell, str) else cell is not None)


def _no_record(cells: list[Any], recognised: Recognised) -> str | None:
    filled = [squeezed(cell) for cell in cells if _filled(cell)]
    first = filled[0]
    required = [recognised.by_field[item.key].index for item in recognised.family.fields if item.required]
    empty = all(index >= len(cells) or not _filled(cells[index]) for index in required)
    if _TOTAL.match(first) and (empty or len(filled) <= 2):
        return "skipped_total"
    if _FOOTER.match(first) and (empty or len(filled) == 1):
        return "skipped_footer"
    headings = {normalised(column.heading) for column in recognised.columns if column.heading}
    if len(filled) > 1 and all(normalised(text) in headings for text in filled):
        return "skipped_heading"
    repeated = score(cells, recognised.family) >= max(3, len(filled) // 2 + 1)
    return "skipped_heading" if repeated else None
