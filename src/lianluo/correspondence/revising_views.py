"""A letter edited in Word: brought back, or dropped again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.actions import revising
from lianluo.correspondence.forms import ReasonForm
from lianluo.correspondence.views import visible
from lianluo.documents import office_suite
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView


class RevisionForm(ActionForm):
    word = forms.FileField(
        label=_("The letter edited in Word"), widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text=_("A .docx that carries the letter's number. Fetch it with the button “Word” on the letter's page."),
    )  # fmt: skip
    pdf = forms.FileField(
        label=_("The same letter as PDF"), required=False, widget=forms.FileInput(attrs={"accept": ".pdf"})
    )
    note = forms.CharField(label=_("What was changed"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if office_suite.program():
            self.fields["pdf"].help_text = _("Left empty: made by LibreOffice.")
        else:
            self.fields["pdf"].required = True
            self.fields["pdf"].help_text = _(
                "LibreOffice is not on this machine: save the letter as PDF in Word."
            )


class Revise(ActView):
    title = _("Bring back from Word")
    form_class = RevisionForm
    consequence = _(
        "The file becomes the next version and is what is printed and sent, until it is dropped again. The answers in "
        "the register do not change."
    )  # fmt: skip
    done = _("The file edited in Word stands for this letter now.")

    def get_queryset(self, actor):
        return visible(actor)

    def act(self, actor, letter, data):
        return revising.revise(letter, actor, **data)


class DropRevision(ActView):
    title = _("Drop the file edited in Word")
    form_class = ReasonForm
    consequence = _("The letter is laid out by the system again. The file stays among the versions.")
    done = _("The letter is laid out by the system again.")

    def get_queryset(self, actor):
        return visible(actor)

    def act(self, actor, letter, data):
        return revising.drop_revision(letter, actor, **data)
