"""Showing one contact value in full. Every look is an act."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from lianluo.accounts.permissions import require
from lianluo.foundation.signin import ActorRequired
from lianluo.people.actions.person import reveal_contact
from lianluo.people.models import Organisation, Person


class Reveal(ActorRequired):
    """Of a person. POST: the value in full, in place of the masked one; the look is logged. Fields that are none are 404."""

    http_method_names = ["post"]

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor)

    def post(self, request, pk: int, field: str):
        require(self.actor, "people.look")
        proposer = get_object_or_404(self.get_queryset(self.actor), pk=pk)
        if field not in proposer.CONTACT:
            raise Http404
        value = reveal_contact(self.actor, proposer, field=field)
        answer = render(
            request, "people/revealed.html", {"value": value, "dials": field in ("mobile", "telephone")}
        )
        answer["Cache-Control"] = "no-store"
        return answer


class RevealOfOrganisation(Reveal):
    """The same of an organisation."""

    def get_queryset(self, actor):
        return Organisation.objects.visible_to(actor)
