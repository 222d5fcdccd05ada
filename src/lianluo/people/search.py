"""People in the search over everything: by name, pinyin or initials, namesakes told apart."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.search import Hit, Provider
from lianluo.people.queries import organisations_of, register_of
from lianluo.people.tables import group_of, seat_of


def found(actor, words: str, limit: int) -> list[Hit]:
    if not actor.can("people.look"):
        return []
    rows = register_of(actor).named(words).order_by("sort_key", "id")[:limit]
    return [
        Hit(person.name, " ".join(filter(None, [group_of(person), seat_of(person), person.work])),
            person.get_absolute_url())
        for person in rows
    ]  # fmt: skip


def all_of(words: str) -> str:
    return f"{reverse('people:list')}?{urlencode({'tab': 'all', 'q': words})}"


PROVIDER = Provider("people", _("Deputies and members"), found, order=10, all_url=all_of)


def organisations(actor, words: str, limit: int) -> list[Hit]:
    if not actor.can("people.look"):
        return []
    rows = organisations_of(actor).named(words)[:limit]
    return [Hit(row.name, f"{row.get_kind_display()} {row.body}", row.get_absolute_url()) for row in rows]


def all_organisations(words: str) -> str:
    return f"{reverse('people:organisations')}?{urlencode({'q': words})}"


ORGANISATIONS = Provider(
    "organisations", _("Proposing organisations"), organisations, order=11, all_url=all_organisations
)
