"""What is filled in for one assignment: the handler, a reason, an opinion."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SignForForm(ActionForm):
    handler = forms.ModelChoiceField(
        User.objects.none(), label=_("Handler"), required=False, empty_label=_("I handle it myself"),
        help_text=_("Who serves in the department today. He is told at once."),
    )  # fmt: skip

    def __init__(self, *args, handlers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = handlers


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))


class OpinionForm(ActionForm):
    text = forms.CharField(
        label=_("Opinion"), widget=text_area(10),
        help_text=_("It goes to the lead department only; the deputy gets the lead department's reply."),
    )  # fmt: skip
