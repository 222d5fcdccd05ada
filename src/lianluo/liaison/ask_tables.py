"""How those who might be asked stand in a list, and those who were."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.lists import Column, badge, day, link, text
from lianluo.liaison.models import Asked
from lianluo.people.models import Person
from lianluo.people.tables import group_of

PAST = 3
"""So many earlier matters are named; the others are counted."""
TONES = {"open": "blue", "accepted": "done", "declined": "paused"}


def reasons_of(person: Person) -> list[tuple[str, str]]:
    """(what, evidence): each field of expertise, what he is and cares for, the earlier matters on what is asked."""
    found = [(row.field, row.evidence) for row in person.held]
    found += [(value, "") for value in (person.work, person.focus) if value]
    return found


def _why(person: Person):
    lines = format_html_join(
        "", "<div>{}</div>", ([text(what, evidence)] for what, evidence in reasons_of(person))
    )
    past = format_html_join(
        "", "<div>{}</div>", ([link(row.matter.title, row.matter.get_absolute_url())] for row in person.past[:PAST])
    )  # fmt: skip
    more = len(person.past) - PAST
    rest = format_html("<div>{}</div>", _t("and %(n)d earlier ones") % {"n": more}) if more > 0 else ""
    return format_html("{}{}{}", lines, past, rest)


def _said(person: Person) -> str:
    parts = [" ".join(filter(None, pair)) for pair in reasons_of(person)]
    return "；".join([*parts, *(row.matter.title for row in person.past)])


def _times(person: Person):
    if not person.times:
        return badge(_t("never asked"), "clock clock-done")
    return text(
        str(person.times),
        _t("asked %(asked)d, came %(came)d") % {"asked": person.n_asked, "came": person.n_came},
    )


def _officers(person: Person) -> str:
    return "、".join(tie.officer.name for tie in person.kept)


ASK_COLUMNS = [
    Column("name", _("Name"), lambda p: link(p.name, p.get_absolute_url()), sort="sort_key", export=lambda p: p.name,
           css="title short"),
    Column("group", _("Delegation or sector"), group_of, css="nowrap"),
    Column("why", _("Why asked"), _why, export=_said),
    Column("rank", _("Asked this year"), _times, sort=("rank", "sort_key"), export=lambda p: p.times, css="nowrap"),
    Column("last_on", _("Last asked"), lambda p: day(p.last_on) if p.last_on else "—", sort="last_on",
           export=lambda p: p.last_on, css="nowrap"),
    Column("officer", _("Liaison officer"), _officers, css="nowrap"),
    Column("note", _("Note"), "note", shown=False),
]  # fmt: skip


def _answer_url(row: Asked) -> str:
    return reverse("liaison:answering", args=[row.pk])


ASKED_COLUMNS = [
    Column("on", pgettext_lazy("asked", "Asked on"), lambda row: day(row.on), sort="on",
           export=lambda row: row.on, css="nowrap"),
    Column("person", _("Name"), "person.name", sort="person__sort_key", css="title short",
           link=lambda row: row.person.get_absolute_url()),
    Column("what_for", _("Asked for what"), "what_for", css="title"),
    Column("office", _("Procuratorate"), lambda row: row.office.label, sort="office__path", shown=False),
    Column("asked_by", _("Asked by"), lambda row: row.asked_by.name if row.asked_by else _t("console"), css="nowrap"),
    Column("answer", _("Answer"), lambda row: badge(row.get_answer_display(), f"clock clock-{TONES[row.answer]}"),
           sort="answer", export=lambda row: row.get_answer_display(), link=_answer_url, css="nowrap"),
    Column("answered_on", _("Answered on"), lambda row: day(row.answered_on) if row.answered_on else "—",
           sort="answered_on", export=lambda row: row.answered_on, css="nowrap"),
]  # fmt: skip
