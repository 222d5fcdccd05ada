"""Letters that the clerk writes, from the page of a matter, of a letter or of a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.correspondence.actions.writing import write
from lianluo.correspondence.models import Letter
from lianluo.correspondence.views import visible
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.pages import ActView
from lianluo.matters.models import Matter
from lianluo.people.models import Person

Kind = Letter.Kind
TO_PERSON = (Kind.THANKS, Kind.APPOINTMENT, Kind.PROMISE_NOTICE)


class BodyForm(ActionForm):
    body = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 10}), max_length=20_000,
        help_text=_("One paragraph a line; the salutation, the opening and the closing are written for you."),
    )  # fmt: skip


class InterimForm(BodyForm):
    addressee = forms.TypedChoiceField(label=_("Addressee"))
    field_order = ("addressee", "body")

    def __init__(self, *args, proposers, **kwargs):
        super().__init__(*args, **kwargs)
        known = {each.mark: each for each in proposers}
        self.fields["addressee"].choices = [(mark, each.name) for mark, each in known.items()]
        self.fields["addressee"].coerce = known.get


class ToPersonForm(BodyForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[(each.value, each.label) for each in TO_PERSON])
    field_order = ("kind", "body")


class _Write(ActView):
    consequence = _("A letter without a number; it answers no matter and meets no deadline.")
    done = _("The letter is written.")

    def get_object(self, actor):
        require(actor, "correspondence.compose", actor.organ)
        return super().get_object(actor)

    def get_success_url(self, letter) -> str:
        return letter.get_absolute_url()


class WriteInterim(_Write):
    title = _("Write an interim reply")
    form_class = InterimForm

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).filter(office=actor.organ)

    def get_form_kwargs(self, actor, matter) -> dict:
        rows = matter.signatories.select_related("person", "organisation")
        return {"proposers": [row.proposer for row in rows]}

    def act(self, actor, matter, data):
        return write(actor, matter.office, kind=Kind.INTERIM, about=matter, **data)


class Correct(_Write):
    title = _("Write a correction")
    form_class = BodyForm

    def get_queryset(self, actor):
        return visible(actor).filter(office=actor.organ).exclude(number="")

    def act(self, actor, letter, data):
        return write(
            actor, letter.office, kind=Kind.CORRECTION, corrects=letter, addressee=letter.addressee, **data
        )


class WriteToPerson(_Write):
    title = _("Write a letter")
    form_class = ToPersonForm

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor)

    def act(self, actor, person, data):
        return write(actor, actor.organ, addressee=person, **data)
