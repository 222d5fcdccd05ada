"""What is filled in for what was said on a visit, for its photographs, and where it stands for a contact."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.forms import ActionForm
from lianluo.liaison.actions.evidence import MOST_PHOTOS
from lianluo.liaison.models import Remark, Visit
from lianluo.liaison.models.remark import CASE
from lianluo.matters.intake_forms import FilesField, FilesInput
from lianluo.matters.models import Contact
from lianluo.people.models import Person

NOTE = [("", pgettext_lazy("remark", "only a note"))]


def kinds() -> list[tuple[str, str]]:
    return Remark._meta.get_field("kind").choices


class RemarkForm(ActionForm):
    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who said it"), empty_label=None)
    words = forms.CharField(label=_("In the officer's words"), widget=forms.Textarea(attrs={"rows": 5}))
    kind = forms.ChoiceField(
        label=pgettext_lazy("remark", "Becomes"),
        widget=forms.RadioSelect,
        required=False,
        choices=lambda: NOTE + list(kinds()),
    )

    def __init__(self, *args, visit: Visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.filter(met__visit=visit, met__is_absent=False)


class RegisterForm(ActionForm):
    """The kind and the title, of a case its name as the register of cases writes it."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("remark", "Becomes"), choices=kinds, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Empty: the first sentence of the words."),
    )
    case_name = forms.CharField(
        label=_("Case name"), max_length=60, required=False,
        help_text=_("Of a referred case only; parties by surname and 某, for example 张某故意伤害申诉案."),
    )  # fmt: skip

    def __init__(self, *args, kind: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if kind == CASE:
            del self.fields["title"]


class DismissForm(ActionForm):
    answer = forms.CharField(label=_("Why it becomes no matter"), max_length=200)


class PhotosForm(ActionForm):
    photos = FilesField(
        label=_("Photographs"), widget=FilesInput(attrs={"accept": "image/*"}),
        help_text=_("At most %(n)d of 20 MB each: JPEG, PNG or WebP. They are kept without place, hour and device.")
        % {"n": MOST_PHOTOS},
    )  # fmt: skip


class EvidenceForm(ActionForm):
    assignment = forms.ChoiceField(label=_("Matter"), widget=forms.RadioSelect)
    gate = forms.ChoiceField(label=_("Gate"), choices=Contact.Gate.choices, widget=forms.RadioSelect)

    def __init__(self, *args, rows: list, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): (row, persons) for row, persons in rows}
        self.fields["assignment"].choices = [
            (key, f"{row.matter}（{'、'.join(person.name for person in persons)}）")
            for key, (row, persons) in self.rows.items()
        ]
