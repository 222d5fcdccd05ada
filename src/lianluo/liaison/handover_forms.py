"""What is filled in to hand over: who, when, to whom; the giver's last notes; reasons."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation.forms import ActionForm, DayField, PickField
from lianluo.liaison.models import HandoverLine
from lianluo.liaison.tie_forms import colleagues


def _officers(actor):
    """Also who may not sign in any more: somebody must hand over for him."""
    return User.objects.visible_to(actor)


class DrawUpForm(ActionForm):
    giver = PickField(_officers, "accounts:pick", label=_("Who hands over"))
    day = DayField(
        label=pgettext_lazy("handover", "Handed over on"),
        help_text=_("From this day on the takers look after the deputies."),
    )
    why = forms.CharField(label=pgettext_lazy("handover", "Why"), max_length=200, required=False)
    taker = PickField(
        colleagues, "accounts:pick", label=_("All to one taker"), required=False,
        help_text=_("Empty: takers are sought by level, area, profession and load, and can be changed by hand."),
    )  # fmt: skip


class _OfLines(ActionForm):
    """One field a line, named by the line's key and labelled by the deputy."""

    def __init__(self, *args, lines: list[HandoverLine], **kwargs):
        self.lines = lines
        super().__init__(*args, **kwargs)

    def _add(self, make) -> None:
        for line in self.lines:
            self.fields[str(line.pk)] = make(line)

    @property
    def by_line(self) -> dict:
        return {line.pk: self.cleaned_data[str(line.pk)] for line in self.lines}


class TakersForm(_OfLines):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._add(self._field)

    def _field(self, line: HandoverLine) -> PickField:
        field = PickField(
            colleagues, "accounts:pick", label=line.person.name, required=False, initial=line.taker
        )
        field.actor = self.actor
        return field


class NotesForm(_OfLines):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._add(self._field)

        self.field_groups = [(_("Last notes for the takers"), [str(line.pk) for line in self.lines])]

    def _field(self, line: HandoverLine) -> forms.CharField:
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(
            label=line.person.name, required=False, max_length=2000, initial=line.note, widget=area
        )


class InPlaceForm(ActionForm):
    reason = forms.CharField(label=pgettext_lazy("handover", "Why in his place"), max_length=200)
