"""Pages of the register's acts: each shows a form and calls one action."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.pages import ActView
from lianluo.people import forms
from lianluo.people.actions import mandate as mandates
from lianluo.people.actions import person as persons
from lianluo.people.actions import tie as ties
from lianluo.people.models import Person
from lianluo.people.names import written
from lianluo.people.queries import namesakes, register_of


class Registration(ActView):
    """A new person. Namesakes of the name that was typed are shown, and must be confirmed as other people."""

    title = _("Register a person")
    form_class = forms.RegistrationForm
    template_name = "people/registration.html"
    done = _("The person is registered. Add the mandate next.")

    def get_object(self, actor):
        require(actor, "people.register", actor.organ)

    def _namesakes(self) -> list[Person]:
        return namesakes(self.actor.organ, written(self.request.POST.get("name", "")))

    def get_form_kwargs(self, actor, thing):
        return {"namesakes": bool(self._namesakes())}

    def get_context(self, actor, thing):
        return {"namesakes": self._namesakes()}

    def act(self, actor, thing, data):
        return persons.register_person(
            actor,
            actor.organ,
            name=data["name"],
            facts={name: data[name] for name in persons.FACTS},
            contacts={name: data[name] for name in persons.CONTACTS},
            is_another=data.get("is_another", False),
        )

    def get_success_url(self, result):
        return result.get_absolute_url()

    def get_cancel_url(self):
        return reverse("people:list")


class _PersonAct(ActView):
    """An act on one person, or on one of his rows (`part_pk`), by the clerk of the keeping office."""

    part_of = ""

    def get_queryset(self, actor):
        return register_of(actor).select_related("keeper")

    def get_object(self, actor):
        person = super().get_object(actor)
        require(actor, "people.register", person.keeper)
        self.part = self._part(person)
        return person

    def _part(self, person):
        if not self.part_of:
            return None
        part = getattr(person, self.part_of).filter(pk=self.kwargs["part_pk"]).first()
        if part is None:
            raise Http404
        return part

    def get_context(self, actor, person):
        return {"part": self.part}


class Editing(_PersonAct):
    title = _("Correct details")
    button = _("Save")
    form_class = forms.PersonForm
    consequence = _("The history keeps what stood there before.")
    done = _("The register is corrected.")

    def get_initial(self, actor, person):
        return {name: getattr(person, name) for name in ("name", *persons.FACTS)}

    def act(self, actor, person, data):
        facts = {name: data[name] for name in persons.FACTS}
        return persons.edit_person(actor, person, name=data["name"], facts=facts)


class ContactEditing(_PersonAct):
    title = _("Change contact data")
    button = _("Save")
    form_class = forms.ContactForm
    consequence = _("The history says which fields were changed, never their values.")
    done = _("The contact data are changed.")

    def get_form_kwargs(self, actor, person):
        return {"proposer": person}

    def act(self, actor, person, data):
        values = {name: value for name, value in data.items() if name != "emptied"}
        return persons.edit_contact(actor, person, values=values, emptied=tuple(data.get("emptied", ())))


class MandateAdding(_PersonAct):
    title = _("Add a mandate")
    form_class = forms.MandateForm
    template_name = "people/mandate.html"
    done = _("The mandate is added.")

    def act(self, actor, person, data):
        own = ("term", "group", "from_on", "until_on", "state")
        details = {name: value for name, value in data.items() if name not in own}
        return mandates.add_mandate(actor, person, **{name: data[name] for name in own}, details=details)


class MandateEnding(_PersonAct):
    title = _("Change the state of a mandate")
    button = _("Save")
    form_class = forms.MandateEndForm
    template_name = "people/part.html"
    part_of = "mandates"
    consequence = _("The mandate stays in the register with its days. Matters already raised go on.")
    done = _("The mandate has its new state.")

    def get_initial(self, actor, person):
        return {"on": clock.today()}

    def act(self, actor, person, data):
        return mandates.end_mandate(actor, person, mandate=self.part, **data)


class TermOpening(ActView):
    title = _("Add a term")
    form_class = forms.TermForm
    done = _("The term is there; it can be chosen now.")

    def get_object(self, actor):
        require(actor, "people.register", actor.organ)

    def act(self, actor, thing, data):
        return mandates.open_term(actor, actor.organ, **data)

    def get_success_url(self, result):
        return reverse("people:list")

    def get_cancel_url(self):
        return reverse("people:list")


class ExpertiseAdding(_PersonAct):
    title = _("Add a field of expertise")
    form_class = forms.ExpertiseForm
    done = _("The field of expertise is added.")

    def act(self, actor, person, data):
        return ties.add_expertise(actor, person, **data)


class _Ending(_PersonAct):
    form_class = forms.LastDayForm
    template_name = "people/part.html"
    consequence = _("It stays in the register with its days.")
    done = _("It has ended.")

    def get_initial(self, actor, person):
        return {"on": clock.today()}


class ExpertiseEnding(_Ending):
    title = _("End a field of expertise")
    part_of = "expertise"

    def act(self, actor, person, data):
        return ties.end_expertise(actor, person, expertise=self.part, on=data["on"])


class Tying(_PersonAct):
    title = _("Assign a liaison officer")
    form_class = forms.TieForm
    consequence = _("The officer is told, and may see the contact data; each look is logged.")
    done = _("The officer looks after this person now.")

    def act(self, actor, person, data):
        return ties.tie(actor, person, **data)


class Untying(_Ending):
    title = _("End the tie to an officer")
    part_of = "ties"

    def act(self, actor, person, data):
        return ties.untie(actor, person, tie=self.part, on=data["on"])
