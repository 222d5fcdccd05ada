"""The desk: what waits for whoever signs in; the search over everything; help."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from lianluo.desk import figures
from lianluo.desk.navigation import acts_of
from lianluo.foundation import clock, search, waiting
from lianluo.foundation.signin import ActorRequired

FOUND = 10


class Desk(ActorRequired):
    """Everybody has a desk; the three administrators have no matters on it. `?queue=` shows one kind of next act."""

    def get(self, request) -> HttpResponse:
        found = waiting.waiting_for(self.actor)
        wanted = request.GET.get("queue", "")
        key = wanted if wanted in {queue.key for queue in found} else ""
        rows = figures.chosen(found, key)
        acts = {
            "queues": found,
            "key": key,
            "queue": next((queue for queue in found if queue.key == key), None),
            "total": sum(queue.count for queue in found),
            "groups": figures.groups(rows),
            "shown": len(rows),
        }
        if not self.actor.can("matters.look"):
            return render(request, "desk/desk.html", {**acts, "places": acts_of(self.actor)})
        context = {
            **acts,
            "today": clock.today(),
            "strip": figures.strip(self.actor),
            "week": figures.week(self.actor),
            "acts": acts_of(self.actor),
            "begin_url": "" if found else figures.begin_url(self.actor),
        }
        return render(request, "desk/desk.html", context)


class Search(ActorRequired):
    """One box over everything the actor may see: `?q=`; at most FOUND of each kind, with a link to all."""

    def get(self, request) -> HttpResponse:
        words = request.GET.get("q", "").strip()[: search.MAX_LENGTH]
        found = search.everything(self.actor, words, FOUND)
        return render(request, "desk/search.html", {"query": words, "found": found, "limit": FOUND})


class Help(ActorRequired):
    """The short help, in the language of the page."""

    def get(self, request) -> HttpResponse:
        language = "en" if get_language() == "en" else "zh_hans"
        context = {"text": f"desk/help_{language}.html", "desk_url": reverse("desk:desk")}
        return render(request, "desk/help.html", context)
