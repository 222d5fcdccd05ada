"""Columns of the list of reports and of the rows behind a figure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.foundation.lists import Column, badge, day, link
from lianluo.matters.models import Feedback, Signatory
from lianluo.matters.tables import COLUMNS as MATTER_COLUMNS
from lianluo.reports import figures
from lianluo.reports.models import SessionReport

_TONES = {"drafted": "badge-line", "issued": "clock clock-done", "superseded": "clock clock-paused"}


def stage_badge(report: SessionReport):
    return badge(report.get_stage_display(), _TONES[report.stage])


REPORTS = [
    Column("title", _("Title"), lambda r: link(r.title, r.get_absolute_url()), export=lambda r: r.title, css="title"),
    Column("session", _("Session"), lambda r: r.session.name, width=180, css="nowrap"),
    Column("stage", _("Stage"), stage_badge, sort="stage", width=90, css="nowrap"),
    Column("number", _("Document number"), width=150, css="nowrap"),
    Column("as_of", _("Figures as of"), lambda r: day(r.as_of), sort="as_of", export=lambda r: r.as_of,
           width=110, css="nowrap"),
    Column("total", _("Matters"), lambda r: str(r.figures["total"]), export=lambda r: r.figures["total"],
           align="end", width=70),
    Column("replied", _("Replied"), lambda r: f"{r.figures['replied']}/{r.figures['needing_reply']}",
           align="end", width=90),
    Column("drawn_up_by", _("Drafted by"), lambda r: r.drawn_up_by.name if r.drawn_up_by else _("console"),
           width=100, css="nowrap wide-cell"),
    Column("drawn_up_at", _("Drafted at"), lambda r: day(r.drawn_up_at), sort="id", shown=False),
]  # fmt: skip


def _matter(row):
    return link(f"{row.matter.label} {row.matter.title}", row.matter.get_absolute_url())


def _letter(letter):
    url = letter.get_absolute_url() if hasattr(letter, "get_absolute_url") else None
    return link(letter.number or letter.title, url)


_RATING = dict(Feedback.Rating.choices)
SIGNATORIES = [
    Column("person", _("Name"), lambda s: link(s.proposer.name, s.proposer.get_absolute_url()),
           sort=("person__sort_key", "organisation__sort_key"), width=110, export=lambda s: s.proposer.name, css="nowrap"),
    Column("role", _("Role"), lambda s: Signatory.Role(s.role).label, width=100, css="nowrap"),
    Column("matter", _("Matter"), _matter, sort="matter__outside_number", css="title"),
    Column("attitude", _("Rating of the attitude"), lambda s: _RATING.get(s.attitude, "—"), width=110, css="nowrap"),
    Column("result", _("Rating of the result"), lambda s: _RATING.get(s.result, "—"), width=110, css="nowrap"),
]  # fmt: skip
LETTERS = [
    Column("number", _("Document number"), _letter, sort="sequence", width=200, css="nowrap"),
    Column("addressee", _("Addressee"), lambda x: link(x.addressee.name, x.addressee.get_absolute_url()),
           sort=("person__sort_key", "organisation__sort_key"), width=120, css="nowrap"),
    Column("title", _("Title"), css="title"),
    Column("stage", _("Stage"), lambda x: x.get_stage_display(), sort="stage", width=120, css="nowrap"),
    Column("signed_on", _("Date of the document"), lambda x: day(x.signed_on), width=110, css="nowrap"),
]  # fmt: skip
PERSONS = [
    Column("name", _("Name"), lambda p: link(p.name, p.get_absolute_url()), sort="sort_key", width=120,
           css="nowrap"),
    Column("work", _("Employer and post"), css="title"),
]  # fmt: skip
COMMITMENTS = [
    Column("text", _("Commitment"), css="title"),
    Column("matter", _("Matter"), _matter, sort="matter__outside_number"),
    Column("due_on", _("Due"), lambda c: day(c.due_on), sort="due_on", width=110, css="nowrap"),
    Column("kept_on", _("Kept on"), lambda c: day(c.kept_on), sort="kept_on", width=110, css="nowrap"),
]  # fmt: skip

OF_SUBJECT = {
    figures.MATTERS: (MATTER_COLUMNS, "due_on"), figures.OTHERS: (MATTER_COLUMNS, "due_on"),
    figures.SIGNATORIES: (SIGNATORIES, "matter"),
    figures.LETTERS: (LETTERS, "number"), figures.PERSONS: (PERSONS, "name"),
    figures.COMMITMENTS: (COMMITMENTS, "due_on"),
}  # fmt: skip
"""Subject → columns and the order of its rows."""
