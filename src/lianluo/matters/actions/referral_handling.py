"""A referred case in the hands of the answerable unit, and what comes after: feedback, rating, closing, archive."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.referral import follow, hidden
from lianluo.matters.actions.referral_access import clerks_of, end_all, let_in
from lianluo.matters.models import (
    Contact,
    Feedback,
    Referral,
    ReferralContact,
    ReferralNote,
    ReferralRating,
)
from lianluo.matters.referral_checks import check_feedback, checked_day, needed
from lianluo.matters.referral_workflow import REFERRAL
from lianluo.rules.queries import entry_named
from lianluo.units.models import Unit

S = Referral.Stage


def _advance(referral: Referral) -> None:
    """Contacted, then result approved, then feedback approved: the stage follows from the parts."""
    reached = referral.stage
    if reached == S.SIGNED_FOR and referral.contacts.exists():
        Referral.objects.filter(pk=referral.pk).update(stage=S.MET)


@act(REFERRAL, "sign_for", then=_advance)
def sign_for(referral, actor, *, handler: User | None = None):
    """The unit takes the case and names who handles it, of its own people only: it is passed on to nobody below."""
    handler = handler or actor.user
    if handler != actor.user and handler not in people_of(referral.unit):
        raise ValidationError({"handler": _("The handler must serve in the answerable unit itself.")})
    referral.handler, referral.signed_for_on = handler, clock.today()
    serving = _unit_of(handler, referral.unit, actor)
    let_in(referral, actor, unit=serving, user=handler, why=_("handles the case"))
    return Done(referral, facts=hidden(), tell=[handler])


def people_of(unit: Unit) -> list[User]:
    """Of a department its handlers and head; of a procuratorate those of its own departments."""
    units = [unit.pk]
    if unit.kind != Unit.Kind.DEPARTMENT:
        units += list(unit.children.filter(kind=Unit.Kind.DEPARTMENT).values_list("pk", flat=True))
    return holders_of((Role.HANDLER, Role.DEPARTMENT_HEAD, Role.LIAISON_OFFICE), units)


def _unit_of(handler: User, unit: Unit, actor) -> Unit:
    """The unit the handler serves in: where he is let in."""
    if handler == actor.user:
        return actor.unit
    posts = handler.posts.held_on(clock.today()).filter(unit__path__startswith=unit.path)
    return posts.select_related("unit").first().unit


@act(REFERRAL, "send_back")
def send_back(referral, actor, *, reason: str):
    """The unit objects to the hand-over; the liaison office chooses another. Its access ends at once."""
    needed(reason, "reason", _("Give the reason for sending back."))
    end_all(referral, actor, unit=referral.unit)
    referral.closing_note = reason.strip()
    referral.unit, referral.handed_over_on = None, None
    referral.due_on = referral.named_due_on
    return Done(referral, facts=hidden(reason=None), tell=clerks_of(referral))


@act(REFERRAL, "contact", then=_advance)
def record_contact(
    referral, actor, *, on: date, by_whom: str, way: str = "", place: str = "", said: str = "", exception: str = "",
):  # fmt: skip
    """A meeting or another contact, or the deputy's no with its reason. What happened is never dated ahead."""
    checked_day("on", on, referral.received_on, _("The date lies before the day of receipt."))
    if bool(way) == bool(exception.strip()):
        raise ValidationError(_("Give either the way of the contact or the reason why there was none."))
    if way == Contact.Way.IN_PERSON and not place.strip():
        raise ValidationError({"place": _("A meeting has a place.")})
    row = ReferralContact.objects.create(
        referral=referral, on=on, way=way, place=place.strip(), said=said.strip(), exception=exception.strip(),
        by_whom=needed(by_whom, "by_whom", _("Say who took part.")), recorded_by=actor.user,
    )  # fmt: skip
    return Done(row, about=referral, facts=hidden(by_whom=None, place=None, exception=None))


def _note(referral, actor, kind: str, on: date, text: str) -> Done:
    checked_day("on", on, referral.received_on, _("The date lies before the day of receipt."))
    text = needed(text, "text", _("The text is empty."))
    row = ReferralNote.objects.create(referral=referral, kind=kind, on=on, text=text, recorded_by=actor.user)
    return Done(row, about=referral, facts=hidden())


@act(REFERRAL, "answer")
def answer_procedurally(referral, actor, *, on: date, text: str):
    """程序性答复: what was decided about the procedure, as the deputy may be told."""
    check_feedback(text, "")
    return _note(referral, actor, ReferralNote.Kind.PROCEDURAL, on, text)


@act(REFERRAL, "progress")
def note_progress(referral, actor, *, on: date, text: str):
    """For the house only; the deputy never sees it."""
    return _note(referral, actor, ReferralNote.Kind.PROGRESS, on, text)


@act(REFERRAL, "choose_outcome")
def choose_outcome(referral, actor, *, outcome: str):
    """A word of the dictionary. It is never held against the handler, whichever it is."""
    found = entry_named("referred_outcome", outcome, clock.today())
    if found is None:
        raise ValidationError({"outcome": _("Choose an outcome of the dictionary.")})
    referral.outcome = found.label
    return Done(referral, facts=hidden(outcome=None))


@act(REFERRAL, "feed_back")
def feed_back(referral, actor, *, on: date, way: str, by_whom: str, report_number: str = ""):
    """The approved text reached the deputy, or the SPP where it answers in one voice."""
    checked_day("on", on, referral.result_approved_on, _("The date lies before the approval of the result."))
    ways = Referral.FeedbackWay
    if (way == ways.TO_SPP) != referral.goes_up:
        words = (
            _("The SPP answers the deputy: the feedback is a report to it.")
            if referral.goes_up
            else _("The deputy is answered by this procuratorate, in person or in writing.")
        )
        raise ValidationError({"way": words})
    if way == ways.TO_SPP and not report_number.strip():
        raise ValidationError({"report_number": _("Give the number of the report.")})
    referral.fed_back_on, referral.fed_back_way = on, way
    referral.fed_back_by = needed(by_whom, "by_whom", _("Say who gave the feedback."))
    referral.report_number = report_number.strip()
    return Done(referral, facts=hidden(by_whom=None), tell=[referral.leader, *clerks_of(referral)])


@act(REFERRAL, "rate")
def rate(referral, actor, *, handling: str, explanation: str, received_on: date, comment: str = ""):
    """Handling and explanation, in the deputy's own words. The outcome is not rated; silence stays silence."""
    checked_day(
        "received_on", received_on, referral.fed_back_on, _("The date lies before the day of the feedback.")
    )
    for field, value in (("handling", handling), ("explanation", explanation)):
        if value not in Feedback.Rating.values:
            raise ValidationError({field: _("Enter what the deputy said.")})
    row = ReferralRating.objects.create(
        referral=referral, handling=handling, explanation=explanation, comment=comment.strip(),
        received_on=received_on, entered_by=actor.user,
    )  # fmt: skip
    return Done(row, about=referral, facts=hidden(handling=None, explanation=None))


@act(REFERRAL, "close", then=follow)
def close(referral, actor):
    referral.closed_on = clock.today()
    return Done(referral, facts=hidden(), tell=[referral.handler])


@act(REFERRAL, "close_unfed", then=follow)
def close_without_feedback(referral, actor, *, reason: str):
    """The deputy cannot be reached any more. It counts against the feedback rate."""
    referral.closing_note = needed(reason, "reason", _("Give the reason."))
    referral.closed_on = clock.today()
    return Done(referral, facts=hidden(reason=None), tell=[referral.handler])


@act(REFERRAL, "archive")
def archive(referral, actor):
    """Every access but that of the liaison office ends: who handled it needs it no longer."""
    kept = [user.pk for user in clerks_of(referral)]
    for row in referral.access.filter(ended_at=None).exclude(user_id__in=kept):
        end_all(referral, actor, pk=row.pk)
    return Done(referral, facts=hidden())
