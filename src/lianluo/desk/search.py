"""Matters in the search over everything: by number, title or words, lead signatory."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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


def all_of(words: str) -> str:
    return f"{reverse('matters:list')}?{urlencode({'tab': 'all', 'q': words})}"


PROVIDER = Provider("matters", _("Suggestions and proposals"), found, order=20, all_url=all_of)
