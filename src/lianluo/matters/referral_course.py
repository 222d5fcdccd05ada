"""How far one referred case has come: the stepper, the next act in words, the buttons."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.matters.models import Referral
from lianluo.matters.referral_workflow import REFERRAL, REFERRAL_TEXT

S = Referral.Stage
ICONS = {
    "screen": "search", "check_interest": "scale", "file_record": "file-plus", "lay_before": "send",
    "record_late": "file-plus", "name_leader": "send", "approve": "check",
    "return": "corner-up-left", "hand_over": "arrow-forward-up", "sign_for": "signature", "send_back": "arrow-back-up",
    "contact": "phone-call", "answer": "message-2", "progress": "message-plus", "choose_outcome": "tags",
    "ask_extension": "calendar-plus", "grant_extension": "check", "refuse_extension": "x", "revoke_extension": "x",
    "feed_back": "messages", "rate": "message-star", "close": "circle-check", "close_unfed": "ban", "archive": "archive",
    "turn_away": "door-enter", "withdraw": "archive", "write": "pencil", "submit": "send",
}  # fmt: skip
DANGER = {"withdraw", "turn_away", "close_unfed"}
WHERE_IT_ARISES = {"record_late", "name_leader", "grant_extension", "refuse_extension", "revoke_extension"}
"""Not shown greyed: in nearly every case there is nothing to make up for, to decide on or to revoke."""
ASIDE = DANGER | {"return", "send_back", "ask_extension", "refuse_extension", "revoke_extension"}


def buttons_of(referral: Referral, actor) -> list[dict]:
    """Open steps as `{% act %}` wants them, the first that may be taken as the primary one."""
    found = [_button("referral", open_, referral) for open_ in REFERRAL.open_steps(referral, actor)]
    may = {button["name"] for button in found if button["allowed"]}
    silent = WHERE_IT_ARISES - may
    if "refuse_extension" in may:  # one is asked for: what hinders the grant is then said
        silent.discard("grant_extension")
    return _primary_first([button for button in found if button["url"] and button["name"] not in silent])


def text_buttons_of(text, actor) -> list[dict]:
    found = [_button("referral_text", open_, text) for open_ in REFERRAL_TEXT.open_steps(text, actor)]
    return _primary_first([button for button in found if button["url"] and button["name"] != "write"])


def _primary_first(buttons: list[dict]) -> list[dict]:
    first = next((button for button in buttons if button["allowed"] and button["name"] not in ASIDE), None)
    if first:
        first["primary"] = True
        buttons.remove(first)
        buttons.insert(0, first)
    return buttons


def _button(flow: str, open_, thing) -> dict:
    try:
        url = reverse(f"matters:{flow}_{open_.name}", args=[thing.pk])
    except NoReverseMatch:
        url = ""
    return {
        "name": open_.name, "label": str(open_.label), "icon": ICONS.get(open_.name, ""), "url": url,
        "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)), "primary": False,
        "danger": open_.name in DANGER, "post": False, "confirm": "",
    }  # fmt: skip


def next_of(referral: Referral) -> str:
    """Whose turn it is and what he does, in words."""
    names = {
        "leader": referral.leader.name if referral.leader else "",
        "unit": referral.unit.label if referral.unit else "",
        "handler": referral.handler.name if referral.handler else "",
    }
    laid = (
        _("%(leader)s decides on the hand-over.")
        if referral.leader
        else _("The liaison office checks the deputy's interest and lays the case before a leader.")
    )
    up = referral.goes_up
    words = {
        S.REGISTERED: _("The liaison office screens the case."),
        S.SCREENED: _("The liaison office enters the outside-inquiry record."),
        S.RECORD_CHECKED: laid,
        S.APPROVED: _("The liaison office hands the case over in writing."),
        S.HANDED_OVER: _("%(unit)s signs for the case."),
        S.SIGNED_FOR: _("%(handler)s meets the deputy before handling the case."),
        S.MET: _("%(handler)s writes the internal result and the feedback; the leader approves each."),
        S.RESULT_APPROVED: _("The feedback is written and approved with the check-list."),
        S.FEEDBACK_APPROVED: _("The feedback goes to the SPP.") if up else _("The feedback goes to the deputy."),
        S.FED_BACK: _("The liaison office enters the deputy's rating and closes the case."),
        S.CLOSED: _("The liaison office archives the case."),
    }  # fmt: skip
    return words.get(referral.stage, "") % names


def stepper_of(referral: Referral) -> list[dict]:
    """Steps for `{% stepper %}`: done with its day, the present one, those to come."""
    contacts = [row.on for row in referral.contacts.all()]
    approved = {text.kind: text.approved_at for text in referral.texts.all() if text.approved_at}
    told = referral.fed_back_on is not None  # the approvals of a case that was taken over are not known
    record = getattr(referral, "inquiry", None)
    rating = getattr(referral, "rating", None)
    steps = [
        (pgettext("stepper", "Register"), True, referral.registered_at),
        (pgettext("referral", "Screening"), bool(referral.screening), None),
        (pgettext("referral", "Inquiry record"), record is not None, record and record.filed_on),
        (pgettext("referral", "Approval"), bool(referral.approved_on or referral.handed_over_on), referral.approved_on),
        (pgettext("stepper", "Hand over"), referral.handed_over_on is not None, referral.handed_over_on),
        (pgettext("stepper", "Sign for"), bool(referral.signed_for_on or referral.handler_id), referral.signed_for_on),
        (pgettext("referral", "Meeting"), bool(contacts), min(contacts, default=None)),
        (pgettext("referral", "Result"), referral.result_approved_on is not None, referral.result_approved_on),
        (pgettext("referral", "Feedback text"), "feedback" in approved or told, approved.get("feedback")),
        (pgettext("stepper", "Feedback"), referral.fed_back_on is not None, referral.fed_back_on),
        (pgettext("referral", "Rating"), rating is not None, rating and rating.received_on),
        (pgettext("stepper", "Close"), referral.stage in (S.CLOSED, S.ARCHIVED), referral.closed_on),
    ]  # fmt: skip
    found = [_step(*step) for step in steps]
    ahead = next((step for step in found if step["state"] == "todo"), None)
    if ahead and not referral.is_final:
        ahead["state"] = "current"
    return found


def _step(label, done: bool, on) -> dict:
    day = timezone.localtime(on).date() if hasattr(on, "hour") else on
    return {
        "label": label,
        "state": "done" if done else "todo",
        "date": f"{day:%m-%d}" if day else "",
        "note": "",
    }
