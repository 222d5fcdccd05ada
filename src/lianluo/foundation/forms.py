"""Bases of forms: `ActionForm` knows who fills it in; pick fields accept only what this actor may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import pinyin
from lianluo.foundation.signin import ActorRequired

MAX_PICKED = 200
QuerysetOf = Callable[[Any], QuerySet]


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A date by the browser's own picker; read as 2026-11-24, 2026/11/24 or 2026.11.24."""

    widget = DayInput
    input_formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]


class _PickWidget:
    """A select that carries only what is chosen; the browser asks `data-picker` for the rest."""

    field: PickField | MultiPickField

    def optgroups(self, name, value, attrs=None):
        chosen = self.field.chosen([each for each in value if each])
        self.choices = [(thing.pk, str(thing)) for thing in chosen]
        if not self.allow_multiple_selected and not chosen:
            self.choices = [("", "")]
        return super().optgroups(name, [str(each) for each in value], attrs)

    def build_attrs(self, base_attrs, extra_attrs=None):
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-picker": reverse(self.field.url_name)} if self.field.url_name else attrs


class PickSelect(_PickWidget, forms.Select):
    pass


class PickSelectMultiple(_PickWidget, forms.SelectMultiple):
    pass


class _PickBase(forms.Field):
    default_error_messages: ClassVar[dict] = {
        "not_found": _("Not found. Choose from the list."),
        "too_many": _("At most %(limit)s can be chosen at once."),
    }
    actor: Any = None

    def __init__(self, queryset_of: QuerysetOf, url_name: str = "", **kwargs):
        self.queryset_of, self.url_name = queryset_of, url_name
        super().__init__(**kwargs)
        self.widget.field = self

    def __deepcopy__(self, memo):
        copy = super().__deepcopy__(memo)
        copy.widget.field = copy
        return copy

    def chosen(self, keys: list[Any]) -> list[Any]:
        """Visible objects of these keys, in the order given."""
        wanted = [int(key) for key in map(str, keys) if key.isascii() and key.isdigit() and len(key) < 19]
        found = (
            {thing.pk: thing for thing in self.queryset_of(self.actor).filter(pk__in=wanted)}
            if wanted
            else {}
        )
        return [found[key] for key in dict.fromkeys(wanted) if key in found]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, (list, tuple, QuerySet)):
            return [getattr(each, "pk", each) for each in value]
        return getattr(value, "pk", value)


class PickField(_PickBase):
    """One object of `queryset_of(actor)`, picked at the `PickerView` named `url_name`. Foreign and missing answer alike."""

    widget = PickSelect

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        found = self.chosen([value])
        if not found:
            raise ValidationError(self.error_messages["not_found"], code="not_found")
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class MultiPickField(_PickBase):
    """A list of objects, at most MAX_PICKED, each once, in the order given."""

    widget = PickSelectMultiple

    def to_python(self, value: Any) -> list[Any]:
        keys = list(dict.fromkeys(value or []))
        if len(keys) > MAX_PICKED:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"limit": MAX_PICKED}
            )
        found = self.chosen(keys)
        if len(found) != len(keys):
            raise ValidationError(self.error_messages["not_found"], code="not_found")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(key) for key in self.prepare_value(initial or [])] != [str(key) for key in data or []]


class ActionForm(forms.Form):
    """The input of an act. `field_groups`: list of (heading, [field names]); fields named in none come last.

    Render with `{% include "foundation/form.html" %}` or `{% form_errors form %}` and `{% field %}`.
    """

    field_groups: ClassVar[list[tuple[Any, list[str]]]] = []
    required_css_class = "required"

    def __init__(self, *args, actor: Any, **kwargs):
        self.actor = actor
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, _PickBase):
                field.actor = actor

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        grouped = {name for _heading, names in self.field_groups for name in names}
        rest = [field for field in self.visible_fields() if field.name not in grouped]
        found = [
            (heading, [self[name] for name in names if name in self.fields])
            for heading, names in self.field_groups
        ]
        return [*found, *([("", rest)] if rest else [])]


class PickerView(ActorRequired):
    """Answers `?q=` by name, pinyin or initials: {"results": [{"id", "text", "hint"}]}, at most 20.

    With `spelled_field` and `initials_field` (columns filled by `foundation.pinyin`) the database searches; without them
    up to 2,000 visible rows are compared here, which is right for units and colleagues.
    """

    name_field: ClassVar[str] = "name"
    spelled_field: ClassVar[str] = ""
    initials_field: ClassVar[str] = ""
    limit: ClassVar[int] = 20

    def get_queryset(self, actor) -> QuerySet:
        raise NotImplementedError

    def hint(self, thing) -> str:
        """What tells namesakes apart."""
        return ""

    def text(self, thing) -> str:
        return str(thing)

    def get(self, request, *args, **kwargs) -> JsonResponse:
        words = request.GET.get("q", "").replace("\x00", "").strip()[:60]
        found = self.find(self.get_queryset(self.actor), words)
        results = [
            {"id": str(each.pk), "text": self.text(each), "hint": str(self.hint(each))} for each in found
        ]
        return JsonResponse({"results": results}, json_dumps_params={"ensure_ascii": False})

    def find(self, rows: QuerySet, words: str) -> list[Any]:
        if not words:
            return list(rows[: self.limit])
        if self.spelled_field:
            return list(rows.filter(self._condition(words))[: self.limit])
        names = rows.values_list("pk", self.name_field)[:2_000]
        keys = [pk for pk, name in names if pinyin.matches(name, words)][: self.limit]
        found = rows.in_bulk(keys)
        return [found[pk] for pk in keys if pk in found]

    def _condition(self, words: str) -> Q:
        condition = Q(**{f"{self.name_field}__icontains": words})
        bare = words.replace(" ", "").lower()
        if not bare.isascii():
            return condition
        condition |= Q(**{f"{self.spelled_field}__startswith": bare})
        return (
            condition | Q(**{f"{self.initials_field}__startswith": bare})
            if self.initials_field
            else condition
        )
