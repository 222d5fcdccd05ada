"""The desk: what waits for whoever signs in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lianluo.foundation.signin import ActorRequired


class Desk(ActorRequired):
    def get(self, request) -> HttpResponse:
        return render(request, "desk/desk.html", {"actor": self.actor})
