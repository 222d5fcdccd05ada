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
from lianluo.matters.procedures import procedure_of
from lianluo.matters.queries import sessions
from lianluo.people.models import Organisation, Person, Session

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


KINDS_BY_HAND = [pair for pair in Matter.Kind.choices if pair[0] != Matter.Kind.REFERRED_CASE]
"""A referred case has a register of its own, with its guard."""
IN_SESSION = (Matter.Kind.SUGGESTION, Matter.Kind.PROPOSAL)
REGISTERED = (("yes", _("registered by the committee")), ("no", _("the committee has not decided yet")))
PARTICULARS = ("raised_by", "occasion", "named_due_on", "named_in")


class IntakeForm(ActionForm):
    """The fields of the chosen kind; the others are left out."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS_BY_HAND, widget=forms.RadioSelect)
    registered = forms.ChoiceField(
        label=_("Registration"), choices=REGISTERED, widget=forms.RadioSelect, required=False
    )
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
    raised_by = forms.CharField(label=_("Name of the body"), max_length=120)
    occasion = forms.CharField(max_length=200, required=False)
    lead = PickField(
        lambda actor: Person.objects.visible_to(actor), "people:pick", label=_("Lead signatory"), required=False,
        help_text=_("By name, pinyin or initials"),
    )  # fmt: skip
    organisation = PickField(
        lambda actor: Organisation.objects.visible_to(actor), "people:pick_organisation",
        label=_("or an organisation"), required=False,
        help_text=_("Instead of a person: party, people's organisation, committee, sector, group or delegation."),
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
    named_due_on = DayField(label=_("Day of answer named in the paper"))
    named_in = forms.CharField(label=_("Paper that names the day"), max_length=120)
    files = FilesField(label=_("Attachments"), required=False)

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.procedure = procedure_of(kind)
        self.fields["session"].queryset = sessions()
        self.fields["session"].label_from_instance = session_name
        self.fields["files"].help_text = files_help()
        for name in self._unknown():
            del self.fields[name]
        self._word(kind)

    def _unknown(self) -> list[str]:
        """Fields that this kind has no use for."""
        row = self.procedure
        kept = {
            "registered": "decide_registration" in row.steps, "in_session": row.kind in IN_SESSION,
            "raised_by": row.by_body, "lead": not row.by_body, "others": not row.by_body,
            "organisation": not row.by_body,
            "occasion": bool(row.occasion_words), "named_due_on": "name_day" in row.steps,
            "named_in": "name_day" in row.steps,
        }  # fmt: skip
        return [name for name, is_kept in kept.items() if not is_kept]

    def _word(self, kind: str) -> None:
        if "occasion" in self.fields:
            self.fields["occasion"].label = self.procedure.occasion_words
        if kind == Matter.Kind.MEETING_REQUEST:
            self.fields["handed_over_on"].label = _("Meeting asked for on")
            self.fields["handed_over_on"].help_text = _(
                "The deputies are told of the arrangement within seven days."
            )
        if kind == Matter.Kind.INQUIRY:
            for name in ("named_due_on", "named_in"):
                self.fields[name].required = False
        for name, words in (("lead", self.procedure.lead_words), ("others", self.procedure.joint_words)):
            if name in self.fields:
                self.fields[name].label = words

    def clean_number(self) -> str:
        text = self.cleaned_data["number"].strip()
        return text.lstrip("第" + "".join(Matter.MARKS.values())).removesuffix("号")

    def clean(self) -> dict:
        """Facts as `register_matter` takes them."""
        data = super().clean()
        data["particulars"] = {name: data.pop(name) for name in PARTICULARS if name in data}
        if "registered" in data:
            data["registered"] = data["registered"] != "no"
        if "lead" in self.fields:
            self._choose_lead(data)
        data.setdefault("in_session", data.get("kind") in AT_SESSIONS)
        return data

    def _choose_lead(self, data: dict) -> None:
        organisation = data.pop("organisation", None)
        if bool(organisation) == bool(data.get("lead")):
            if not {"lead", "organisation"} & set(self.errors):
                words = _("Choose a person or an organisation, one of the two.")
                self.add_error("lead", words)
            return
        data["lead"] = data["lead"] or organisation


AT_SESSIONS = (Matter.Kind.DELIBERATION_OPINION, Matter.Kind.INQUIRY, Matter.Kind.INTERPELLATION)


class FilesForm(ActionForm):
    files = FilesField(label=_("Files"))
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = files_help()
