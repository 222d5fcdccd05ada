"""How one is told; the messages that left or did not."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.foundation.lists import BulkAct, Column, Empty, Filter, ListPage, Tab, badge
from lianluo.foundation.masks import masked
from lianluo.foundation.pages import ActView, BulkActView
from lianluo.foundation.signin import ActorRequired
from lianluo.journal.actions.outgoing import drop_message, send_again, set_way, try_way
from lianluo.journal.forms import WayForm
from lianluo.journal.outgoing import Outgoing, name_of_purpose
from lianluo.journal.ways import way_of

S = Outgoing.State
TONES = {
    S.WAITING: "normal",
    S.SENDING: "normal",
    S.SENT: "done",
    S.FAILED: "overdue",
    S.UNCLEAR: "soon",
    S.DROPPED: "paused",
}


def _moment(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""


class Ways(ActView):
    title = _("How I am told")
    form_class = WayForm
    template_name = "journal/ways.html"
    button = _("Save")
    done = _("Saved.")

    def get_object(self, actor) -> User:
        return actor.user

    def get_initial(self, actor, user) -> dict:
        way = way_of(user)
        return {name: getattr(way, name) for name in WayForm.base_fields}

    def get_context(self, actor, user) -> dict:
        return {"has_address": bool(way_of(user).addresses)}

    def act(self, actor, user, data):
        return set_way(actor, user, **data)

    def get_success_url(self, result) -> str:
        return reverse("journal:ways")

    def get_cancel_url(self) -> str:
        return reverse("accounts:profile")


class Trial(ActorRequired):
    """POST: a trial message to oneself."""

    http_method_names: ClassVar[list[str]] = ["post"]

    def post(self, request) -> HttpResponse:
        try:
            n = try_way(self.actor, self.actor.user)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            words = ngettext(
                "%(n)d trial message is on its way.", "%(n)d trial messages are on their way.", n
            )
            messages.success(request, words % {"n": n})
        return redirect("journal:ways")


class OutgoingList(ListPage):
    title = _("Outgoing messages")
    export_name = _("Outgoing messages")
    default_order = "-created"
    columns = [
        Column("created", _("Asked for"), lambda r: _moment(r.created_at), sort="id", width=130, css="nowrap"),
        Column("purpose", _("About"), lambda r: str(name_of_purpose(r.purpose)), css="title"),
        Column("carrier", _("Way"), lambda r: r.get_carrier_display(), width=90, css="nowrap"),
        Column("address", _("Address"), lambda r: masked(r.address), width=180, css="nowrap"),
        Column("state", _("State"), lambda r: badge(r.get_state_display(), f"clock clock-{TONES[r.state]}"), width=110,
               css="nowrap"),
        Column("sent", _("Left at"), lambda r: _moment(r.sent_at), width=130, css="nowrap"),
        Column("tries", _("Tries"), align="end", width=70),
        Column("reason", _("Reason"), css="wide-cell"),
    ]  # fmt: skip
    filters = [
        Filter("state", _("State"), choices=S.choices, apply="state"),
        Filter("carrier", _("Way"), choices=Outgoing.Carrier.choices, apply="carrier"),
    ]
    tabs = [
        Tab("stuck", _("To be decided"), lambda rows: rows.stuck()),
        Tab("waiting", _("Waiting"), lambda rows: rows.filter(state=S.WAITING)),
        Tab("all", _("All")),
    ]
    bulk_acts = [
        BulkAct("again", _("Send again"), "journal:send_again", "send", "journal.keep_outgoing"),
        BulkAct("drop", _("Give up"), "journal:drop_messages", "x", "journal.keep_outgoing"),
    ]
    empty = Empty(
        "send",
        _("No message waits for a decision. What leaves by mail, text message or work chat stands here."),
    )

    def get_queryset(self, actor):
        require(actor, "journal.keep_outgoing", None)
        return Outgoing.objects.visible_to(actor)


class SendAgain(BulkActView):
    title, list_page, list_url_name = _("Send again"), OutgoingList, "journal:outgoing"
    consequence = _("Where it is unclear whether a message left, its addressee may get it twice.")

    def act_on(self, actor, message, data):
        send_again(actor, message)


class Drop(BulkActView):
    title, list_page, list_url_name = _("Give up"), OutgoingList, "journal:outgoing"
    consequence = _("The messages are not sent any more. They stay on record.")

    def act_on(self, actor, message, data):
        drop_message(actor, message)
