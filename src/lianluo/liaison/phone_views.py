"""The officer's pages on a phone: visit cards, the record in five fields, the visit day that needs no network."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.foundation.signin import ActorRequired
from lianluo.liaison import cards, seals, sending
from lianluo.liaison.actions.visit import RECORD
from lianluo.liaison.models import Visit
from lianluo.liaison.phone_forms import PhoneForm
from lianluo.liaison.workflow import VISIT
from lianluo.people.models import Person


class CardOfPerson(DetailPage):
    """One deputy before the door."""

    template_name = "liaison/card.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, person) -> dict:
        found = cards.cards_of(actor, [person], clock.today())
        return {"cards": found, "contacts": cards.contacts_shown(actor, person), "back": person.get_absolute_url(),
                **_of_phone(actor)}  # fmt: skip


class CardsOfVisit(DetailPage):
    """A planned visit: a card of each who is to be met, one after the other."""

    template_name = "liaison/card.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Visit.objects.visible_to(actor).select_related("officer")

    def get_context(self, actor, visit) -> dict:
        persons = list(Person.objects.visible_to(actor).filter(met__visit=visit).order_by("met__pk"))
        found = cards.cards_of(actor, persons, clock.today())
        contacts = cards.contacts_shown(actor, persons[0]) if len(persons) == 1 else []
        return {"cards": found, "visit": visit, "contacts": contacts, "back": visit.get_absolute_url(),
                **_of_phone(actor)}  # fmt: skip


class PhoneRecord(ActView):
    """`?person=` (several), `?visit=`: the record in five fields; an ordinary form where there is no script."""

    title = _("Visit record")
    form_class = PhoneForm
    template_name = "liaison/record.html"
    done = _("The visit is recorded and waits for approval.")

    def get_object(self, actor):
        require(actor, "liaison.visit", actor.organ)
        asked = self.request.POST.get("visit") or self.request.GET.get("visit", "")
        self.planned = visible_visit(actor, asked) if asked else None
        return

    def get_initial(self, actor, thing) -> dict:
        if self.planned:
            return _initial_of(self.planned)
        keys = [int(key) for key in self.request.GET.getlist("person") if _is_key(key)]
        chosen = list(Person.objects.visible_to(actor).filter(pk__in=keys))
        return {"persons": chosen, "officer": actor.user, "on": clock.today(), "form": Visit.Form.DOOR}

    def get_form(self, **bound):
        self.form = super().get_form(**bound)
        return self.form

    def get_context(self, actor, thing) -> dict:
        persons = self.form.chosen_persons
        found = cards.cards_of(actor, persons, clock.today())
        return {
            "planned": self.planned, "cards": found, "persons": persons, "button": submit_words(found),
            "back": found[0].person.pk if len(found) == 1 else None, **_of_phone(actor),
        }  # fmt: skip

    def act(self, actor, thing, data):
        answer = sending.send(actor, self.form, planned=self.planned)
        if answer.state == sending.CONFLICT:
            told = _t("This stands already: %(visit)s. Confirm that yours is another one.")
            raise ValidationError({"is_another": told % {"visit": answer.visit}})
        return answer.visit

    def get_success_url(self, visit):
        return visit.get_absolute_url()

    def get_cancel_url(self):
        return reverse("liaison:list")


class RecordOf(PhoneRecord):
    """The record of one planned visit, or the correction of one that was sent back."""

    def get_object(self, actor):
        require(actor, "liaison.look")
        self.planned = get_object_or_404(Visit.objects.visible_to(actor), pk=self.kwargs["pk"])
        require(actor, VISIT.step("record").permission, self.planned)

    def get_cancel_url(self):
        return self.planned.get_absolute_url()


class VisitDay(ActorRequired):
    """The page that a phone keeps: the frame, the empty form, and no word of anybody. What it shows comes from `DayKept`,
    or from what the phone keeps sealed."""

    def get(self, request) -> HttpResponse:
        require(self.actor, "liaison.visit", self.actor.organ)
        form = PhoneForm(actor=self.actor, initial={"form": Visit.Form.DOOR})
        for name in ("colleagues", "officer", "follow_up_by", "proxy_for"):
            del form.fields[name]  # they are picked at the server
        form.MORE = tuple(name for name in form.MORE if name in form.fields)
        return render(request, "liaison/day.html", {"form": form, "blank": True, **_of_phone(self.actor)})


def _of_phone(actor) -> dict:
    """Every page says whose it is, so that a phone never shows one user's things to another."""
    return {"owner": seals.mark_of(actor.user)}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def visible_visit(actor, asked: str) -> Visit:
    return get_object_or_404(Visit.objects.visible_to(actor), pk=asked if _is_key(asked) else 0)


def _initial_of(visit: Visit) -> dict:
    """What stands already: the plan, or the record that was sent back, so that correcting it loses nothing."""
    companions = list(visit.companions.order_by("pk"))
    talked = {None: None, True: "yes", False: "no"}[visit.case_talked]
    return {
        **{name: getattr(visit, name) for name in (*RECORD, "officer", "proxy_for", "proxy_reason")},
        "persons": [row.person_id for row in visit.met.order_by("pk") if not row.is_absent],
        "on": visit.on or min(visit.planned_on, clock.today()), "case_talked": talked,
        "colleagues": [row.user_id for row in companions if row.user_id],
        "others": "、".join(row.name for row in companions if not row.user_id),
    }  # fmt: skip


def submit_words(found: list[cards.Card]) -> str:
    """“Submit; counts as the 2nd of this year”."""
    counts = found[0].counts_as if len(found) == 1 else 0
    return _t("Submit; it counts as no. %(n)d of this year") % {"n": counts} if counts else _t("Submit")
