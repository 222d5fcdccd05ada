"""Internal result and feedback: two texts, written by the handler, each approved by the leader for itself."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.referral import hidden
from lianluo.matters.actions.referral_access import clerks_of
from lianluo.matters.models import Referral, ReferralText, Withheld
from lianluo.matters.referral_checks import check_feedback, needed
from lianluo.matters.referral_workflow import REFERRAL_TEXT

S, Kind = Referral.Stage, ReferralText.Kind


def _other(text: ReferralText) -> str:
    return ReferralText.objects.exclude(pk=text.pk).get(referral_id=text.referral_id).text


def _check(text: ReferralText, words: str) -> None:
    if text.kind == Kind.FEEDBACK:
        check_feedback(words, _other(text))


@act(REFERRAL_TEXT, "write")
def write(text, actor, *, words: str):
    _check(text, words)
    text.text, text.drafted_by = words.strip(), actor.user
    return Done(text, about=text.referral, facts=hidden(kind=text.kind))


@act(REFERRAL_TEXT, "submit")
def submit(text, actor):
    """Before the leader. A feedback that has become the internal result word for word is refused here again."""
    _check(text, text.text)
    text.submitted_at = clock.now()
    text.drafted_by = text.drafted_by or actor.user
    return Done(text, about=text.referral, facts=hidden(kind=text.kind), tell=[text.referral.leader])


def _follow(text: ReferralText) -> None:
    """The case goes on with its approved text."""
    goes = {Kind.RESULT: (S.MET, S.RESULT_APPROVED), Kind.FEEDBACK: (S.RESULT_APPROVED, S.FEEDBACK_APPROVED)}
    before, after = goes[text.kind]
    rows = Referral.objects.filter(pk=text.referral_id, stage=before)
    if text.kind == Kind.RESULT:
        rows.update(stage=after, result_approved_on=clock.today())
    else:
        rows.update(stage=after)


@act(REFERRAL_TEXT, "approve", then=_follow)
def approve(text, actor, *, withheld: Iterable[str] = (), comment: str = ""):
    """The feedback only with every line of the check-list ticked: what may not be told is looked for one by one."""
    if text.drafted_by_id == actor.user_id:
        raise ValidationError(_("Nobody approves his own text."))
    if text.kind == Kind.FEEDBACK and set(withheld) != set(Withheld.values):
        raise ValidationError({"withheld": _("Look for each of these in the text, and tick each.")})
    text.withheld = sorted(set(withheld)) if text.kind == Kind.FEEDBACK else []
    text.comment, text.approved_by, text.approved_at = comment.strip(), actor.user, clock.now()
    told = [text.drafted_by, text.referral.handler, *clerks_of(text.referral)]
    return Done(
        text, about=text.referral, facts=hidden(kind=text.kind, withheld=len(text.withheld)), tell=told
    )


@act(REFERRAL_TEXT, "return")
def return_text(text, actor, *, comment: str):
    text.comment = needed(comment, "comment", _("Say what is to be redrafted."))
    text.version += 1
    return Done(text, about=text.referral, facts=hidden(kind=text.kind), tell=[text.drafted_by])
