"""What is filled in for a visit: before it, after it, and for the steps of its approval."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickField
from lianluo.liaison.actions.visit import Party
from lianluo.liaison.models import Visit
from lianluo.people.models import Person


def colleagues_of(actor):
    return User.objects.visible_to(actor).filter(is_active=True)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PartyForm(ActionForm):
    """Who goes, whom he meets, in which way."""

    persons = MultiPickField(
        lambda actor: Person.objects.visible_to(actor), "people:pick", label=_("Deputies and members")
    )
    form = forms.ChoiceField(label=_("Way of contact"), choices=Visit.Form.choices)
    officer = PickField(colleagues_of, "accounts:pick", label=_("Liaison officer"))
    colleagues = MultiPickField(
        colleagues_of, "accounts:pick", label=_("Who came along"), required=False,
        help_text=_("Colleagues of this procuratorate and of those below it; each procuratorate counts the visit once."),
    )  # fmt: skip
    place = forms.CharField(label=pgettext_lazy("visit", "Place"), max_length=120, required=False)
    proxy_for = PickField(
        colleagues_of, "accounts:pick", label=_("In place of"), required=False,
        help_text=_("The officer whose visit this is, where somebody else went."),
    )  # fmt: skip
    proxy_reason = forms.CharField(label=_("Why in his place"), max_length=200, required=False)

    PARTY = ("persons", "officer", "colleagues", "proxy_for", "proxy_reason")
    CONFIRMED = ("is_known", "is_another")

    def visible_fields(self):
        """What is to be confirmed is shown once there is something to confirm."""
        found = super().visible_fields()
        return [field for field in found if field.name not in self.CONFIRMED or field.errors or field.value()]

    def clean(self):
        data = super().clean()
        if data.get("proxy_for") and data.get("proxy_for") == data.get("officer"):
            raise ValidationError({"proxy_for": _("Nobody stands in for himself.")})
        return data

    @property
    def party(self) -> Party:
        data = self.cleaned_data
        return Party(
            tuple(data["persons"]), data["officer"], data["proxy_for"], data["proxy_reason"],
            tuple(data["colleagues"]),
        )  # fmt: skip

    @property
    def facts(self) -> dict:
        kept = {*self.PARTY, "is_another", "is_known"}
        return {name: value for name, value in self.cleaned_data.items() if name not in kept}


class PlanForm(PartyForm):
    planned_on = DayField(label=_("Planned for"))
    starts_at = forms.TimeField(
        label=_("Hour"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    purpose = forms.CharField(label=_("What for"), max_length=300, required=False)
    is_known = forms.BooleanField(label=_("The day stays all the same"), required=False)
    field_order = ("persons", "planned_on", "starts_at", "form", "place", "purpose")


class RecordForm(PartyForm):
    on = DayField(label=_("Took place on"))
    reported = forms.CharField(label=_("What was reported of our work"), widget=_area(3), required=False)
    said = forms.CharField(label=_("What the deputies said"), widget=_area(4), required=False)
    answered = forms.CharField(label=_("What was answered on the spot"), widget=_area(3), required=False)
    follow_up = forms.CharField(label=_("To be done"), max_length=300, required=False)
    follow_up_by = PickField(colleagues_of, "accounts:pick", label=_("Who does it"), required=False)
    follow_up_due_on = DayField(label=_("By"), required=False)
    is_another = forms.BooleanField(
        label=_("This is another contact than the one that stands for that day"), required=False
    )
    field_order = ("persons", "on", "form", "said", "answered", "reported", "follow_up", "follow_up_by",
                   "follow_up_due_on", "place", "officer", "colleagues")  # fmt: skip


class ReasonForm(ActionForm):
    reason = forms.CharField(label=_("Reason"), max_length=300)


class FollowUpForm(ActionForm):
    on = DayField(label=_("Done on"))
