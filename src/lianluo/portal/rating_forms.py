"""What a deputy gives in on the rating pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.matters.actions.rating import LONGEST
from lianluo.matters.models import Feedback, RatingMark

AXES = tuple(RatingMark.AXES)
GATES = ("before", "during", "after")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("The code on your feedback form"), max_length=60, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
                                      "aria-describedby": "code-hint"}),
    )  # fmt: skip


class TapForm(forms.Form):
    """One button of one axis."""

    field = forms.ChoiceField(choices=[(axis, axis) for axis in AXES])
    value = forms.ChoiceField(choices=Feedback.Rating.choices)

    def marks(self) -> dict[str, str]:
        return {self.cleaned_data["field"]: self.cleaned_data["value"]}


class WordsForm(forms.Form):
    """What may be added to a rating; everything may stay empty."""

    comment = forms.CharField(
        label=_("What you want to tell us"), required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = (_("Before handling"), _("During handling"), _("After the reply"))
        for gate, label in zip(GATES, labels, strict=True):
            self.fields[gate] = forms.ChoiceField(
                label=label, choices=Feedback.Contacted.choices, required=False, widget=forms.RadioSelect
            )

    @property
    def gates(self) -> list:
        return [self[gate] for gate in GATES]

    def marks(self) -> dict[str, str]:
        return dict(self.cleaned_data)
