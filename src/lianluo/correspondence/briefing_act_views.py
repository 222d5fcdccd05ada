"""The acts on one briefing: drafted, written, aimed, approved, sent."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.permissions import require
from lianluo.correspondence import briefing_forms as forms
from lianluo.correspondence.actions import briefing as briefings
from lianluo.correspondence.actions import briefing_sending as sending
from lianluo.correspondence.briefing_jobs import queue_briefing
from lianluo.correspondence.briefing_queries import aim_of, mark_of, matters_to_tell_of
from lianluo.correspondence.briefing_views import body_of, found_by, visible
from lianluo.correspondence.briefing_workflow import BRIEFING
from lianluo.correspondence.briefings import Briefing
from lianluo.documents import richtext
from lianluo.foundation.forms import PickerView
from lianluo.foundation.pages import ActView
from lianluo.foundation.signin import ActorRequired
from lianluo.journal.actions.jobruns import start_run
from lianluo.matters.queries import with_words


class Draft(ActView):
    """A new one; from the calendar with its name and day."""

    title, form_class, crumb, button = (
        _("Draft a briefing"),
        forms.DraftForm,
        _("Briefings"),
        _("Write the text"),
    )

    def get_object(self, actor):
        require(actor, "correspondence.draft_briefing", actor.organ)
        return

    def get_initial(self, actor, thing) -> dict:
        asked = self.request.GET
        return {"kind": asked.get("kind", ""), "title": asked.get("name", "")[:200]}

    def act(self, actor, thing, data):
        asked = self.request.GET
        try:
            due_on = date.fromisoformat(asked.get("due", ""))
        except ValueError:
            due_on = None
        return briefings.draft(actor, actor.organ, **data, dated=asked.get("name", ""), due_on=due_on)

    def get_success_url(self, result) -> str:
        return reverse("correspondence:briefing_edit", args=[result.pk])

    def get_cancel_url(self) -> str:
        return reverse("correspondence:briefings")


class BriefingStep(ActView):
    """A page of one step: missing where the step is not open to the actor."""

    step = ""

    def get_queryset(self, actor):
        return visible(actor)

    def get_object(self, actor):
        briefing = super().get_object(actor)
        require(actor, BRIEFING.step(self.step).permission, briefing)
        return briefing


class Edit(BriefingStep):
    step, title, button, form_class = "edit", _("Edit the text"), _("Save"), forms.TextForm
    template_name = "correspondence/briefing_edit.html"
    done = _("The text is saved.")

    def get_initial(self, actor, briefing) -> dict:
        return {
            "title": briefing.title, "topic": briefing.topic, "summary": briefing.summary,
            "body": richtext.to_marks(briefing.body), "was": mark_of(briefing),
        }  # fmt: skip

    def get_context(self, actor, briefing) -> dict:
        return {
            "body": body_of(briefing, self.request.POST.get("html", "")),
            "pictures": briefings.pictures_of(briefing).values(),
        }

    def act(self, actor, briefing, data):
        return briefings.edit(briefing, actor, **data)


class AddPicture(BriefingStep):
    """For who writes without the editor."""

    step, title, form_class = "edit", _("Add a picture"), forms.PictureForm

    def act(self, actor, briefing, data):
        return briefings.add_picture(actor, briefing, **data)

    def get_success_url(self, result) -> str:
        return reverse("correspondence:briefing_edit", args=[self.thing.pk])


class UploadPicture(ActorRequired):
    """For the editor: the number and address of the picture, or what is wrong with it in words."""

    def post(self, request, pk: int) -> JsonResponse:
        briefing = get_object_or_404(visible(self.actor), pk=pk)
        require(self.actor, "correspondence.draft_briefing", briefing)
        if "picture" not in request.FILES:
            return JsonResponse({"error": _t("There is no picture.")}, status=400)
        try:
            made = briefings.add_picture(self.actor, briefing, picture=request.FILES["picture"])
        except ValidationError as refusal:
            return JsonResponse({"error": " ".join(refusal.messages)}, status=400)
        address = reverse("correspondence:briefing_picture", args=[briefing.pk, made.pk])
        return JsonResponse({"number": made.pk, "address": address})


class Choose(BriefingStep):
    step, title, form_class, button = "choose", _("Choose recipients"), forms.AimForm, _("Save")
    template_name = "correspondence/briefing_choose.html"
    consequence = _(
        "The list is frozen when the briefing is sent; until then the rule finds who fits on the day."
    )

    def get_initial(self, actor, briefing) -> dict:
        aim = aim_of(briefing).kept()
        return {**aim, "fields_known": aim["fields"], "of_groups": aim["groups"]}

    def get_context(self, actor, briefing) -> dict:
        return {"rule": found_by(briefing, actor)}

    def act(self, actor, briefing, data):
        return briefings.choose(briefing, actor, **data)


class Found(ActorRequired):
    """Whom the rule that is being filled in would find."""

    def post(self, request, pk: int) -> HttpResponse:
        briefing = get_object_or_404(visible(self.actor), pk=pk)
        form = forms.AimForm(request.POST, actor=self.actor)
        rule = found_by(briefing, self.actor, form.cleaned_data["aim"]) if form.is_valid() else None
        return render(request, "correspondence/briefing_found.html", {"rule": rule})


class MatterPicker(PickerView):
    def get_queryset(self, actor):
        return matters_to_tell_of(actor)

    def find(self, rows, words):
        return list((with_words(rows, words) if words else rows)[: self.limit])

    def hint(self, matter) -> str:
        return matter.lead_name


class Submit(BriefingStep):
    step, title, done = "submit", _("Submit for approval"), _("It waits for approval.")

    def act(self, actor, briefing, data):
        return briefings.submit(briefing, actor)


class Approve(BriefingStep):
    step, title, done = "approve", _("Approve"), _("Approved. The liaison office sends it.")

    def act(self, actor, briefing, data):
        return briefings.approve(briefing, actor)


class Return(BriefingStep):
    step, title, form_class, done = (
        "return",
        _("Return"),
        forms.ReasonForm,
        _("Returned to the liaison office."),
    )

    def act(self, actor, briefing, data):
        return briefings.send_back(briefing, actor, **data)


class TakeBack(BriefingStep):
    step, title = "take_back", _("Take back to the draft")
    consequence = _("It must be approved again before it is sent.")

    def act(self, actor, briefing, data):
        return briefings.take_back(briefing, actor)


class Send(BriefingStep):
    step, title, danger = "send", pgettext_lazy("briefing", "Send"), False
    template_name = "correspondence/briefing_send.html"
    consequence = BRIEFING.step("send").confirm

    def get_context(self, actor, briefing) -> dict:
        return {"rule": found_by(briefing, actor)}

    def act(self, actor, briefing, data):
        sending.send(briefing, actor)
        return start_run(actor, "briefing", briefing.title, queue_briefing, briefing_id=briefing.pk)

    def get_success_url(self, run) -> str:
        return reverse("jobs:detail", args=[run.pk])


class Correct(BriefingStep):
    step, title = "correct", _("Correct what was sent")
    consequence = _("A draft with the same text and rule is made; once it is sent it takes this one's place.")

    def act(self, actor, briefing, data) -> Briefing:
        return briefings.correct(briefing, actor)

    def get_success_url(self, result) -> str:
        return reverse("correspondence:briefing_edit", args=[result.pk])


class Discard(BriefingStep):
    step, title, danger = "discard", _("Discard the draft"), True
    consequence = BRIEFING.step("discard").confirm

    def act(self, actor, briefing, data):
        return briefings.discard(briefing, actor)
