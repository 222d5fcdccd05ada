"""Letters that the clerk writes, from the page of a matter, of a letter or of a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.correspondence import texts
from lianluo.correspondence.actions.relaying import record_relay, revoke_relay
from lianluo.correspondence.actions.writing import correct, write, write_opinion
from lianluo.correspondence.models import Letter, OutsideUnit
from lianluo.correspondence.queries import opinions_of
from lianluo.correspondence.views import visible
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm, DayField
from lianluo.foundation.pages import ActView
from lianluo.matters.models import Matter
from lianluo.people.models import Organisation, Person

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


class RelayForm(ActionForm):
    consented_on = DayField(label=_("Consented on"))
    how = forms.CharField(
        label=_("How the lead consented"), max_length=200, help_text=_("By telephone, in writing, to whom.")
    )


class OpinionForm(BodyForm):
    recipient = forms.CharField(
        label=_("Lead unit"), max_length=120, help_text=_("The lead unit that answers the deputy.")
    )
    address = forms.CharField(label=_("Postal address"), max_length=200)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    field_order = ("recipient", "address", "postcode", "body")


class ToProposerForm(BodyForm):
    kind = forms.ChoiceField(label=_("Kind"))
    field_order = ("kind", "body")

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(each.value, each.label) for each in kinds]


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


class WriteOpinion(_Write):
    title = _("Write the letter with our opinion")
    consequence = _(
        "A letter without a number; its dispatch records that the opinion was sent to the lead unit."
    )
    form_class = OpinionForm

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).filter(office=actor.organ, mode=Matter.Mode.CO)

    def get_initial(self, actor, matter) -> dict:
        return {"body": texts.body_of_opinion(opinions_of(matter))}

    def act(self, actor, matter, data):
        to = OutsideUnit(data["recipient"], data["address"], data["postcode"])
        return write_opinion(actor, matter.office, about=matter, to=to, body=data["body"])


class RecordRelay(_Write):
    title = _("Record that the lead passes the answer on")
    consequence = _(
        "The lead's letter stands for the other signatories, who get none; each may still send feedback."
    )
    done = _("Recorded.")
    form_class = RelayForm

    def get_queryset(self, actor):
        return Matter.objects.visible_to(actor).filter(office=actor.organ)

    def get_initial(self, actor, matter) -> dict:
        return {"consented_on": clock.today()}

    def act(self, actor, matter, data):
        return record_relay(actor, matter.office, matter=matter, **data)

    def get_success_url(self, result) -> str:
        return self.thing.get_absolute_url()


class RevokeRelay(RecordRelay):
    title = _("Take back the lead's consent")
    consequence = _(
        "Every signatory gets a letter of his own again. Possible until the lead's letter has its number."
    )
    form_class = ActionForm

    def act(self, actor, matter, data):
        return revoke_relay(actor, matter.office, matter=matter)


class Correct(_Write):
    title = _("Write a correction")
    form_class = BodyForm

    def get_queryset(self, actor):
        return visible(actor).filter(office=actor.organ)

    def act(self, actor, letter, data):
        return correct(letter, actor, **data)


class WriteToPerson(_Write):
    title = _("Write a letter")
    form_class = ToProposerForm
    kinds = TO_PERSON

    def get_queryset(self, actor):
        return Person.objects.visible_to(actor)

    def get_form_kwargs(self, actor, thing) -> dict:
        return {"kinds": self.kinds}

    def act(self, actor, person, data):
        return write(actor, actor.organ, addressee=person, **data)


class WriteToOrganisation(WriteToPerson):
    kinds = (Kind.THANKS, Kind.PROMISE_NOTICE)

    def get_queryset(self, actor):
        return Organisation.objects.visible_to(actor)
