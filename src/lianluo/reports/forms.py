"""Forms of the report."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.forms import ActionForm
from lianluo.matters.queries import sessions_of


class DrawUpForm(ActionForm):
    session = forms.ChoiceField(label=_("Session"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.pk): session for session in sessions_of(self.actor.organ)}
        self.fields["session"].choices = [(pk, session.name) for pk, session in self.sessions.items()]

    def clean_session(self):
        return self.sessions[self.cleaned_data["session"]]


class TextForm(ActionForm):
    """The report's words: its head and its numbered parts, one paragraph a line."""

    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(
        label=_("Document number"), max_length=60, required=False,
        help_text=_("Given by the office's own register of documents, for example 辽检发〔2026〕1号."),
    )  # fmt: skip
    addressees = forms.CharField(label=_("Addressed to"), max_length=200)
    copies = forms.CharField(
        label=_("Copy to"), max_length=300, required=False, help_text=_("Several are parted by commas.")
    )

    def __init__(self, *args, sections: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.count = len(sections)
        groups = [(_("Head of the paper"), ["title", "number", "addressees", "copies"])]
        for n, part in enumerate(sections):
            heading, text = f"heading_{n}", f"text_{n}"
            self.fields[heading] = forms.CharField(label=_("Heading"), max_length=80, initial=part["heading"])
            self.fields[text] = forms.CharField(
                label=_("Text, one paragraph a line"), initial=part["text"], required=False,
                max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
            )  # fmt: skip
            groups.append((_t("Part %(number)s") % {"number": n + 1}, [heading, text]))
        self.field_groups = groups

    def clean_number(self) -> str:
        """Hexagonal brackets, as the standard has them, whichever were typed."""
        number = self.cleaned_data["number"].strip()
        if number and not any(sign.isdigit() for sign in number):
            raise ValidationError(
                _t("A document number has a year and a number, for example 辽检发〔2026〕1号.")
            )
        for typed, right in (
            ("[", "〔"),
            ("]", "〕"),
            ("［", "〔"),
            ("］", "〕"),
            ("【", "〔"),
            ("】", "〕"),
        ):
            number = number.replace(typed, right)
        return number

    def sections(self) -> list[dict]:
        texts = [
            (self.cleaned_data[f"heading_{n}"], self.cleaned_data[f"text_{n}"]) for n in range(self.count)
        ]
        return [
            {"heading": heading.strip(), "text": "\n".join(filter(None, map(str.strip, text.splitlines())))}
            for heading, text in texts
        ]
