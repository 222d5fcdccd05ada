"""Internal result and feedback side by side, and their steps."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from lianluo.accounts.permissions import require
from lianluo.documents.uploads import TYPES
from lianluo.foundation.exports import tell_listeners
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActorRequired, ActView, DetailPage
from lianluo.foundation.workflow import NotReady
from lianluo.matters import referral_handling_forms as forms
from lianluo.matters.actions import referral_text as texts
from lianluo.matters.actions.referral_access import log_look
from lianluo.matters.actions.referral_paper import RENDER, render
from lianluo.matters.models import Referral, ReferralLook, ReferralText, Withheld
from lianluo.matters.referral_course import text_buttons_of
from lianluo.matters.referral_forms import CommentForm
from lianluo.matters.referral_queries import texts_of, with_everything
from lianluo.matters.referral_workflow import REFERRAL_TEXT

What = ReferralLook.What


class Texts(DetailPage):
    """Both texts; a draft is edited in place."""

    template_name = "matters/referral_texts.html"

    def get_queryset(self, actor):
        require(actor, "matters.referral_list")
        return with_everything(Referral.objects.visible_to(actor))

    def get_context(self, actor, case) -> dict:
        log_look(actor, case, what=What.TEXTS)
        return {
            "columns": [_column(actor, text) for text in texts_of(case).values()],
            "checks": Withheld.choices,
        }


def _column(actor, text: ReferralText) -> dict:
    open_steps = {step.name for step in REFERRAL_TEXT.open_steps(text, actor)}
    form = (
        forms.TextForm(actor=actor, initial={"words": text.text}, prefix=text.kind)
        if "write" in open_steps
        else None
    )
    return {"text": text, "form": form, "buttons": text_buttons_of(text, actor)}


class TextStep(ActView):
    step = ""
    call = None
    template_name = "matters/referral_text_act.html"

    def get_queryset(self, actor):
        return ReferralText.objects.visible_to(actor).select_related(
            "referral__matter__office", "referral__leader"
        )

    def get_object(self, actor):
        text = super().get_object(actor)
        require(actor, REFERRAL_TEXT.step(self.step).permission, text)
        return text

    def get_context(self, actor, text) -> dict:
        log_look(actor, text.referral, what=What.TEXTS)
        return {"missing": REFERRAL_TEXT.step(self.step).ready(text, actor)}

    def act(self, actor, text, data):
        return type(self).call(text, actor, **data)

    def get_success_url(self, result) -> str:
        return reverse("matters:referral_texts", args=[self.thing.referral_id])

    def get_cancel_url(self) -> str:
        return self.get_success_url(None)


class Writing(TextStep):
    step, call = "write", texts.write
    title = _p("step", "Write")
    button = _("Save")
    form_class = forms.TextForm
    done = _("Saved.")

    def get_form(self, **bound):
        prefix = self.thing.kind if f"{self.thing.kind}-words" in self.request.POST else None
        return forms.TextForm(actor=self.actor, initial={"words": self.thing.text}, prefix=prefix, **bound)


class Submitting(TextStep):
    step, call = "submit", texts.submit
    title = _("Submit")
    form_class = ActionForm
    done = _("It is before the leader.")


class Approving(TextStep):
    step, call = "approve", texts.approve
    title = _("Approve")
    form_class = forms.ApprovalForm
    done = _("Approved.")

    def get_form_kwargs(self, actor, text):
        return {"is_feedback": text.kind == ReferralText.Kind.FEEDBACK}


class Returning(TextStep):
    step, call = "return", texts.return_text
    title = _p("referred case", "Return")
    form_class = CommentForm
    done = _("Returned for redraft.")


class Paper(ActorRequired):
    """The approved feedback as a letter to the deputy, or as a report to the SPP; every print is a look."""

    def get(self, request, pk: int, form: str) -> HttpResponse:
        require(self.actor, "matters.referral_list")
        case = get_object_or_404(with_everything(Referral.objects.visible_to(self.actor)), pk=pk)
        if form not in RENDER:
            raise Http404
        try:
            content = render(self.actor, case, form=form)
        except NotReady as refusal:
            messages.error(request, " ".join(map(str, refusal.reasons)))
            return HttpResponseRedirect(reverse("matters:referral_texts", args=[pk]))
        answer = HttpResponse(content, content_type=TYPES[form])
        answer["Content-Disposition"] = (
            f"attachment; filename*=UTF-8''{quote(f'转交案件反馈 {case.number}')}.{form}"
        )
        answer["Cache-Control"] = "no-store"
        tell_listeners(self.actor, str(case), 1)
        return answer
