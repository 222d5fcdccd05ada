"""The columns of the register, and how contact data are shown without being shown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.foundation.lists import Column, link
from lianluo.people.models import Mandate, Person


def masked(value: str) -> str:
    """First three and last two characters with stars between; short values only stars. "" stays ""."""
    if len(value) < 8:
        return "*" * len(value)
    return f"{value[:3]}{'*' * (len(value) - 5)}{value[-2:]}"


def newest(person: Person) -> Mandate | None:
    """The mandate of the newest term; the list has them prefetched in that order."""
    return next(iter(person.mandates.all()), None)


def group_of(person: Person) -> str:
    mandate = newest(person)
    return mandate.group if mandate else ""


def seat_of(person: Person) -> str:
    mandate = newest(person)
    return mandate.term.name if mandate else ""


COLUMNS = [
    Column(
        "name", _("Name"), lambda p: link(p.name, p.get_absolute_url()),
        sort="sort_key", width=110, export=lambda p: p.name, css="title",
    ),
    Column("sex", _("Sex"), lambda p: p.get_sex_display(), width=60),
    Column("group", _("Delegation or sector"), group_of, width=120),
    Column("seat", _("Congress or committee"), seat_of, width=220),
    Column("party", _("Political status"), sort="party", width=110),
    Column("work", _("Employer and post"), css="wide-cell"),
    # Export is masked too: the full value is looked at one by one, and every look is logged.
    Column("mobile", _("Mobile"), lambda p: masked(p.mobile), width=120),
    Column("nationality", _("Nationality"), shown=False),
    Column("born", _("Born"), shown=False),
]  # fmt: skip
