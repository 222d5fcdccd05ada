"""What the steps of the kinds wait for, in words for a person, and which of them a matter has at all."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.matters.levels import filed_with, missing_filing
from lianluo.matters.models import Matter, Merger, Registration
from lianluo.matters.procedures import SPECIAL, Procedure, Reply, procedure_of

S = Matter.Stage


def row_of(matter: Matter) -> Procedure:
    return procedure_of(matter.kind)


def is_merged(matter: Matter) -> bool:
    """Handled as one with another matter, in the present round."""
    return standing_merger(matter) is not None


def standing_merger(matter: Matter) -> Merger | None:
    return matter.mergers.standing().filter(guest_round=matter.round).select_related("host").first()


def guests_of(matter: Matter) -> list[Merger]:
    """Mergers by which others are handled with this matter, in the present round."""
    rows = matter.guests.standing().filter(host_round=matter.round).select_related("guest")
    return [row for row in rows if row.guest_round == row.guest.round]


def registration_of(matter: Matter) -> Registration | None:
    """The committee's decision on record. None: it came as a registered one."""
    return getattr(matter, "registration", None) if row_of(matter).by_members else None


def awaits_registration(matter: Matter) -> bool:
    found = registration_of(matter)
    return found is not None and found.state == Registration.State.WAITING


def is_registered(matter, actor) -> list[str]:
    if awaits_registration(matter):
        return [_("The proposal committee has not registered the proposal yet.")]
    return []


def waits_for_registration(matter, actor) -> list[str]:
    if awaits_registration(matter):
        return []
    return [_("The proposal committee has decided on this proposal already.")]


def names_its_day(matter, actor) -> list[str]:
    if "name_day" in row_of(matter).steps:
        return []
    return [_("The deadline of this kind is not named in a paper.")]


def is_met_in_person(matter, actor) -> list[str]:
    if "arrange_meeting" in row_of(matter).steps:
        return []
    return [_("Only for a meeting that deputies asked for.")]


def is_arranged(matter, actor) -> list[str]:
    if missing := is_met_in_person(matter, actor):
        return missing
    return [] if hasattr(matter, "meeting") else [_("No meeting is arranged yet.")]


def is_answered_otherwise(matter, actor) -> list[str]:
    """An answer that is no letter goes out signed off; spoken at the meeting by the head it needs no paper."""
    row = row_of(matter)
    if "record_answer" not in row.steps:
        return [_("This kind is answered by letter.")]
    missing = []
    if row.reply == Reply.FACE_TO_FACE and not _is_met(matter):
        missing.append(_("The meeting has not taken place yet."))
    if matter.stage != S.SIGNED_OFF and row.reply != Reply.BY_HEAD:
        missing.append(_("The text of the answer is not signed off yet."))
    return missing


def _is_met(matter) -> bool:
    return hasattr(matter, "meeting") and matter.meeting.held_on is not None


def owes_no_reply(matter, actor) -> list[str]:
    if row_of(matter).owes_reply:
        return [_("This kind must be answered.")]
    return []


def reports_upward(matter, actor) -> list[str]:
    if "report_upward" not in row_of(matter).steps:
        return [_("Only for a meeting that deputies asked for.")]
    if matter.meeting.reported_on:
        return [_("It is reported to the standing committee already.")]
    return []


def can_be_merged(matter, actor) -> list[str]:
    if not row_of(matter).by_letter:
        return [_("Only matters that are answered by letter are merged.")]
    if is_merged(matter):
        return [_("It is merged already.")]
    if guests_of(matter):
        return [_("Others are merged into it.")]
    return []


def is_merged_now(matter, actor) -> list[str]:
    return [] if is_merged(matter) else [_("It is not merged with another matter.")]


def stands_alone(matter, actor) -> list[str]:
    """A merged matter, or one that others are merged into, is parted first."""
    if is_merged(matter) or guests_of(matter):
        return [_("Undo the merger first.")]
    return []


def missing_by_kind(matter) -> list[str]:
    """What this kind must have before it is closed."""
    if "report_upward" in row_of(matter).steps and not (
        hasattr(matter, "meeting") and matter.meeting.reported_on
    ):
        return [_("The answer is not reported to the standing committee yet.")]
    return missing_filing(matter)


def applies(step: str, matter: Matter) -> bool:
    """Whether a page offers the step at all: steps of other kinds are left out rather than greyed."""
    row = row_of(matter)
    if step in ("decide_registration", "return_unregistered"):
        return awaits_registration(matter)
    if step == "unmerge":
        return is_merged(matter)
    if step == "merge":
        return row.by_letter and not is_merged(matter)
    if step == "report_upward":
        return "report_upward" in row.steps and not matter.meeting.reported_on
    if step == "arrange_meeting":
        return step in row.steps and not _is_met(matter)
    if step == "hold_meeting":
        return step in row.steps and hasattr(matter, "meeting") and not _is_met(matter)
    if step == "file_for_record":
        return not hasattr(matter, "record_filing") and filed_with(matter) is not None
    if step == "take_on_record":
        return hasattr(matter, "record_filing") and matter.record_filing.acknowledged_on is None
    if step in ("record_feedback", "handle_again"):
        return row.asks_feedback
    return step in row.steps if step in SPECIAL else True
