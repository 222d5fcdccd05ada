"""Printing tonight's answers: at once when few, as a job when many."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.documents.uploads import TYPES
from lianluo.foundation.exports import tell_listeners
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView
from lianluo.journal.actions.jobruns import start_run
from lianluo.matters.models import SessionMode, VoicedOpinion
from lianluo.matters.voiced_views import VoicedList
from lianluo.matters.voicing_jobs import print_slips
from lianluo.matters.voicing_paper import slips_paper
from lianluo.matters.voicing_queries import delegations_of, modes_for, opinions_for, printable

MANY = 60
RENDER = {"docx": render_docx, "pdf": render_pdf}
NAME = _("Answers in session")


class SlipsForm(ActionForm):
    which = forms.ChoiceField(
        label=_("Which answers"), initial="to_tell", widget=forms.RadioSelect,
        choices=[("to_tell", _("passed and not told yet")), ("today", _("all passed today"))],
    )  # fmt: skip
    delegations = forms.MultipleChoiceField(
        label=_("Delegations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: all."),
    )
    sheet = forms.ChoiceField(
        label=_("Paper"), initial="a4", widget=forms.RadioSelect,
        choices=[("a4", _("two on A4, to be cut")), ("a5", _("A5, one each"))],
    )  # fmt: skip
    form = forms.ChoiceField(
        label=_("File"), initial="pdf", widget=forms.RadioSelect, choices=[("pdf", "PDF"), ("docx", "Word")]
    )
    contact = forms.CharField(label=_("Whom to ask, and the telephone"), max_length=80, required=False)

    def __init__(self, *args, mode=None, **kwargs):
        super().__init__(*args, **kwargs)
        if mode is None:
            del self.fields["which"], self.fields["delegations"]
        else:
            self.fields["delegations"].choices = [(name, name) for name in delegations_of(mode)]


class _Slips(ActView):
    """The answer to POST is the file itself, or the page of the job that makes it."""

    title = _("Print answers for tonight")
    button = _("Print")
    form_class = SlipsForm
    consequence = _(
        "A slip for each deputy, in the order of delegations. Printing tells nobody: record it afterwards."
    )
    template_name = "matters/voicing/slips.html"

    def chosen(self, actor, data):
        raise NotImplementedError

    def post(self, request, *args, **kwargs) -> HttpResponse:
        if "form" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.thing = self.get_object(self.actor)
        form = self.get_form(data=request.POST)
        if not form.is_valid():
            return self.show(form)
        rows = self.chosen(self.actor, form.cleaned_data)
        count = rows.count()
        if not count:
            form.add_error(
                None, ValidationError(_now("No answer of these is passed yet; there is nothing to print."))
            )
            return self.show(form)
        return (
            self._as_job(rows, form.cleaned_data)
            if count > MANY
            else self._file(list(rows), form.cleaned_data)
        )

    def _file(self, rows: list[VoicedOpinion], data: dict) -> HttpResponse:
        paper = slips_paper(rows[0].mode, rows, contact=data["contact"], two_up=data["sheet"] == "a4")
        answer = HttpResponse(RENDER[data["form"]](paper), content_type=TYPES[data["form"]])
        answer["Content-Disposition"] = content_disposition_header(True, f"{NAME}.{data['form']}")
        answer["Cache-Control"] = "no-store"
        tell_listeners(self.actor, str(NAME), len(rows))
        return answer

    def _as_job(self, rows, data: dict) -> HttpResponse:
        run = start_run(
            self.actor, "slips", str(self.title), print_slips, ids=list(rows.values_list("pk", flat=True)),
            contact=data["contact"], two_up=data["sheet"] == "a4",
        )  # fmt: skip
        return self.lead_to(reverse("jobs:detail", args=[run.pk]))


class PrintingSlips(_Slips):
    def get_queryset(self, actor):
        require(actor, "matters.look")
        return modes_for(actor)

    def get_form_kwargs(self, actor, mode: SessionMode) -> dict:
        return {"mode": mode}

    def get_initial(self, actor, mode) -> dict:
        return {"which": "to_tell", "sheet": "a4", "form": "pdf", "delegations": _asked(self.request)}

    def chosen(self, actor, data):
        rows = printable(opinions_for(actor).filter(mode=self.thing), data["which"])
        return rows.filter(delegation__in=data["delegations"]) if data["delegations"] else rows


def _asked(request) -> list[str]:
    return request.GET.getlist("delegation")


class SlipsOfPicked(_Slips):
    """Of the rows picked in the list; those whose answer is not passed yet are left out."""

    list_page, list_url_name = VoicedList, "matters:voiced_list"

    def get_object(self, actor):
        require(actor, "matters.look")
        rows = list(VoicedList.picked(self.request))
        if not rows:
            raise Http404
        return rows

    def get_initial(self, actor, thing) -> dict:
        return {"sheet": "a4", "form": "pdf"}

    def chosen(self, actor, data):
        rows = opinions_for(actor).filter(pk__in=[row.pk for row in self.thing])
        return printable(rows.select_related("mode__session", "mode__office"))

    def get_cancel_url(self) -> str:
        return reverse(self.list_url_name)
