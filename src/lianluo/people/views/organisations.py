"""The register of organisations that propose: list, page, picker, and the acts of its clerk."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation.forms import PickerView
from lianluo.foundation.lists import Empty, Filter, ListPage
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.people import forms
from lianluo.people.actions import organisation as organisations
from lianluo.people.actions import person as persons
from lianluo.people.models import Organisation
from lianluo.people.queries import organisations_of
from lianluo.people.tables import ORGANISATION_COLUMNS, contacts_of
from lianluo.people.views.register import LooksAtPerson, PersonHistory


class OrganisationList(ListPage):
    title = _("Proposing organisations")
    counted = _("Organisations: %(total)s")
    export_name = _("Proposing organisations")
    default_order = "name"
    columns = ORGANISATION_COLUMNS
    filters = [
        Filter("q", _("Name or pinyin"), kind="words", apply=lambda rows, words: rows.named(words)),
        Filter("kind", _("Kind"), choices=Organisation.Kind.choices, apply="kind"),
    ]
    empty = Empty(
        "sitemap",
        _("Parties, people's organisations, committees, sectors and delegations that propose stand here."),
        _("Register an organisation"),
        "people:organisation_registration",
    )

    def get_queryset(self, actor):
        require(actor, "people.look")
        return organisations_of(actor)

    def get_acts(self, actor):
        if not actor.can("people.register", actor.organ):
            return []
        url = reverse("people:organisation_registration")
        act = {"label": _("Register an organisation"), "url": url, "icon": "plus"}
        return [{**act, "allowed": True, "primary": True}]


class OrganisationPage(DetailPage):
    slot = "people.organisation"
    template_name = "people/organisation.html"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return organisations_of(actor)

    def get_context(self, actor, organisation) -> dict:
        may_register = actor.can("people.register", organisation.keeper)
        url = reverse("people:organisation_editing", args=[organisation.pk])
        edit = {"label": _("Correct details"), "url": url, "icon": "pencil", "allowed": True}
        return {
            "contacts": contacts_of(organisation, actor.can("people.reveal_contact", organisation)),
            "may_register": may_register,
            "acts": [edit] if may_register else [],
        }


class OrganisationHistory(PersonHistory):
    def get_queryset(self, actor):
        require(actor, "people.look")
        return organisations_of(actor)


class LooksAtOrganisation(LooksAtPerson):
    def get_queryset(self, actor):
        require(actor, "people.see_looks")
        return organisations_of(actor)


class OrganisationPicker(PickerView):
    """By name, pinyin or initials."""

    spelled_field, initials_field = "spelled", "initials"

    def get_queryset(self, actor):
        require(actor, "people.look")
        return organisations_of(actor)

    def hint(self, organisation) -> str:
        return f"{organisation.get_kind_display()} {organisation.body}"


class Registration(ActView):
    title = _("Register an organisation")
    form_class = forms.OrganisationRegistrationForm
    done = _("The organisation is registered.")

    def get_object(self, actor):
        require(actor, "people.register", actor.organ)

    def act(self, actor, thing, data):
        contacts = {name: data.pop(name) for name in persons.contacts_of(Organisation)}
        return organisations.register_organisation(actor, actor.organ, contacts=contacts, **data)

    def get_success_url(self, result):
        return result.get_absolute_url()

    def get_cancel_url(self):
        return reverse("people:organisations")


class _OrganisationAct(ActView):
    """By the clerk of the office that keeps the register."""

    def get_queryset(self, actor):
        return organisations_of(actor)

    def get_object(self, actor):
        organisation = super().get_object(actor)
        require(actor, "people.register", organisation.keeper)
        return organisation


class Editing(_OrganisationAct):
    title = _("Correct details")
    button = _("Save")
    form_class = forms.OrganisationForm
    consequence = _("The history keeps what stood there before.")
    done = _("The register is corrected.")

    def get_initial(self, actor, organisation):
        return {name: getattr(organisation, name) for name in ("body", "kind", "name", "contact_person")}

    def act(self, actor, organisation, data):
        return organisations.edit_organisation(actor, organisation, **data)


class ContactEditing(_OrganisationAct):
    title = _("Change contact data")
    button = _("Save")
    form_class = forms.ContactForm
    consequence = _("The history says which fields were changed, never their values.")
    done = _("The contact data are changed.")

    def get_form_kwargs(self, actor, organisation):
        return {"proposer": organisation}

    def act(self, actor, organisation, data):
        emptied = tuple(data.pop("emptied", ()))
        return persons.edit_contact(actor, organisation, values=data, emptied=emptied)
