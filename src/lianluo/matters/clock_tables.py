"""What happened to the clock of a matter, as a timeline."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.matters.models import Extension, Matter, Pause

State = Extension.State


def happenings_of(matter: Matter) -> list[dict]:
    """Pauses and extensions for `{% timeline %}`, the latest first."""
    pauses = matter.pauses.select_related("assignment__department", "recorded_by")
    found = [_paused(row) for row in pauses]
    found += [_extended(row) for row in matter.extensions.select_related("asked_by")]
    return [entry for _day, entry in sorted(found, key=lambda each: each[0], reverse=True)]


def _paused(row: Pause) -> tuple:
    until = row.last_on.isoformat() if row.last_on else _("still standing")
    who = (
        row.assignment.department.label if row.assignment else row.recorded_by.name if row.recorded_by else ""
    )
    entry = {
        "icon": "player-pause", "title": _("Paused: %(why)s") % {"why": row.get_kind_display()},
        "when": _("%(first)s to %(last)s") % {"first": row.first_on, "last": until},
        "text": "  ".join(filter(None, [who, row.source])), "quote": row.reason,
    }  # fmt: skip
    return (row.first_on, 0, row.pk), entry


TITLES = {
    State.ASKED: ("calendar-plus", lambda row: _("Extension until %(day)s asked for")),
    State.GRANTED: ("calendar-check", lambda row: _("Extended until %(day)s")),
    State.REFUSED: ("calendar-x", lambda row: _("Extension until %(day)s refused")),
    State.REVOKED: ("calendar-off", lambda row: _("Extension until %(day)s revoked")),
}


def _extended(row: Extension) -> tuple:
    icon, title = TITLES[row.state]
    day = row.revoked_on or row.granted_on or row.asked_on
    told = [
        _("asked for on %(day)s") % {"day": row.asked_on},
        _("decided by %(body)s on %(day)s") % {"body": row.granted_by, "day": row.granted_on}
        if row.granted_by else "",
        _("deputy told on %(day)s") % {"day": row.deputy_told_on} if row.deputy_told_on else "",
        row.document,
    ]  # fmt: skip
    entry = {
        "icon": icon, "title": title(row) % {"day": row.until}, "when": day.isoformat(),
        "text": "  ".join(filter(None, told)), "quote": row.answer or row.reason,
    }  # fmt: skip
    return (day, 1, row.pk), entry
