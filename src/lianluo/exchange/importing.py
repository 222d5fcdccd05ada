"""Import of a roster, a list of matters or a register of referred cases: every row is judged, and lands or not.

Page, job and command use the one function `import_file`. All or nothing per row; the same file twice changes
nothing; one transaction, so that a stopped import has changed nothing either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianluo.exchange.judging import DUPLICATE, JUDGES, PARSERS, REFUSED, MattersJudge, Verdict
from lianluo.exchange.ledgers import heads, reading
from lianluo.exchange.ledgers.bodies import BodyName, parse_body
from lianluo.exchange.ledgers.heads import Recognised
from lianluo.exchange.ledgers.reading import Sheet
from lianluo.exchange.queries import remembered_columns
from lianluo.exchange.referral_judging import ReferralsJudge
from lianluo.matters import permissions as _matters  # noqa: F401 registers
from lianluo.matters.actions.referral_taking import take_over
from lianluo.matters.actions.register import land_matters
from lianluo.people import permissions as _people  # noqa: F401 registers
from lianluo.people.actions.body import term_of
from lianluo.people.actions.roster import land_roster
from lianluo.people.models import Term
from lianluo.units.models import Unit

REFERRALS = "referrals"
JUDGED = 500  # rows judged at a time
WHY = {
    "repeats": gettext_lazy("the same row stands above"),
    "same_person": gettext_lazy("same name and same delegation or sector"),
    "same_number": gettext_lazy("same number"),
    "alike": gettext_lazy("same title and same lead signatory"),
    "same_case": gettext_lazy("same deputy and same case, another day of receipt"),
}


class CannotImport(Exception):
    """The whole file is refused; the sentence says why and what to do."""


class Stopped(Exception):
    """Raised by the listener to stop an import; nothing has changed then."""


Progress = Callable[[int, int, str], None]
"""Told now and then: rows done, rows altogether, the row at hand."""


class Record(Protocol):
    """Told the headings, then every verdict in the order of the file."""

    def begin(self, recognised: Recognised) -> None: ...

    def add(self, verdict: Verdict) -> None: ...


@dataclass
class Outcome:
    """Counts and lists of one import; `row` is the row number in the file, `into` the body or session."""

    into: str = ""
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    duplicates: list[dict[str, Any]] = field(default_factory=list)

    def add(self, verdict: Verdict) -> None:
        if verdict.group == REFUSED:
            self.refused.append(_refusal(verdict.row))
        if verdict.group == DUPLICATE:
            why = str(WHY[verdict.why])
            self.duplicates.append({"row": verdict.row.row, "of_row": verdict.like_row, "why": why})
        if name := {"new": "created", "changed": "updated", "unchanged": "unchanged"}.get(verdict.state):
            setattr(self, name, getattr(self, name) + 1)

    def as_json(self) -> dict[str, Any]:
        return {
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "duplicates": self.duplicates,
        }

    def counts(self) -> dict[str, int]:
        return {
            name: len(value) if isinstance(value, list) else value for name, value in self.as_json().items()
        }


def _refusal(row) -> dict[str, Any]:
    sentences = "；".join(problem.sentence for problem in row.problems)
    return {"row": row.row, "ordinal": row.ordinal, "column": row.problems[0].column, "reason": sentences}


def open_file(office: Unit, family: str, source) -> tuple[Sheet, Recognised]:
    """The sheet and its headings, with the columns as the office corrected them the last time.

    Raises ledgers.problems.Unreadable for a file that cannot be read, or is plainly a list of the other kind.
    """
    sheet = reading.read(source, family=family)
    recognised = heads.recognise(sheet.rows(), family)
    recognised.refuse_other_kind()
    return sheet, corrected(office, family, recognised)


def corrected(office: Unit, family: str, recognised: Recognised) -> Recognised:
    """With the columns as the office remembers them for this source."""
    corrections = remembered_columns(office, family, recognised.fingerprint)
    return heads.apply_mapping(recognised, corrections) if corrections else recognised


def import_file(
    actor,
    office: Unit,
    family: str,
    source,
    *,
    named: str = "",
    dry_run: bool = False,
    progress: Progress | None = None,
    record: Record | None = None,
) -> Outcome:
    """`family` is "roster", "matters" or "referrals"; `named` the body or session when the file's title does not say it.

    Raises CannotImport, or ledgers.problems.Unreadable for a file that cannot be read.
    """
    sheet, recognised = open_file(office, family, source)
    recognised.require()
    body = into_of(family, named, recognised)
    outcome = Outcome()
    if record:
        record.begin(recognised)
    with transaction.atomic():
        judge = _judge_of(actor, office, family, body, recognised)
        outcome.into = judge.into
        verdicts = _judged(judge, family, sheet, recognised, progress or _silent)
        fates = _worth_landing(_told(verdicts, outcome, record))
        if dry_run:
            _exhaust(fates)
            transaction.set_rollback(True)
        elif first := next(fates, None):
            _land(actor, office, judge, chain([first], fates), sheet.file_name)
    return outcome


def into_of(family: str, named: str, recognised: Recognised) -> BodyName | None:
    """What `body_of` gives; None for referred cases, whose register belongs to no congress and no session."""
    return None if family == REFERRALS else body_of(family, named, recognised)


def _judge_of(actor, office: Unit, family: str, body: BodyName | None, recognised: Recognised):
    if body is None:
        return ReferralsJudge(actor, office, recognised)
    return JUDGES[family](office, _term(office, body), body, recognised)


def body_of(family: str, named: str, recognised: Recognised) -> BodyName:
    """The congress or committee, for matters with its session; CannotImport when neither file nor person says it."""
    body = parse_body(named) if named else recognised.body
    if body is None:
        raise CannotImport(_not_named(family, named))
    if family == "matters" and body.session is None:
        raise CannotImport(_not_named(family, named or body.formal))
    return body


def _not_named(family: str, named: str) -> str:
    if family == "roster":
        remedy = _("Say which congress or CPPCC committee and term the roster is of, with --body.")
    else:
        remedy = _("Say of which session the list is, with --session.")
    said = _("“%(text)s” does not name what is needed") % {"text": named} if named else ""
    return _("%(sentence)s. %(remedy)s") % {
        "sentence": said or _("The title row does not say it"),
        "remedy": remedy,
    }


def _term(office: Unit, body: BodyName) -> Term:
    """A title such as 省十四届人大 means the office's own province."""
    place = body.place
    if not place and body.level != "national":
        place = office.name.removesuffix("人民检察院")
    formal = BodyName(body.kind, body.level, place, body.term)
    return term_of(body.kind, body.level, place, body.term, formal.formal)


def _judged(
    judge, family: str, sheet: Sheet, recognised: Recognised, progress: Progress
) -> Iterator[Verdict]:
    total = max(sheet.row_count - recognised.head_row, 0)
    rows = iter(PARSERS[family](sheet, recognised))
    progress(0, total, "")
    while part := list(islice(rows, JUDGED)):
        yield from judge.judge(part)
        done = part[-1].row - recognised.head_row
        progress(done, total, _("row %(row)s") % {"row": part[-1].row})
    progress(total, total, "")


def _told(verdicts: Iterator[Verdict], outcome: Outcome, record: Record | None) -> Iterator[Verdict]:
    for verdict in verdicts:
        outcome.add(verdict)
        if record:
            record.add(verdict)
        yield verdict


def _worth_landing(verdicts: Iterator[Verdict]) -> Iterator:
    return (verdict.fate for verdict in verdicts if verdict.state in ("new", "changed"))


def _land(actor, office: Unit, judge, fates: Iterator, source: str) -> None:
    if isinstance(judge, ReferralsJudge):
        take_over(actor, office, cases=(fate.taken for fate in fates))
    elif isinstance(judge, MattersJudge):
        land_matters(actor, office, session=judge.session, fates=fates, source=source)
    else:
        land_roster(actor, office, term=judge.register.term, fates=fates, source=source)


def _silent(done: int, total: int, current: str) -> None:
    pass


def _exhaust(rows: Iterator) -> None:
    for _row in rows:
        pass
