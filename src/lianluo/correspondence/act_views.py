"""The acts on letters: each page asks, then calls the action."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.accounts.permissions import require
from lianluo.correspondence import forms
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.printing import envelopes
from lianluo.correspondence.jobs import print_all
from lianluo.correspondence.models import Dispatch
from lianluo.correspondence.queries import waiting
from lianluo.correspondence.views import LetterList, visible
from lianluo.foundation import clock
from lianluo.foundation.pages import ActView, BulkActView
from lianluo.journal.actions.jobruns import start_run

SHOWN = 50


class _LetterAct(ActView):
    def get_queryset(self, actor):
        return visible(actor)


class Compose(ActView):
    title = _("Compose letters")
    form_class = forms.ComposeForm
    template_name = "correspondence/compose.html"
    consequence = _("Each addressee gets one letter with all his answers. Nothing is numbered or sent yet.")

    def get_object(self, actor):
        require(actor, "correspondence.compose", actor.organ)
        return

    def get_initial(self, actor, thing) -> dict:
        person, phone = letters.contact_of(actor, actor.organ)
        return {"contact_person": person, "contact_phone": phone}

    def get_context(self, actor, thing) -> dict:
        found = waiting(actor.organ)
        ready = [each for each in found if not each.held]
        held = [each for each in found if each.held]
        return {
            "ready": ready[:SHOWN], "ready_more": max(0, len(ready) - SHOWN), "ready_count": len(ready),
            "held": held[:SHOWN], "held_more": max(0, len(held) - SHOWN), "held_count": len(held),
            "matters": sum(len(each.matters) for each in ready),
        }  # fmt: skip

    def act(self, actor, thing, data):
        return letters.compose(actor, actor.organ, **data)

    def get_success_url(self, result) -> str:
        made, left = len(result.letters), len(result.left_out)
        words = ngettext("%(n)d letter composed.", "%(n)d letters composed.", made) % {"n": made}
        if not made:
            words = _t("No further letter. Letters without a number carry this contact now.")
        if left:
            told = ngettext(
                "%(n)d addressee is waited for: matters are still in hand.",
                "%(n)d addressees are waited for: matters are still in hand.", left,
            )  # fmt: skip
            words = f"{words} {told % {'n': left}}"
        messages.success(self.request, words)
        return reverse("correspondence:list") + "?tab=composed"

    def get_cancel_url(self) -> str:
        return reverse("correspondence:list")


class Edit(_LetterAct):
    title = _("Edit the letter")
    button = _("Save")
    form_class = forms.WordsForm

    def get_initial(self, actor, letter) -> dict:
        return {name: getattr(letter, name) for name in letters.EDITABLE}

    def get_form_kwargs(self, actor, letter) -> dict:
        return {"is_reply": letter.kind == letter.Kind.REPLY}

    def act(self, actor, letter, data):
        return letters.edit(letter, actor, **data)


class Number(_LetterAct):
    title = _("Assign a number")
    consequence = letters.number.step.confirm
    form_class = forms.NumberForm
    done = _("The letter has its number.")

    def act(self, actor, letter, data):
        return letters.number(letter, actor, **data)


class PostLetter(_LetterAct):
    title = _("Record dispatch")
    form_class = forms.PostingForm
    done = _("Recorded.")
    action = staticmethod(posting.dispatch)

    def get_initial(self, actor, letter) -> dict:
        return {"on": clock.today(), "way": Dispatch.Way.EXPRESS}

    def act(self, actor, letter, data):
        return self.action(letter, actor, **data)


class Resend(PostLetter):
    """Says why it came back; the address that is given can be put into the register in the same act."""

    title = _("Send again")
    form_class = forms.ResendForm
    action = staticmethod(posting.resend)

    @property
    def consequence(self):
        reason = posting.reason_of_return(self.thing)
        return _("Returned by the post: %(reason)s.") % {"reason": reason} if reason else ""

    def get_form_kwargs(self, actor, letter) -> dict:
        return {"may_keep": bool(letter.proposer) and actor.can("people.register", letter.proposer)}


class Deliver(_LetterAct):
    title = _("Record delivery")
    form_class = forms.DeliveryForm
    done = _("Recorded.")

    def get_initial(self, actor, letter) -> dict:
        return {"on": clock.today()}

    def act(self, actor, letter, data):
        return posting.deliver(letter, actor, **data)


class RecordReturn(Deliver):
    title = _("Record return by the post")
    form_class = forms.ReturnForm

    def act(self, actor, letter, data):
        return posting.record_return(letter, actor, **data)


class Supersede(_LetterAct):
    title = _("Supersede")
    consequence = letters.supersede.step.confirm
    form_class = forms.ReasonForm
    danger = True

    def act(self, actor, letter, data):
        return letters.supersede(letter, actor, **data)


class NumberMany(BulkActView):
    title = _("Give numbers")
    consequence = _("In the order of the list below; a number cannot be given to another letter afterwards.")
    list_page, list_url_name = LetterList, "correspondence:list"

    def get_object(self, actor) -> list:
        """In the order they were composed: by delegation and name."""
        return sorted(super().get_object(actor), key=lambda letter: letter.pk)

    def act_on(self, actor, letter, data) -> None:
        letters.number(letter, actor)


class DispatchMany(BulkActView):
    title = _("Record dispatch")
    form_class = forms.BulkPostingForm
    list_page, list_url_name = LetterList, "correspondence:list"

    def get_initial(self, actor, thing) -> dict:
        return {"on": clock.today(), "way": Dispatch.Way.EXPRESS}

    def act_on(self, actor, letter, data) -> None:
        posting.dispatch(letter, actor, **data)


class Envelopes(BulkActView):
    title = _("Envelope labels")
    button = _("Make the PDF")
    consequence = _("The labels show postal addresses; who printed them is recorded.")
    list_page, list_url_name = LetterList, "correspondence:list"

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if "once" not in request.POST:
            return super().post(request, *args, **kwargs)
        chosen = [letter.pk for letter in self.get_object(self.actor)]
        content = envelopes(self.actor, self.actor.organ, letters=chosen)
        answer = HttpResponse(content, content_type="application/pdf")
        answer["Content-Disposition"] = content_disposition_header(True, _t("Envelope labels") + ".pdf")
        answer["Cache-Control"] = "private, no-store"
        return answer


class PrintAll(ActView):
    title = _("Print all")
    button = _("Start")
    form_class = forms.BatchForm
    consequence = _("A job makes Word and PDF of every numbered letter and packs them into one file.")

    def get_object(self, actor):
        require(actor, "correspondence.print", actor.organ)
        return

    def act(self, actor, thing, data):
        return start_run(
            actor, "letters", _t("Print reply letters"), print_all,
            session_id=int(data["session"]) if data["session"] else None, with_envelopes=data["envelopes"],
        )  # fmt: skip

    def get_success_url(self, run) -> str:
        return reverse("jobs:detail", args=[run.pk])

    def get_cancel_url(self) -> str:
        return reverse("correspondence:list")
