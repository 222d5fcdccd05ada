"""One record as a phone or the page sends it: taken, known already, or in conflict with a visit that stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from lianluo.foundation import once
from lianluo.foundation.workflow import WrongStage
from lianluo.liaison.actions import visit as acts
from lianluo.liaison.actions.evidence import add_photos
from lianluo.liaison.actions.remark import add_words
from lianluo.liaison.models import Visit
from lianluo.liaison.phone_forms import PhoneForm
from lianluo.liaison.queries import known_record, twins
from lianluo.liaison.workflow import VISIT

TAKEN, AGAIN, CONFLICT = "taken", "again", "conflict"
ANOTHER, JOIN = "another", "join"
S = Visit.Stage


@dataclass(frozen=True)
class Answer:
    """`visit`: the record, or the one that stands in its way; `may_join`: the words can be added to that one."""

    state: str
    visit: Visit
    may_join: bool = False


def send(
    actor, form: PhoneForm, *, planned: Visit | None = None, choice: str = "", stands: Visit | None = None
) -> Answer:
    """`form` is valid. `planned`: the visit of which this is the record; `choice`: what the officer decided on a conflict
    (ANOTHER, or JOIN with the visit that `stands`). ValidationError and NotReady as the actions raise them."""
    key = form.cleaned_data["client_key"]
    with transaction.atomic():
        if key:
            once.wait_for_twin(str(key))
        if known := known_record(actor, key):
            return Answer(AGAIN, known)
        if choice == JOIN and stands:
            add_words(stands, actor, sayings=form.all_said)
            return Answer(TAKEN, _with_photos(stands, actor, form))
        return _record(actor, form, planned, choice == ANOTHER or form.cleaned_data["is_another"])


def _with_photos(visit: Visit, actor, form: PhoneForm) -> Visit:
    if photos := form.cleaned_data["photos"]:
        add_photos(visit, actor, photos=photos)
    return visit


def _record(actor, form: PhoneForm, planned: Visit | None, is_another: bool) -> Answer:
    what = {
        "party": form.party, "facts": form.facts, "sayings": form.sayings, "is_another": is_another,
        "client_key": form.cleaned_data["client_key"],
    }  # fmt: skip
    if planned and planned.stage not in (S.PLANNED, S.RETURNED):
        if not is_another:
            return _against(actor, planned)
        planned = None
    try:
        made = acts.record(planned, actor, **what) if planned else acts.record_new(actor, actor.organ, **what)
    except WrongStage:
        planned.refresh_from_db()
        return _against(actor, planned)
    except ValidationError as refusal:
        other = _twin(actor, form, planned) if _is_twin(refusal) else None
        if other is None:
            raise
        return _against(actor, other)
    return Answer(TAKEN, _with_photos(made, actor, form))


def _is_twin(refusal: ValidationError) -> bool:
    return hasattr(refusal, "error_dict") and "is_another" in refusal.error_dict


def _twin(actor, form: PhoneForm, planned: Visit | None) -> Visit | None:
    party = form.party
    found = twins(
        party.officer.pk, [each.pk for each in party.persons], form.cleaned_data["on"], planned and planned.pk
    )
    return found.filter(pk__in=Visit.objects.visible_to(actor).values("pk")).first()


def _against(actor, visit: Visit) -> Answer:
    open_ = {step.name for step in VISIT.open_steps(visit, actor) if step.allowed}
    return Answer(CONFLICT, visit, may_join="remark" in open_)
