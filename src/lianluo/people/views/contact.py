"""Showing one contact value in full. Every look is an act."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from lianluo.accounts.permissions import require
from lianluo.foundation.signin import ActorRequired
from lianluo.people.actions.person import reveal_contact
from lianluo.people.models import Person


class Reveal(ActorRequired):
    """POST: the value in full, in place of the masked one; the look is logged. Fields that are none are 404."""

    http_method_names = ["post"]

    def post(self, request, pk: int, field: str):
        require(self.actor, "people.look")
        if field not in Person.CONTACT:
            raise Http404
        person = get_object_or_404(Person.objects.visible_to(self.actor), pk=pk)
        value = reveal_contact(self.actor, person, field=field)
        answer = render(request, "people/revealed.html", {"value": value})
        answer["Cache-Control"] = "no-store"
        return answer
