"""Matters and letters in the search over everything: by number, title or words, lead signatory or addressee."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.correspondence.models import Letter
from lianluo.correspondence.queries import with_words as letters_with
from lianluo.foundation.search import Hit, Provider
from lianluo.matters.queries import listed_for, with_words


def found(actor, words: str, limit: int) -> list[Hit]:
    if not actor.can("matters.look"):
        return []
    rows = with_words(listed_for(actor), words).order_by("-handed_over_on", "-pk")[:limit]
    return [Hit(str(matter), _line(matter), matter.get_absolute_url()) for matter in rows]


def _line(matter) -> str:
    parts = (matter.lead_name, matter.lead_group, matter.department.label if matter.department else "",
             str(matter.get_stage_display()))  # fmt: skip
    return " ".join(filter(None, parts))


def found_letters(actor, words: str, limit: int) -> list[Hit]:
    if not actor.can("matters.look"):
        return []
    rows = letters_with(Letter.objects.visible_to(actor).select_related("person", "organisation"), words)
    return [
        Hit(str(letter), f"{letter.title} {letter.get_stage_display()}", letter.get_absolute_url())
        for letter in rows.order_by("-pk")[:limit]
    ]


def _all_in(page: str):
    return lambda words: f"{reverse(page)}?{urlencode({'tab': 'all', 'q': words})}"


PROVIDERS = (
    Provider("matters", _("Suggestions and proposals"), found, 20, _all_in("matters:list")),
    Provider("letters", _("Letters"), found_letters, 30, _all_in("correspondence:list")),
)
