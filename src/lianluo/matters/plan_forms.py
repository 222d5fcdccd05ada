"""Input of the breakdown plan: drawing up, lines (one or many), approval, return."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickField
from lianluo.matters.models import Matter
from lianluo.matters.plan_queries import (
    chooseable_departments,
    chooseable_handlers,
    chooseable_leaders,
    proposed_title,
    session_name,
    sessions_waiting,
)
from lianluo.units.models import Unit

MEASURE = 300


class DrawUpForm(ActionForm):
    """`session` is a Session or None (matters of no session, or of all)."""

    session = forms.ChoiceField(label=_("Session"), required=False)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = sessions_waiting(self.actor.organ)
        self.fields["session"].choices = [
            *((str(session.pk), f"{session_name(session)} ({count})") for session, count in self.sessions),
            ("", _now("All registered matters that no plan has")),
        ]
        self.fields["title"].help_text = _now("Left empty, it becomes “%(title)s”.") % {
            "title": proposed_title(self.sessions[0][0] if self.sessions else None)
        }

    def clean_session(self):
        return next(
            (each for each, _n in self.sessions if str(each.pk) == self.cleaned_data["session"]), None
        )


class LinesForm(ActionForm):
    """What is set in the picked lines. Only fields that are filled in are changed."""

    mode = forms.ChoiceField(choices=[("", ""), *Matter.Mode.choices], required=False)
    department = forms.ChoiceField(required=False)
    leader = forms.ChoiceField(required=False)
    handler = PickField(
        lambda actor: chooseable_handlers(actor.organ), "matters:pick_handler", required=False
    )
    due_on = DayField(required=False, label=_("Internal deadline"))
    measure = forms.CharField(max_length=MEASURE, required=False, label=_("Measure"))
    co_departments = MultiPickField(
        lambda actor: Unit.objects.departments_of(actor.organ).filter(closed_on__isnull=True),
        "matters:pick_department",
        required=False,
        label=_("Co-departments"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.departments = {str(unit.pk): unit for unit in chooseable_departments(self.actor.organ)}
        self.leaders = {str(user.pk): user for user in chooseable_leaders(self.actor.organ)}
        self.fields["department"].choices = [("", ""), *self.departments.items()]
        self.fields["leader"].choices = [("", ""), *self.leaders.items()]

    def clean_department(self):
        return self.departments.get(self.cleaned_data["department"])

    def clean_leader(self):
        return self.leaders.get(self.cleaned_data["leader"])

    @property
    def values(self) -> dict:
        """Arguments of `edit_lines`: what was filled in."""
        data = dict(self.cleaned_data)
        others = data.pop("co_departments")
        values = {name: value for name, value in data.items() if value not in (None, "")}
        return {"values": values, "co_departments": others or None}


class LineForm(LinesForm):
    """One line. Fields that the request does not carry stay as they are; those it carries empty are emptied."""

    @property
    def values(self) -> dict:
        carried = set(self.data)
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in carried and name != "co_departments"
        }
        if values.get("mode") == "":
            del values["mode"]
        others = self.cleaned_data["co_departments"] if "with_co_departments" in carried else None
        return {"values": values, "co_departments": others}


class ApproveForm(ActionForm):
    meeting = forms.CharField(
        label=_("Meeting"),
        max_length=200,
        required=False,
        help_text=_("The meeting that took the decision, as it should stand in the record."),
    )


class ReturnForm(ActionForm):
    reason = forms.CharField(
        label=_("Reason for return"), max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_reason(self):
        if not self.cleaned_data["reason"].strip():
            raise ValidationError(_now("Give the reason for return."))
        return self.cleaned_data["reason"]
