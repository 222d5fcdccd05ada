"""Taking over the register of past referred cases: each row becomes a case with its historic days, under the guard.

Nobody is told and no clock runs for what is over; what is open lands at the stage its row proves and goes on normally.
The journal says that the case was taken over, and nothing of what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.documents.actions.numbers import format_number, next_number
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.journal.writing import record
from lianluo.matters.actions.referral import KIND, SERIES, follow, shell_of
from lianluo.matters.actions.referral_access import let_in
from lianluo.matters.models import (
    InquiryRecord,
    Referral,
    ReferralContact,
    ReferralNote,
    ReferralRating,
    ReferralText,
)
from lianluo.matters.referral_taking import Taken, faults, stage_of
from lianluo.rules.queries import NoRule, due
from lianluo.units.models import Unit

S, Kind = Referral.Stage, ReferralText.Kind


@action("matters.referral_register", "referral.take_over_all")
def take_over(actor, office: Unit, *, cases: Iterable[Taken]):
    """Returns the number of cases. Whoever takes them over stands on each access list; with him the answerable unit and
    the handler where the row names one of the house."""
    made = 0
    for taken in cases:
        referral = _written(actor, office, taken)
        record(actor, "referral.take_over", referral, {"number": referral.number})
        made += 1
    return Done(made, about=office, facts={"cases": None, "n": made})


def _written(actor, office: Unit, taken: Taken) -> Referral:
    if next(faults(taken, clock.today()), None):
        raise ValidationError(_("The row contradicts itself."))
    year = taken.received_on.year
    referral = Referral(
        number=format_number("", SERIES, year, next_number(office, SERIES, year)), stage=stage_of(taken),
        chain=taken.chain, came_by=taken.came_by, is_formal=taken.is_formal, person=taken.person,
        received_on=taken.received_on, case_name=taken.case_name, case_number=taken.case_number, cause=taken.cause,
        claim=taken.claim, concerned=taken.concerned, paper_number=taken.paper_number, unit=taken.unit,
        handler=taken.handler, handed_over_on=taken.handed_over_on, outcome=taken.outcome,
        fed_back_on=taken.fed_back_on, fed_back_way=taken.fed_back_way, fed_back_by=taken.fed_back_by,
        closed_on=taken.closed_on, closing_note=taken.note, registered_by=actor.user,
    )  # fmt: skip
    if referral.stage != S.REGISTERED:
        referral.screening = _("Taken over from the register")
    _set_days(referral, taken)
    referral.matter = shell_of(office, referral, actor)
    referral.save(force_insert=True)
    follow(referral)
    _write_parts(actor, referral, taken)
    _let_in(actor, referral)
    return referral


def _set_days(referral: Referral, taken: Taken) -> None:
    """A result that was told or closed is approved by then; the days that an open case is due are reckoned as ever."""
    told = [day for day in (taken.fed_back_on, taken.closed_on) if day]
    referral.result_approved_on = min(told, default=None)
    referral.due_on = taken.due_on
    if referral.stage not in Referral.RUNNING:
        return
    if referral.goes_up:
        referral.named_due_on = taken.due_on
    answer, result = (
        _due("referred.procedural", taken.received_on),
        _due("referred.result", taken.handed_over_on),
    )
    referral.procedural_due_on = answer and answer.due
    referral.due_on = referral.named_due_on or (result and result.due)
    referral.due_is_provisional = bool(result and result.provisional and not referral.named_due_on)


def _due(key: str, start):
    try:
        return due(key, start, KIND) if start else None
    except NoRule:  # older than any rule the office has entered
        return None


def _write_parts(actor, referral: Referral, taken: Taken) -> None:
    by = {"recorded_by": actor.user}
    if taken.record:
        number, filed_on, filed_by = taken.record
        InquiryRecord.objects.create(
            referral=referral, number=number, filed_on=filed_on, filed_by=filed_by, entered_by=actor.user
        )
    if taken.met:
        way, on, place, by_whom = taken.met
        ReferralContact.objects.create(referral=referral, way=way, on=on, place=place, by_whom=by_whom, **by)
    if taken.progress:
        day = taken.handed_over_on or taken.received_on
        ReferralNote.objects.create(referral=referral, kind="progress", on=day, text=taken.progress, **by)
    if taken.rating:
        handling, explanation = taken.rating
        ReferralRating.objects.create(
            referral=referral, handling=handling, explanation=explanation, received_on=taken.fed_back_on,
            entered_by=actor.user,
        )  # fmt: skip
    approved = ReferralText.Stage.APPROVED if referral.result_approved_on else ReferralText.Stage.DRAFTED
    ReferralText.objects.create(referral=referral, kind=Kind.RESULT, text=taken.result, stage=approved)
    ReferralText.objects.create(referral=referral, kind=Kind.FEEDBACK)


def _let_in(actor, referral: Referral) -> None:
    let_in(referral, actor, unit=actor.unit, user=actor.user, why=_("registered the case"))
    if referral.unit:
        let_in(referral, actor, unit=referral.unit, user=None, why=_("answerable unit"))
    if referral.handler:
        post = (
            referral.handler.posts.held_on(clock.today())
            .filter(unit__path__startswith=referral.unit.path)
            .first()
        )
        let_in(referral, actor, unit=post.unit, user=referral.handler, why=_("handles the case"))
