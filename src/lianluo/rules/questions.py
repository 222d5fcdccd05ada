"""Questions about due days in a CSV file, answered in the order of its rows: for checking the clock against other tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from lianluo.rules import deadlines
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.sums import SumLine

COLUMNS = ("start", "value", "unit")
DIRECTIONS = {"after": deadlines.add, "before": deadlines.before}
LARGEST = 20 * 1024 * 1024


class BadFile(ValueError):
    """The file as a whole cannot be read; the message says why."""


class BadCell(ValueError):
    """`column` holds what is no answerable value; the message says why."""

    def __init__(self, column: str, reason: str):
        super().__init__(reason)
        self.column = column


@dataclass(frozen=True)
class Answer:
    """One row of the file, by its number there. A refused row has no `due` and says in `why` what is wrong."""

    row: int
    start: str
    due: date | None = None
    provisional: bool = False
    why: list[str] = field(default_factory=list)
    column: str = ""

    def as_json(self) -> dict:
        return {"start": self.start, "due": self.due, "provisional": self.provisional, "why": self.why}


def answers(path: Path, calendar: WorkingCalendar) -> Iterator[Answer]:
    """One for each row that is not empty. Columns start (ISO date), value, unit (day, workday, month), direction (after,
    which is the default, or before), in any order. Raises BadFile."""
    reader = csv.reader(io.StringIO(_text(path), newline=None))
    heads = [head.strip().lower() for head in next(_rows(reader), [])]
    if missing := [name for name in COLUMNS if name not in heads]:
        raise BadFile(_("The file has no column %(names)s.") % {"names": ", ".join(missing)})
    for row in _rows(reader):
        cells = dict.fromkeys((*COLUMNS, "direction"), "") | dict(
            zip(heads, map(str.strip, row), strict=False)
        )
        if any(cells.values()):
            yield _answer(reader.line_num, cells, calendar)


def _rows(reader) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        raise BadFile(_("Line %(n)d cannot be read as CSV.") % {"n": reader.line_num}) from None


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise BadFile(_("The file is larger than %(mb)d MB.") % {"mb": LARGEST // 1024**2})
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadFile(_("The file is not a CSV file in UTF-8.")) from None


def _answer(number: int, cells: dict[str, str], calendar: WorkingCalendar) -> Answer:
    try:
        start, value = _day(cells["start"]), _whole(cells["value"])
        count = DIRECTIONS.get(cells["direction"] or "after")
        if count is None:
            raise BadCell(
                "direction", _("“%(word)s” is neither after nor before.") % {"word": cells["direction"][:40]}
            )
        if cells["unit"] not in deadlines.UNITS:
            raise BadCell(
                "unit", _("“%(word)s” is none of day, workday, month.") % {"word": cells["unit"][:40]}
            )
        found = count(start, value, cells["unit"], calendar=calendar)
    except BadCell as wrong:
        return Answer(number, cells["start"], why=[str(wrong)], column=wrong.column)
    except deadlines.BadPeriod as wrong:
        return Answer(number, cells["start"], why=[str(wrong)], column="value")
    return Answer(
        number, start.isoformat(), found.due, found.provisional, [sentence(line) for line in found.lines]
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadCell(
            "start", _("“%(word)s” is not a day such as 2026-03-01.") % {"word": text[:40]}
        ) from None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadCell("value", _("“%(word)s” is not a whole number above nought.") % {"word": text[:40]})
    return int(text)


def sentence(line: SumLine) -> str:
    """A line of a sum in one sentence: what, how, from which text, and the day it leads to."""
    said = (
        _("%(what)s: %(value)s") % {"what": line.label, "value": line.detail}
        if str(line.detail)
        else str(line.label)
    )
    if line.source:
        said += _(" (%(source)s)") % {"source": line.source}
    return f"{said} → {line.on.isoformat()}" if line.on else said
