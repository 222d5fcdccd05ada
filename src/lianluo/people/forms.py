"""The forms of the register."""

from __future__ import annotations

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.foundation.forms import ActionForm, DayField, PickField
from lianluo.foundation.masks import masked
from lianluo.people.models import Body, Mandate, Organisation, Person, Proposer, Term
from lianluo.people.queries import bodies_for, words_of
from lianluo.units.models import Unit


class SuggestedInput(forms.TextInput):
    """A text input with the office's words to choose from; others may be typed."""

    def __init__(self, dictionaries: tuple[str, ...], attrs=None):
        self.dictionaries = dictionaries
        super().__init__(attrs)

    def render(self, name, value, attrs=None, renderer=None):
        key = f"words-{name}"
        words = [word for dictionary in self.dictionaries for word in words_of(dictionary)]
        options = format_html_join("", '<option value="{}"></option>', ((word,) for word in words))
        field = super().render(name, value, {**(attrs or {}), "list": key}, renderer)
        return format_html('{}<datalist id="{}">{}</datalist>', field, key, options)


def _words(label, *dictionaries: str, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, widget=SuggestedInput(dictionaries), **kwargs)


class PersonForm(ActionForm):
    """Facts of a person; `namesakes` adds the question whether it is another one."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("As written on the certificate."))
    sex = forms.ChoiceField(label=_("Sex"), choices=[("", "—"), *Person.Sex.choices], required=False)
    nationality = _words(_("Ethnic group"), "nationality", max_length=20, required=False)
    party = _words(_("Political affiliation"), "party", max_length=30, required=False)
    education = _words(_("Education"), "education", max_length=30, required=False)
    birth_year = forms.IntegerField(label=_("Year of birth"), min_value=1900, max_value=2100, required=False)
    birth_month = forms.IntegerField(label=_("Month of birth"), min_value=1, max_value=12, required=False)
    birth_day = forms.IntegerField(label=_("Day of birth"), min_value=1, max_value=31, required=False)
    work = forms.CharField(label=_("Employer and post"), max_length=300, required=False)
    focus = forms.CharField(label=_("Matters of concern"), max_length=200, required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 3}), required=False)
    field_groups = [
        (_("Person"), ["name", "is_another", "sex", "nationality", "party", "education"]),
        (_("Born"), ["birth_year", "birth_month", "birth_day"]),
        (_("Work and concern"), ["work", "focus", "note"]),
    ]

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year and year > clock.today().year:
            raise forms.ValidationError(_("This year lies ahead."))
        return year


class RegistrationForm(PersonForm):
    is_another = forms.BooleanField(label=_("This is another person than those named above"), required=False)
    mobile = forms.CharField(label=_("Mobile"), max_length=60, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=120, required=False)
    address = forms.CharField(label=_("Postal address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    field_groups = [
        *PersonForm.field_groups,
        (_("Contact data"), ["mobile", "telephone", "email", "address", "postcode"]),
    ]

    def __init__(self, *args, namesakes: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if not namesakes:
            del self.fields["is_another"]


class ContactForm(ActionForm):
    """New contact data. The present values are not shown: that would be a look, and looks are logged one by one."""

    mobile = forms.CharField(label=_("Mobile"), max_length=60, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=120, required=False)
    address = forms.CharField(label=_("Postal address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    emptied = forms.MultipleChoiceField(
        label=_("Remove what no longer holds"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, proposer: Proposer, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"mobile", "telephone", "email", "address"} - set(proposer.CONTACT):
            del self.fields[name]
        present = [name for name in self.fields if name != "emptied" and getattr(proposer, name)]
        for name in present:
            told = _("On record: %(value)s. Leave empty to keep it.")
            self.fields[name].help_text = told % {"value": masked(getattr(proposer, name))}
        self.fields["emptied"].choices = [(name, self.fields[name].label) for name in present]
        if not present:
            del self.fields["emptied"]


class MandateForm(ActionForm):
    term = PickField(
        lambda actor: Term.objects.visible_to(actor),
        "people:pick_term",
        label=_("Congress or committee and term"),
    )
    group = _words(_("Delegation or sector"), "delegation", "sector", max_length=40)
    constituency = forms.CharField(label=_("Electing unit"), max_length=80, required=False)
    certificate_no = forms.CharField(label=_("Certificate number"), max_length=40, required=False)
    office_held = forms.CharField(label=_("Office held in the body"), max_length=80, required=False)
    from_on = DayField(label=pgettext_lazy("day", "From"), required=False)
    until_on = DayField(label=pgettext_lazy("day", "Until"), required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=Mandate.State.choices, initial=Mandate.State.IN_OFFICE
    )


class MandateEndForm(ActionForm):
    state = forms.ChoiceField(
        label=_("New state"), choices=Mandate.State.choices, initial=Mandate.State.ENDED
    )
    on = DayField(
        label=_("Last day"), required=False, help_text=_("Needed when the mandate has ended or expired.")
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False,
        help_text=_("Needed for a suspension or an end, for example resignation accepted, moved away."),
    )  # fmt: skip


class TermForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("deputy", _("people's congress")), ("member", _("CPPCC committee"))]
    )
    level = forms.ChoiceField(label=_("Level"), choices=Unit.Level.choices, initial=Unit.Level.PROVINCIAL)
    place = forms.CharField(
        label=_("Place"),
        max_length=40,
        required=False,
        help_text=_("Full name of the place; empty for the national one."),
    )
    number = forms.IntegerField(label=_("Which term"), min_value=1, max_value=99)
    begins_on = DayField(label=_("Begins on"), required=False)
    ends_on = DayField(label=_("Ends on"), required=False)


class ExpertiseForm(ActionForm):
    field = _words(_("Field of expertise"), "expertise", max_length=40)
    evidence = forms.CharField(
        label=pgettext_lazy("expertise", "What shows it"), max_length=200, required=False
    )


class TieForm(ActionForm):
    officer = PickField(
        lambda actor: User.objects.visible_to(actor), "accounts:pick", label=_("Liaison officer")
    )
    from_on = DayField(
        label=pgettext_lazy("day", "From"), required=False, help_text=_("Today when left empty.")
    )


class LastDayForm(ActionForm):
    on = DayField(label=_("Last day"))


class OrganisationForm(ActionForm):
    """What an organisation is, and whom one asks for there."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    name = forms.CharField(
        label=_("Full name"),
        max_length=80,
        help_text=_("As it stands on the seal; letters are addressed to it."),
    )
    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Congress or CPPCC committee"), empty_label=_("not chosen yet")
    )
    contact_person = forms.CharField(label=_("Contact person"), max_length=60, required=False)
    field_groups = [(_("Organisation"), ["kind", "name", "body", "contact_person"])]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies_for(self.actor)


class OrganisationRegistrationForm(OrganisationForm):
    mobile = forms.CharField(label=_("Mobile"), max_length=60, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=60, required=False)
    address = forms.CharField(label=_("Postal address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    field_groups = [
        *OrganisationForm.field_groups,
        (_("Contact data"), ["mobile", "telephone", "address", "postcode"]),
    ]


class ReadOutForm(ActionForm):
    is_heard = forms.BooleanField(
        label=_(
            "I have her on the telephone and know her voice, or have called her at the number in the register."
        ),
    )


class DeclineForm(ActionForm):
    answer = forms.CharField(label=_("Reason"), max_length=300)
