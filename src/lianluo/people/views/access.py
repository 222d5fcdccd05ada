"""The desk's page of a deputy's access to her own pages: giving, taking, reading a code out; what she asks to correct."""

from __future__ import annotations

from django.conf import settings
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents.rendering import square
from lianluo.foundation.pages import ActView, PanelView
from lianluo.people import access_queries as queries
from lianluo.people.actions import access as acts
from lianluo.people.actions import correction as corrections
from lianluo.people.forms import DeclineForm, ReadOutForm
from lianluo.people.models import Access, CorrectionRequest, Device, OneTimeCode, Person

DOOR = f"{settings.PORTAL_ADDRESS}/portal/"
"""Where deputies come in; perhaps on a machine that this process knows nothing of."""


class AccessPanel(PanelView):
    """The tab on the person's page: what she has, her devices, who waits for a code, what she asks to correct."""

    title = _("Own pages")
    template_name = "people/access.html"

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor).select_related("keeper")

    def get_context(self, actor, person) -> dict:
        require(actor, "people.read_out_code", person)
        gives = actor.can("people.give_access", person)
        return {
            "access": queries.access_of(person),
            "devices": queries.devices_of(person),
            "waiting": queries.waiting_codes(person),
            "corrections": CorrectionRequest.objects.visible_to(actor).filter(person=person)[:20],
            "may_give": gives,
            "has_mandate": queries.has_mandate(person),
        }


class _OfPerson(ActView):
    """An act behind the tab; it leads back to the tab."""

    crumb = _("Own pages")

    def get_cancel_url(self):
        return tab_of(self.thing if isinstance(self.thing, Person) else self.thing.access.person)

    def get_success_url(self, result):
        return self.get_cancel_url()


def tab_of(person: Person) -> str:
    return f"{person.get_absolute_url()}?tab=access"


class Giving(_OfPerson):
    """Gives link and code. The slip is the answer itself: it is shown once and stands at no address."""

    title = _("Give access to own pages")
    button = _("Give and show the slip")
    consequence = _(
        "A personal link and a printed code are made and shown once. What she had before is worth nothing any more, and "
        "her devices must come in anew."
    )

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor).select_related("keeper")

    def get_object(self, actor):
        person = super().get_object(actor)
        require(actor, "people.give_access", person)
        return person

    def post(self, request, *args, **kwargs):
        self.given = None
        answer = super().post(request, *args, **kwargs)
        if self.given is None:
            return answer
        slip = render(request, "people/access_slip.html", self._slip())
        slip["Cache-Control"] = "no-store"
        return slip

    def act(self, actor, person, data):
        self.given = acts.give_access(actor, person)

    def _slip(self) -> dict:
        """The link as words and as a picture, the code, where it is typed."""
        link = f"{DOOR}in/{self.given.link}/"
        return {
            "person": self.thing,
            "link": link,
            "picture": square.as_data(link),
            "code": self.given.code,
            "door": DOOR,
            "back_url": tab_of(self.thing),
        }


class Revoking(_OfPerson):
    title = _("Revoke access")
    danger = True
    consequence = _("Link, code and devices are worth nothing from now on. She can be given new ones.")

    def get_queryset(self, actor):
        return Access.objects.visible_to(actor).standing().select_related("person", "office")

    def get_object(self, actor):
        access = get_object_or_404(self.get_queryset(actor), person_id=self.kwargs["pk"])
        require(actor, "people.give_access", access)
        return access

    def get_cancel_url(self):
        return tab_of(self.thing.person)

    def act(self, actor, access, data):
        return acts.revoke_access(actor, access)


class DeviceRevoking(_OfPerson):
    title = _("Revoke a device")
    danger = True
    consequence = _("This browser must come in by link and one-time code again.")

    def get_queryset(self, actor):
        return Device.objects.visible_to(actor).standing().select_related("access__person", "access__office")

    def get_object(self, actor):
        rows = self.get_queryset(actor).filter(access__person_id=self.kwargs["pk"])
        device = get_object_or_404(rows, pk=self.kwargs["part_pk"])
        require(actor, "people.own_access", device)
        return device

    def act(self, actor, device, data):
        return acts.revoke_device(actor, device)


class ReadingOut(_OfPerson):
    """The six digits, in the answer itself."""

    title = _("Read out the code")
    button = _("Show the code")
    form_class = ReadOutForm
    consequence = _("The code is shown once and is good for ten minutes. It is logged that you read it out.")

    def get_queryset(self, actor):
        rows = OneTimeCode.objects.visible_to(actor).to_read_out()
        return rows.select_related("access__person", "access__office")

    def get_object(self, actor):
        rows = self.get_queryset(actor).filter(access__person_id=self.kwargs["pk"])
        code = get_object_or_404(rows, pk=self.kwargs["part_pk"])
        require(actor, "people.read_out_code", code)
        return code

    def post(self, request, *args, **kwargs):
        self.digits = ""
        answer = super().post(request, *args, **kwargs)
        if not self.digits:
            return answer
        person = self.thing.access.person
        shown = render(
            request,
            "people/code_read_out.html",
            {"digits": self.digits, "person": person, "back_url": tab_of(person)},
        )
        shown["Cache-Control"] = "no-store"
        return shown

    def act(self, actor, code, data):
        self.digits = acts.read_out_code(actor, code, **data)


class _Deciding(ActView):
    def get_queryset(self, actor):
        return (
            CorrectionRequest.objects.visible_to(actor)
            .waiting()
            .select_related("person__keeper")
            .filter(person_id=self.kwargs["pk"])
        )

    def get_object(self, actor):
        row = get_object_or_404(self.get_queryset(actor), pk=self.kwargs["part_pk"])
        require(actor, "people.decide_correction", row)
        return row

    def get_cancel_url(self):
        return tab_of(self.thing.person)

    def get_success_url(self, result):
        return self.get_cancel_url()


class Accepting(_Deciding):
    title = _("Correct as she asks")
    consequence = _("The register is corrected; the history keeps what stood there before.")

    def act(self, actor, request, data):
        return corrections.accept_correction(actor, request)


class Declining(_Deciding):
    title = _("Leave it as it is")
    form_class = DeclineForm
    consequence = _("She reads your reason on her own pages.")

    def act(self, actor, request, data):
        return corrections.decline_correction(actor, request, **data)
