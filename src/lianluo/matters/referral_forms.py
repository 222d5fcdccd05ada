"""What is filled in for a referred case, up to its hand-over."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm, DayField, PickField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.intake_forms import FilesField, files_help
from lianluo.matters.models import InquiryRecord, Referral
from lianluo.people.models import Person
from lianluo.units.models import Unit


class RegisterForm(ActionForm):
    chain = forms.ChoiceField(label=_("Chain"), choices=Referral.Chain.choices, widget=forms.RadioSelect)
    came_by = forms.ChoiceField(
        label=_("How it came"), choices=Referral.CameBy.choices, widget=forms.RadioSelect
    )
    is_formal = forms.BooleanField(
        label=_("Through a formal channel"), required=False, initial=True,
        help_text=_("A private call or message is no formal channel; it is recorded all the same."),
    )  # fmt: skip
    received_on = DayField(label=_("Received on"))
    paper_number = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    named_due_on = DayField(
        label=_("Day named by the SPP"), required=False, help_text=_("Only where the assignment names one.")
    )
    person = PickField(
        lambda actor: Person.objects.visible_to(actor), "people:pick", label=_("Deputy or member"),
        help_text=_("By name, pinyin or initials"),
    )  # fmt: skip
    words = forms.CharField(
        label=_("The deputy's own words"), required=False, widget=text_area(6),
        help_text=_("Word for word, or attach the scan of the letter. Every look at them is kept."),
    )  # fmt: skip
    files = FilesField(label=_("Scan of the letter"), required=False)
    case_name = forms.CharField(
        label=_("Case name"),
        max_length=60,
        help_text=_("Parties by surname and 某, for example 张某故意伤害申诉案."),
    )
    case_number = forms.CharField(
        label=_("Case number"), max_length=60, required=False,
        help_text=_("Of the case system, as a reference. No case content."),
    )  # fmt: skip
    cause = forms.CharField(label=_("Cause of action"), max_length=40, required=False)
    claim = forms.CharField(label=_("What is asked"), max_length=200, required=False, widget=text_area(2))
    concerned = PickField(
        lambda actor: Unit.objects.visible_to(actor).organs(),
        "units:pick",
        label=_("Procuratorate concerned"),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].help_text = files_help()


class FindingForm(ActionForm):
    finding = forms.CharField(
        label=_("Finding"), max_length=200, widget=text_area(3),
        help_text=_("That it is under procuratorial jurisdiction, and neither a suggestion nor a petition."),
    )  # fmt: skip


class InterestForm(ActionForm):
    interest = forms.ChoiceField(
        label=_("The deputy is"), choices=Referral.Interest.choices[1:], widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("What shows it"), max_length=200, required=False, widget=text_area(2),
        help_text=_("Needed where the deputy is a party or related to one."),
    )  # fmt: skip


class RecordForm(ActionForm):
    number = forms.CharField(label=_("Record number"), max_length=60)
    filed_on = DayField(label=_("Record filed on"))
    filed_by = forms.CharField(label=_("Filed by"), max_length=60)
    nature = forms.ChoiceField(
        label=_("Nature of the inquiry"), choices=InquiryRecord.Nature.choices, widget=forms.RadioSelect
    )


class LeaderForm(ActionForm):
    leader = forms.ModelChoiceField(
        User.objects.none(), label=_("Leader"), empty_label=None, widget=forms.RadioSelect,
        help_text=_("Only this leader will see the case."),
    )  # fmt: skip

    def __init__(self, *args, leaders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders
        self.fields["leader"].label_from_instance = lambda user: user.name


class InstructionForm(ActionForm):
    instruction = forms.CharField(
        label=_("Instruction"), max_length=300, required=False, widget=text_area(3),
        help_text=_("Needed where the deputy is concerned in the case."),
    )  # fmt: skip


class CommentForm(ActionForm):
    comment = forms.CharField(label=_("What is to be mended"), max_length=300, widget=text_area(3))


class HandOverForm(ActionForm):
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Answerable unit"), empty_label=_("not chosen yet"),
        help_text=_("A department, or a procuratorate below. It stays answerable and passes the case on to nobody."),
    )  # fmt: skip
    named_due_on = DayField(
        label=_("Day named by the SPP"),
        required=False,
        help_text=_("Empty: three months by the rule in force."),
    )

    def __init__(self, *args, units, goes_up, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["unit"].label_from_instance = lambda unit: unit.label
        if not goes_up:
            del self.fields["named_due_on"]


class GrantForm(ActionForm):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Who"), empty_label=_("not chosen yet"))
    why = forms.CharField(label=_("Why this person needs to know"), max_length=120)
    until_on = DayField(
        label=_("Access until"), required=False, help_text=_("Empty: until the access is ended.")
    )

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users
        self.fields["user"].label_from_instance = lambda user: user.name
