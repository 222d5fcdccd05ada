"""What is filled in to draw up a round by zone."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickField
from lianluo.liaison.actions.round import Travellers
from lianluo.liaison.forms import colleagues_of
from lianluo.liaison.models import VisitRound

TEAMS = 8
LIMITS = (
    "name",
    "from_on",
    "until_on",
    "whom",
    "by_own_officer",
    "visits_a_day",
    "cities_a_day",
    "days_a_week",
)


class LimitsForm(ActionForm):
    """Days, deputies and limits of a round; the teams stay as they are."""

    name = forms.CharField(label=pgettext_lazy("round", "Name"), max_length=80)
    from_on = DayField(label=_("From"))
    until_on = DayField(label=_("Until"))
    whom = forms.ChoiceField(label=_("Whom"), choices=VisitRound.Whom.choices, widget=forms.RadioSelect)
    by_own_officer = forms.BooleanField(
        label=_("Only by the own liaison officer"), required=False,
        help_text=_("A visit counts only if the deputy's own officer is there; otherwise any team may come."),
    )  # fmt: skip
    visits_a_day = forms.IntegerField(label=_("Deputies a day, at most"), min_value=1, max_value=12)
    cities_a_day = forms.IntegerField(label=_("Cities a day, at most"), min_value=1, max_value=2)
    days_a_week = forms.IntegerField(label=_("Days a week on the road, at most"), min_value=1, max_value=7)

    @property
    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in LIMITS}


class RoundForm(LimitsForm):
    """With the teams: an officer each, and who travels with him."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for n in range(1, TEAMS + 1):
            self.fields[f"officer_{n}"] = PickField(
                colleagues_of, "accounts:pick", label=_("Officer of team %(n)d") % {"n": n}, required=n == 1
            )
            self.fields[f"colleagues_{n}"] = MultiPickField(
                colleagues_of, "accounts:pick", label=_("Who travels along"), required=False
            )
            for name in (f"officer_{n}", f"colleagues_{n}"):
                self.fields[name].actor = self.actor

    @property
    def teams(self) -> list[tuple]:
        """Bound fields (officer, colleagues) of each team, for the page."""
        return [(self[f"officer_{n}"], self[f"colleagues_{n}"]) for n in range(1, TEAMS + 1)]

    def clean(self):
        data = super().clean()
        for n in range(1, TEAMS + 1):
            if (
                data.get(f"colleagues_{n}")
                and not data.get(f"officer_{n}")
                and f"officer_{n}" not in self.errors
            ):
                self.add_error(f"officer_{n}", _("Name the officer of this team."))
        return data

    @property
    def travellers(self) -> list[Travellers]:
        data = self.cleaned_data
        return [
            Travellers(data[f"officer_{n}"], tuple(data[f"colleagues_{n}"]))
            for n in range(1, TEAMS + 1) if data[f"officer_{n}"]
        ]  # fmt: skip
