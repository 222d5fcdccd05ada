"""The dates of the parts: each department's, the office's, and what a reply promises. No database."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from lianluo.matters.events import (
    Assigned,
    Contacted,
    FormsReturned,
    Fulfilled,
    HandedOver,
    Promised,
    Replied,
    ReturnAsked,
    SentBack,
    SignedFor,
)  # fmt: skip
from lianluo.matters.models import Deadline, Matter
from lianluo.matters.procedures import procedure_of
from lianluo.matters.reckoning import Dated, History, Reckoner, spans
from lianluo.matters.sum_lines import given_line
from lianluo.rules.sums import Sum, due_line

Part = Deadline.Part


def parts_of(reckoner: Reckoner, told: History, handed: HandedOver, today: date) -> list[Dated]:
    found: list[Dated] = []
    for row in told.all(Assigned):
        found += _of_assignment(reckoner, told, handed, row, today)
    for reply in told.all(Replied) if procedure_of(handed.kind).asks_feedback else ():
        period = reckoner.period("feedback.return", reply.on, handed.kind)
        returned = told.on(FormsReturned, round=reply.round)
        found.append(Dated(Part.FEEDBACK, period, round=reply.round, unit=handed.office, met_on=returned))
    for promise in told.all(Promised):
        words = _("The day named in the reply.")
        found.append(
            Dated(Part.PROMISE, given(promise.due_on, words), commitment=promise.commitment, unit=handed.unit,
                  holder=handed.holder, met_on=promise.kept_on)
        )  # fmt: skip
    return found


def given(day: date, words) -> Sum:
    """The sum of a day that a person set."""
    return Sum(day, False, [given_line(words, day), due_line(day)])


def _of_assignment(
    reckoner: Reckoner, told: History, handed: HandedOver, row: Assigned, today: date
) -> list[Dated]:
    key = row.assignment
    pauses = [each for each in told.pauses(key) if reckoner.stops("pause.internal", each, handed.kind)]
    still = any(each.last is None for each in pauses)
    signed, asked = told.on(SignedFor, assignment=key), told.last(ReturnAsked, assignment=key)
    done, gone = told.on(Fulfilled, assignment=key), told.on(SentBack, assignment=key)

    def dated(part: str, rule: str, on: date, met: date | None, holder: int | None = row.holder) -> Dated:
        period = reckoner.period(rule, on, handed.kind, spans(pauses, today))
        ended = gone if met is None else None
        return Dated(
            part, period, key, unit=row.unit, holder=holder, met_on=met, stopped_on=ended,
            is_paused=still and met is None and ended is None,
        )  # fmt: skip

    found = [dated(Part.SIGN_FOR, "sign.for", row.on, signed or done, None)]
    if row.own_due:
        set_by = given(row.own_due, _("Set when the matter was handed over to the department."))
        found.append(
            Dated(Part.ANSWER, set_by, key, unit=row.unit, holder=row.holder, met_on=done, stopped_on=None if done else gone)
        )  # fmt: skip
    if signed:
        found.append(dated(Part.RETURN_APPLY, "return.apply", signed, asked.on if asked else done))
    if signed and row.role == Matter.Mode.CO:
        found.append(dated(Part.CO_OPINION, "cohandle.opinion", signed, done))
    if signed and row.role in Matter.ANSWERING and procedure_of(handed.kind).gates:
        found.append(dated(Part.FIRST_CONTACT, "first.contact", signed, told.on(Contacted)))
    if asked:
        found.append(_reassignment(reckoner, told, handed, row, asked))
    return found


def _reassignment(
    reckoner: Reckoner, told: History, handed: HandedOver, row: Assigned, asked: ReturnAsked
) -> Dated:
    """The office decides on the return and hands the matter to another department; it holds this date itself."""
    period = reckoner.period("return.reassign", asked.on, handed.kind)
    gone = told.on(SentBack, assignment=row.assignment)
    later = [
        each.on
        for each in told.all(Assigned)
        if gone and each.on >= gone and each.assignment > row.assignment
    ]
    met = min(later, default=None) if gone else asked.decided_on
    return Dated(Part.REASSIGN, period, row.assignment, unit=handed.office, met_on=met)
