"""More time for the result of a referred case: asked for by who handles it, granted or refused by the leader, revoked.

Reasons stay with the case; the journal keeps the days. Only who stands on the access list is told.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.referral import follow, heads_of, hidden
from lianluo.matters.actions.referral_access import clerks_of
from lianluo.matters.models import Extension, Referral, ReferralExtension
from lianluo.matters.referral_checks import checked_day, needed
from lianluo.matters.referral_clock import days_of
from lianluo.matters.referral_workflow import REFERRAL, asked_extension, granted_extension
from lianluo.rules import effects

State = Extension.State


@act(REFERRAL, "ask_extension")
def ask_extension(referral, actor, *, until: date, reason: str):
    """Until a day after the present limit; where the SPP named that day, the SPP is asked before the leader grants it."""
    made = ReferralExtension.objects.create(
        referral=referral, asked_on=clock.today(), asked_by=actor.user, until=_later(referral, until),
        reason=needed(reason, "reason", _("Give the reason for the extension.")),
    )  # fmt: skip
    return Done(made, about=referral, facts=hidden(reason=None), tell=[referral.leader, *clerks_of(referral)])


@act(REFERRAL, "grant_extension", then=follow)
def grant_extension(
    referral, actor, *, until: date | None = None, agreed_by: str = "", agreed_on: date | None = None,
    agreed_paper: str = "",
):  # fmt: skip
    """`until`: a shorter time than asked for. The SPP's consent must stand first where it set the case."""
    asked = asked_extension(referral)
    if until and until > asked.until:
        raise ValidationError({"until": _("That is more than was asked for.")})
    asked.until = _later(referral, until or asked.until)
    if referral.goes_up:
        asked.agreed_by = needed(agreed_by, "agreed_by", _("Say who agreed at the SPP."))
        asked.agreed_paper = needed(agreed_paper, "agreed_paper", _("Give the number of the SPP's paper."))
        if agreed_on is None:
            raise ValidationError({"agreed_on": _("Say on which day the SPP agreed.")})
        checked_day("agreed_on", agreed_on, asked.asked_on, _("The date lies before the request."))
        asked.agreed_on = agreed_on
    asked.state, asked.decided_on, asked.decided_by = State.GRANTED, clock.today(), actor.user
    asked.save()
    referral.extended_until = referral.due_on = asked.until
    referral.due_is_provisional = False
    return Done(asked, about=referral, facts=_facts(until=asked.until), tell=_told(referral, asked))


@act(REFERRAL, "refuse_extension")
def refuse_extension(referral, actor, *, reason: str):
    """The limit stays."""
    asked = asked_extension(referral)
    asked.state, asked.decided_on, asked.decided_by = State.REFUSED, clock.today(), actor.user
    asked.answer = needed(reason, "reason", _("Give the reason of the refusal."))
    asked.save()
    return Done(asked, about=referral, facts=_facts(), tell=_told(referral, asked))


@act(REFERRAL, "revoke_extension", then=follow)
def revoke_extension(referral, actor, *, reason: str):
    """The latest extension no longer holds: the limit before it counts again."""
    granted = granted_extension(referral)
    granted.state, granted.revoked_on = State.REVOKED, clock.today()
    granted.answer = needed(reason, "reason", _("Give the reason for revoking it."))
    granted.save()
    before = granted_extension(referral)
    referral.extended_until = before.until if before else None
    now = effects.state()
    days = days_of(referral, now.rules, now.calendar)
    referral.due_on, referral.due_is_provisional = days.result, days.provisional
    return Done(granted, about=referral, facts=_facts(until=granted.until), tell=_told(referral, granted))


def _later(referral: Referral, until: date) -> date:
    if until <= referral.due_on:
        words = _("It is due on %(day)s anyway; choose a later day.") % {"day": referral.due_on}
        raise ValidationError({"until": words})
    return until


def _facts(**facts) -> dict:
    return hidden(reason=None, agreed_by=None, agreed_paper=None, **facts)


def _told(referral: Referral, row: ReferralExtension) -> list:
    """Who asked is told as long as he may still open the case, by name or as head of the answerable unit."""
    standing = referral.access.standing().filter(user=row.asked_by).exists()
    asker = [row.asked_by] if standing or row.asked_by in heads_of(referral.unit) else []
    return [referral.handler, *asker, *clerks_of(referral)]
