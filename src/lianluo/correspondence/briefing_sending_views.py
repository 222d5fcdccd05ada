"""What became of a briefing: its recipients, what failed, what goes on paper, what readers gave back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.correspondence import briefing_forms as forms
from lianluo.correspondence.actions import briefing_sending as sending
from lianluo.correspondence.actions import reaction as reactions
from lianluo.correspondence.actions.briefing_printing import print_copies, print_labels
from lianluo.correspondence.briefing_jobs import queue_briefing
from lianluo.correspondence.briefing_tables import REACTIONS, RECIPIENTS, fate_of, reason_of, where_of
from lianluo.correspondence.briefing_views import sections, visible
from lianluo.correspondence.briefings import Briefing, Reaction, Recipient
from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, Filter, ListPage, Tab
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired
from lianluo.journal.actions.jobruns import start_run
from lianluo.matters.actions.voicing import title_of


class RecipientList(ListPage):
    """Of one briefing; a row that has failed leads to what can be done about it."""

    title = _("Recipients")
    counted = _("People: %(total)s")
    export_name = title
    default_order = "name"
    template_name = "correspondence/briefing_recipients.html"
    tabs = [
        Tab("all", _("All")),
        Tab("failed", _("Not delivered"), lambda rows: rows.failed()),
        Tab("to_print", _("To be printed"), lambda rows: rows.to_print()),
        Tab("delivered", _("Delivered"), lambda rows: rows.delivered()),
        Tab("opened", pgettext_lazy("briefing", "Opened"), lambda rows: rows.opened()),
        Tab("reacted", _("Reacted"), lambda rows: rows.reacted()),
    ]
    filters = [
        Filter("way", pgettext_lazy("briefing", "Way"), choices=Recipient.Way.choices, apply="way"),
        Filter("q", _("Name"), kind="words", apply="name"),
    ]
    empty = Empty("users", _("The list is frozen when the briefing is sent."))

    def get(self, request, *args, **kwargs):
        self.briefing = get_object_or_404(visible(self.actor), pk=self.kwargs["pk"])
        self.breadcrumbs = [
            (_("Briefings"), reverse("correspondence:briefings")), (self.briefing.title, self.briefing.get_absolute_url())
        ]  # fmt: skip
        self.subtitle = self.briefing.title
        return super().get(request, *args, **kwargs)

    @property
    def columns(self):
        return _with_way_out(RECIPIENTS, self.may_send) if hasattr(self, "briefing") else RECIPIENTS

    @property
    def may_send(self) -> bool:
        return self.actor.can("correspondence.send_briefing", self.briefing)

    def get_queryset(self, actor):
        rows = Recipient.objects.visible_to(actor).filter(briefing=self.briefing)
        return rows.select_related("person", "message")

    def get_acts(self, actor) -> list[dict]:
        if not self.may_send or not self.briefing.is_out:
            return []
        lines = (
            ("briefing_returns", _("Record returned mail"), "corner-up-left", False),
            ("briefing_copies", _("Print the copies"), "printer", True),
            ("briefing_labels", _("Envelope labels"), "printer", True),
            ("briefing_posting", _("Record posting"), "send", False),
        )
        return [
            {
                "label": label,
                "url": reverse(f"correspondence:{name}", args=[self.briefing.pk]),
                "icon": icon,
                "post": post,
            }
            for name, label, icon, post in lines
        ]


def _with_way_out(columns: list, may_send: bool) -> list:
    from dataclasses import replace  # noqa: PLC0415

    def to(row) -> str:
        broken = fate_of(row)[0] == "overdue" and may_send
        return reverse("correspondence:recipient_again", args=[row.pk]) if broken else ""

    return [replace(each, link=to) if each.name == "reason" else each for each in columns]


class _OfRecipient(ActView):
    template_name = "correspondence/recipient.html"

    def get_queryset(self, actor):
        require(actor, "correspondence.look_at_briefings")
        return Recipient.objects.visible_to(actor).select_related("briefing__office", "message")

    def get_object(self, actor):
        recipient = super().get_object(actor)
        require(actor, "correspondence.send_briefing", recipient)
        return recipient

    def get_context(self, actor, recipient) -> dict:
        return {"fate": fate_of(recipient), "reason": reason_of(recipient), "where": where_of(recipient)}

    def get_success_url(self, result) -> str:
        return reverse("correspondence:briefing_recipients", args=[self.thing.briefing_id]) + "?tab=failed"

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class SendAgain(_OfRecipient):
    title, form_class, done = (
        pgettext_lazy("briefing", "Send again"),
        forms.AddressForm,
        _("It is on its way again."),
    )

    def act(self, actor, recipient, data):
        return sending.send_again(actor, recipient, **data)


class PrintInstead(_OfRecipient):
    title, done = _("Print instead"), _("It stands among those to be printed.")

    def act(self, actor, recipient, data):
        return sending.print_instead(actor, recipient)


class _OfBriefing(ActView):
    def get_queryset(self, actor):
        return visible(actor).filter(stage__in=Briefing.OUT)

    def get_object(self, actor):
        briefing = super().get_object(actor)
        require(actor, "correspondence.send_briefing", briefing)
        return briefing


class RecordReturns(_OfBriefing):
    title, form_class, done = _("Record returned mail"), forms.ReturnsForm, _("Recorded.")

    def act(self, actor, briefing, data):
        return sending.record_returns(actor, briefing, **data)

    def get_success_url(self, result) -> str:
        return reverse("correspondence:briefing_recipients", args=[self.thing.pk]) + "?tab=failed"


class RecordPosting(_OfBriefing):
    title, form_class, done = _("Record posting"), forms.PostedForm, _("Recorded.")
    consequence = _("All copies on paper that were not posted yet count as posted on this day.")

    def get_initial(self, actor, thing) -> dict:
        return {"on": clock.today()}

    def act(self, actor, briefing, data):
        return sending.record_posting(actor, briefing, **data)


class QueueAgain(_OfBriefing):
    """Where the job that queues the messages was stopped: it goes on where it was."""

    title = _("Go on queueing")

    def act(self, actor, briefing, data):
        return start_run(actor, "briefing", briefing.title, queue_briefing, briefing_id=briefing.pk)

    def get_success_url(self, run) -> str:
        return reverse("jobs:detail", args=[run.pk])


class Copies(ActorRequired):
    make, name = staticmethod(print_copies), _("Copies to print")

    def post(self, request, pk: int) -> HttpResponse:
        briefing = get_object_or_404(visible(self.actor), pk=pk)
        answer = HttpResponse(self.make(self.actor, briefing), content_type="application/pdf")
        answer["Content-Disposition"] = content_disposition_header(
            True, f"{briefing.title} {_t(self.name)}.pdf"
        )
        return answer


class Labels(Copies):
    make, name = staticmethod(print_labels), "Envelope labels"


class ReactionList(ListPage):
    title = _("Reactions")
    subtitle = _("What readers of briefings gave back, and what it became.")
    export_name = title
    default_order = "-at"
    template_name = "correspondence/briefings.html"
    columns = REACTIONS
    tabs = [
        Tab("waiting", _("To be dealt with"), lambda rows: rows.waiting()),
        Tab("registered", pgettext_lazy("reaction", "Became items"), lambda rows: rows.exclude(matter=None)),
        Tab("all", _("All")),
    ]
    filters = [
        Filter("kind", _("Reaction"), choices=Reaction.Kind.choices, apply="kind"),
        Filter("briefing", _("Briefing"), choices=lambda actor: [(str(key), title) for key, title in
               Briefing.objects.visible_to(actor).filter(stage__in=Briefing.OUT).values_list("pk", "title")[:200]],
               apply="recipient__briefing"),
    ]  # fmt: skip
    empty = Empty("message-2", _("What readers of briefings write stands here until it is dealt with."))

    def get_queryset(self, actor):
        require(actor, "correspondence.look_at_briefings")
        rows = Reaction.objects.visible_to(actor)
        return rows.select_related("recipient__briefing", "recipient__person", "matter")

    def get_context(self, actor) -> dict:
        return {"sections": sections("reactions")}


class _OfReaction(ActView):
    template_name = "correspondence/reaction.html"

    def get_queryset(self, actor):
        require(actor, "correspondence.look_at_briefings")
        return Reaction.objects.visible_to(actor).select_related("recipient__briefing")

    def get_object(self, actor):
        reaction = super().get_object(actor)
        require(actor, "correspondence.settle_reaction", reaction)
        return reaction

    def get_success_url(self, result) -> str:
        return reverse("correspondence:reactions")

    def get_cancel_url(self) -> str:
        return reverse("correspondence:reactions")


class RegisterReaction(_OfReaction):
    title, form_class, button = _("Register as an everyday opinion"), forms.RegisterForm, _("Register")
    done = _("Registered. It waits to be handed over.")

    def get_initial(self, actor, reaction) -> dict:
        return {"title": title_of(reaction.words)}

    def act(self, actor, reaction, data):
        return reactions.register(actor, reaction, **data)


class DismissReaction(_OfReaction):
    title, form_class, done = _("Becomes no item"), forms.AnswerForm, _("Recorded.")

    def act(self, actor, reaction, data):
        return reactions.dismiss(actor, reaction, **data)
