from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.forms import ActionForm, DayField, PickField
from lianluo.units.models import Unit


class DepartmentForm(ActionForm):
    name = forms.CharField(label=pgettext_lazy("unit", "Name"), max_length=80)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)


class RenamingForm(DepartmentForm):
    on = DayField(label=_("From which day"))


class ClosingForm(ActionForm):
    on = DayField(label=_("Last day"))


class MergingForm(ActionForm):
    into = PickField(lambda actor: Unit.objects.visible_to(actor), "units:pick", label=_("Into which unit"))
    on = DayField(label=_("From which day"))


class LeadingGroupForm(ActionForm):
    name = forms.CharField(label=pgettext_lazy("unit", "Name"), max_length=80, required=False)
    on = DayField(label=_("Set up on"))
