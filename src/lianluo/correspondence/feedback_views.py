"""Feedback forms as they come back by the post: one after the other, or found by the number on the paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.accounts.permissions import require
from lianluo.correspondence.actions.feedback import enter_form
from lianluo.correspondence.forms import FeedbackSheetForm
from lianluo.correspondence.models import Letter
from lianluo.correspondence.queries import awaiting_form, called, unrated_in
from lianluo.correspondence.views import visible
from lianluo.foundation import clock
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired


def _awaiting(actor):
    own = Letter.objects.visible_to(actor).filter(office=actor.organ)
    return awaiting_form(own).order_by("year", "sequence", "pk")


def _after(actor, letter: Letter) -> Letter | None:
    """The next one in the order of numbers, beginning again at the first."""
    rows = _awaiting(actor).exclude(pk=letter.pk)
    return rows.filter(year=letter.year, sequence__gt=letter.sequence or 0).first() or rows.first()


class NextForm(ActorRequired):
    """GET ?q=: leads to the form of the letter that is meant; without words to the first that waits for its form."""

    def get(self, request) -> HttpResponse:
        require(self.actor, "correspondence.compose", self.actor.organ)
        words = request.GET.get("q", "").strip()[:60]
        return HttpResponseRedirect(self._named(words) if words else self._first())

    def _first(self) -> str:
        if letter := _awaiting(self.actor).first():
            return reverse("correspondence:feedback", args=[letter.pk])
        messages.info(self.request, _t("No letter waits for its feedback form."))
        return reverse("correspondence:list") + "?tab=all"

    def _named(self, words: str) -> str:
        own = Letter.objects.visible_to(self.actor).filter(office=self.actor.organ).standing()
        found = list(called(own, words).order_by("-year", "-pk")[:2])
        waiting = [each for each in found if each.stage == Letter.Stage.DELIVERED]
        if len(waiting) == 1 or len(found) == 1:
            return self._to(found[0] if len(found) == 1 else waiting[0])
        if not found:
            messages.warning(self.request, _t("No letter is called “%(words)s”.") % {"words": words})
            return reverse("correspondence:list") + "?tab=awaiting"
        return reverse("correspondence:list") + "?" + urlencode({"tab": "all", "q": words})

    def _to(self, letter: Letter) -> str:
        if letter.stage == Letter.Stage.DELIVERED:
            return reverse("correspondence:feedback", args=[letter.pk])
        told = {"letter": letter, "stage": letter.get_stage_display()}
        messages.warning(self.request, _t("%(letter)s: %(stage)s. Record its delivery first.") % told)
        return letter.get_absolute_url()


class EnterFeedback(ActView):
    """One paper form; afterwards the next letter that waits for its form."""

    title = _("Enter the feedback form")
    button = _("Save and go to the next")
    consequence = _("Only what the deputy marked and signed. A matter left blank stays without a rating.")
    form_class = FeedbackSheetForm
    template_name = "correspondence/feedback.html"

    def get_queryset(self, actor):
        return visible(actor)

    def get_form_kwargs(self, actor, letter) -> dict:
        require(actor, "correspondence.post", letter)
        return {"matters": unrated_in(letter), "of_organisation": letter.organisation_id is not None}

    def get_initial(self, actor, letter) -> dict:
        return {"received_on": clock.today()}

    def get_context(self, actor, letter) -> dict:
        return {"left": _awaiting(actor).count(), "next": _after(actor, letter)}

    def act(self, actor, letter, data):
        facts = {name: data[name] for name in ("received_on", "rated", "signed_by", "scan") if name in data}
        return enter_form(actor, letter, **facts)

    def get_success_url(self, result) -> str:
        messages.success(self.request, self._entered(_awaiting(self.actor).count()))
        coming = _after(self.actor, self.thing)
        return (
            reverse("correspondence:feedback", args=[coming.pk]) if coming else self.thing.get_absolute_url()
        )

    def _entered(self, left: int) -> str:
        if not left:
            words = _t("The feedback of %(letter)s is entered. No other letter waits for its form.")
            return words % {"letter": self.thing}
        words = ngettext(
            "The feedback of %(letter)s is entered. %(n)d letter still waits for its form.",
            "The feedback of %(letter)s is entered. %(n)d letters still wait for their forms.",
            left,
        )
        return words % {"letter": self.thing, "n": left}
