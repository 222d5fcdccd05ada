"""How officers, deputies without one, lines of a proposal and handovers stand in lists."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation.lists import Column, badge, day, link, text
from lianluo.liaison import ranks
from lianluo.liaison.models import Handover, TieProposal
from lianluo.liaison.tie_words import LEVELS, load_words
from lianluo.people.models import Person

P, H = TieProposal.Stage, Handover.Stage
PROPOSAL_TONES = {P.DRAFTED: "blue", P.PARTLY: "soon", P.ACCEPTED: "done", P.DISCARDED: "paused"}
HANDOVER_TONES = {H.DRAFTED: "soon", H.GIVEN: "blue", H.TAKEN: "done", H.CALLED_OFF: "paused"}


def page_of(officer: User) -> str:
    return reverse("liaison:officer", args=[officer.pk])


def rank_label(officer: User) -> str:
    return str(ranks.LABELS[ranks.rank_of(officer.role, officer.title)]) if officer.role else "—"


def unit_of(officer: User):
    if not officer.role:
        return badge(_t("holds no post today"), "clock clock-overdue")
    return text(officer.unit_label, officer.title)


def load(officer: User):
    """A bar and words; over the capacity the words say by how much."""
    words = load_words(officer.contacts, officer.capacity)
    if officer.contacts > officer.capacity:
        return badge(words, "clock clock-overdue")
    return format_html(
        '<meter class="load" min="0" max="{}" value="{}"></meter> <span>{}</span>',
        max(officer.capacity, 1), officer.contacts, words,
    )  # fmt: skip


OFFICER_COLUMNS = [
    Column("name", _("Liaison officer"), "name", sort="name", css="title short", link=page_of),
    Column("rank", _("Rank"), rank_label, sort=("place", "name"), css="nowrap"),
    Column("unit", pgettext_lazy("officer", "Department"), unit_of, sort="unit_label",
           export=lambda row: row.unit_label or _t("holds no post today")),
    Column("deputies", _("Deputies and members"), "deputies", sort="deputies", align="end"),
    Column("load", _("Contacts a year / can take"), load, sort=("contacts", "capacity"), css="nowrap",
           export=lambda row: load_words(row.contacts, row.capacity)),
    Column("standing", _("Counted / owed"), lambda row: f"{row.done} / {row.owed}", sort=("done", "owed"), css="nowrap"),
]  # fmt: skip


def _tie_link(person: Person) -> str:
    return reverse("liaison:tie", args=[person.pk])


PERSON_COLUMNS = [
    Column("name", _("Name"), "name", sort="sort_key", css="title short", link=Person.get_absolute_url),
    Column("level", _("Level"), lambda row: LEVELS.get(row.level, ""), sort="level", css="nowrap"),
    Column("group", _("Delegation or sector"), lambda row: row.seat_group or "—", sort="seat_group"),
    Column("work", _("Employer and post"), "work", css="wide-cell"),
]  # fmt: skip
TIE_COLUMN = Column("tie", _("Liaison officer"), lambda row: link(_t("Choose the officer"), _tie_link(row)),
                    export=lambda row: "", css="nowrap")  # fmt: skip

PROPOSAL_COLUMNS = [
    Column("made_at", _("Drawn up"), lambda row: day(row.made_at), sort="made_at", css="title short",
           link=TieProposal.get_absolute_url, export=lambda row: row.made_at.date()),
    Column("day", pgettext_lazy("tie", "As of"), lambda row: day(row.day), sort="day", export=lambda row: row.day,
           css="nowrap"),
    Column("changes", _("Changes"), lambda row: f"{row.landed} / {row.changes}", css="nowrap"),
    Column("cost", _("Points / proven bound"), lambda row: f"{row.cost} / {row.bound}", sort="cost", css="nowrap"),
    Column("stage", _("Stage"), lambda row: stage_badge(row, PROPOSAL_TONES), sort="stage",
           export=lambda row: row.get_stage_display(), css="nowrap"),
    Column("made_by", _("Drawn up by"), lambda row: row.made_by.name if row.made_by else "—"),
]  # fmt: skip

HANDOVER_COLUMNS = [
    Column("giver", _("Who hands over"), lambda row: row.giver.name, sort="giver__name", css="title short",
           link=Handover.get_absolute_url),
    Column("unit", pgettext_lazy("officer", "Department"), lambda row: row.unit.label if row.unit else "—",
           sort="unit__name"),
    Column("day", pgettext_lazy("handover", "Handed over on"), lambda row: day(row.day), sort="day",
           export=lambda row: row.day, css="nowrap"),
    Column("deputies", _("Deputies and members"), "deputies", align="end"),
    Column("signed", _("Takers who signed"), lambda row: f"{row.takers_signed} / {row.takers}", css="nowrap"),
    Column("stage", _("Stage"), lambda row: stage_badge(row, HANDOVER_TONES), sort="stage",
           export=lambda row: row.get_stage_display(), css="nowrap"),
]  # fmt: skip


def stage_badge(row, tones: dict):
    return badge(row.get_stage_display(), f"clock clock-{tones[row.stage]}")
