"""What is filled in when deputies were asked, and when they answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.forms import ActionForm, DayField
from lianluo.liaison.models import Asked


class AskingForm(ActionForm):
    what_for = forms.CharField(label=_("Asked for what"), max_length=200)
    on = DayField(label=pgettext_lazy("asked", "Asked on"))


class AnswerForm(ActionForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=Asked.Answer.choices)
    on = DayField(label=_("Answered on"))
