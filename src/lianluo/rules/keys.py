"""The settings that the product asks for, with the words a page calls them by. Other keys are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

KEYS = {
    "reply.statutory": _("statutory reply"),
    "reply.complex": _("statutory reply to hard suggestions"),
    "reply.internal": _("internal reply"),
    "extension.consent": _("extension needs consent"),
    "pause.statutory": _("a pause stops the statutory clock"),
    "pause.internal": _("a pause stops the internal clock"),
    "sign.for": _("signing for"),
    "return.apply": _("applying to send back"),
    "return.reassign": _("re-assignment after sending back"),
    "cohandle.opinion": _("co-handler's opinion"),
    "first.contact": _("first contact"),
    "feedback.return": _("return of the feedback form"),
    "feedback.changeable_hours": _("a rating made by the deputy may be changed"),
    "feedback.scan_required": _("a rating from paper needs its scan"),
    "rehandle.reply": _("reply after handling again"),
    "promise.notice": _("notice on commitments"),
    "meet.notify": _("notice of a meeting request"),
    "meet.answer": _("answer after a meeting request"),
    "referred.procedural": _("procedural answer to a referred case"),
    "referred.result": _("result of a referred case"),
    "visit.min": _("visits to each deputy or member"),
    "visit.counts": _("ways of contact that count as visits"),
    "visit.cooling_off": _("days between visits of different procuratorates"),
    "tie.ranks": _("who may look after deputies of the level"),
    "tie.load": _("contacts a year an officer can take"),
    "tie.points": _("points in a proposal of ties"),
    "visit.kept_on_phone": _("visit cards kept on a phone"),
    "hearing.notice": _("notice of a public hearing"),
    "publish": _("publication of replies"),
    "session.reply": _("answer to deliberation opinions in session"),
    "clock.soon": _("shown as due soon"),
    "remind.hours": _("reminder: hours of the day"),
    "remind.share": _("reminder: share of the time left"),
    "remind.far": _("reminder: long before"),
    "remind.near": _("reminder: shortly before"),
    "remind.due": _("reminder: on the day"),
    "remind.late": _("reminder: overdue"),
    "remind.escalated": _("reminder: long overdue"),
    "letters.series": _("code of the letter series"),
    "briefing.calendar": _("calendar of the reports to deputies"),
    "briefing.series": _("code of the series of briefings"),
    "portal.after_term": _("own pages after the last mandate"),
    "portal.device": _("remembered devices of deputies"),
}

KINDS = {
    "suggestion": _("suggestion"),
    "deliberation_opinion": _("deliberation opinion"),
    "standing_committee_opinion": _("standing committee opinion"),
    "everyday_opinion": _("everyday opinion"),
    "proposal": _("proposal"),
    "social_information": _("social information"),
    "referred_case": _("referred case"),
    "meeting_request": _("meeting request"),
    "inquiry": _("inquiry"),
    "interpellation": _("interpellation"),
    "inspection_report": _("inspection report"),
    "promise_notice": _("notice on commitments"),
    "opinion": _("letter with the co-handler's opinion"),
    "thanks": _("letter of thanks"),
    "appointment": _("letter of appointment"),
}
"""Words for `Rule.applies_kind`. The kinds are of `matters` and of letters, which stand above this room."""
LEVELS = {
    "national": _("national"),
    "provincial": _("provincial"),
    "municipal": _("municipal"),
    "county": _("county"),
}

_readers: dict[str, Callable[[str], Any]] = {}


def read_with(key: str, reader: Callable[[str], Any]) -> None:
    """Rooms above say once how they read a setting that is a text; `reader` raises ValueError with the reason in words."""
    _readers[key] = reader


def check(key: str, value: str) -> None:
    """Refuse a text that the room which uses it could not read. ValueError."""
    if key in _readers:
        _readers[key](value)
