"""Recording one contact, with several signatories at once where they sat together."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm, DayField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.models import Contact
from lianluo.people.models import Proposer


def offer(field: forms.Field, proposers: list[Proposer]) -> None:
    """The signatories of a matter as choices, an organisation with whom one asks for there."""
    known = {proposer.mark: proposer for proposer in proposers}
    field.choices = [(mark, _labelled(proposer)) for mark, proposer in known.items()]
    field.coerce = known.get


def _labelled(proposer: Proposer) -> str:
    contact = getattr(proposer, "contact_person", "")
    return f"{proposer.name}（{contact}）" if contact else proposer.name


class ContactForm(ActionForm):
    gate = forms.ChoiceField(label=_("Gate"), choices=Contact.Gate.choices, widget=forms.RadioSelect)
    persons = forms.TypedMultipleChoiceField(label=_("With whom"), widget=forms.CheckboxSelectMultiple)
    on = DayField(label=_("Date"))
    by_whom = forms.CharField(label=_("Who made it"), max_length=120)
    way = forms.ChoiceField(
        label=_("Way"), choices=Contact.Way.choices, widget=forms.RadioSelect, required=False
    )
    said = forms.CharField(label=_("What the deputy said"), widget=text_area(5), required=False)
    exception = forms.CharField(
        label=_("Why there was no contact"), max_length=300, required=False,
        help_text=_("Only instead of a contact, for example: wrote that no meeting is wished. It is counted apart."),
    )  # fmt: skip

    def __init__(self, *args, persons: list[Proposer], **kwargs):
        super().__init__(*args, **kwargs)
        offer(self.fields["persons"], persons)

    def clean(self):
        data = super().clean()
        if bool(data.get("way")) == bool(data.get("exception")):
            raise ValidationError(_("Give either the way of the contact or the reason why there was none."))
        return data
