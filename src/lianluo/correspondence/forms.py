"""What the acts on letters ask for."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.mailing import LIMIT
from lianluo.correspondence.models import Dispatch
from lianluo.foundation.forms import ActionForm, DayField
from lianluo.matters.models import Feedback
from lianluo.matters.queries import sessions_of
from lianluo.matters.scan_forms import ScanField


class ComposeForm(ActionForm):
    session = forms.TypedChoiceField(label=_("Session"), required=False, empty_value=None)
    all_signed = forms.BooleanField(
        label=_("Only addressees all of whose matters are signed off"), required=False, initial=True,
        help_text=_("Otherwise whoever has a matter still in hand gets a second letter for it later."),
    )  # fmt: skip
    contact_person = forms.CharField(label=_("Contact person"), max_length=60)
    contact_phone = forms.CharField(
        label=_("Contact telephone"), max_length=60,
        help_text=_("At the foot of every letter that has no number yet."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = {str(each.pk): each for each in sessions_of(self.actor.organ)}
        named = [(key, str(each)) for key, each in self.sessions.items()]
        self.fields["session"].choices = [("", _("All sessions")), *named]
        self.fields["session"].coerce = self.sessions.get


class WordsForm(ActionForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    opening = forms.CharField(label=_("Opening"), widget=forms.Textarea(attrs={"rows": 3}))
    body = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}), required=False)
    closing = forms.CharField(label=_("Closing"), max_length=300)
    copies = forms.CharField(
        label=_("Copy to"), max_length=300, required=False, help_text=_("Several are parted by “；”.")
    )
    contact_person = forms.CharField(label=_("Contact person"), max_length=60)
    contact_phone = forms.CharField(label=_("Contact telephone"), max_length=60)

    def __init__(self, *args, is_reply: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if is_reply:
            del self.fields["body"]  # the answers are in the replies


class NumberForm(ActionForm):
    signed_on = DayField(
        label=_("Date of the document"), required=False,
        help_text=_("Left empty: the day the leader signed the last of the replies."),
    )  # fmt: skip


class PostingForm(ActionForm):
    way = forms.ChoiceField(label=_("Way of posting"), choices=Dispatch.Way.choices)
    on = DayField(label=_("Dispatched on"))
    tracking = forms.CharField(label=_("Mail number"), max_length=60, required=False)
    address = forms.CharField(
        label=_("Postal address"), max_length=200, required=False,
        help_text=_("Left empty: the address in the register."),
    )  # fmt: skip
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)


class ResendForm(PostingForm):
    keep_address = forms.BooleanField(
        label=_("Put this address into the register too"), required=False,
        help_text=_("So that the next letter does not come back as well."),
    )  # fmt: skip

    def __init__(self, *args, may_keep: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_keep:
            del self.fields["keep_address"]

    def clean(self) -> dict:
        data = super().clean()
        if data.get("keep_address") and not data.get("address"):
            self.add_error("address", _("Give the address that is to stand in the register."))
        return data


class MailSheetForm(ActionForm):
    form = forms.ChoiceField(label=_("File"), choices=[("pdf", "PDF"), ("xlsx", "Excel")], initial="pdf")


class BulkPostingForm(ActionForm):
    way = forms.ChoiceField(label=_("Way of posting"), choices=Dispatch.Way.choices)
    on = DayField(label=_("Dispatched on"))


class MailNumbersForm(ActionForm):
    workbook = forms.FileField(
        label=_("Workbook of the post"), required=False,
        help_text=_("An .xlsx with the same columns; its rows come into the list below."),
    )  # fmt: skip
    lines = forms.CharField(
        label=_("The list"), widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}), max_length=200_000,
        help_text=_("One letter a line: document number or addressee, then the mail number. Copy the two columns from "
                    "the sheet of the post, with or without other columns."),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Way of posting"), choices=Dispatch.Way.choices)
    on = DayField(label=_("Dispatched on"))

    def clean_lines(self) -> str:
        text = self.cleaned_data["lines"]
        if sum(1 for line in text.splitlines() if line.strip()) > LIMIT:
            raise ValidationError(_("At most %(limit)s lines at once."), params={"limit": LIMIT})
        return text


class BulkDeliveryForm(ActionForm):
    on = DayField(label=_("Delivered on"))


class DeliveryForm(ActionForm):
    on = DayField(label=_("Delivered on"))
    received_by = forms.CharField(
        label=_("Received by"), max_length=60, required=False,
        help_text=_("Only when another person signed for it."),
    )  # fmt: skip


class ReturnForm(ActionForm):
    on = DayField(label=_("Returned on"))
    reason = forms.CharField(label=_("Reason the post gave"), max_length=200)


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class FeedbackSheetForm(ActionForm):
    """One paper form: two axes for each matter the letter answers. A matter left blank gets no rating."""

    received_on = DayField(label=_("Form received on"))
    signed_by = forms.CharField(
        label=_("Signed by"), max_length=60, help_text=_("Who signed for the organisation.")
    )
    scan = ScanField()

    def __init__(self, *args, matters, of_organisation: bool = False, **kwargs):
        self.matters = {str(matter.pk): matter for matter in matters}
        super().__init__(*args, **kwargs)
        if not of_organisation:
            del self.fields["signed_by"]
        choices = [*Feedback.Rating.choices, ("", _("not filled in"))]
        self.field_groups = [(_("Feedback form"), ["received_on", "signed_by", "scan"])]
        for key, matter in self.matters.items():
            for name, label in (("attitude", _("Attitude")), ("result", _("Result"))):
                self.fields[f"{name}_{key}"] = forms.ChoiceField(
                    label=label, choices=choices, required=False, widget=forms.RadioSelect, initial=""
                )
            self.fields[f"comment_{key}"] = forms.CharField(
                label=_("What the deputy wrote"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            names = [f"{name}_{key}" for name in ("attitude", "result", "comment")]
            self.field_groups.append((f"{matter.label} {matter.title}", names))

    def clean(self) -> dict:
        data = super().clean()
        rated = []
        for key, matter in self.matters.items():
            attitude, result = data.get(f"attitude_{key}"), data.get(f"result_{key}")
            if bool(attitude) != bool(result):
                self.add_error(f"result_{key}", _("Both axes are rated, or neither."))
            elif attitude:
                rated.append((matter, attitude, result, data.get(f"comment_{key}", "")))
        if not rated and not self.errors:
            raise ValidationError(_("No matter is rated. A form that did not come back is not entered."))
        data["rated"] = rated
        return data


class BatchForm(ActionForm):
    """What to print: letters of one session or all."""

    session = forms.TypedChoiceField(label=_("Session"), required=False, empty_value=None)
    envelopes = forms.BooleanField(label=_("With envelope labels"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(str(each.pk), str(each)) for each in sessions_of(self.actor.organ)]
        self.fields["session"].choices = [("", _("All sessions")), *named]
