"""How one wants to be told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm
from lianluo.journal.carriers import open_carriers
from lianluo.journal.ways import ADDRESSES, Way

HOURS = [("", _("the office's hours"))] + [(hour, f"{hour:02d}:00") for hour in range(25)]


class WayForm(ActionForm):
    """Only the ways that this machine has."""

    mail = forms.EmailField(label=_("E-mail"), required=False)
    mobile = forms.CharField(
        label=_("Mobile number for text messages"), required=False, max_length=20,
        validators=Way._meta.get_field("mobile").validators, widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )  # fmt: skip
    chat = forms.CharField(label=_("Name in the work chat"), required=False, max_length=80)
    pace = forms.ChoiceField(
        label=_("Notices leave"), choices=Way.Pace.choices, widget=forms.RadioSelect,
        help_text=_("They say what was done and how often, no names. Reminders of deadlines come once a day in any case."),
    )  # fmt: skip
    from_hour = forms.TypedChoiceField(
        label=_("Not before"), choices=HOURS[:-1], coerce=int, empty_value=None, required=False
    )
    until_hour = forms.TypedChoiceField(
        label=_("Not from this hour on"), choices=[HOURS[0], *HOURS[2:]], coerce=int, empty_value=None, required=False,
        help_text=_("Outside these hours, at weekends and on holidays nothing is sent; it waits."),
    )  # fmt: skip
    field_groups = [
        (_("Where to"), ["mail", "mobile", "chat"]),
        (_("When"), ["pace", "from_hour", "until_hour"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_open = bool(open_carriers())
        for carrier in set(ADDRESSES) - set(open_carriers()):
            del self.fields[ADDRESSES[carrier]]

    def clean(self):
        data = super().clean()
        first, last = data.get("from_hour"), data.get("until_hour")
        if (first is None) != (last is None) or (first is not None and first >= last):
            self.add_error("until_hour", _("Give both hours, the earlier one first, or neither."))
        return data
