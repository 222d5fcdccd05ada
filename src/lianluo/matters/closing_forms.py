"""What is filled in for the matter itself: hand-over, feedback, closing, a new round, commitments."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm, DayField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.contact_forms import offer
from lianluo.matters.models import Feedback, Matter
from lianluo.matters.scan_forms import ScanField
from lianluo.people.models import Organisation, Proposer
from lianluo.units.models import Unit


def holder_label(unit: Unit) -> str:
    """A department by its short name, a procuratorate below by its full one."""
    return unit.label if unit.kind == Unit.Kind.DEPARTMENT else unit.name


class HandOverForm(ActionForm):
    mode = forms.ChoiceField(label=_("Handling mode"), choices=Matter.Mode.choices, widget=forms.RadioSelect)
    department = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Lead department"), empty_label=_("not chosen yet")
    )
    co_departments = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Other departments"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("They co-handle with a sole or lead department; in separate handling each answers for itself."),
    )  # fmt: skip
    leader = forms.ModelChoiceField(
        User.objects.none(), label=_("Leader in charge"), required=False, empty_label=_("not chosen yet")
    )
    due_on = DayField(
        label=_("Department's deadline"),
        required=False,
        help_text=_(
            "Empty: the internal deadline of the matter. For a procuratorate below it must lie before the statutory one."
        ),
    )
    measure = forms.CharField(label=_("Measure"), max_length=300, required=False)

    def __init__(self, *args, departments, leaders, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("department", "co_departments"):
            self.fields[name].queryset = departments
            self.fields[name].label_from_instance = holder_label
        departments_only = departments.filter(kind=Unit.Kind.DEPARTMENT)
        self.fields["co_departments"].queryset = departments_only
        self.fields["leader"].queryset = leaders


class FeedbackForm(ActionForm):
    person = forms.TypedChoiceField(label=_("Whose feedback"), widget=forms.RadioSelect)
    signed_by = forms.CharField(
        label=_("Signed by"), max_length=60, required=False, help_text=_("Who signed for the organisation.")
    )
    attitude = forms.ChoiceField(
        label=_("Attitude"), choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(label=_("Outcome"), choices=Feedback.Rating.choices, widget=forms.RadioSelect)
    received_on = DayField(label=_("Form received on"))
    comment = forms.CharField(label=_("What the deputy wrote"), required=False, widget=text_area(4))
    scan = ScanField()

    def __init__(self, *args, persons: list[Proposer], **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["person"], persons)
        if not any(isinstance(each, Organisation) for each in persons):
            del self.fields["signed_by"]


class OpinionSentForm(ActionForm):
    to = forms.CharField(
        label=_("Sent to"), max_length=120, help_text=_("The lead unit that answers the deputy.")
    )
    on = DayField(label=_("Date"))
    number = forms.CharField(label=_("Document number"), max_length=60, required=False)


class ReasonIfUnsatisfiedForm(ActionForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=text_area(3),
        help_text=_("Needed only where a signatory is still unsatisfied."),
    )  # fmt: skip


class CommitmentForm(ActionForm):
    text = forms.CharField(label=_("What is promised"), max_length=300, widget=text_area(3))
    due_on = DayField(label=_("By when"))


class KeptForm(ActionForm):
    on = DayField(label=_("Kept on"))
    proof = forms.CharField(
        label=_("What shows that it is kept"), max_length=300, widget=text_area(3),
        help_text=_("For example the document, the figures or the place where it can be seen."),
    )  # fmt: skip
