"""What is filled in to take an opinion down, and for the steps of its short way."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation import clock, pinyin
from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickField
from lianluo.matters.assignment_forms import text_area
from lianluo.matters.models import ListeningGroup, PlanLine, VoicedOpinion
from lianluo.matters.voicing_proposals import proposed
from lianluo.matters.voicing_queries import (
    colleagues_of,
    delegations_of,
    departments_for,
    deputies_of,
    deputy_named,
)
from lianluo.people.models import Body, Session


class VoicingForm(ActionForm):
    """Deputy and department come as text with the key of what was chosen; a text alone is read as a name."""

    deputy = forms.CharField(label=_("Deputy"), max_length=60)
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=pgettext_lazy("voiced", "What the deputy said"), max_length=5000, widget=text_area(4)
    )
    department_name = forms.CharField(label=_("Department"), max_length=60, required=False)
    department = forms.CharField(required=False, widget=forms.HiddenInput)
    place = forms.ChoiceField(label=pgettext_lazy("voiced", "Place"), choices=VoicedOpinion.Place.choices)
    voiced_at = forms.CharField(
        label=_("Voiced at"), required=False, max_length=16, help_text=_("Empty: now. 14:20 is today's."),
    )  # fmt: skip
    group = forms.ModelChoiceField(ListeningGroup.objects.none(), label=_("Listening group"), required=False,
                                   empty_label=_("none"))  # fmt: skip
    draft = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, mode, own=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.mode, self.own = mode, own
        self.fields["group"].queryset = mode.groups.all()

    def clean_voiced_at(self) -> datetime | None:
        text = self.cleaned_data["voiced_at"].strip().replace("：", ":").replace("T", " ")
        if not text:
            return None
        for pattern in ("%H:%M", "%Y-%m-%d %H:%M", "%m-%d %H:%M"):
            try:
                return _moment(datetime.strptime(text, pattern), pattern)  # noqa: DTZ007 made aware below
            except ValueError:
                continue
        raise forms.ValidationError(_now("Write the time as 14:20, of another day as 01-26 14:20."))

    def clean(self) -> dict:
        data = super().clean()
        group = data.get("group") or self.own
        if "deputy" in data:
            self._find_deputy(data, group.delegations if group else ())
        if "department_name" in data:
            self._find_department(data)
        data.pop("deputy", None), data.pop("department_name", None)
        return data

    def _find_deputy(self, data: dict, first) -> None:
        key, text = data.get("person"), data["deputy"]
        rows = deputies_of(self.actor, self.mode)
        chosen = rows.filter(pk=key).first() if key and key.isascii() and key.isdigit() else None
        if chosen is None or chosen.name != text.strip():
            found = deputy_named(self.actor, self.mode, text, first)
            if found.person is None:
                self.add_error("deputy", found.refusal)
            chosen = found.person
        data["person"] = chosen

    def _find_department(self, data: dict) -> None:
        key, text = data.get("department"), data["department_name"].strip()
        if not text:
            self._propose_department(data)
            return
        rows = list(departments_for(self.mode))
        chosen = [unit for unit in rows if str(unit.pk) == key and unit.label == text]
        exact = chosen or [unit for unit in rows if text in (unit.label, unit.name)]
        exact = exact or [unit for unit in rows if pinyin.matches(unit.label, text)]
        if len(exact) != 1:
            told = (
                _now("Several departments fit; choose one.")
                if exact
                else _now("There is no such department.")
            )
            self.add_error("department_name", told)
        data["department"] = exact[0] if len(exact) == 1 else None

    def _propose_department(self, data: dict) -> None:
        """Typed without a connection there was no proposal to see; a weak one is left to the person."""
        found = proposed(self.mode.office, data.get("words", ""))
        if found is None or found.department is None or found.confidence == PlanLine.Confidence.LOW:
            self.add_error(
                "department_name", _now("No department can be proposed for these words; choose one.")
            )
        data["department"] = found.department if found else None


def _moment(read: datetime, pattern: str) -> datetime:
    """Of today, of this year, or as written; in the office's time."""
    today = clock.today()
    if pattern == "%H:%M":
        read = read.replace(year=today.year, month=today.month, day=today.day)
    elif not pattern.startswith("%Y"):
        read = read.replace(year=today.year)
    return timezone.make_aware(read)


class OpenModeForm(ActionForm):
    session = forms.ModelChoiceField(Session.objects.none(), label=_("Term and session"))
    from_on = DayField(label=_("From"))
    until_on = DayField(label=_("Until"))

    def __init__(self, *args, sessions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions.filter(term__body__kind=Body.Kind.CONGRESS)


class GroupForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=40)
    delegations = forms.MultipleChoiceField(
        label=_("Delegations"), required=False, widget=forms.CheckboxSelectMultiple
    )
    members = MultiPickField(colleagues_of, "accounts:pick", label=_("Listeners"), required=False)

    def __init__(self, *args, mode, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["delegations"].choices = [(name, name) for name in delegations_of(mode)]


class AnswerForm(ActionForm):
    text = forms.CharField(
        label=_("Short answer"), max_length=5000, widget=text_area(7),
        help_text=_("As it will be told to the deputy: what is done, by when, by whom."),
    )  # fmt: skip
    is_interim = forms.BooleanField(label=_("A fuller answer follows after the session"), required=False)


class ReassignForm(ActionForm):
    department = forms.ModelChoiceField(None, label=_("Department"))

    def __init__(self, *args, departments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments


class CorrectForm(ActionForm):
    person = PickField(lambda actor: None, "people:pick", label=_("Deputy"))
    words = forms.CharField(
        label=pgettext_lazy("voiced", "What the deputy said"), max_length=5000, widget=text_area(5)
    )

    def __init__(self, *args, mode, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset_of = lambda actor: deputies_of(actor, mode)


class TellForm(ActionForm):
    way = forms.ChoiceField(label=_("How told"), choices=VoicedOpinion.Way.choices, widget=forms.RadioSelect)
    said = forms.CharField(label=_("What the deputy said to it"), required=False, widget=text_area(2))
    wants_more = forms.BooleanField(
        label=_("The deputy asks for a fuller answer"), required=False,
        help_text=_("The matter then goes on into normal handling when session mode is closed."),
    )  # fmt: skip


class TellSeveralForm(ActionForm):
    way = forms.ChoiceField(label=_("How told"), choices=VoicedOpinion.Way.choices, widget=forms.RadioSelect)
