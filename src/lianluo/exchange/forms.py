from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm

FAMILIES = [
    ("roster", _("Roster of deputies or members")),
    ("matters", _("List of suggestions and proposals")),
]


class UploadForm(ActionForm):
    family = forms.ChoiceField(label=_("What the file is"), choices=FAMILIES)
    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.ods"}),
        help_text=_(
            "Excel or CSV, with a row of headings. Identity numbers and home addresses are never imported."
        ),
    )
    named = forms.CharField(
        label=_("Congress, committee or session"),
        required=False,
        max_length=60,
        help_text=_(
            "Only when the title row does not say it, such as 第十四届全国人民代表大会 or 省十四届人大四次会议."
        ),
    )
