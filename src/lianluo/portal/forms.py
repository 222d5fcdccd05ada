"""What a deputy types on her own pages."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm
from lianluo.liaison.models import VisitNote
from lianluo.matters.actions.voicing import LONGEST
from lianluo.people.models import CorrectionRequest, Person


def _fields() -> list[tuple[str, str]]:
    return [(name, str(Person._meta.get_field(name).verbose_name)) for name in CorrectionRequest.FIELDS]


class SayingForm(ActionForm):
    words = forms.CharField(
        label=_("What you want to say"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 7})
    )


class CorrectionForm(ActionForm):
    field = forms.ChoiceField(label=_("What is wrong"), choices=lazy(_fields, list))
    new = forms.CharField(label=_("How it should be"), max_length=300)


class NoteForm(ActionForm):
    verdict = forms.ChoiceField(
        label=_("Is the record right?"), choices=VisitNote.Verdict.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("If not, what was otherwise?"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
