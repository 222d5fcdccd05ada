"""What is filled in about reminders."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm
from lianluo.matters.urging import SUPERVISING, URGING


class SheetForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("Kind of sheet"), widget=forms.RadioSelect,
        choices=[(URGING, _("urging sheet")), (SUPERVISING, _("supervision sheet"))],
    )  # fmt: skip
    format = forms.ChoiceField(
        label=_("Format"), widget=forms.RadioSelect, choices=[("pdf", "PDF"), ("docx", "Word")]
    )
