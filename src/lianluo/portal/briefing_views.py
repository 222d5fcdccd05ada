"""Briefings on a deputy's own pages, and behind the link of an e-mail; what she follows."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views import View

from lianluo.accounts.actor import deputy_of
from lianluo.correspondence.actions.briefing import pictures_of
from lianluo.correspondence.actions.reaction import open_briefing, react
from lianluo.correspondence.briefing_forms import ReactionForm
from lianluo.correspondence.briefing_queries import news_for, recipient_behind
from lianluo.correspondence.briefing_views import picture
from lianluo.correspondence.briefings import Briefing, News, Recipient
from lianluo.documents import richtext
from lianluo.portal.pages import DeputyPage

SHOWN = 50


def received(actor):
    """Newest first."""
    return (
        Recipient.objects.visible_to(actor)
        .select_related("briefing__office")
        .order_by("-briefing__sent_at", "-pk")
    )


class Briefings(DeputyPage):
    def get(self, request) -> HttpResponse:
        context = {
            "actor": self.actor, "received": received(self.actor).defer("briefing__body")[:SHOWN],
            "news": news_for(News.objects.visible_to(self.actor))[:10],
        }  # fmt: skip
        return render(request, "portal/briefings.html", context)


class _Reading:
    """A briefing read and answered; how the reader came to it is the subclass's."""

    is_by_link = False

    def show(self, request, recipient: Recipient, form: ReactionForm | None = None) -> HttpResponse:
        briefing = recipient.briefing
        context = {
            "recipient": recipient, "briefing": briefing, "form": form or ReactionForm(actor=self.actor),
            "body": self.body_of(briefing), "given": recipient.reactions.order_by("pk"),
            "newer": newer_for(recipient) if briefing.stage == Briefing.Stage.SUPERSEDED else None,
        }  # fmt: skip
        return render(request, "portal/briefing.html", context)

    def body_of(self, briefing: Briefing) -> SafeString:
        html = richtext.shown(briefing.body, pictures_of(briefing), self.picture_address)
        return mark_safe(html)  # noqa: S308 cleaned by nh3 in `shown`

    def picture_address(self, number: int) -> str:
        raise NotImplementedError

    def take(self, request, recipient: Recipient) -> HttpResponse:
        form = ReactionForm(request.POST, actor=self.actor)
        if form.is_valid():
            try:
                react(self.actor, recipient, is_by_link=self.is_by_link, **form.cleaned_data)
                return HttpResponseRedirect(f"{request.path}#reactions")
            except ValidationError as refusal:
                form.add_error(None, refusal)
        return self.show(request, recipient, form)


def newer_for(recipient: Recipient) -> Recipient | None:
    """The correction that she got as well."""
    rows = Recipient.objects.visible_to(deputy_of(recipient.person_id))
    return rows.filter(briefing__corrects=recipient.briefing_id).select_related("briefing").first()


class BriefingPage(_Reading, DeputyPage):
    def found(self) -> Recipient:
        return get_object_or_404(received(self.actor), briefing=self.kwargs["pk"])

    def get(self, request, pk: int) -> HttpResponse:
        recipient = self.found()
        if recipient.opened_at is None:
            open_briefing(self.actor, recipient)
        return self.show(request, recipient)

    def post(self, request, pk: int) -> HttpResponse:
        return self.take(request, self.found())

    def picture_address(self, number: int) -> str:
        return reverse("portal:briefing_picture", args=[self.kwargs["pk"], number])


class Picture(DeputyPage):
    def get(self, request, pk: int, number: int) -> FileResponse:
        return picture(get_object_or_404(received(self.actor), briefing=pk).briefing, number)


class BriefingLink(_Reading, View):
    """The page behind the link of an e-mail. What a mail server fetches to look at counts for nothing: the text
    opens, and is counted as opened, by the reader's own click."""

    is_by_link = True

    def dispatch(self, request, token: str, **kwargs):
        self.recipient = recipient_behind(token)
        if self.recipient is None:
            raise Http404
        self.actor, self.token = deputy_of(self.recipient.person_id), token
        answer = super().dispatch(request, token=token, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        answer["Referrer-Policy"] = "no-referrer" if request.method == "GET" else "same-origin"
        return answer

    def get(self, request, token: str) -> HttpResponse:
        if self.recipient.opened_at is None:
            return render(request, "portal/briefing_cover.html", {"briefing": self.recipient.briefing})
        return self.show(request, self.recipient)

    def post(self, request, token: str) -> HttpResponse:
        if "kind" in request.POST:
            return self.take(request, self.recipient)
        open_briefing(self.actor, self.recipient)
        return HttpResponseRedirect(request.path)

    def picture_address(self, number: int) -> str:
        return reverse("portal:briefing_link_picture", args=[self.token, number])


class LinkPicture(BriefingLink):
    def get(self, request, token: str, number: int) -> FileResponse:
        return picture(self.recipient.briefing, number)
