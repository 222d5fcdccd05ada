"""What scripts on a phone read and send, as JSON; the manifest and the service worker of the app."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.foundation import assets, clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.signin import ActorRequired
from lianluo.foundation.workflow import NotReady
from lianluo.liaison import cards, seals, sending
from lianluo.liaison.models import Visit
from lianluo.liaison.phone_forms import PhoneForm
from lianluo.liaison.phone_views import submit_words, visible_visit
from lianluo.rules.queries import NoRule, rule

KEPT = "visit.kept_on_phone"


class _Answering(ActorRequired):
    """JSON, never stored by anything between; who is signed out is told so in the same language."""

    def dispatch(self, request, *args, **kwargs):
        if getattr(request, "actor", None) is None:
            answer = JsonResponse({"state": "signed_out"}, status=401)
        else:
            answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer


class Standing(_Answering):
    """Who is signed in, as marks; the key that seals; the token to post with."""

    def get(self, request) -> JsonResponse:
        require(self.actor, "liaison.visit", self.actor.organ)
        user = self.actor.user
        return JsonResponse({
            "user": seals.mark_of(user), "session": seals.session_mark(request.session.session_key),
            "key": seals.key_of(user), "token": get_token(request), "hours": _hours(),
        })  # fmt: skip


class DayKept(_Answering):
    """The planned visits of today and the week, and the cards: what a phone keeps for the day."""

    def get(self, request) -> JsonResponse:
        actor, today = self.actor, clock.today()
        require(actor, "liaison.visit", actor.organ)
        visits = list(cards.day_visits(actor, today))
        found = cards.cards_of(actor, cards.shortlist(actor, visits, today), today)
        return JsonResponse({
            "as_of": clock.now().isoformat(), "officer": actor.user.pk,
            "visits": [_line(visit, today) for visit in visits],
            "people": [_kept(card) for card in found],
            "colleagues": [
                {"id": each.pk, "name": each.name}
                for each in User.objects.visible_to(actor).filter(posts__in=_posts_beside(actor)).distinct()[:60]
                if each != actor.user
            ],
        })  # fmt: skip


class RecordSent(_Answering):
    """One record of the phone's queue. Answers `state`: taken, again, conflict (which visit stands), refused (fields with
    their reasons)."""

    http_method_names = ["post"]

    def post(self, request) -> JsonResponse:
        actor = self.actor
        require(actor, "liaison.visit", actor.organ)
        data = request.POST.copy()
        planned = visible_visit(actor, data["visit"]) if data.get("visit") else None
        stands = visible_visit(actor, data["stands"]) if data.get("stands") else None
        data.setdefault("officer", str((planned.officer if planned else actor.user).pk))
        form = PhoneForm(actor=actor, data=data, files=request.FILES)
        if not form.is_valid():
            return _refused(form.errors)
        try:
            answer = sending.send(actor, form, planned=planned, choice=data.get("choice", ""), stands=stands)
        except NotReady as refusal:
            return _refused({"__all__": [str(reason) for reason in refusal.reasons]})
        except ValidationError as refusal:
            return _refused(_fields(refusal))
        except Refused:
            return _refused({"__all__": [_t("You may not do this.")]})
        return JsonResponse({**_told(answer.visit), "state": answer.state, "may_join": answer.may_join})


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


def _told(visit: Visit) -> dict[str, Any]:
    words = _t("%(visit)s, officer %(name)s, %(stage)s") % {
        "visit": visit, "name": visit.officer.name, "stage": visit.get_stage_display(),
    }  # fmt: skip
    return {"id": visit.pk, "url": visit.get_absolute_url(), "visit": words}


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


def _kept(card: cards.Card) -> dict[str, Any]:
    """What a phone keeps of a person: the card as it is shown, without contact data."""
    duty = card.duty
    return {
        "id": card.person.pk, "name": card.person.name, "seat": card.seats[0] if card.seats else card.person.work,
        "standing": f"{duty.done}/{duty.owed}" if duty else "", "button": submit_words([card]),
        "visit": card.planned.pk if card.planned else None,
        "card": render_to_string("liaison/card_body.html", {"card": card, "kept": True}),
    }  # fmt: skip


def _hours() -> int:
    try:
        return rule(KEPT, clock.today()).number
    except NoRule:  # the office wants nothing kept
        return 0


def _fields(refusal: ValidationError) -> dict[str, list[str]]:
    if not hasattr(refusal, "error_dict"):
        return {"__all__": refusal.messages}
    return {
        name: [word for each in errors for word in each.messages]
        for name, errors in refusal.error_dict.items()
    }


def _refused(errors) -> JsonResponse:
    """422 with the reasons by field; `words` is how many fields are to be looked at."""
    found = {name: [str(word) for word in words] for name, words in errors.items()}
    words = ngettext("%(n)d entry is to be corrected.", "%(n)d entries are to be corrected.", len(found))
    return JsonResponse({"state": "refused", "errors": found, "words": words % {"n": len(found)}}, status=422)
