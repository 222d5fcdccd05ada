"""The procedure of a referred case (domain §5.1) and of its two texts. What is missing is said in words for a person."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from lianluo.documents.queries import attachments_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Step, Workflow
from lianluo.matters import referral_permissions  # noqa: F401 registers
from lianluo.matters.models import (
    Extension,
    InquiryRecord,
    Referral,
    ReferralExtension,
    ReferralRating,
    ReferralText,
)
from lianluo.rules.queries import due

S, T = Referral.Stage, ReferralText.Stage
RESULT, FEEDBACK = ReferralText.Kind.RESULT, ReferralText.Kind.FEEDBACK
BEFORE_APPROVAL = (S.REGISTERED, S.SCREENED, S.RECORD_CHECKED)
BEFORE_HAND_OVER = (*BEFORE_APPROVAL, S.APPROVED)
IN_HAND = (S.SIGNED_FOR, S.MET)
LATE = (S.HANDED_OVER, S.SIGNED_FOR, S.MET, S.RESULT_APPROVED, S.FEEDBACK_APPROVED)
AFTER_SIGNING = (S.SIGNED_FOR, S.MET, S.RESULT_APPROVED, S.FEEDBACK_APPROVED)
UNFED = (*BEFORE_HAND_OVER, S.HANDED_OVER, *AFTER_SIGNING)


def guard_of(referral) -> list[tuple[str, bool]]:
    """What must stand before the case leaves the liaison office, each with whether it does."""
    return [
        (_now("the deputy's own words or the scan of the letter"), has_words(referral)),
        (_now("the finding of the screening"), bool(referral.screening)),
        (_now("the outside-inquiry record with number and date"), has_record(referral)),
        (_now("the check of the deputy's interest in the case"), bool(referral.interest)),
    ]


def has_words(referral) -> bool:
    return bool(referral.words.strip()) or bool(attachments_of(referral))


def has_record(referral) -> bool:
    return InquiryRecord.objects.filter(referral=referral).exists()


def guard_is_complete(referral, actor) -> list[str]:
    return [_now("Missing: %(what)s.") % {"what": what} for what, stands in guard_of(referral) if not stands]


def leader_was_asked(referral, actor) -> list[str]:
    missing = guard_is_complete(referral, actor)
    return missing if referral.leader_id else [*missing, _now("It is not laid before a leader yet.")]


def has_no_record_yet(referral, actor) -> list[str]:
    """Only a case taken over from the register can have left without its record."""
    return [_now("The record is entered already.")] if has_record(referral) else []


def has_no_leader_yet(referral, actor) -> list[str]:
    return [_now("The approving leader is named already.")] if referral.leader_id else []


def asked_extension(referral) -> ReferralExtension | None:
    return referral.extensions.filter(state=Extension.State.ASKED).select_related("asked_by").first()


def granted_extension(referral) -> ReferralExtension | None:
    """The one in force: the latest that was granted and not revoked."""
    rows = referral.extensions.filter(state=Extension.State.GRANTED).select_related("asked_by")
    return rows.order_by("-until", "-pk").first()


def limit_still_runs(referral, actor) -> list[str]:
    if referral.due_on is None:
        return [_now("No limit runs yet.")]
    if clock.today() > referral.due_on:
        words = _now("The limit ended on %(day)s. What has ended cannot be extended.")
        return [words % {"day": referral.due_on}]
    return []


def can_ask_extension(referral, actor) -> list[str]:
    missing = limit_still_runs(referral, actor)
    if not referral.leader_id:
        missing.append(_now("It is not laid before a leader yet."))
    if asked_extension(referral):
        missing.append(_now("An extension is asked for already; it is decided on first."))
    return missing


def extension_was_asked(referral, actor) -> list[str]:
    return [] if asked_extension(referral) else [_now("No extension is asked for.")]


def can_grant_extension(referral, actor) -> list[str]:
    return extension_was_asked(referral, actor) or limit_still_runs(referral, actor)


def extension_is_in_force(referral, actor) -> list[str]:
    return [] if granted_extension(referral) else [_now("No extension is in force.")]


def is_not_rated_yet(referral, actor) -> list[str]:
    if ReferralRating.objects.filter(referral=referral).exists():
        return [_now("The rating is entered already.")]
    return []


def can_be_closed(referral, actor) -> list[str]:
    """The rating, or the end of the time for it: silence is not satisfaction, and holds nothing up for ever."""
    if ReferralRating.objects.filter(referral=referral).exists():
        return []
    until = due("feedback.return", referral.fed_back_on or clock.today(), "referred_case").due
    if clock.today() > until:
        return []
    return [_now("No rating from the deputy yet; waited for until %(day)s.") % {"day": until}]


def text_can_be_submitted(text, actor) -> list[str]:
    missing = [] if text.text.strip() else [_now("The text is empty.")]
    if text.referral.stage == S.SIGNED_FOR:
        missing.append(_now("Missing: the contact with the deputy before handling."))
    if text.kind == RESULT and not text.referral.outcome:
        missing.append(_now("The outcome is not chosen."))
    if not has_record(text.referral):
        missing.append(
            _now("Missing: %(what)s.") % {"what": _now("the outside-inquiry record with number and date")}
        )
    if not text.referral.leader_id:
        missing.append(_now("It is not laid before a leader yet."))
    return missing


def text_can_be_approved(text, actor) -> list[str]:
    """The feedback follows from an approved result."""
    if text.kind == FEEDBACK and text.referral.stage != S.RESULT_APPROVED:
        return [_now("The internal result is not approved yet.")]
    return []


REFERRAL = Workflow(
    name="referral",
    label=_("Referred case"),
    stages=S,
    initial=S.REGISTERED,
    final=(S.ARCHIVED, S.TURNED_AWAY, S.WITHDRAWN),
    reads=("matter",),
    steps=(
        Step("screen", _("Screen"), (S.REGISTERED,), S.SCREENED, "matters.referral_prepare", rank=10),
        Step("check_interest", _("Check interest in the case"), BEFORE_HAND_OVER, None,
             "matters.referral_prepare", rank=25),
        Step("file_record", _("Enter the outside-inquiry record"), (S.SCREENED,), S.RECORD_CHECKED,
             "matters.referral_prepare", rank=10),
        Step("record_late", _("Enter the record afterwards"), (*LATE, S.FED_BACK, S.CLOSED), None,
             "matters.referral_prepare", has_no_record_yet, rank=15),
        Step("name_leader", _("Name the approving leader"), LATE, None, "matters.referral_prepare",
             has_no_leader_yet, rank=16),
        Step("lay_before", _("Lay before a leader"), (S.RECORD_CHECKED,), None, "matters.referral_prepare",
             guard_is_complete, rank=30),
        Step("approve", _("Approve the hand-over"), (S.RECORD_CHECKED,), S.APPROVED, "matters.referral_approve",
             leader_was_asked, rank=10),
        Step("return", _p("referred case", "Return"), (S.RECORD_CHECKED,), None, "matters.referral_approve", rank=60),
        Step("hand_over", _("Hand over"), (S.APPROVED,), S.HANDED_OVER, "matters.referral_prepare",
             guard_is_complete, rank=10),
        Step("sign_for", _("Sign for"), (S.HANDED_OVER,), S.SIGNED_FOR, "matters.referral_sign_for", rank=10),
        Step("send_back", _p("referred case", "Send back"), (S.HANDED_OVER,), S.APPROVED,
             "matters.referral_sign_for", rank=60),
        Step("contact", _("Record contact"), AFTER_SIGNING, None, "matters.referral_contact", rank=20),
        Step("deputy_contacted", _("Deputy contacted"), (S.SIGNED_FOR,), S.MET, "", automatic=True),
        Step("answer", _("Give the procedural answer"), (*BEFORE_HAND_OVER, S.HANDED_OVER, *IN_HAND), None,
             "matters.referral_contact", rank=40),
        Step("progress", _("Note progress"), IN_HAND, None, "matters.referral_handle", rank=50),
        Step("choose_outcome", _("Choose the outcome"), IN_HAND, None, "matters.referral_handle", rank=35),
        Step("ask_extension", _("Ask for an extension"), IN_HAND, None, "matters.referral_handle", can_ask_extension,
             rank=55),
        Step("grant_extension", _("Grant the extension"), IN_HAND, None, "matters.referral_approve",
             can_grant_extension, rank=10),
        Step("refuse_extension", _("Refuse the extension"), IN_HAND, None, "matters.referral_approve",
             extension_was_asked, rank=60),
        Step("revoke_extension", _("Revoke the extension"), IN_HAND, None, "matters.referral_approve",
             extension_is_in_force, rank=65),
        Step("result_signed", _("Result approved"), (S.MET,), S.RESULT_APPROVED, "", automatic=True),
        Step("feedback_signed", _("Feedback approved"), (S.RESULT_APPROVED,), S.FEEDBACK_APPROVED, "", automatic=True),
        Step("feed_back", _("Record the feedback given"), (S.FEEDBACK_APPROVED,), S.FED_BACK,
             "matters.referral_contact", rank=10),
        Step("rate", _("Enter the deputy's rating"), (S.FED_BACK, S.CLOSED), None, "matters.referral_prepare",
             is_not_rated_yet, rank=20),
        Step("close", _p("step", "Close"), (S.FED_BACK,), S.CLOSED, "matters.referral_prepare", can_be_closed, rank=30),
        Step("close_unfed", _("Close without feedback"), (S.RESULT_APPROVED, S.FEEDBACK_APPROVED), S.CLOSED,
             "matters.referral_prepare", rank=80),
        Step("archive", _("Archive"), (S.CLOSED,), S.ARCHIVED, "matters.referral_prepare", rank=40,
             confirm=_("Nothing can be added to the case afterwards.")),
        Step("turn_away", _("Not a referred case"), (S.REGISTERED, S.SCREENED), S.TURNED_AWAY,
             "matters.referral_prepare", rank=70),
        Step("withdraw", _("Withdraw"), UNFED, S.WITHDRAWN, "matters.referral_prepare", rank=90),
    ),
)  # fmt: skip

REFERRAL_TEXT = Workflow(
    name="referral_text",
    label=_("Text of a referred case"),
    stages=T,
    initial=T.DRAFTED,
    final=(T.APPROVED,),
    reads=("referral__matter",),
    steps=(
        Step("write", _p("step", "Write"), (T.DRAFTED,), None, "matters.referral_draft", rank=20),
        Step("submit", _("Submit"), (T.DRAFTED,), T.SUBMITTED, "matters.referral_draft", text_can_be_submitted),
        Step("approve", _("Approve"), (T.SUBMITTED,), T.APPROVED, "matters.referral_approve_text", text_can_be_approved),
        Step("return", _p("referred case", "Return"), (T.SUBMITTED,), T.DRAFTED, "matters.referral_approve_text", rank=60),
    ),
)  # fmt: skip
