"""The officer's pages on a phone: visit cards, the record in five fields, the visit day that works without a network."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.foundation import assets, clock
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.foundation.permissions import Refused
from lianluo.foundation.signin import ActorRequired
from lianluo.foundation.workflow import NotReady
from lianluo.liaison import cards, seals, sending
from lianluo.liaison.models import Visit
from lianluo.liaison.phone_forms import PhoneForm
from lianluo.people.models import Person
from lianluo.rules.queries import NoRule, rule

KEPT = "visit.kept_on_phone"


class CardOfPerson(DetailPage):
    """One deputy before the door."""

    template_name = "liaison/card.html"

    def get_queryset(self, actor):
        require(actor, "liaison.look")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, person) -> dict:
        found = cards.cards_of(actor, [person], clock.today())
        return {"cards": found, "contacts": cards.contacts_shown(actor, person), "back": person.get_absolute_url(),
                "today": clock.today()}  # fmt: skip


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
                "today": clock.today()}  # fmt: skip


class PhoneRecord(ActView):
    """`?person=` (several), `?visit=`: the record in five fields; an ordinary form where there is no script."""

    title = _("Visit record")
    form_class = PhoneForm
    template_name = "liaison/record.html"
    done = _("The visit is recorded and waits for approval.")

    def get_object(self, actor):
        require(actor, "liaison.visit", actor.organ)
        asked = self.request.POST.get("visit") or self.request.GET.get("visit", "")
        self.planned = _visible_visit(actor, asked) if asked else None
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
            "planned": self.planned, "cards": found, "persons": persons, "button": _button(found),
            "back": found[0].person.pk if len(found) == 1 else None, "today": clock.today(),
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


class VisitDay(ActorRequired):
    """The page that a phone keeps: the frame, the empty form, and no word of anybody. What it shows comes from `DayData`,
    or from what the phone keeps sealed."""

    def get(self, request) -> HttpResponse:
        require(self.actor, "liaison.visit", self.actor.organ)
        form = PhoneForm(actor=self.actor, initial={"form": Visit.Form.DOOR})
        for name in ("colleagues", "officer", "follow_up_by", "proxy_for"):
            del form.fields[name]  # they are picked at the server
        form.MORE = tuple(name for name in form.MORE if name in form.fields)
        return render(request, "liaison/day.html", {"form": form, "blank": True})


class _Data(ActorRequired):
    """JSON, never stored by anything between; who is signed out is told so in the same language."""

    def dispatch(self, request, *args, **kwargs):
        if getattr(request, "actor", None) is None:
            answer = JsonResponse({"state": "signed_out"}, status=401)
        else:
            answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer


class Standing(_Data):
    """Who is signed in, as marks; the key that seals; the token to post with."""

    def get(self, request) -> JsonResponse:
        require(self.actor, "liaison.visit", self.actor.organ)
        user = self.actor.user
        return JsonResponse({
            "user": seals.mark_of(user), "session": seals.session_mark(request.session.session_key),
            "key": seals.key_of(user), "token": get_token(request), "hours": _hours(),
        })  # fmt: skip


class DayData(_Data):
    """The planned visits of today and the week, and the cards: what a phone keeps for the day."""

    def get(self, request) -> JsonResponse:
        actor, today = self.actor, clock.today()
        require(actor, "liaison.visit", actor.organ)
        visits = list(cards.day_visits(actor, today))
        found = cards.cards_of(actor, cards.shortlist(actor, visits, today), today)
        return JsonResponse({
            "as_of": clock.now().isoformat(), "officer": actor.user.pk,
            "visits": [_line(visit, today) for visit in visits],
            "people": [_kept(card, today) for card in found],
            "colleagues": [
                {"id": each.pk, "name": each.name}
                for each in User.objects.visible_to(actor).filter(posts__in=_posts_beside(actor)).distinct()[:60]
                if each != actor.user
            ],
        })  # fmt: skip


class RecordData(_Data):
    """One record of the phone's queue. Answers `state`: taken, again, conflict (which visit stands), refused (fields with
    their reasons)."""

    http_method_names = ["post"]

    def post(self, request) -> JsonResponse:
        actor = self.actor
        require(actor, "liaison.visit", actor.organ)
        data = request.POST.copy()
        data.setdefault("officer", str(actor.user.pk))
        form = PhoneForm(actor=actor, data=data, files=request.FILES)
        if not form.is_valid():
            return _refused(form.errors)
        asked, stands = data.get("visit", ""), data.get("stands", "")
        try:
            answer = sending.send(
                actor, form, planned=_visible_visit(actor, asked) if asked else None,
                choice=data.get("choice", ""), stands=_visible_visit(actor, stands) if stands else None,
            )  # fmt: skip
        except NotReady as refusal:
            return _refused({"__all__": [str(reason) for reason in refusal.reasons]})
        except ValidationError as refusal:
            return _refused(_fields(refusal))
        except Refused:
            return _refused({"__all__": [_t("You may not do this.")]})
        visit = answer.visit
        return JsonResponse({
            "state": answer.state, "id": visit.pk, "url": visit.get_absolute_url(), "may_join": answer.may_join,
            "visit": _t("%(visit)s, officer %(name)s, %(stage)s") % {
                "visit": visit, "name": visit.officer.name, "stage": visit.get_stage_display()},
        })  # fmt: skip


def manifest(request) -> JsonResponse:
    """What makes it an app on the home screen. Says nothing of anybody: read without a session."""
    icons = [{"src": assets.asset("favicon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}]
    icons += [
        {"src": assets.asset(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png",
         "purpose": "any maskable"} for size in (192, 512)
    ]  # fmt: skip
    content = {
        "name": _t("Lianluo"), "short_name": _t("Lianluo"), "lang": request.LANGUAGE_CODE, "id": "/visits/day/",
        "start_url": reverse("liaison:day"), "scope": "/", "display": "standalone", "icons": icons,
        "background_color": "#f4f6f8", "theme_color": "#1d4f9c",
    }  # fmt: skip
    return JsonResponse(content, content_type="application/manifest+json")


def service_worker(request) -> HttpResponse:
    """The script that answers without a network, with the names of what the shell needs. Scope: the pages of visits."""
    script = assets.built("sw.js")
    if script is None:
        raise Http404
    files = assets.addresses()
    shell = {
        "day": reverse("liaison:day"), "files": files, "version": assets.mark(files),
        "places": {"standing": reverse("liaison:standing"), "send": reverse("liaison:record_data")},
    }  # fmt: skip
    answer = HttpResponse(f"self.SHELL = {json.dumps(shell)};\n{script}", content_type="text/javascript")
    answer["Service-Worker-Allowed"] = reverse("liaison:list")
    answer["Cache-Control"] = "no-cache"
    return answer


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _visible_visit(actor, asked: str) -> Visit:
    return get_object_or_404(Visit.objects.visible_to(actor), pk=asked if _is_key(asked) else 0)


def _initial_of(visit: Visit) -> dict:
    return {
        "persons": [row.person_id for row in visit.met.order_by("pk")], "officer": visit.officer, "form": visit.form,
        "on": min(visit.planned_on or clock.today(), clock.today()), "place": visit.place, "said": visit.said,
        "colleagues": [row.user_id for row in visit.companions.all() if row.user_id], "proxy_for": visit.proxy_for,
        "proxy_reason": visit.proxy_reason,
    }  # fmt: skip


def _button(found: list[cards.Card]) -> str:
    """“Submit; counts as the 2nd of this year”."""
    counts = found[0].counts_as if len(found) == 1 else 0
    return _t("Submit; it counts as no. %(n)d of this year") % {"n": counts} if counts else _t("Submit")


def _posts_beside(actor):
    return actor.unit.posts.held_on(clock.today())


def _line(visit: Visit, today) -> dict[str, Any]:
    when = [cards.day_words(visit.planned_on, today)]
    when += [visit.starts_at.strftime("%H:%M")] if visit.starts_at else []
    names = [row.person.name for row in visit.met.all()]
    return {
        "id": visit.pk, "on": visit.planned_on.isoformat(), "form": visit.form, "place": visit.place,
        "persons": [row.person_id for row in visit.met.all()], "names": "、".join(names),
        "words": " · ".join(filter(None, [" ".join(when), str(visit.get_form_display()), visit.place])),
    }  # fmt: skip


def _kept(card: cards.Card, today) -> dict[str, Any]:
    """What a phone keeps of a person: the card as it is shown, without contact data."""
    duty = card.duty
    return {
        "id": card.person.pk, "name": card.person.name, "seat": card.seats[0] if card.seats else card.person.work,
        "standing": f"{duty.done}/{duty.owed}" if duty else "", "button": _button([card]),
        "visit": card.planned.pk if card.planned else None,
        "card": render_to_string("liaison/card_body.html", {"card": card, "kept": True, "today": today}),
    }  # fmt: skip


def _hours() -> int:
    try:
        return rule(KEPT, clock.today()).number
    except NoRule:  # the office wants nothing kept
        return 0


def _fields(refusal: ValidationError) -> dict[str, list[str]]:
    if hasattr(refusal, "error_dict"):
        return {name: [str(word) for each in errors for word in each.messages] for name, errors in refusal.error_dict.items()}  # fmt: skip
    return {"__all__": refusal.messages}


def _refused(errors) -> JsonResponse:
    """422 with the reasons by field; `words` is how many fields are to be looked at."""
    found = {name: [str(word) for word in words] for name, words in errors.items()}
    words = ngettext("%(n)d entry is to be corrected.", "%(n)d entries are to be corrected.", len(found))
    return JsonResponse({"state": "refused", "errors": found, "words": words % {"n": len(found)}}, status=422)
