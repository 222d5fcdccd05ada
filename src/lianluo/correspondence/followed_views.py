"""What a deputy follows, on her page of the register."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.correspondence import briefing_forms as forms
from lianluo.correspondence.actions import followed
from lianluo.correspondence.briefing_queries import matters_to_tell_of, news_for, raised_by
from lianluo.correspondence.briefings import Following, News, Recipient
from lianluo.foundation.pages import ActView, PanelView
from lianluo.people.models import Person


class FollowedByPerson(PanelView):
    title = _("Briefings and followed topics")
    template_name = "correspondence/followed.html"

    def get_queryset(self, actor):
        require(actor, "correspondence.look_at_briefings")
        return Person.objects.visible_to(actor)

    def get_context(self, actor, person) -> dict:
        sent = Recipient.objects.visible_to(actor).filter(person=person).select_related("briefing", "message")
        marked = Following.objects.visible_to(actor).standing().filter(person=person).select_related("matter")
        news = News.objects.visible_to(actor).filter(person=person)
        return {
            "sent": sent.order_by("-pk")[:20], "marked": marked, "news": news_for(news)[:20],
            "raised": raised_by(person).filter(pk__in=matters_to_tell_of(actor).values("pk"))[:20],
            "may_mark": actor.can("correspondence.follow", person),
        }  # fmt: skip


class _OfPerson(ActView):
    def get_queryset(self, actor):
        return Person.objects.visible_to(actor)

    def get_object(self, actor):
        person = super().get_object(actor)
        require(actor, "correspondence.follow", person)
        return person

    def get_success_url(self, result) -> str:
        return f"{self.thing.get_absolute_url()}?tab=followed"


class Follow(_OfPerson):
    title, form_class, done = _("Mark to be told about"), forms.FollowForm, _("Marked.")
    consequence = _("She finds a line on her own pages when it moves, and at most one e-mail a day.")

    def act(self, actor, person, data):
        return followed.follow(actor, person, **data)


class Unfollow(_OfPerson):
    title, done = _("Follow no longer"), _("Ended.")

    def get_object(self, actor):
        person = super().get_object(actor)
        rows = Following.objects.visible_to(actor).standing().filter(person=person)
        self.following = get_object_or_404(rows, pk=self.kwargs["following"])
        return person

    def act(self, actor, person, data):
        return followed.unfollow(actor, person, following=self.following)

    def get_cancel_url(self) -> str:
        return reverse("people:detail", args=[self.kwargs["pk"]]) + "?tab=followed"
