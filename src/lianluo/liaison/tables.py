"""How visits and the duty of the year stand in lists."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.lists import Column, Filter, badge, day, text
from lianluo.liaison.models import CountedContact, Duty, Met, Visit
from lianluo.units.models import Unit

S = Visit.Stage
TONES = {
    S.PLANNED: "blue",
    S.RECORDED: "soon",
    S.RETURNED: "overdue",
    S.APPROVED: "done",
    S.CALLED_OFF: "paused",
}
NAMED = 3
MISSING = "—"
"""In an address: without city, delegation or sector."""


def met_names(visit: Visit) -> str:
    """The first of those met, and how many there were."""
    names = [row.person.name for row in visit.met.all()]
    if len(names) <= NAMED:
        return "、".join(names)
    return _t("%(names)s and others, %(n)d in all") % {"names": "、".join(names[:NAMED]), "n": len(names)}


VISIT_COLUMNS = [
    Column("day", _("Date"), lambda row: day(row.day), sort="day_of", export=lambda row: row.day, css="nowrap"),
    Column("met", _("Deputies and members"), met_names, link=Visit.get_absolute_url, css="title"),
    Column("form", _("Way of contact"), lambda row: row.get_form_display(), sort="form", css="nowrap"),
    Column("officer", _("Liaison officer"), lambda row: text(row.officer.name, row.unit.label), sort="officer__name"),
    Column("place", pgettext_lazy("visit", "Place"), "place"),
    Column("stage", _("Stage"), lambda row: badge(row.get_stage_display(), f"clock clock-{TONES[row.stage]}"), sort="stage",
           export=lambda row: row.get_stage_display(), css="nowrap"),
    Column("said", _("What the deputies said"), "said", shown=False),
]  # fmt: skip


def standing(row: Duty):
    """Contacts counted of those owed."""
    words = f"{row.done} / {row.owed}"
    return badge(words, f"clock clock-{'done' if row.done >= row.owed else 'soon'}")


def officer_of(row: Duty):
    if row.officer is None:
        return badge(_t("nobody"), "clock clock-overdue")
    return text(row.officer.name, row.unit.label if row.unit else "")


DUTY_COLUMNS = [
    Column("person", _("Name"), "person.name", sort="person__sort_key", css="title",
           link=lambda row: row.person.get_absolute_url()),
    Column("level", _("Level"), lambda row: row.get_level_display(), sort="level", css="nowrap", choices=Unit.Level.choices),
    Column("city", _("City"), "city", sort="city", css="nowrap"),
    Column("delegation", _("Delegation or sector"), "delegation", sort="delegation", shown=False),
    Column("officer", _("Liaison officer"), officer_of, sort="officer__name",
           export=lambda row: row.officer.name if row.officer else ""),
    Column("standing", _("Counted / owed"), standing, sort=("done", "owed"), export=lambda row: f"{row.done}/{row.owed}",
           css="nowrap"),
    Column("office", _("Procuratorate"), lambda row: row.office.label, sort="office__path", shown=False),
    Column("by_quarter", _("Needed by now for the quarter"), "by_quarter", align="end", shown=False),
    Column("last_on", _("Last contact"), lambda row: day(row.last_on) if row.last_on else "—", sort="last_on",
           export=lambda row: row.last_on, css="nowrap"),
    Column("days", _("Days in office"), "days", align="end", shown=False),
    Column("tied_days", _("Days with an officer"), "tied_days", align="end", shown=False),
]  # fmt: skip


def _person(row: Met | CountedContact) -> str:
    return row.person.get_absolute_url()


def _visit(row: Met | CountedContact) -> str:
    return row.visit.get_absolute_url()


MET_COLUMNS = [
    Column("person", _("Name"), "person.name", sort="person__sort_key", css="title", link=_person),
    Column("day", _("Date"), lambda row: day(row.visit.on), sort="visit__on", export=lambda row: row.visit.on, css="nowrap",
           link=_visit),
    Column("form", _("Way of contact"), lambda row: row.visit.get_form_display(), sort="visit__form", css="nowrap"),
    Column("officer", _("Liaison officer"), "visit.officer.name", sort="visit__officer__name"),
    Column("office", _("Procuratorate"), lambda row: row.visit.office.label, sort="visit__office__path"),
]  # fmt: skip
COUNTED_COLUMNS = [
    Column("person", _("Name"), "person.name", sort="person__sort_key", css="title", link=_person),
    Column("day", _("Date"), lambda row: day(row.on), sort="on", export=lambda row: row.on, css="nowrap", link=_visit),
    Column("form", _("Way of contact"), lambda row: row.visit.get_form_display(), sort="visit__form", css="nowrap"),
    Column("officer", _("Liaison officer"), "officer.name", sort="officer__name"),
    Column("office", _("Counts for"), lambda row: row.office.label, sort="office__path"),
]  # fmt: skip


def _in_houses(rows, keys: list[str]):
    return rows.of_houses(keys)


def _of_levels(rows, levels: list[str], actor):
    """In which a procuratorate of these levels took part, among those the actor sees."""
    return rows.of_houses(Unit.objects.filter(pk__among=actor.reach, level__in=levels).values("pk"))


OF_HOUSES = (
    Filter("office", _("Procuratorate that took part"), kind="pick", pick="units:pick", apply=_in_houses,
           chosen=lambda actor: Unit.objects.visible_to(actor)),
    Filter("house_level", _("Level of the procuratorate"), choices=Unit.Level.choices, apply=_of_levels),
)  # fmt: skip
"""Filters of visits, of those met and of the contacts that count."""
