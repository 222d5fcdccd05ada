"""The whole outgoing mail at once: dispatch by a pasted list of mail numbers, delivery of many."""

from __future__ import annotations

import hashlib
from io import BytesIO
from operator import itemgetter

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.accounts.permissions import require
from lianluo.correspondence import forms, mailing
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.printing import mail_sheet
from lianluo.correspondence.mail_sheets import HEADING, TITLE, paper_of_sheet, text_of_workbook
from lianluo.correspondence.models import Dispatch
from lianluo.correspondence.views import LetterList
from lianluo.documents.rendering import render_pdf
from lianluo.documents.uploads import TYPES, BadUpload
from lianluo.foundation import clock
from lianluo.foundation.exports import write_xlsx
from lianluo.foundation.pages import ActView, BulkActView
from lianluo.foundation.workflow import NotReady, WrongStage


class MailNumbers(ActView):
    """Paste, check, record: what was checked is what is recorded; a list that was changed is shown again first."""

    title = _("Dispatch by mail numbers")
    form_class = forms.MailNumbersForm
    template_name = "correspondence/mail_numbers.html"
    lines: list[mailing.Line] | None = None

    def get_object(self, actor) -> None:
        require(actor, "correspondence.compose", actor.organ)

    def get_initial(self, actor, thing) -> dict:
        return {"on": clock.today(), "way": Dispatch.Way.EXPRESS}

    def post(self, request, *args, **kwargs) -> HttpResponse:
        self.thing = self.get_object(self.actor)
        try:
            form = self.get_form(data=self._with_workbook(request))
        except BadUpload as fault:
            form = self.get_form(data=request.POST)
            form.is_valid()
            form.add_error("workbook", str(fault))
        if not form.is_valid():
            return self.show(form)
        self.lines = self._read(form.cleaned_data)
        if request.POST.get("checked") != self.seal(form.cleaned_data) or not self.ready:
            self.checked = self.seal(form.cleaned_data)
            return self.show(form)
        return super().post(request, *args, **kwargs)

    def _with_workbook(self, request):
        """What stands in the workbook comes into the field of the list, where it can be mended."""
        if not (file := request.FILES.get("workbook")):
            return request.POST
        data = request.POST.copy()
        data["lines"] = text_of_workbook(file.name, file, file.size)
        return data

    def _read(self, data: dict) -> list[mailing.Line]:
        return mailing.read(self.actor.organ, data["lines"], data["way"] == Dispatch.Way.BY_HAND)

    @property
    def ready(self) -> list[mailing.Line]:
        return [line for line in self.lines or [] if not line.refusal]

    def seal(self, data: dict) -> str:
        """What the reader has seen: the list, the way, and which letters it was matched with."""
        seen = [(line.letter.pk, line.mail) for line in self.ready]
        return hashlib.sha256(repr((data["lines"], data["way"], data["on"], seen)).encode()).hexdigest()[:16]

    @property
    def button(self):
        count = len(self.ready)
        if not count:
            return _("Check the list")
        words = ngettext("Record dispatch of %(n)d letter", "Record dispatch of %(n)d letters", count)
        return words % {"n": count}

    def get_context(self, actor, thing) -> dict:
        refused = [line for line in self.lines or [] if line.refusal]
        return {
            "checked": getattr(self, "checked", ""), "lines": self.lines, "ready": self.ready, "refused": refused,
        }  # fmt: skip

    def act(self, actor, thing, data) -> None:
        done = 0
        for line in self.lines:
            try:
                if line.refusal:
                    raise NotReady(line.refusal)
                posting.dispatch(line.letter, actor, way=data["way"], on=data["on"], tracking=line.mail)
                done += 1
            except (NotReady, WrongStage, ValidationError) as refusal:
                words = refusal.messages if isinstance(refusal, ValidationError) else [refusal]
                told = {"line": line.number, "reason": " ".join(map(str, words))}
                messages.warning(self.request, _t("Line %(line)s: %(reason)s") % told)
        words = ngettext("%(n)d letter dispatched.", "%(n)d letters dispatched.", done)
        messages.success(self.request, words % {"n": done})

    def get_success_url(self, result) -> str:
        return reverse("correspondence:list") + "?tab=dispatched"

    def get_cancel_url(self) -> str:
        return reverse("correspondence:list") + "?tab=numbered"


class MailSheet(BulkActView):
    """The register-mail sheet of the letters chosen, as PDF to sign or as a workbook for the post."""

    title = _("Register-mail sheet")
    button = _("Make the sheet")
    consequence = _("The sheet shows postal addresses; who made it is recorded.")
    form_class = forms.MailSheetForm
    list_page, list_url_name = LetterList, "correspondence:list"

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if "once" not in request.POST:
            return super().post(request, *args, **kwargs)
        chosen = [letter.pk for letter in self.get_object(self.actor)]
        rows = mail_sheet(self.actor, self.actor.organ, letters=chosen)
        if request.POST.get("form") == "xlsx":
            content = BytesIO()
            write_xlsx(
                content, TITLE, list(zip(HEADING, map(itemgetter, range(len(HEADING))), strict=True)), rows
            )
            return _file(content.getvalue(), "xlsx")
        return _file(render_pdf(paper_of_sheet(self.actor.organ.name, rows)), "pdf")


def _file(content: bytes, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=TYPES[ending])
    answer["Content-Disposition"] = content_disposition_header(True, f"{TITLE}.{ending}")
    answer["Cache-Control"] = "private, no-store"
    return answer


class DeliverMany(BulkActView):
    title = _("Record delivery")
    form_class = forms.BulkDeliveryForm
    list_page, list_url_name = LetterList, "correspondence:list"

    def get_initial(self, actor, thing) -> dict:
        return {"on": clock.today()}

    def act_on(self, actor, letter, data) -> None:
        posting.deliver(letter, actor, **data)
