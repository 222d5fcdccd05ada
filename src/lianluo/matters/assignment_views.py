"""The steps of one assignment: sign for, send back, decide on a return, give an opinion, read, begin a draft."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import reply as replies
from lianluo.matters.assignment_forms import OpinionForm, ReasonForm, SignForForm
from lianluo.matters.models import Assignment
from lianluo.matters.queries import handlers_in
from lianluo.matters.workflow import ASSIGNMENT


class AssignmentAct(ActView):
    """A step of an assignment; who may not take it finds no page."""

    step = ""
    template_name = "matters/assignment_act.html"

    def get_queryset(self, actor):
        rows = Assignment.objects.visible_to(actor)
        return rows.select_related("matter__office", "department", "handler", "signed_for_by", "leader")

    def get_object(self, actor):
        row = super().get_object(actor)
        require(actor, ASSIGNMENT.step(self.step).permission, row)
        return row

    def get_success_url(self, result) -> str:
        return self.thing.matter.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.thing.matter.get_absolute_url()


class SigningFor(AssignmentAct):
    step = "sign_for"
    title = _("Sign for")
    form_class = SignForForm
    done = _("Signed for. The handler has been told.")
    consequence = _("From now on the department answers for the deadline.")

    def get_form_kwargs(self, actor, row):
        return {"handlers": handlers_in(row.department)}

    def get_initial(self, actor, row):
        return {"handler": row.handler_id}

    def act(self, actor, row, data):
        return assignments.sign_for(row, actor, handler=data["handler"])


class SendingBack(AssignmentAct):
    step = "ask_return"
    title = _("Send back")
    form_class = ReasonForm
    done = _("The liaison office has been asked to take the matter back.")
    consequence = _("The liaison office decides. Until then the deadline goes on running.")

    def act(self, actor, row, data):
        return assignments.ask_return(row, actor, **data)


class AcceptingReturn(AssignmentAct):
    step = "accept_return"
    title = _("Accept return")
    form_class = ActionForm
    done = _("Taken back. Hand the matter over to the right department now.")
    consequence = _("The matter stands in the register again and waits to be handed over.")

    def act(self, actor, row, data):
        return assignments.accept_return(row, actor)


class RefusingReturn(AssignmentAct):
    step = "refuse_return"
    title = _("Refuse return")
    form_class = ReasonForm
    done = _("The department keeps the matter and has been told why.")

    def act(self, actor, row, data):
        return assignments.refuse_return(row, actor, **data)


class Opinion(AssignmentAct):
    step = "give_opinion"
    title = _("Give opinion")
    form_class = OpinionForm
    done = _("The lead department has your opinion.")

    def act(self, actor, row, data):
        return assignments.give_opinion(row, actor, **data)


class Reading(AssignmentAct):
    step = "read"
    title = _("Mark as read")
    form_class = ActionForm
    done = _("Marked as read.")

    def act(self, actor, row, data):
        return assignments.read(row, actor)


class Drafting(AssignmentAct):
    step = "draft"
    title = _("Draft")
    form_class = ActionForm

    def act(self, actor, row, data):
        return replies.draft(row, actor)

    def get_success_url(self, result) -> str:
        return reverse("matters:reply_edit", args=[result.pk])
