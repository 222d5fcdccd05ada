from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm, DayField


class RuleForm(ActionForm):
    value = forms.CharField(label=_("New value"), max_length=80)
    valid_from = DayField(label=_("In force from"))
    source = forms.CharField(label=_("Source"), max_length=200)
    note = forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
