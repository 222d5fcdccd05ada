"""A case taken over from the register that an office kept before: what its row says, what cannot be, the stage it proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianluo.accounts.models import User
from lianluo.matters.models import Referral
from lianluo.matters.referral_checks import names_in_full
from lianluo.people.models import Person
from lianluo.units.models import Unit

S = Referral.Stage


@dataclass(frozen=True)
class Taken:
    """One row of the register. Empty is "" or None. `record` says (number, day, who filed it), `met` (way, day, place,
    who took part), `rating` (handling, explanation); None where the row says that there is none.
    """

    chain: str
    came_by: str
    person: Person
    received_on: date
    case_name: str
    case_number: str = ""
    cause: str = ""
    claim: str = ""
    concerned: Unit | None = None
    paper_number: str = ""
    handed_over_on: date | None = None
    unit: Unit | None = None
    handler: User | None = None
    due_on: date | None = None
    record: tuple[str, date, str] | None = None
    met: tuple[str, date, str, str] | None = None
    progress: str = ""
    result: str = ""
    outcome: str = ""
    fed_back_on: date | None = None
    fed_back_way: str = ""
    fed_back_by: str = ""
    rating: tuple[str, str] | None = None
    closed_on: date | None = None
    note: str = ""

    @property
    def is_formal(self) -> bool:
        return self.came_by != Referral.CameBy.PRIVATE


def faults(taken: Taken, today: date) -> Iterator[tuple[str, str]]:
    """(field, code) for each thing that cannot be."""
    if names_in_full(taken.case_name):
        yield "case_name", "party_named"
    yield from _days(taken, today)
    if taken.closed_on and not taken.handed_over_on:
        yield "handed_over_on", "closed_not_handed_over"
    if taken.closed_on and not (taken.result or taken.outcome):
        yield "result", "closed_without_result"
    if taken.fed_back_on and not taken.handed_over_on:
        yield "handed_over_on", "fed_back_not_handed_over"
    if taken.rating and not taken.fed_back_on:
        yield "rating", "rated_without_feedback"
    if taken.fed_back_way == Referral.FeedbackWay.TO_SPP and taken.chain != Referral.Chain.SPP:
        yield "fed_back_way", "reported_though_direct"


def _days(taken: Taken, today: date) -> Iterator[tuple[str, str]]:
    """What happened is not dated ahead, and each thing not before the one it follows from."""
    happened = {
        "received_on": taken.received_on, "handed_over_on": taken.handed_over_on,
        "record": taken.record and taken.record[1], "meeting": taken.met and taken.met[1],
        "fed_back_on": taken.fed_back_on, "closed_on": taken.closed_on,
    }  # fmt: skip
    follows = (
        ("handed_over_on", "received_on"), ("record", "received_on"), ("meeting", "received_on"),
        ("fed_back_on", "handed_over_on"), ("closed_on", "handed_over_on"), ("closed_on", "fed_back_on"),
    )  # fmt: skip
    for field, day in happened.items():
        if day and day > today:
            yield field, "date_ahead"
    for later, earlier in follows:
        if happened[later] and happened[earlier] and happened[later] < happened[earlier]:
            yield later, f"before_{earlier}"


def stage_of(taken: Taken) -> str:
    """How far the row proves the case has come. Nothing that only stands in words is taken for done: a result without
    a day of feedback or closing is a draft."""
    if taken.closed_on:
        return S.CLOSED
    if taken.fed_back_on:
        return S.FED_BACK
    if not taken.handed_over_on:
        return S.RECORD_CHECKED if taken.record else S.REGISTERED
    if not taken.handler:
        return S.HANDED_OVER
    return S.MET if taken.met else S.SIGNED_FOR
