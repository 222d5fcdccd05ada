"""The duty of a year as known on a day, and what it is made of: the contacts that count and the deputies who were met."""

from __future__ import annotations

from datetime import date

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.liaison import tables
from lianluo.liaison.models import CountedContact, Met
from lianluo.liaison.pace import STATES, in_states, paced
from lianluo.liaison.queries import duties_of
from lianluo.people.models import Mandate, Person
from lianluo.units.models import Unit

EARLIEST = 1990


def year_and_day(query) -> tuple[int, date]:
    """The year asked for and the day as of which it is reckoned, from an address: today in this year, the last day of a past
    year. What makes no sense is left out."""
    today, asked = clock.today(), query.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    if not EARLIEST <= year <= today.year:
        year = today.year
    try:
        on = parse_date(query.get("on", "")[:10])
    except ValueError:
        on = None
    if on is None or on.year != year or on > today:
        on = min(today, date(year, 12, 31))
    return year, on


def _named(field: str):
    def narrow(rows, words: str):
        words = words.strip()
        return rows.filter(**{field: "" if words == tables.MISSING else words})

    return narrow


def _kept(rows, value):
    """Read by `get_queryset`, before there are rows."""
    return rows


class DutyList(ListPage):
    title = _("Visiting duty")
    subtitle = _("Contacts counted in the year of those owed to each; pro rata for who came or left.")
    export_name = _("Visiting duty")
    default_order = "standing"
    columns = tables.DUTY_COLUMNS
    filters = [
        Filter("q", _("Name"), kind="words", apply=lambda rows, words: rows.named(words)),
        Filter("level", _("Level"), choices=Unit.Level.choices, apply="level"),
        Filter("state", _("State"), choices=[(state.name, state.label) for state in STATES.values()], apply=in_states),
        Filter("city", _("City"), kind="words", apply=_named("city")),
        Filter("officer", _("Liaison officer"), kind="pick", pick="accounts:pick", apply="officer",
               chosen=lambda actor: User.objects.visible_to(actor)),
        Filter("kind", _("Mandate"), choices=Mandate.Kind.choices, apply="kind"),
        Filter("group", _("Delegation or sector"), kind="words", apply=_named("delegation")),
        Filter("office", _("Procuratorate"), kind="pick", pick="units:pick", apply="office",
               chosen=lambda actor: Unit.objects.visible_to(actor)),
        Filter("year", _("Year"), kind="words", apply=_kept),
        Filter("on", _("As of"), kind="words", apply=_kept),
    ]  # fmt: skip
    tabs = [
        Tab("open", _("Not fulfilled yet"), lambda rows: in_states(rows, ["behind"])),
        Tab("nobody", _("Without officer"), lambda rows: in_states(rows, ["nobody"])),
        Tab("done", _("Fulfilled"), lambda rows: in_states(rows, ["fulfilled"])),
        Tab("all", _("All")),
    ]
    empty = Empty("users", _("Nobody here."))

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        year, on = year_and_day(self.request.GET)
        office = self.request.GET.getlist("office")
        is_one = len(office) == 1 and office[0].isascii() and office[0].isdigit() and len(office[0]) < 19
        rows = duties_of(actor, year, on, int(office[0]) if is_one else None)
        return paced(rows, year, on).select_related("person", "officer", "unit", "office")


class MetList(ListPage):
    title = _("Deputies met")
    subtitle = _(
        "Each deputy met on a visit that took place and is approved; several on one visit, several times."
    )
    counted = _("Person-times: %(total)s")
    export_name = _("Deputies met")
    default_order = "-day"
    columns = tables.MET_COLUMNS
    filters = [
        Filter("on", _("Date"), kind="days", apply="visit__on"),
        *tables.OF_HOUSES,
    ]
    empty = Empty("users", _("Nobody here."))

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        rows = Met.objects.visible_to(actor).counted()
        return rows.select_related("person", "visit__officer", "visit__office")


class CountedList(ListPage):
    title = _("Contacts that count")
    subtitle = _("Each contact that counts towards the duty of one procuratorate to one deputy.")
    export_name = _("Contacts that count")
    default_order = "-day"
    columns = tables.COUNTED_COLUMNS
    filters = [
        Filter("on", _("Date"), kind="days", apply="on"),
        Filter("person", _("Deputy"), kind="pick", pick="people:pick", apply="person",
               chosen=lambda actor: Person.objects.visible_to(actor)),
        Filter("officer", _("Liaison officer"), kind="pick", pick="accounts:pick", apply="officer",
               chosen=lambda actor: User.objects.visible_to(actor)),
        *tables.OF_HOUSES,
    ]  # fmt: skip
    empty = Empty("list", _("No contact counts here."))

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        rows = CountedContact.objects.visible_to(actor)
        return rows.select_related("person", "visit", "officer", "office")
