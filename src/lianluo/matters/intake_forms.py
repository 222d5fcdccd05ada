"""What is filled in to register one matter, and the files brought with it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from lianluo.documents.uploads import LARGEST, TYPES
from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.models import Matter
from lianluo.matters.plan_queries import session_name
from lianluo.matters.queries import sessions
from lianluo.people.models import Person, Session

MOST_FILES = 10
MEGABYTES = LARGEST // 1024 // 1024
ALLOWED = _("At most %(files)s files of %(limit)s MB each: %(kinds)s.")


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of uploads, at most MOST_FILES; what is in them is looked at when they are kept."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list:
        files = [file for file in (data if isinstance(data, (list, tuple)) else [data]) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most %(limit)s files at once."), params={"limit": MOST_FILES})
        if not files:
            super().clean(None, initial)
        return [super(FilesField, self).clean(file, initial) for file in files]


def files_help() -> str:
    return ALLOWED % {"files": MOST_FILES, "limit": MEGABYTES, "kinds": pgettext("list", ", ").join(TYPES)}


class IntakeForm(ActionForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=Matter.Kind.choices, widget=forms.RadioSelect)
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label=_("Term and session"),
        required=False,
        empty_label=_("outside any session"),
    )
    in_session = forms.BooleanField(label=_("Made during the session"), required=False)
    number = forms.CharField(
        label=_("Number"), max_length=40, required=False,
        help_text=_("As given by the congress or the CPPCC committee, digits only; empty where there is none."),
    )  # fmt: skip
    title = forms.CharField(label=_("Title"), max_length=200)
    content = forms.CharField(label=_("Content"), required=False, widget=text_area(8))
    lead = PickField(
        lambda actor: Person.objects.visible_to(actor), "people:pick", label=_("Lead signatory"),
        help_text=_("By name, pinyin or initials"),
    )  # fmt: skip
    others = MultiPickField(
        lambda actor: Person.objects.visible_to(actor),
        "people:pick",
        label=_("Co-signatories"),
        required=False,
    )
    handed_over_on = DayField(
        label=_("Handed over on"),
        help_text=_("The day it was handed to the procuratorate; deadlines count from it."),
    )
    source = forms.CharField(label=_("Handed over by"), max_length=80, required=False)
    files = FilesField(label=_("Attachments"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions()
        self.fields["session"].label_from_instance = session_name
        self.fields["files"].help_text = files_help()

    def clean_number(self) -> str:
        return self.cleaned_data["number"].strip().removeprefix("第").removeprefix("提").removesuffix("号")


class FilesForm(ActionForm):
    files = FilesField(label=_("Files"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = files_help()
