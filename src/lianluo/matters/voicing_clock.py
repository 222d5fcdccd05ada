"""The clock in hours of what is voiced in session: by when the answer is due, how that was reckoned, what is left.

Hours of the calendar are counted, nights and days of rest included: a session does not stop for the weekend.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.foundation import clock
from lianluo.matters.models import Matter, SessionMode, VoicedOpinion
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.models import Rule
from lianluo.rules.queries import due_by, rule
from lianluo.rules.sums import rows_of

KEY = "session.reply"
SOON = timedelta(hours=4)


@dataclass(frozen=True)
class HoursSum:
    """The moment the answer is due, and the rows of its sum for `{% deadline_sum %}`."""

    due: datetime
    source: str
    rows: list[dict]


def rule_of(mode: SessionMode, voiced_at: datetime) -> Rule:
    """The setting in force on the day it was voiced, of the level of the congress. Raises NoRule."""
    day = clock.day_of(voiced_at)
    return rule(KEY, day, Matter.Kind.DELIBERATION_OPINION, mode.session.term.body.level)


def answer_due(voiced_at: datetime, found: Rule, calendar: WorkingCalendar | None = None) -> HoursSum:
    """By a setting in hours, to the minute; by one in days, at the end of the day the calendar gives."""
    if found.unit != Rule.Unit.HOUR:
        day = due_by(found, clock.day_of(voiced_at), calendar=calendar)
        return HoursSum(_end_of(day.due), found.source, rows_of(day))
    due = voiced_at + timedelta(hours=found.number)
    rows = [
        _row(
            _("Rule"), _("%(value)s from the moment it is voiced") % {"value": found.value_text}, found.source
        ),
        _row(_("Start"), _("voiced on %(moment)s") % {"moment": stamp(voiced_at)}),
        _row(_("Counting"), _("hours of the calendar: nights, days of rest and holidays count as well")),
        _row(_("Due"), stamp(due)),
    ]
    return HoursSum(due, found.source, rows)


def _row(step: str, what: str, source: str = "") -> dict:
    return {"step": step, "what": what, "source": source, "date": "", "grey": False}


def _end_of(day) -> datetime:
    return clock.moment_of(datetime.combine(day, time(23, 59)))


def stamp(moment: datetime) -> str:
    """2026-01-24 14:20"""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def sums_of_voiced(opinion: VoicedOpinion) -> list[dict]:
    """The clocks of one opinion as `{% deadline_sum %}` shows them."""
    found = answer_due(opinion.voiced_at, rule_of(opinion.mode, opinion.voiced_at))
    return [
        {"label": _("Answer in session"), "state": "", "total": stamp(opinion.answer_due_at),
         "source": found.source, "rows": found.rows, "due": opinion.answer_due_at}
    ]  # fmt: skip


def time_left(opinion: VoicedOpinion, now: datetime | None = None) -> tuple[str, str]:
    """(state of the `.clock` badge, its words): hours left, hours overdue, or what became of it."""
    if opinion.stage not in VoicedOpinion.WAITING:
        return (
            "paused" if opinion.stage == VoicedOpinion.Stage.WITHDRAWN else "done"
        ), opinion.get_stage_display()
    left = opinion.answer_due_at - (now or clock.now())
    if left < timedelta(0):
        return "overdue", _("%(time)s overdue") % {"time": span(-left)}
    return ("soon" if left <= SOON else "normal"), _("%(time)s left") % {"time": span(left)}


def span(length: timedelta) -> str:
    """Hours and minutes under a day, days and hours above two."""
    minutes = int(length.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if hours >= 48:
        return ngettext("%(n)d day", "%(n)d days", hours // 24) % {"n": hours // 24}
    if not hours:
        return _("%(m)d min") % {"m": rest}
    return _("%(h)d h %(m)d min") % {"h": hours, "m": rest} if rest else _("%(h)d h") % {"h": hours}
