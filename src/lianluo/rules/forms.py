"""What is filled in for a setting or for days of the calendar."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm, DayField
from lianluo.rules.keys import KEYS, KINDS, LEVELS
from lianluo.rules.models import Clause, DictionaryEntry, InstitutionalDocument, ResultClass, Rule


def _source() -> forms.CharField:
    return forms.CharField(
        label=_("Source"), max_length=200, help_text=_("The document and clause, as it is to be cited.")
    )


def _note() -> forms.CharField:
    return forms.CharField(label=_("Remarks"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RuleForm(ActionForm):
    value = forms.CharField(label=_("New value"), max_length=80)
    valid_from = DayField(label=_("In force from"))
    source = _source()
    note = _note()


class EndRuleForm(ActionForm):
    valid_until = DayField(label=_("Last day"))
    source = _source()


class AddRuleForm(ActionForm):
    key = forms.ChoiceField(label=_("Setting"), choices=lambda: KEYS.items())
    applies_kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=lambda: [("", _("all kinds")), *KINDS.items()]
    )
    applies_level = forms.ChoiceField(
        label=_("Level"), required=False, choices=lambda: [("", _("all levels")), *LEVELS.items()]
    )
    value = forms.CharField(label=_("Value"), max_length=80)
    unit = forms.ChoiceField(label=_("Unit"), choices=Rule.Unit.choices)
    start = forms.ChoiceField(label=_("Counted from"), required=False, choices=Rule.Start.choices)
    is_before = forms.BooleanField(label=_("Counted back from that day"), required=False)
    holiday_rule = forms.ChoiceField(label=_("Last day on a holiday"), choices=Rule.HolidayRule.choices)
    consent_needed = forms.BooleanField(label=_("Needs consent"), required=False)
    valid_from = DayField(label=_("In force from"))
    valid_until = DayField(
        label=_("Last day"), required=False, help_text=_("Left empty: until further notice.")
    )
    source = _source()
    note = _note()


class DayForm(ActionForm):
    day = DayField(label=_("Day"))
    is_working = forms.TypedChoiceField(
        label=_("The day is"), choices=[("", _("day of rest")), ("1", _("working day"))], coerce=bool, required=False,
        empty_value=False, widget=forms.RadioSelect,
    )  # fmt: skip
    source = _source()


class YearForm(ActionForm):
    source = _source()


class ArrangementForm(ActionForm):
    text = forms.CharField(
        label=_("Days of rest and make-up days"), widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_("One day or span a line: 2027-10-01 to 2027-10-07 rest; 2027-10-09 work. Weekends need no line."),
    )  # fmt: skip
    source = _source()


class VersionForm(ActionForm):
    number = forms.CharField(label=_("Document number"), max_length=80, required=False)
    valid_from = DayField(label=_("In force from"))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 18}))
    note = forms.CharField(label=_("Remarks"), max_length=300, required=False)


class DocumentForm(VersionForm):
    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=InstitutionalDocument.Kind.choices)
    issuer = forms.CharField(label=_("Issued by"), max_length=120)
    field_order = ("title", "kind", "issuer", "number", "valid_from", "text", "note")


class RepealForm(ActionForm):
    valid_until = DayField(label=_("Last day"))


class CiteForm(ActionForm):
    clause = forms.ModelChoiceField(
        Clause.objects.none(),
        label=_("Clause"),
        required=False,
        empty_label=_("none"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, clauses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["clause"].queryset = clauses


def _spellings() -> forms.CharField:
    return forms.CharField(
        label=_("Other spellings"), max_length=200, required=False, help_text=_("Separated by spaces.")
    )


class AddEntryForm(ActionForm):
    dictionary = forms.ChoiceField(label=_("Dictionary"), choices=DictionaryEntry.Dictionary.choices)
    label = forms.CharField(label=_("Wording"), max_length=60)
    synonyms = _spellings()
    code = forms.CharField(
        label=_("Code"), max_length=20, required=False, help_text=_("Left empty: the next free number.")
    )
    valid_from = DayField(label=_("In force from"))


class CorrectEntryForm(ActionForm):
    label = forms.CharField(label=_("Wording"), max_length=60)
    synonyms = _spellings()
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=9999)


class LastDayForm(ActionForm):
    valid_until = DayField(label=_("Last day"))


class AddClassForm(ActionForm):
    body_kind = forms.ChoiceField(label=_("For replies to"), choices=ResultClass.BodyKind.choices)
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=lambda: [("", _("all levels")), *LEVELS.items()]
    )
    code = forms.CharField(label=_("Class"), max_length=2)
    label = forms.CharField(label=_("Wording"), max_length=80)
    meaning = forms.ChoiceField(label=_("Meaning"), choices=ResultClass.Meaning.choices)
    valid_from = DayField(label=_("In force from"))
    source = _source()
