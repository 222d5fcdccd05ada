"""What is filled in for briefings: the text, the rule of recipients, returns, reactions, followed topics."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.correspondence.actions.briefing_sending import addresses_in
from lianluo.correspondence.briefing_queries import Aim, fields_in, groups_in, matters_to_tell_of
from lianluo.correspondence.briefings import Briefing, Reaction, Recipient
from lianluo.documents import richtext
from lianluo.foundation.forms import ActionForm, DayField, MultiPickField, PickField
from lianluo.people.models import Mandate, Person
from lianluo.units.models import Unit

LONG = forms.Textarea(attrs={"rows": 24, "spellcheck": "false"})
OFFERED_WAYS = [pair for pair in Recipient.Way.choices if pair[0] != Recipient.Way.PRINT]


class DraftForm(ActionForm):
    kind = forms.ChoiceField(label=_("Kind of briefing"), choices=Briefing.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    topic = forms.CharField(label=_("Period or topic"), max_length=60, required=False)


class TextForm(ActionForm):
    """`html` is what the editor gives; without it the marks in `body` are read."""

    title = forms.CharField(label=_("Title"), max_length=200)
    topic = forms.CharField(label=_("Period or topic"), max_length=60, required=False)
    summary = forms.CharField(
        label=_("Short text"), max_length=200, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the e-mail above the way to the page. Left empty, it is the beginning of the text."),
    )  # fmt: skip
    body = forms.CharField(
        label=_("Text"), required=False, widget=LONG,
        help_text=_(
            "“# ” begins a heading, “## ” one below it, “- ” or “1. ” an item, **bold**, | cell | cell |,"
            " [words](number) a picture."
        ),
    )  # fmt: skip
    html = forms.CharField(required=False, widget=forms.HiddenInput)
    was = forms.CharField(required=False, widget=forms.HiddenInput)
    is_mine = forms.BooleanField(
        label=_("Save mine all the same; the other text is kept among the versions"), required=False
    )

    def clean(self) -> dict:
        found = super().clean()
        html = found.pop("html", "") or richtext.from_marks(found.get("body", ""))
        found.pop("body", None)
        try:
            summary = found.get("summary") or richtext.words_of(richtext.cleaned(html), 160)
        except richtext.TooLong:
            summary = ""
        return {**found, "html": html, "summary": summary}


class PictureForm(ActionForm):
    picture = forms.FileField(
        label=_("Picture"), widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    )


class AimForm(ActionForm):
    everybody = forms.BooleanField(label=_("All who hold a mandate now"), required=False)
    levels = forms.MultipleChoiceField(
        label=_("Level"), choices=Unit.Level.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("Mandate"), choices=Mandate.Kind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    of_groups = forms.MultipleChoiceField(
        label=_("Delegation or sector"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fields_known = forms.MultipleChoiceField(
        label=_("Expertise"), required=False, widget=forms.CheckboxSelectMultiple
    )
    focus = forms.CharField(label=_("Profession or concerns contain"), max_length=60, required=False)
    raised = forms.CharField(label=_("Raised a matter on"), max_length=60, required=False)
    matters = MultiPickField(
        matters_to_tell_of,
        "correspondence:pick_matter",
        label=_("Raised one of these matters"),
        required=False,
    )
    plus = MultiPickField(
        lambda actor: Person.objects.visible_to(actor), "people:pick", label=_("Also these"), required=False
    )
    minus = MultiPickField(
        lambda actor: Person.objects.visible_to(actor), "people:pick", label=_("Not these"), required=False
    )
    ways = forms.MultipleChoiceField(
        label=_("Ways"), choices=OFFERED_WAYS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Who is reached by none of them gets it on paper."),
    )  # fmt: skip
    field_groups = [
        (_("Who comes in question"), ["everybody", "levels", "kinds", "of_groups"]),
        (_("Of these, whom the topic concerns: any of"), ["fields_known", "focus", "raised", "matters"]),
        (_("By hand"), ["plus", "minus"]),
        (_("How it goes"), ["ways"]),
    ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        office = self.actor.organ
        self.fields["of_groups"].choices = groups_in(office)
        self.fields["fields_known"].choices = fields_in(office)
        for name in ("of_groups", "fields_known"):
            if not self.fields[name].choices:
                del self.fields[name]

    def clean(self) -> dict:
        return {"aim": aim_in(super().clean())}


def aim_in(found: dict) -> Aim:
    lists = {name: found.get(name, []) for name in ("levels", "kinds", "ways")}
    people = {name: [each.pk for each in found.get(name, [])] for name in ("matters", "plus", "minus")}
    words = {name: found.get(name, "").strip() for name in ("focus", "raised")}
    return Aim(
        everybody=found.get("everybody", False),
        groups=found.get("of_groups", []),
        fields=found.get("fields_known", []),
        **lists,
        **people,
        **words,
    )


class ReasonForm(ActionForm):
    reason = forms.CharField(
        label=_("What is to be mended"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class PostedForm(ActionForm):
    on = DayField(label=_("Posted on"))


class AddressForm(ActionForm):
    address = forms.EmailField(label=_("Another e-mail address"), max_length=120, required=False)


class ReturnsForm(ActionForm):
    text = forms.CharField(
        label=_("Addresses that came back"), widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("One or many, or the reports of the mail server as they are: the addresses in them are found."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def clean(self) -> dict:
        found = super().clean()
        addresses = addresses_in(found.pop("text", ""))
        if not addresses:
            raise ValidationError({"text": _("There is no e-mail address in it.")})
        return {**found, "addresses": addresses}


class RegisterForm(ActionForm):
    title = forms.CharField(label=_("Title"), max_length=200)


class AnswerForm(ActionForm):
    answer = forms.CharField(
        label=_("How it was answered"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReactionForm(ActionForm):
    kind = forms.ChoiceField(
        label=pgettext_lazy("reader", "Your choice"),
        choices=Reaction.Kind.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=pgettext_lazy("reader", "Your words"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class FollowForm(ActionForm):
    matter = PickField(matters_to_tell_of, "correspondence:pick_matter", label=_("A matter"), required=False)
    words = forms.CharField(
        label=_("Or a topic"), max_length=60, required=False,
        help_text=_("These words in the title of a matter or briefing bring her a line."),
    )  # fmt: skip
