"""The record of a visit in five fields, and what else may be said of it folded away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.liaison.actions.remark import Saying
from lianluo.liaison.actions.visit import Party
from lianluo.liaison.forms import RecordForm
from lianluo.liaison.models import Remark, Visit
from lianluo.matters.intake_forms import FilesField, FilesInput
from lianluo.matters.models import Matter
from lianluo.people.models import Person

K, F = Matter.Kind, Visit.Form
NEAR = ((F.DOOR, _("Door")), (F.SEMINAR, _("Seminar")), (F.TELEPHONE, _("Telephone")))
"""The big choices; the others stand behind a fourth."""
KINDS = (*((kind.value, kind.label) for kind in Remark.KINDS), ("", _("only noted")))
MOST_SAYINGS = 30
TALKED = (
    ("no", pgettext_lazy("case talked", "No")),
    ("yes", pgettext_lazy("case talked", "Yes, to be recorded")),
)


class PhoneForm(RecordForm):
    """Sent by the ordinary page and by the telephone's queue alike. `sayings` are `saying_words_N`, `saying_kind_N` and
    `saying_person_N` (empty: the first of those met)."""

    case_talked = forms.ChoiceField(label=_("Was a concrete case talked about?"), choices=TALKED)
    others = forms.CharField(
        label=_("Who else came along"), max_length=200, required=False, help_text=_("Names, parted by 、")
    )
    client_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    photos = FilesField(label=_("Photos"), required=False, widget=FilesInput({"accept": "image/*"}))
    MORE = ("place", "reported", "answered", "follow_up", "follow_up_by", "follow_up_due_on", "colleagues", "others",
            "officer", "proxy_for", "proxy_reason", "photos")  # fmt: skip
    NOT_KEPT = ("case_talked", "others", "client_key", "photos")

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def is_more_wrong(self) -> bool:
        return any(name in self.errors for name in self.MORE)

    @property
    def ways(self) -> dict:
        """near: (value, label, checked), far: the same, is_far: whether one of those behind the fourth is chosen."""
        chosen = self["form"].value() or F.DOOR
        near = {value for value, _label in NEAR}
        far = [(value, label, value == chosen) for value, label in F.choices if value not in near]
        return {
            "near": [(value, label, value == chosen) for value, label in NEAR],
            "far": far,
            "is_far": any(checked for _value, _label, checked in far),
        }

    @property
    def talked(self) -> list[tuple]:
        chosen = self["case_talked"].value()
        return [(value, label, value == chosen) for value, label in TALKED]

    @property
    def chosen_persons(self) -> list[Person]:
        return self.fields["persons"].chosen(list(self["persons"].value() or []))

    @property
    def lines(self) -> list[dict]:
        """What was filled in of the things to be done, and one empty line."""
        filled = [
            {"number": number, "words": words, "kind": self.data.get(f"saying_kind_{number}", ""),
             "person": self.data.get(f"saying_person_{number}", "")}
            for number, words in self._filled()
        ]  # fmt: skip
        after = max((line["number"] for line in filled), default=-1) + 1
        return [*filled, {"number": after, "words": "", "kind": str(K.EVERYDAY_OPINION), "person": ""}]

    @property
    def kinds(self) -> tuple:
        return KINDS

    def _filled(self) -> Iterator[tuple[int, str]]:
        for number in range(MOST_SAYINGS):
            if words := self.data.get(f"saying_words_{number}", "").strip():
                yield number, words

    def clean(self):
        data = super().clean()
        allowed = {value for value, _label in KINDS}
        if any(
            self.data.get(f"saying_kind_{number}", "") not in allowed for number, _words in self._filled()
        ):
            raise ValidationError(_now("Choose what is to become of each thing from the list."))
        if "persons" in data and any(
            self._person_of(number, data["persons"]) is None for number, _words in self._filled()
        ):
            raise ValidationError(_now("A thing to be done is of somebody who was not met."))
        return data

    def _person_of(self, number: int, persons: list[Person]) -> Person | None:
        wanted = self.data.get(f"saying_person_{number}", "")
        return next((each for each in persons if not wanted or str(each.pk) == wanted), None)

    @property
    def sayings(self) -> tuple[Saying, ...]:
        persons = self.cleaned_data["persons"]
        return tuple(
            Saying(self._person_of(number, persons), words, self.data.get(f"saying_kind_{number}", ""))
            for number, words in self._filled()
        )

    @property
    def all_said(self) -> tuple[Saying, ...]:
        """Everything as words of a deputy: for a visit that stands already."""
        said = self.cleaned_data["said"].strip()
        first = self.cleaned_data["persons"][0]
        return ((Saying(first, said),) if said else ()) + self.sayings

    @property
    def party(self) -> Party:
        names = self.cleaned_data["others"].replace("，", "、").replace(",", "、").split("、")
        return replace(super().party, others=tuple(name.strip() for name in names if name.strip()))

    @property
    def facts(self) -> dict:
        facts = {name: value for name, value in super().facts.items() if name not in self.NOT_KEPT}
        return {**facts, "case_talked": self.cleaned_data["case_talked"] == "yes"}
