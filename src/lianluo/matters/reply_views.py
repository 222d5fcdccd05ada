"""The reply of one department: written point by point, read and decided on by head, office and leader."""

from __future__ import annotations

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents.queries import attachments_of
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView, DetailPage
from lianluo.foundation.workflow import NotReady
from lianluo.matters.actions import reply as replies
from lianluo.matters.buttons import page_of
from lianluo.matters.models import Reply
from lianluo.matters.queries import classes_for, contacts_before, opinions_on
from lianluo.matters.reply_forms import CommentForm, RedraftForm, ReplyForm
from lianluo.matters.versions import points_with_changes
from lianluo.matters.workflow import REPLY, reply_can_be_submitted

READ = (
    "assignment__matter__office",
    "assignment__department",
    "assignment__handler",
    "result_class",
    "drafted_by",
)


class ReplyAct(ActView):
    """A step of a reply; who may not take it finds no page."""

    step = ""
    template_name = "matters/reply_act.html"

    def get_queryset(self, actor):
        return Reply.objects.visible_to(actor).select_related(*READ)

    def get_object(self, actor):
        reply = super().get_object(actor)
        require(actor, REPLY.step(self.step).permission, reply)
        return reply

    def get_success_url(self, result) -> str:
        return reverse("matters:reply", args=[self.thing.pk])

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class Editing(ReplyAct):
    """Saving keeps an unfinished draft; "save and submit" saves first, then says what is still missing."""

    step = "edit"
    title = _("Edit the reply")
    form_class = ReplyForm
    template_name = "matters/reply_edit.html"

    def get_form_kwargs(self, actor, reply):
        points = [(point.asked, point.answer) for point in reply.points.all()]
        return {"classes": classes_for(reply.matter), "points": points}

    def get_initial(self, actor, reply):
        return {name: getattr(reply, name) for name in ("result_class", "disclosure", "disclosure_reason")}

    def get_context(self, actor, reply) -> dict:
        return {
            "missing": reply_can_be_submitted(reply, actor), "contacts": contacts_before(reply.matter),
            "opinions": opinions_on(reply.matter), "attachments": attachments_of(reply.matter),
            "returned": reply.reviews.filter(verdict="returned", version=reply.version - 1).last(),
        }  # fmt: skip

    def act(self, actor, reply, data):
        replies.edit(reply, actor, **data)
        if "submit" not in self.request.POST:
            messages.success(self.request, _("The draft is saved."))
            return False
        try:
            replies.submit(reply, actor)
        except NotReady as refusal:
            reasons = " ".join(map(str, refusal.reasons))
            told = _("The draft is saved but not submitted yet: %(reasons)s") % {"reasons": reasons}
            messages.warning(self.request, told)
            return False
        messages.success(self.request, _("Submitted to the department head."))
        return True

    def get_success_url(self, result) -> str:
        return (
            super().get_success_url(result) if result else reverse("matters:reply_edit", args=[self.thing.pk])
        )

    def get_cancel_url(self) -> str:
        return self.thing.matter.get_absolute_url()


class ReplyPage(DetailPage):
    """Everything a reviewer needs on one page: the reply, what changed, contacts, opinions, the chain, the buttons."""

    template_name = "matters/reply.html"

    def get_queryset(self, actor):
        require(actor, "matters.look")
        return Reply.objects.visible_to(actor).select_related(*READ, "signed_off_by")

    def get_context(self, actor, reply) -> dict:
        steps = REPLY.open_steps(reply, actor)
        buttons = [_button(step, reply) for step in steps]
        deciding = [button for button in buttons if button["name"] in DECISIONS]
        return {
            "points": points_with_changes(reply), "reviews": reply.reviews.select_related("user"),
            "contacts": contacts_before(reply.matter), "opinions": opinions_on(reply.matter),
            "attachments": attachments_of(reply.matter), "deciding": deciding,
            "buttons": [button for button in buttons if button not in deciding],
        }  # fmt: skip


DECISIONS = ("pass_as_head", "pass_as_office", "sign_off", "return_for_redraft")


def _button(open_, reply: Reply) -> dict:
    return {
        "name": open_.name, "label": open_.label, "url": page_of("reply", open_.name, reply.pk),
        "allowed": open_.allowed, "why_not": " ".join(map(str, open_.why_not)), "confirm": open_.step.confirm,
        "primary": open_.name not in ("edit", "return_for_redraft"), "post": open_.name == "submit",
    }  # fmt: skip


class Submitting(ReplyAct):
    step = "submit"
    title = _("Submit")
    form_class = ActionForm
    done = _("Submitted to the department head.")

    def act(self, actor, reply, data):
        return replies.submit(reply, actor)


class PassingAsHead(ReplyAct):
    step = "pass_as_head"
    title = _("Pass")
    form_class = CommentForm
    done = _("Passed on to the liaison office.")

    def act(self, actor, reply, data):
        return replies.pass_as_head(reply, actor, **data)


class PassingAsOffice(ReplyAct):
    step = "pass_as_office"
    title = _("Pass")
    form_class = CommentForm
    done = _("Passed on to the leader.")

    def act(self, actor, reply, data):
        return replies.pass_as_office(reply, actor, **data)


class SigningOff(ReplyAct):
    step = "sign_off"
    title = _("Sign off")
    form_class = CommentForm
    consequence = _("The reply becomes final and goes into the letter to each signatory.")
    done = _("Signed off.")

    def act(self, actor, reply, data):
        return replies.sign_off(reply, actor, **data)


class ReturningForRedraft(ReplyAct):
    step = "return_for_redraft"
    title = _("Return for redraft")
    form_class = RedraftForm
    done = _("Returned to the handler with your comment.")

    def act(self, actor, reply, data):
        return replies.return_for_redraft(reply, actor, **data)
