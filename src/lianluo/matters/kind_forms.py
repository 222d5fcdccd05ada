"""What is filled in for the steps of some kinds, and for a matter that leaves, is merged, or is tied to other work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.forms import ActionForm, DayField, PickField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.levels import below
from lianluo.matters.models import FormalAnswer, LinkedWork, Matter
from lianluo.matters.procedures import procedure_of
from lianluo.matters.queries import form_choices, mergeable, proposal_grounds
from lianluo.rules.models import DictionaryEntry
from lianluo.units.models import Unit

WHAT_IS_DECIDED = (("yes", _("registered")), ("no", _("not registered: passed on as reference")))


def _line(label, limit: int = 120, **facts) -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, **facts)


def _reason() -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=300, widget=text_area(3))


class GroundForm(ActionForm):
    on = DayField(label=_("Decided on"))
    decided_by = _line(_("Decided by"), 80, help_text=_("For example the proposal committee."))
    ground = forms.ModelChoiceField(
        DictionaryEntry.objects.none(), label=_("Ground for not registering"), empty_label=_("not chosen yet")
    )
    member_told_on = DayField(label=_("Member told on"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].queryset = proposal_grounds()


class RegistrationForm(GroundForm):
    registered = forms.ChoiceField(label=_("Decision"), choices=WHAT_IS_DECIDED, widget=forms.RadioSelect)
    field_order = ("registered", "on", "decided_by", "ground", "member_told_on")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("ground", "member_told_on"):
            self.fields[name].required = False
            self.fields[name].help_text = _("Only where it is not registered.")

    def clean_registered(self) -> bool:
        return self.cleaned_data["registered"] == "yes"


class NamedDayForm(ActionForm):
    named_due_on = DayField(label=_("Day of answer named in the paper"))
    named_in = _line(
        _("Paper that names the day"), help_text=_("Title or number of the letter or the notice.")
    )


class ArrangementForm(ActionForm):
    told_on = DayField(
        label=_("Arrangement told on"), help_text=_("Within seven days of the day it was asked for.")
    )
    told_how = _line(
        _("How it was told"), help_text=_("For example by telephone, by letter, through the committee.")
    )
    meets_on = DayField(label=_("Day of the meeting"))
    place = _line(_("Place of the meeting"), required=False)
    meets_whom = _line(_("Whom the deputies meet"))


class MeetingForm(ActionForm):
    held_on = DayField(label=_("Met on"))
    said = forms.CharField(label=_("Said at the meeting"), widget=text_area(6))


class AnswerForm(ActionForm):
    form = forms.ChoiceField(label=_("Form of the answer"), widget=forms.RadioSelect)
    on = DayField(label=_("Answered on"))
    given_by = _line(_("Who answered"), help_text=_("Name and post; an inquiry is answered by the head."))
    addressee = _line(pgettext_lazy("answer", "Addressee"))
    number = _line(
        _("Document number"), 60, required=False, help_text=_("Empty for what was spoken at the meeting.")
    )
    note = _line(_("Note"), 300, required=False)

    def __init__(self, *args, matter: Matter, **kwargs):
        super().__init__(*args, **kwargs)
        found = form_choices(procedure_of(matter.kind), FormalAnswer.Form)
        self.fields["form"].choices, self.fields["form"].initial = found, found[0][0]


class ReportUpwardForm(ActionForm):
    on = DayField(label=_("Reported on"))
    number = _line(_("Document of the report"))


class OutcomeForm(ActionForm):
    outcome = forms.CharField(label=_("What came of it"), max_length=300, widget=text_area(4))


class WithdrawalForm(ActionForm):
    on = DayField(label=_("Withdrawn on"), help_text=_("The day of the deputies' letter."))
    document = _line(
        _("Letter of withdrawal"), required=False,
        help_text=_("Its number or date. Attach the letter itself under Attachments."),
    )  # fmt: skip
    reason = _reason()


class TransferForm(ActionForm):
    addressee = _line(_("Transferred to"), help_text=_("The organ in whose charge it lies."))
    on = DayField(label=_("Transferred on"))
    document = _line(_("Letter of transfer"), required=False, help_text=_("Its document number."))
    reason = _reason()


class ConversionForm(ActionForm):
    kind = forms.ChoiceField(label=_("Becomes"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("Of a case without names: a reference number is enough."),
    )
    reason = _reason()
    body_told = _line(
        _("Body told"), required=False,
        help_text=_("Who handed it over, for example the office of the standing committee; it must be told."),
    )  # fmt: skip
    body_told_on = DayField(label=_("Body told on"), required=False)

    def __init__(self, *args, matter: Matter, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [pair for pair in Matter.Kind.choices if pair[0] != matter.kind]


class MergerForm(ActionForm):
    into = PickField(mergeable, "matters:pick_mergeable", label=_("Merge into"),
                     help_text=_("By number, title or signatory; its department goes on."))  # fmt: skip
    told_on = DayField(label=_("Deputies told on"))
    told_how = _line(_("How they were told"))
    reason = _reason()


class HandOnForm(ActionForm):
    to = PickField(
        lambda actor: below(actor.organ) if actor.organ else Unit.objects.none(), "matters:pick_below",
        label=_("Hand on to"), help_text=_("A procuratorate below yours."),
    )  # fmt: skip
    due_on = DayField(label=_("Set down for"), help_text=_("Before the day set for your procuratorate."))
    measure = _line(_("Measure"), 300, required=False)


class FilingForm(ActionForm):
    on = DayField(label=_("Filed on"))
    note = _line(_("Note"), 300, required=False)


class LinkForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("Linked work"), choices=LinkedWork.Kind.choices, widget=forms.RadioSelect,
        help_text=_("What our procuratorate issued or took up; the deputies' own suggestions are not entered here."),
    )  # fmt: skip
    number = _line(_("Document number or number of the lead"), 60)
    on = DayField(label=_("Date"))
    note = _line(_("Note"), 300, required=False)
