"""The register of deputies and members."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation.forms import PickerView
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import DetailPage
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.models import Mandate, Person
from lianluo.people.queries import groups_of, in_groups, register_of
from lianluo.people.tables import COLUMNS, masked


def _of_kind(rows, kinds: list[str]):
    return rows.filter(id__in=Mandate.objects.filter(kind__in=kinds).values("person_id"))


class PersonList(ListPage):
    title = _("Deputies and members")
    export_name = _("Deputies and members")
    default_order = "name"
    columns = COLUMNS
    filters = [
        Filter("q", _("Name or pinyin"), kind="words", apply=lambda rows, words: rows.named(words)),
        Filter("kind", _("Mandate"), choices=Mandate.Kind.choices, apply=_of_kind),
        Filter("group", _("Delegation or sector"), choices=groups_of, apply=in_groups),
        Filter("sex", _("Sex"), choices=Person.Sex.choices, apply="sex"),
    ]
    tabs = [Tab("in_office", _("In office"), lambda rows: rows.in_office()), Tab("all", _("All"))]
    empty = Empty("users", _("Deputies and members stand here once a roster has been imported."))

    def get_queryset(self, actor):
        require(actor, "people.look")
        return register_of(actor)


class PersonPage(DetailPage):
    slot = "people.person"
    template_name = "people/person.html"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return register_of(actor).select_related("keeper")

    def get_context(self, actor, person) -> dict:
        contacts = [
            (_("Mobile"), masked(person.mobile)),
            (_("Telephone"), masked(person.telephone)),
            (_("E-mail"), masked(person.email)),
            (_("Postal address"), masked(person.address)),
        ]
        return {"contacts": [(label, value) for label, value in contacts if value]}


class PersonPicker(PickerView):
    spelled_field, initials_field = "spelled", "initials"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return register_of(actor).order_by("sort_key", "id")

    def hint(self, person) -> str:
        return next((mandate.group for mandate in person.mandates.all()), "")
