"""What a deputy does: says something, has her data corrected, notes a record, takes a device out, leaves."""

from __future__ import annotations

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, resolve_url
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.liaison.actions.note import note_visit
from lianluo.liaison.models import Visit
from lianluo.matters.actions.own import say
from lianluo.matters.models import Matter
from lianluo.people.actions.access import revoke_access, revoke_device
from lianluo.people.actions.correction import ask_correction
from lianluo.people.models import Access, CorrectionRequest, Device, Mandate, Person
from lianluo.portal import cookies, queries
from lianluo.portal.forms import CorrectionForm, NoteForm, SayingForm
from lianluo.portal.pages import DeputyAct, DeputyPage


class Saying(DeputyAct):
    """Becomes an everyday opinion with a number."""

    title = _("Say something")
    button = _("Send")
    form_class = SayingForm
    template_name = "portal/say.html"

    def act(self, actor, thing, data):
        return say(actor, queries.person_of(actor), **data)

    def get_success_url(self, matter):
        return reverse("portal:said", args=[matter.pk])


class Said(DeputyPage):
    """The number, and what happens now."""

    template_name = "portal/said.html"

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).filter(kind=Matter.Kind.EVERYDAY_OPINION)

    def get_context(self, actor, matter) -> dict:
        return {"tie": queries.officer_of(actor)}


class AboutHer(DeputyPage):
    """What the register holds about her, and what she asked to have corrected."""

    template_name = "portal/data.html"

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor).select_related("keeper")

    def get_object(self, actor):
        return self.get_queryset(actor).get()

    def get_context(self, actor, person) -> dict:
        shown = (*CorrectionRequest.FIELDS, "sex", "nationality", "party", "education")
        return {
            "rows": [(person._meta.get_field(name).verbose_name, _value(person, name)) for name in shown],
            "mandates": Mandate.objects.visible_to(actor).select_related("term"),
            "corrections": CorrectionRequest.objects.visible_to(actor)[:20],
        }


def _value(person: Person, name: str) -> str:
    return person.get_sex_display() if name == "sex" else getattr(person, name)


class Correcting(DeputyAct):
    title = _("Ask for a correction")
    button = _("Send")
    words = _("The liaison office checks it and answers here.")
    form_class = CorrectionForm
    back = "portal:data"

    def act(self, actor, thing, data):
        return ask_correction(actor, queries.person_of(actor), **data)


class VisitRecord(DeputyAct):
    """The record of a contact; she says whether it is right."""

    title = _("Record of a contact")
    button = _("Send")
    form_class = NoteForm
    template_name = "portal/visit.html"

    def get_queryset(self, actor):
        return Visit.objects.visible_to(actor).select_related("officer", "office")

    def get_context(self, actor, visit) -> dict:
        return {"record": queries.record_of(actor, visit)}

    def get_form(self, data=None):
        note = queries.record_of(self.actor, self.thing).note
        initial = {"verdict": note.verdict, "words": note.words} if note else {}
        return self.form_class(actor=self.actor, data=data, initial=initial)

    def act(self, actor, visit, data):
        return note_visit(actor, visit, **data)

    def get_success_url(self, result):
        return f"{reverse('portal:visit', args=[self.thing.pk])}?noted=1"


class Devices(DeputyPage):
    """Which browsers come in without a code, and the link itself."""

    template_name = "portal/devices.html"

    def get_context(self, actor, thing) -> dict:
        return {
            "devices": Device.objects.visible_to(actor).standing(),
            "access": self.request.device.access,
        }


class DeviceRevoking(DeputyAct):
    title = _("Take this device out")
    button = _("Take out")
    words = _("It must come in by link and one-time code again.")
    back = "portal:devices"

    def get_queryset(self, actor):
        return Device.objects.visible_to(actor).standing().select_related("access__person", "access__office")

    def act(self, actor, device, data):
        return revoke_device(actor, device)


class AccessRevoking(DeputyAct):
    """The link was lost or is known to others."""

    title = _("Make my link and code worthless")
    button = _("Make worthless")
    words = _("All devices are taken out, this one too. Your liaison officer can have new ones made for you.")
    back = "portal:door"

    def get_object(self, actor):
        return get_object_or_404(
            Access.objects.visible_to(actor).standing().select_related("person", "office")
        )

    def act(self, actor, access, data):
        return revoke_access(actor, access)

    def lead_on(self, result):
        answer = super().lead_on(result)
        cookies.let_out(answer)
        return answer


class Leaving(DeputyAct):
    """Signs this browser out; its device is taken out with it."""

    title = _("Leave")
    button = _("Leave")
    words = _("To come in again from this device you need your link or printed code.")
    back = "portal:door"

    def act(self, actor, thing, data):
        return revoke_device(actor, self.request.device)

    def lead_on(self, result):
        answer = HttpResponseRedirect(resolve_url(self.back))
        cookies.let_out(answer)
        return answer
