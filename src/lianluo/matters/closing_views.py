"""The steps of the matter itself: hand-over, feedback, closing, a new round, withdrawal, commitments."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.pages import ActView, BulkActView, PanelView
from lianluo.matters import closing_forms as forms
from lianluo.matters.actions import closing, handing
from lianluo.matters.assignment_forms import ReasonForm
from lianluo.matters.buttons import button_named
from lianluo.matters.course import course_of
from lianluo.matters.models import Matter
from lianluo.matters.queries import (
    commitments_of,
    department_suggested,
    feedback_of,
    holders_open_to,
    leaders_of,
    silent_on,
)  # fmt: skip
from lianluo.matters.views import MatterList
from lianluo.matters.workflow import MATTER


class MatterAct(ActView):
    """A step of the matter; who may not take it finds no page. `tab` is where it leads back to."""

    step = ""
    tab = ""
    template_name = "matters/matter_act.html"

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).select_related("office", "session__term")

    def get_object(self, actor):
        matter = super().get_object(actor)
        require(actor, MATTER.step(self.step).permission, matter)
        return matter

    def get_context(self, actor, matter) -> dict:
        return {"missing": MATTER.step(self.step).ready(matter, actor)}

    def get_success_url(self, result) -> str:
        address = self.thing.get_absolute_url()
        return f"{address}?tab={self.tab}" if self.tab else address

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class HandingOver(MatterAct):
    step = "hand_over"
    title = _("Hand over")
    form_class = forms.HandOverForm
    consequence = _(
        "The heads of the departments are told at once and sign for the matter; of a procuratorate below its liaison office."
    )
    done = _("Handed over.")

    def get_form_kwargs(self, actor, matter):
        return {"departments": holders_open_to(matter), "leaders": leaders_of(matter.office)}

    def get_initial(self, actor, matter):
        limit = matter.internal_due_on
        named = department_suggested(matter)
        ahead = limit if limit and limit >= clock.today() else None
        return {"mode": matter.mode, "department": named, "due_on": ahead}

    def act(self, actor, matter, data):
        return handing.hand_over(matter, actor, **data)


class EnteringFeedback(MatterAct):
    step = "record_feedback"
    tab = "feedback"
    title = _("Enter feedback")
    form_class = forms.FeedbackForm
    consequence = _("Enter only what the deputy wrote. Leave blank what was not answered.")
    done = _("The feedback is entered.")

    def get_form_kwargs(self, actor, matter):
        return {"persons": silent_on(matter)}

    def get_initial(self, actor, matter):
        first = next((proposer.mark for proposer in silent_on(matter)), None)
        return {"received_on": clock.today(), "person": self.request.GET.get("person") or first}

    def act(self, actor, matter, data):
        return closing.record_feedback(matter, actor, **data)


class SendingOpinion(MatterAct):
    step = "send_opinion"
    title = _("Record the opinion sent")
    form_class = forms.OpinionSentForm
    done = _("Recorded.")

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def act(self, actor, matter, data):
        return closing.send_opinion(matter, actor, **data)


class HandlingAgain(MatterAct):
    step = "handle_again"
    title = _("Handle again")
    form_class = ReasonForm
    consequence = _("A new round begins: the departments answer again, the deputy gets a new letter.")
    done = _("A new round has begun.")

    def act(self, actor, matter, data):
        return closing.handle_again(matter, actor, **data)


class Closing(MatterAct):
    step = "close"
    title = _("Close the matter")
    form_class = forms.ReasonIfUnsatisfiedForm
    consequence = _("The matter is finished; commitments stay open until they are kept.")
    done = _("The matter is closed.")

    def act(self, actor, matter, data):
        return closing.close(matter, actor, **data)


class ClosingMany(BulkActView):
    """Those whose evidence is complete are closed; of the others the page says what is missing."""

    title = _("Close the matters")
    list_page, list_url_name = MatterList, "matters:list"
    max_told = 50
    consequence = _(
        "Matters whose evidence is complete are closed. The others stay as they are, each with what is missing. "
        "A matter with an unsatisfied signatory is closed from its own page, with a reason."
    )

    def act_on(self, actor, matter, data) -> None:
        closing.close(matter, actor)

    def get_success_url(self, result) -> str:
        return reverse("matters:list") + "?tab=replied"

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class Promising(MatterAct):
    step = "promise"
    tab = "commitments"
    title = _("Add a commitment")
    form_class = forms.CommitmentForm
    done = _("The commitment is on record.")

    def act(self, actor, matter, data):
        return closing.promise(matter, actor, **data)


class KeepingPromise(MatterAct):
    step = "keep_promise"
    tab = "commitments"
    title = _("Record fulfilment")
    form_class = forms.KeptForm
    done = _("The commitment is kept.")

    def _commitment(self, matter):
        found = [row for row in commitments_of(matter) if row.pk == self.kwargs["commitment"]]
        if not found:
            raise Http404
        return found[0]

    def get_initial(self, actor, matter):
        return {"on": clock.today()}

    def get_context(self, actor, matter) -> dict:
        return {"commitment": self._commitment(matter)}

    def act(self, actor, matter, data):
        return closing.keep_promise(matter, actor, commitment=self._commitment(matter), **data)


class FeedbackPanel(PanelView):
    title = _("Feedback")
    template_name = "matters/feedback.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Matter.objects.visible_to(actor).select_related("office")

    def get_context(self, actor, matter) -> dict:
        enter = button_named(course_of(matter), actor, "record_feedback")
        return {"enter": enter, "rounds": feedback_of(matter, actor), "silent": silent_on(matter)}


class CommitmentPanel(FeedbackPanel):
    title = _("Commitments")
    template_name = "matters/commitments.html"

    def get_context(self, actor, matter) -> dict:
        may_keep = any(step.name == "keep_promise" for step in MATTER.open_steps(matter, actor))
        return {
            "rows": commitments_of(matter), "may_keep": may_keep, "today": clock.today(),
            "add": button_named(course_of(matter), actor, "promise"),
        }  # fmt: skip
