"""The desk: what waits for whoever signs in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lianluo.desk import figures
from lianluo.foundation.signin import ActorRequired


class Desk(ActorRequired):
    """Everybody has a desk; the three administrators have no matters on it."""

    def get(self, request) -> HttpResponse:
        context = {}
        if self.actor.can("matters.look"):
            context = {"strip": figures.strip(self.actor), "lists": figures.lists(self.actor)}
        return render(request, "desk/desk.html", context)
