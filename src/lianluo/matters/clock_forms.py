"""What is filled in to pause and resume the clock, and for an extension."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm, DayField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.models import Pause


class PauseForm(ActionForm):
    kind = forms.ChoiceField(label=_("Kind of pause"), choices=Pause.Kind.choices, widget=forms.RadioSelect)
    first_on = DayField(
        label=_("Stands still from"), help_text=_("This day is the first that does not count.")
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))
    source = forms.CharField(
        label=_("Document"),
        max_length=200,
        required=False,
        help_text=_("For example the letter that asks for it."),
    )


class ResumeForm(ActionForm):
    last_on = DayField(label=_("Stands still until"), help_text=_("The last day that does not count."))


class AskExtensionForm(ActionForm):
    until = DayField(label=_("Extended until"))
    asked_on = DayField(label=_("Asked for on"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))


class GrantForm(ActionForm):
    granted_by = forms.CharField(
        label=_("Body that consents"), max_length=120, required=False,
        help_text=_("The body that handed the matter over."),
    )  # fmt: skip
    granted_on = DayField(label=_("Consented on"))
    until = DayField(label=_("Extended until"))
    deputy_told_on = DayField(label=_("Deputy told on"), required=False)
    document = forms.CharField(label=_("Document"), max_length=120, required=False)


class RefuseForm(ActionForm):
    granted_by = forms.CharField(label=_("Body that refuses"), max_length=120)
    granted_on = DayField(label=_("Refused on"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))


class RevokeForm(ActionForm):
    revoked_on = DayField(label=_("Revoked on"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))
