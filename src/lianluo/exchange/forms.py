from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.exchange.ledgers.heads import Column, Recognised
from lianluo.exchange.ledgers.reading import MAX_BYTES
from lianluo.exchange.models import Family
from lianluo.foundation.forms import ActionForm
from lianluo.foundation.masks import masked

COLUMNS_SHOWN = 80
CONTACTS = {"mobile", "office_phone", "email", "address", "proposer_phone", "handler_phone"}


class UploadForm(ActionForm):
    family = forms.ChoiceField(label=_("What the file is"), choices=Family.choices)
    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
        help_text=_(
            "Excel or CSV, with a row of headings. Identity numbers and home addresses are never imported."
        ),
    )
    named = forms.CharField(
        label=_("Congress, committee or session"),
        required=False,
        max_length=60,
        help_text=_(
            "Only when the title row does not say it, such as 第十四届全国人民代表大会 or 省十四届人大四次会议."
        ),
    )

    def clean_file(self):
        """By size alone, before anything of it is read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            size, limit = -(-file.size // 2**20), MAX_BYTES // 2**20
            raise ValidationError(
                _t(
                    "The file has %(size)s MB; at most %(limit)s MB can be read. Remove pictures, or split it."
                )
                % {"size": size, "limit": limit}
            )
        return file


class ColumnsForm(ActionForm):
    """One select for each heading of the file: which field it is, or that it is not imported."""

    def __init__(self, *, recognised: Recognised, automatic: Recognised, **kwargs):
        super().__init__(**kwargs)
        self.recognised, self.automatic = recognised, automatic
        nothing = pgettext_lazy("ledger column", "not imported")
        choices = [("", nothing), *((item.key, item.label) for item in recognised.family.fields)]
        for column in self.columns:
            if not column.never:
                self.fields[_name(column)] = forms.ChoiceField(
                    label=column.heading or str(column.index + 1),
                    choices=choices,
                    required=False,
                    initial=column.field_key or "",
                    widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
                )

    @property
    def columns(self) -> list[Column]:
        """Columns with a heading or a field, the first COLUMNS_SHOWN and all that are imported."""
        named = [column for column in self.recognised.columns if column.heading or column.field_key]
        return named[:COLUMNS_SHOWN] + [column for column in named[COLUMNS_SHOWN:] if column.field_key]

    @property
    def hidden_count(self) -> int:
        return sum(bool(column.heading) for column in self.recognised.columns) - len(self.columns)

    @property
    def cells(self) -> list[dict]:
        """What the page shows of each column."""
        return [
            {
                "column": column,
                "field": self[_name(column)] if not column.never else None,
                "sample": masked(column.sample) if column.field_key in CONTACTS else column.sample,
                "suggestion": self._label(column.suggestion) if not column.field_key else "",
            }
            for column in self.columns
        ]

    @property
    def found_count(self) -> int:
        return sum(bool(column.field_key) for column in self.recognised.columns)

    def clean(self):
        chosen = self.chosen()
        keys = [key for key in chosen.values() if key]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            where = "、".join(column.heading for column in self.columns if chosen.get(column.index) == key)
            self.add_error(
                None,
                _t("“%(field)s” is chosen for several columns: %(columns)s. Leave it at one of them.")
                % {"field": self._label(key), "columns": where},
            )
        missing = [item for item in self.recognised.family.fields if item.required and item.key not in keys]
        if missing:
            labels = "、".join(str(item.label) for item in missing)
            self.add_error(None, _t("No column is chosen for: %(fields)s.") % {"fields": labels})
        return self.cleaned_data

    def chosen(self) -> dict[int, str]:
        """Column number from 0 → field, "" for a column that is not imported."""
        return {
            column.index: self.cleaned_data.get(_name(column), "")
            for column in self.columns
            if not column.never
        }

    def corrections(self) -> dict[int, str]:
        """Only what differs from what the headings say by themselves."""
        alone = {column.index: column.field_key or "" for column in self.automatic.columns}
        return {index: key for index, key in self.chosen().items() if alone[index] != key}

    def _label(self, key: str | None) -> str:
        return str(self.recognised.family.field(key).label) if key else ""


def _name(column: Column) -> str:
    return f"column_{column.index}"
