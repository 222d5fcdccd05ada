"""What is filled in while a referred case is handled, told and closed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm, DayField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.models import Contact, Feedback, Referral, Withheld


class SignForm(ActionForm):
    handler = forms.ModelChoiceField(
        User.objects.none(), label=_("Handler"), required=False, empty_label=_("I handle it myself"),
        help_text=_("Of this unit only. He alone is let in beside you."),
    )  # fmt: skip

    def __init__(self, *args, handlers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["handler"].queryset = User.objects.filter(pk__in=[user.pk for user in handlers])
        self.fields["handler"].label_from_instance = lambda user: user.name


class MeetingForm(ActionForm):
    on = DayField(label=_("Date"))
    way = forms.ChoiceField(
        label=_("Way"), choices=Contact.Way.choices, widget=forms.RadioSelect, required=False
    )
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    by_whom = forms.CharField(label=_("Who took part"), max_length=120)
    said = forms.CharField(label=_("What the deputy said"), widget=text_area(5), required=False)
    exception = forms.CharField(
        label=_("Why there was no contact"), max_length=200, required=False,
        help_text=_("Only instead of a contact, for example: wrote that no meeting is wished. It is counted apart."),
    )  # fmt: skip


class AnswerForm(ActionForm):
    on = DayField(label=_("Date"))
    text = forms.CharField(
        label=_("What the deputy is told"), max_length=500, widget=text_area(4),
        help_text=_("Procedure only: accepted, handed over, extended. The deputy will read this."),
    )  # fmt: skip


class ProgressForm(ActionForm):
    on = DayField(label=_("Date"))
    text = forms.CharField(
        label=_("Progress"),
        max_length=500,
        widget=text_area(4),
        help_text=_("For the house. No case content."),
    )


class AskMoreTimeForm(ActionForm):
    until = DayField(label=_("Extended until"))
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=text_area(3), help_text=_("No case content."),
    )  # fmt: skip


class GrantMoreTimeForm(ActionForm):
    until = DayField(label=_("Extended until"), help_text=_("As asked for, or a shorter time."))
    agreed_by = forms.CharField(label=_("Who agreed at the SPP"), max_length=120)
    agreed_on = DayField(label=_("Agreed on"))
    agreed_paper = forms.CharField(label=_("Number of the SPP's paper"), max_length=60)

    def __init__(self, *args, goes_up: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not goes_up:
            for name in ("agreed_by", "agreed_on", "agreed_paper"):
                del self.fields[name]


class OutcomeForm(ActionForm):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("referral", "Outcome"),
        widget=forms.RadioSelect,
        help_text=_("No handler is measured by the outcome."),
    )

    def __init__(self, *args, words, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(word, word) for word in words]


class FeedBackForm(ActionForm):
    on = DayField(label=_("Date"))
    way = forms.ChoiceField(label=_("Way"), choices=(), widget=forms.RadioSelect)
    by_whom = forms.CharField(label=_("Who gave the feedback"), max_length=120)
    report_number = forms.CharField(label=_("Number of the report to the SPP"), max_length=60)

    def __init__(self, *args, goes_up, **kwargs):
        super().__init__(*args, **kwargs)
        up = Referral.FeedbackWay.TO_SPP
        self.fields["way"].choices = [
            pair for pair in Referral.FeedbackWay.choices if (pair[0] == up) == goes_up
        ]
        if not goes_up:
            del self.fields["report_number"]


class RatingForm(ActionForm):
    handling = forms.ChoiceField(
        label=_("The handling"), choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    explanation = forms.ChoiceField(
        label=_("The explanation"), choices=Feedback.Rating.choices, widget=forms.RadioSelect
    )
    received_on = DayField(label=_("Received on"))
    comment = forms.CharField(
        label=_("What the deputy wrote"), max_length=300, required=False, widget=text_area(3)
    )


class TextForm(ActionForm):
    words = forms.CharField(label=_("Text"), widget=text_area(14), max_length=20_000)


class ApprovalForm(ActionForm):
    withheld = forms.MultipleChoiceField(
        label=_("Looked for in the text, one by one"), choices=Withheld.choices, widget=forms.CheckboxSelectMultiple,
        help_text=_("Each line is ticked by the one who approves. What is found there goes back to be mended."),
    )  # fmt: skip
    comment = forms.CharField(label=_("Comment"), max_length=300, required=False, widget=text_area(2))

    def __init__(self, *args, is_feedback, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_feedback:
            del self.fields["withheld"]
