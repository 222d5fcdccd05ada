"""What is written down while a file is judged: the rows of each group as lines, the refused ones as a workbook.

The lines stand beside the upload in its private folder and go with it after a day; pages read only the slice they show.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from lianluo.exchange.judging import GROUPS, REFUSED, Verdict
from lianluo.exchange.ledgers.heads import Recognised
from lianluo.exchange.ledgers.refusals import RefusalBook
from lianluo.foundation.workflow import plain

COUNTS, BOOK = "counts.json", "refused.xlsx"
NUMBERS = ("outside_number", "certificate_number", "paper_number")
SUBJECTS = ("title", "name", "case_name")
WHO = ("proposer", "deputy", "delegation", "sector")
SHOWN = 120  # characters of a value that a line keeps


class Record:
    """Filled row by row, in constant memory; `close` puts it in its place, whole."""

    def __init__(self, folder: Path):
        self.folder, self.part = folder, folder.with_name(f"{folder.name}.part")
        self.counts = dict.fromkeys(GROUPS, 0)
        shutil.rmtree(self.part, ignore_errors=True)
        self.part.mkdir(parents=True, mode=0o700)
        self.files = {group: open(self.part / group, "w", encoding="utf-8") for group in GROUPS}  # noqa: SIM115
        self.book: RefusalBook | None = None

    def begin(self, recognised: Recognised) -> None:
        self.book = RefusalBook(self.part / BOOK, recognised)

    def add(self, verdict: Verdict) -> None:
        self.counts[verdict.group] += 1
        self.files[verdict.group].write(json.dumps(_line(verdict), ensure_ascii=False) + "\n")
        if verdict.group == REFUSED and self.book:
            self.book.add(verdict.row)

    def close(self) -> None:
        self.release()
        (self.part / COUNTS).write_text(json.dumps(self.counts))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.part.rename(self.folder)

    def release(self) -> None:
        """Close the files; without `close` nothing stands in its place."""
        for file in self.files.values():
            file.close()
        if self.book:
            self.book.close()
            self.book = None


class Lines(Sequence):
    """The lines of one group, for a paginator: as many are read as are shown."""

    def __init__(self, folder: Path, group: str):
        self.file = folder / group
        self.count_of_all = counts_in(folder).get(group, 0)

    def __len__(self) -> int:
        return self.count_of_all

    def __getitem__(self, wanted):
        if isinstance(wanted, slice):
            return list(self._read(wanted.start or 0, wanted.stop))
        return next(self._read(wanted, wanted + 1))

    def _read(self, first: int, last: int | None) -> Iterator[dict[str, Any]]:
        if not self.file.is_file():
            return
        with open(self.file, encoding="utf-8") as file:
            for text in islice(file, first, last):
                yield json.loads(text)


def counts_in(folder: Path) -> dict[str, int]:
    """Group → number of its rows; {} when the record is gone."""
    file = folder / COUNTS
    return json.loads(file.read_text()) if file.is_file() else {}


def _line(verdict: Verdict) -> dict[str, Any]:
    values = verdict.row.values
    line = {
        "row": verdict.row.row,
        "number": _first(values, NUMBERS),
        "subject": _first(values, SUBJECTS),
        "who": _first(values, WHO),
    }
    if stage := getattr(verdict.fate, "stage", ""):
        line["stage"] = stage
    if verdict.row.problems:
        line["problems"] = [problem.as_dict() for problem in verdict.row.problems]
    if verdict.row.notices:
        line["notices"] = [problem.as_dict() for problem in verdict.row.notices]
    if verdict.like_row:
        line |= {"like_row": verdict.like_row, "why": verdict.why, "state": verdict.state}
    if verdict.fate and verdict.fate.changes:
        line["changes"] = [
            [name, _short(plain(old)), _short(plain(new))]
            for name, (old, new) in verdict.fate.changes.items()
            if name not in ("ledger_key", "title_derived")
        ]
    return plain(line)


def _first(values: dict[str, Any], keys: Iterable[str]) -> str:
    """The first of these fields that is filled."""
    return _short(next(filter(None, map(values.get, keys)), ""))


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
