"""The register of deputies and members, the page of one, and what one picks from."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.forms import PickerView
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import DetailPage, PanelView
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.history import timeline_of
from lianluo.people.models import ContactLook, Mandate, Person, Term
from lianluo.people.queries import groups_of, in_groups, looks_at, of_kind, register_of
from lianluo.people.tables import COLUMNS, LOOK_COLUMNS, contacts_of, look_lines

PANEL_ROWS = 100


class PersonList(ListPage):
    title = _("Deputies and members")
    counted = _("People: %(total)s")
    export_name = _("Deputies and members")
    default_order = "name"
    columns = COLUMNS
    filters = [
        Filter("q", _("Name or pinyin"), kind="words", apply=lambda rows, words: rows.named(words)),
        Filter("kind", _("Mandate"), choices=Mandate.Kind.choices, apply=of_kind),
        Filter("group", _("Delegation or sector"), choices=groups_of, apply=in_groups),
        Filter("sex", _("Sex"), choices=Person.Sex.choices, apply="sex"),
    ]
    tabs = [Tab("in_office", _("In office"), lambda rows: rows.in_office()), Tab("all", _("All"))]
    empty = Empty("users", _("Deputies and members stand here once a roster has been imported."))

    def get_queryset(self, actor):
        require(actor, "people.look")
        return register_of(actor)

    def get_acts(self, actor):
        if not actor.can("people.register", actor.organ):
            return []
        parts = (
            (_("Add a term"), "people:opening_term", "plus", False),
            (_("Register a person"), "people:registration", "user-plus", True),
        )
        return [
            {"label": label, "url": reverse(name), "icon": icon, "allowed": True, "primary": primary}
            for label, name, icon, primary in parts
        ]


class PersonPage(DetailPage):
    slot = "people.person"
    template_name = "people/person.html"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return register_of(actor).select_related("keeper")

    def get_context(self, actor, person) -> dict:
        today = clock.today()
        expertise = list(person.expertise.all())
        ties = list(person.ties.select_related("officer", "unit").order_by("-from_on", "-id"))
        return {
            "contacts": contacts_of(person, actor.can("people.reveal_contact", person)),
            "expertise": [row for row in expertise if not row.until_on or row.until_on >= today],
            "ties": [(row, not row.until_on or row.until_on >= today) for row in ties],
            "may_register": actor.can("people.register", person.keeper),
            "acts": _acts(actor, person),
        }


def _acts(actor, person) -> list[dict]:
    """Acts of the page head; none for who may not write in this register. The cards offer their own."""
    if not actor.can("people.register", person.keeper):
        return []
    url = reverse("people:editing", args=[person.pk])
    return [{"label": _("Correct details"), "url": url, "icon": "pencil", "allowed": True}]


class PersonHistory(PanelView):
    title = pgettext_lazy("register", "History")
    template_name = "people/history.html"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return Person.objects.visible_to(actor).select_related("keeper")

    def get_context(self, actor, person) -> dict:
        return {"entries": timeline_of(person)}


class LooksAtPerson(PanelView):
    """Who looked at the person's contact data."""

    title = _("Access to contact data")
    template_name = "people/looks.html"

    def get_queryset(self, actor):
        require(actor, "people.see_looks")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, person) -> dict:
        return {"lines": look_lines(looks_at(actor, person)[:PANEL_ROWS])}


class LookList(ListPage):
    """All looks at contact data of the register: for its liaison office and the audit administrator."""

    title = _("Access to contact data")
    export_name = _("Access to contact data")
    default_order = "-at"
    columns = LOOK_COLUMNS
    filters = [
        Filter("q", _("Name"), kind="words", apply=lambda rows, words: rows.concerning(words)),
        Filter("day", _("Day"), kind="days", apply="at__date"),
    ]
    empty = Empty("eye", _("Nobody has looked at contact data yet."))

    def get_queryset(self, actor):
        require(actor, "people.see_looks")
        return ContactLook.objects.visible_to(actor).select_related("user", "unit", "person")


class PersonPicker(PickerView):
    """By name, pinyin or initials; namesakes are told apart by delegation, sector or work place."""

    spelled_field, initials_field = "spelled", "initials"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return register_of(actor).order_by("sort_key", "id")

    def hint(self, person) -> str:
        group = next((mandate.group for mandate in person.mandates.all()), "")
        return " ".join(filter(None, [group, person.work[:30]]))


class TermPicker(PickerView):
    def get_queryset(self, actor):
        require(actor, "people.register", actor.organ)
        return Term.objects.visible_to(actor).order_by("body_id", "-number")
