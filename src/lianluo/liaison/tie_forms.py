"""What is filled in to name, change or end an officer, to say what he is in charge of, and to ask for a proposal."""

from __future__ import annotations

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm, DayField, PickField
from lianluo.liaison.tie_words import load_words, reason_words
from lianluo.people.queries import words_of


def colleagues(actor):
    return User.objects.visible_to(actor).filter(is_active=True)


def _choices(*dictionaries: str):
    return lazy(lambda: [(word, word) for name in dictionaries for word in words_of(name)], list)


class TieForm(ActionForm):
    """One of the best few with their reasons, or anybody else."""

    officer = forms.ChoiceField(label=_("Suggested"), widget=forms.RadioSelect, required=False)
    other = PickField(
        colleagues, "accounts:pick", label=_("Somebody else"), required=False,
        help_text=_("Whom you name here is taken instead of the suggestion."),
    )  # fmt: skip
    from_on = DayField(label=pgettext_lazy("tie", "From"))

    def __init__(self, *args, best, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.best = {str(user.pk): user for user, *_rest in best}
        self.fields["officer"].choices = [(str(row[0].pk), _line(*row, places)) for row in best]
        if not best:
            del self.fields["officer"]

    def clean(self):
        data = super().clean()
        data["officer"] = data.pop("other", None) or self.best.get(data.get("officer") or "")
        if data["officer"] is None and not self.errors:
            self.add_error("other", _("Name the officer."))
        return data


def _line(user: User, reasons, has: int, capacity: int, places: dict[str, str]) -> str:
    shown = [(each.code, each.about, each.points) for each in reasons if each.code not in ("new", "moved")]
    words = "；".join(reason_words(shown, places, {}))
    return f"{user.name}　{words}；{_t('now %(load)s') % {'load': load_words(has, capacity)}}"


class MoveForm(TieForm):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class EndForm(ActionForm):
    from_on = DayField(
        label=pgettext_lazy("tie", "From"),
        help_text=_("From this day on nobody looks after the deputy; the day before is the officer's last.")
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ChargeForm(ActionForm):
    capacity = forms.IntegerField(
        label=_("Contacts a year at most"), min_value=0, max_value=999, required=False,
        help_text=_("Empty: what the setting says for everybody."),
    )  # fmt: skip
    delegations = forms.MultipleChoiceField(
        label=_("In charge of delegations and sectors"), choices=_choices("delegation", "sector"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    expertise = forms.MultipleChoiceField(
        label=_("Professions he knows"), choices=_choices("expertise"), required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip


class ProposeForm(ActionForm):
    day = DayField(
        label=pgettext_lazy("tie", "As of"),
        help_text=_("Posts, mandates and today's ties are read as of this day: who has left by then, has left."),
    )  # fmt: skip


class AcceptForm(ActionForm):
    from_on = DayField(label=pgettext_lazy("tie proposal", "Begin on"))
