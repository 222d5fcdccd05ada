"""Finds the heading row of a ledger and says which column holds what."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.translation import override, pgettext

from .bodies import BodyName, parse_body, parse_delegation_title
from .family import Family, Field
from .fields import FAMILIES
from .problems import Problem, Unreadable, shown
from .text import squeezed, text_of

HEAD_ROWS = 30  # a heading row is looked for in these first rows
PLAINLY = 4  # so many more headings of another family tell that the file is one of that
SAMPLE_ROWS = 20  # and an example for each column in as many rows below it

ADDED = ("row number", "column", "reason", "what to do")
"""Headings of what the workbook of refused rows tells beside the rows; messages of context "ledger column"."""
_MARKS = re.compile(r"[()（）\[\]【】<>《》〈〉*＊:：、，,。.．/\\\-—_·“”\"'’‘|]+")
_BRACKETED = re.compile(r"[(（\[【].*?[)）\]】]")


@dataclass(frozen=True)
class Column:
    """One column: `index` from 0, `field_key` None when it is not imported.

    `confidence` 1.0 heading known, 0.9 known without its brackets, 0.6 only a `suggestion`, 0.0 unknown;
    a correction by hand has 1.0 and `by_hand`. `duplicate_of` is the index of the column used instead;
    `never` marks headings that are left out on purpose (identity numbers, religion).
    """

    index: int
    heading: str
    field_key: str | None = None
    sample: str = ""
    confidence: float = 0.0
    suggestion: str | None = None
    duplicate_of: int | None = None
    never: bool = False
    by_hand: bool = False


@dataclass(frozen=True)
class Skipped:
    """A row that is no record (totals, footnotes), with the reason."""

    row: int
    problem: Problem


@dataclass
class Recognised:
    """What was recognised: `head_row` and title rows by their row number in the file (from 1)."""

    family: Family
    columns: list[Column]
    head_row: int
    titles: list[str] = field(default_factory=list)
    body: BodyName | None = None
    delegation: str = ""
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def by_field(self) -> dict[str, Column]:
        return {column.field_key: column for column in self.columns if column.field_key}

    @property
    def missing(self) -> list[Field]:
        """Required fields without a column."""
        return [item for item in self.family.fields if item.required and item.key not in self.by_field]

    @property
    def ignored(self) -> list[Column]:
        """Columns with a heading that are not imported."""
        return [column for column in self.columns if column.heading and not column.field_key]

    @property
    def fingerprint(self) -> str:
        return fingerprint(without_added([column.heading for column in self.columns]))

    def require(self) -> None:
        """Raise `Unreadable` when a required column is missing."""
        if self.missing:
            raise Unreadable("no_required_column", labels="、".join(str(item.label) for item in self.missing))

    def refuse_other_kind(self) -> None:
        """Raise `Unreadable` when the headings are plainly those of another family: a list of suggestions read as a
        roster would register every signatory as a person."""
        cells = [column.heading for column in self.columns]
        for other in FAMILIES.values():
            if score(cells, other) >= score(cells, self.family) + PLAINLY:
                raise Unreadable("other_kind", kind=other.label)


def recognise(rows: Iterable[tuple[int, list[Any]]], family: Family | str) -> Recognised:
    """Read the first rows of a sheet. `rows` yields (row number, cells).

    Raises `Unreadable` when no row looks like headings. A required column may still be missing: see
    `Recognised.missing` and `require()`, so that a page can let the clerk assign it.
    """
    family = FAMILIES[family] if isinstance(family, str) else family
    first = _take(rows, HEAD_ROWS + SAMPLE_ROWS)
    place = _head_place(first[:HEAD_ROWS], family)
    if place is None:
        examples = "、".join(item.synonyms[0] for item in family.fields[1:4])
        raise Unreadable("no_heading_row", limit=HEAD_ROWS, examples=examples)
    head_row, cells = first[place]
    titles = _titles([row for _number, row in first[:place]])
    recognised = Recognised(family, _columns(cells, family), head_row, titles)
    recognised.columns = _sampled(recognised.columns, [row for _number, row in first[place + 1 :]])
    recognised.body = next((body for title in titles if (body := parse_body(title))), None)
    if recognised.body and recognised.body.level == "national":
        recognised.delegation = next((d for title in titles if (d := parse_delegation_title(title))), "")
    return recognised


def apply_mapping(recognised: Recognised, mapping: Mapping[int, str | None]) -> Recognised:
    """A copy with columns assigned by hand. A field taken away from another column leaves that one empty.

    Raises KeyError for a field that the family does not have.
    """
    chosen = {int(index): key or None for index, key in mapping.items()}
    for key in filter(None, chosen.values()):
        recognised.family.field(key)
    taken = {key for key in chosen.values() if key}
    columns = []
    for column in recognised.columns:
        if column.index in chosen:
            column = replace(
                column, field_key=chosen[column.index], confidence=1.0, by_hand=True, duplicate_of=None
            )
        elif column.field_key in taken:
            column = replace(column, field_key=None, confidence=0.0)
        columns.append(column)
    return replace(recognised, columns=columns, skipped=[])


def mapping_of(recognised: Recognised) -> dict[int, str | None]:
    """The corrections made by hand, to be remembered under `fingerprint`."""
    return {column.index: column.field_key for column in recognised.columns if column.by_hand}


def fingerprint(headings: Iterable[str]) -> str:
    """The same for files of the same source: the headings in their order, without spaces and marks."""
    text = "\x1f".join(normalised(heading) for heading in headings).rstrip("\x1f")
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def without_added(headings: list[str]) -> list[str]:
    """The headings without those that the workbook of refused rows has after them: it is the same source."""
    last = [normalised(heading) for heading in headings[-len(ADDED) :]]
    for language, _name in settings.LANGUAGES:
        with override(language):
            if last == [normalised(pgettext("ledger column", text)) for text in ADDED]:
                return headings[: -len(ADDED)]
    return headings


def normalised(heading: Any) -> str:
    """A heading for comparing: half width, without spaces, brackets, marks and line breaks."""
    return _MARKS.sub("", squeezed(heading)).lower()


def score(cells: list[Any], family: Family) -> int:
    """How many different fields of the family a row names exactly."""
    known = _synonyms(family)
    return len({known[key] for cell in cells if (key := _known_key(cell, known))})


def _take(rows: Iterable[tuple[int, list[Any]]], limit: int) -> list[tuple[int, list[Any]]]:
    taken = []
    for item in rows:
        taken.append(item)
        if len(taken) >= limit:
            break
    return taken


def _head_place(first: list[tuple[int, list[Any]]], family: Family) -> int | None:
    best, place = 0, None
    for index, (_number, cells) in enumerate(first):
        points = score(cells, family)
        # of a two-row head the lower row names the columns, as merged cells fill it from above
        if points > best or (points == best and points and place == index - 1):
            best, place = points, index
    if place is None or (best == 1 and not _names_required(first[place][1], family)):
        return None
    return place


def _names_required(cells: list[Any], family: Family) -> bool:
    known = _synonyms(family)
    required = {item.key for item in family.fields if item.required}
    return any(known.get(_known_key(cell, known) or "") in required for cell in cells)


def _synonyms(family: Family) -> dict[str, str]:
    found = _SYNONYMS.get(family.key)
    if found is None:
        found = {}
        for item in family.fields:
            for word in item.synonyms:
                found.setdefault(normalised(word), item.key)
        _SYNONYMS[family.key] = found
    return found


_SYNONYMS: dict[str, dict[str, str]] = {}


def _known_key(cell: Any, known: Mapping[str, str]) -> str | None:
    """The synonym that a heading is, with or without its brackets."""
    text = text_of(cell)
    if not text or len(text) > 60:
        return None
    whole = normalised(text)
    if whole in known:
        return whole
    bare = normalised(_BRACKETED.sub("", squeezed(text)))
    return bare if bare in known else None


def _columns(cells: list[Any], family: Family) -> list[Column]:
    known = _synonyms(family)
    never = {normalised(word) for word in family.never}
    columns: list[Column] = []
    used: dict[str, int] = {}
    for index, cell in enumerate(cells):
        heading = shown(squeezed(cell), 60)
        column = Column(index, heading, never=normalised(cell) in never)
        if not column.never:
            column = _assigned(column, cell, known, used)
        columns.append(column)
    return _required_by_suggestion(columns, family, used)


def _assigned(column: Column, cell: Any, known: Mapping[str, str], used: dict[str, int]) -> Column:
    word = _known_key(cell, known)
    if word is None:
        key = _contained(normalised(cell), known)
        return replace(column, suggestion=key, confidence=0.6 if key else 0.0)
    key = known[word]
    if key in used:
        return replace(column, duplicate_of=used[key])
    used[key] = column.index
    return replace(column, field_key=key, confidence=1.0 if word == normalised(cell) else 0.9)


def _contained(heading: str, known: Mapping[str, str]) -> str | None:
    """The field of the longest synonym inside a heading: 建议承办处室 → lead_department."""
    words = [word for word in known if len(word) >= 2 and word in heading]
    return known[max(words, key=len)] if words else None


def _required_by_suggestion(columns: list[Column], family: Family, used: Mapping[str, int]) -> list[Column]:
    """A required field with only a suggestion takes it: better asked about than refused."""
    for item in family.fields:
        if not item.required or item.key in used:
            continue
        guess = next((column for column in columns if column.suggestion == item.key), None)
        if guess:
            columns[guess.index] = replace(guess, field_key=item.key)
    return columns


def _titles(rows: list[list[Any]]) -> list[str]:
    found: list[str] = []
    for row in rows:
        for cell in row:
            text = shown(text_of(cell), 200)
            if text and text not in found:
                found.append(text)
    return found


def _sampled(columns: list[Column], rows: list[list[Any]]) -> list[Column]:
    def sample(index: int) -> str:
        cells = (shown(text_of(row[index])) for row in rows if index < len(row))
        return next(filter(None, cells), "")

    return [replace(column, sample=sample(column.index)) for column in columns]
