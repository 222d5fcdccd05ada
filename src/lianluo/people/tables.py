"""The columns of the register, and how contact data are shown without being shown."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianluo.foundation.lists import Column, link
from lianluo.foundation.masks import masked
from lianluo.people.grounds import label_of
from lianluo.people.models import ContactLook, Mandate, Organisation, Person, Proposer


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
        sort="sort_key", width=110, export=lambda p: p.name, css="title short",
    ),
    Column("sex", _("Sex"), lambda p: p.get_sex_display(), width=60),
    Column("group", _("Delegation or sector"), group_of, width=120),
    Column("seat", _("Congress or committee"), seat_of, width=220),
    Column("party", _("Political affiliation"), sort="party", width=110),
    Column("work", _("Employer and post"), css="wide-cell"),
    # Export is masked too: the full value is looked at one by one, and every look is logged.
    Column("mobile", _("Mobile"), lambda p: masked(p.mobile), width=120),
    Column("nationality", _("Ethnic group"), shown=False),
    Column("born", _("Born"), shown=False),
]  # fmt: skip


def contact_label(field: str) -> str:
    return str(Person._meta.get_field(field).verbose_name).capitalize()


ORGANISATION_COLUMNS = [
    Column(
        "name", _("Name of the body"), lambda o: link(o.name, o.get_absolute_url()), sort="sort_key",
        export=lambda o: o.name, css="title",
    ),
    Column("kind", _("Kind"), lambda o: o.get_kind_display(), sort="kind", width=120, css="nowrap"),
    Column("body", _("Congress or committee"), lambda o: str(o.body), sort=("body__kind", "body__place"), width=240),
    Column("contact_person", _("Contact person"), width=110, css="nowrap"),
    Column("telephone", _("Telephone"), lambda o: masked(o.telephone or o.mobile), width=130, css="nowrap"),
]  # fmt: skip


def contacts_of(proposer: Proposer, may_reveal: bool) -> list[tuple[str, str, str]]:
    """(label, masked value, address that shows it in full or "") of the fields that hold something."""
    return [
        (
            contact_label(field),
            masked(getattr(proposer, field)),
            reverse(_REVEAL[type(proposer)], args=[proposer.pk, field]) if may_reveal else "",
        )
        for field in proposer.CONTACT
        if getattr(proposer, field)
    ]


_REVEAL = {Person: "people:reveal", Organisation: "people:organisation_reveal"}


def _moment(look: ContactLook) -> str:
    return timezone.localtime(look.at).strftime("%Y-%m-%d %H:%M")


def look_lines(looks) -> list[dict]:
    return [
        {
            "when": _moment(look),
            "who": look.user.name,
            "post": f"{look.unit.label} {look.get_role_display()}",
            "field": contact_label(look.field),
            "ground": label_of(look.purpose),
        }
        for look in looks
    ]


LOOK_COLUMNS = [
    Column("at", _("Time"), _moment, sort="at", width=140, css="nowrap"),
    Column("user", _("Who"), lambda look: look.user.name, sort="user__name", width=100),
    Column(
        "post",
        _("Post"),
        lambda look: f"{look.unit.label} {look.get_role_display()}",
        width=230,
        css="nowrap",
    ),
    Column(
        "person",
        _("Whose"),
        lambda look: look.proposer.name,
        sort=("person__sort_key", "organisation__sort_key"),
        css="title",
    ),
    Column("field", _("What"), lambda look: contact_label(look.field), width=110),
    Column("ground", _("On which ground"), lambda look: str(label_of(look.purpose)), width=220),
]
