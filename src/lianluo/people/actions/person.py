"""Registering a person and correcting what stands in the register. Contact data are an act of their own."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.foundation import pinyin
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.models import ContactLook, Person, Proposer
from lianluo.people.names import written
from lianluo.people.queries import ground_of, namesakes
from lianluo.units.models import Unit

FACTS = (
    "sex", "nationality", "birth_year", "birth_month", "birth_day", "party", "education", "work", "focus", "note",
)  # fmt: skip
CONTACTS = (*Person.CONTACT, "postcode")
Row = TypeVar("Row", bound=Proposer)


@action("people.register", "people.register_person")
def register_person(
    actor, office: Unit, *, name: str, facts: dict[str, Any], contacts: dict[str, str] | None = None,
    is_another: bool = False,
) -> Done:  # fmt: skip
    """A new person in the register of `office`. `is_another` says that the namesakes there are other people.

    ValidationError on `name` (empty), on `is_another` (there are namesakes and nobody has said that it is not one of them).
    """
    name = _checked_name(name)
    others = namesakes(office, name)
    if others and not is_another:
        told = ngettext(
            "%(n)d person of this name is registered already. Confirm that this is another person.",
            "%(n)d persons of this name are registered already. Confirm that this is another person.",
            len(others),
        )
        raise ValidationError({"is_another": told % {"n": len(others)}})
    person = Person(keeper=office, **_picked(facts, FACTS), **_picked(contacts or {}, CONTACTS))
    _name(person, name)
    _check_birth(person)
    person.save()
    kept = {"name": name, "facts": None, "contacts": None, "namesakes": [each.pk for each in others]}
    return Done(person, about=person, facts=kept)


@action("people.register", "people.edit_person")
def edit_person(actor, person: Person, *, name: str, facts: dict[str, Any]) -> Done:
    """Correct name and facts; the journal keeps old and new. NotReady when nothing would change."""
    person = locked(person)
    wanted = {"name": _checked_name(name), **_picked(facts, FACTS)}
    changes = {
        field: [getattr(person, field), value]
        for field, value in wanted.items()
        if getattr(person, field) != value
    }
    if not changes:
        raise NotReady(_("Nothing was changed."))
    for field, (_old, new) in changes.items():
        setattr(person, field, new)
    _name(person, person.name)
    _check_birth(person)
    person.save()
    return Done(person, about=person, facts={"name": person.name, "facts": None, "changes": changes})


@action("people.register", "people.edit_contact")
def edit_contact(
    actor, proposer: Proposer, *, values: dict[str, str], emptied: tuple[str, ...] = ()
) -> Done:  # fmt: skip
    """New contact data of a person or an organisation: what `values` leaves empty stays, what `emptied` names is removed.
    The journal keeps only which fields were changed, never the values."""
    proposer, own = locked(proposer), contacts_of(proposer)
    wanted = {field: value.strip() for field, value in _picked(values, own).items() if value.strip()}
    wanted |= {field: "" for field in emptied if field in own and field not in wanted}
    changed = sorted(field for field, value in wanted.items() if getattr(proposer, field) != value)
    if not changed:
        raise NotReady(_("Nothing was changed."))
    for field in changed:
        setattr(proposer, field, wanted[field])
    proposer.save(update_fields=changed)
    return Done(proposer, about=proposer, facts={"values": None, "emptied": None, "fields": changed})


@action("people.reveal_contact")
def reveal_contact(actor, proposer: Proposer, *, field: str) -> Done:
    """The full value of one contact field. The look is kept: who, in which post, when, on which ground."""
    if field not in proposer.CONTACT:
        raise ValidationError(_("There is no such contact field."))
    ContactLook.objects.create(
        **proposer.column, user=actor.user, unit=actor.unit, role=actor.role, field=field,
        purpose=ground_of(actor, proposer),
    )  # fmt: skip
    return Done(getattr(proposer, field))


def locked(proposer: Row) -> Row:
    """The row as it is now, held until the act ends: two acts on one proposer follow one another."""
    return type(proposer).objects.select_for_update().get(pk=proposer.pk)


def contacts_of(proposer: Proposer | type[Proposer]) -> tuple[str, ...]:
    """The fields of its contact data, the postcode with them."""
    return (*proposer.CONTACT, "postcode")


def _picked(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _checked_name(name: str) -> str:
    name = written(name)
    if not name:
        raise ValidationError({"name": _("A person needs a name.")})
    return name


def _name(person: Person, name: str) -> None:
    person.name, person.spelled = name, pinyin.spelled(name)
    person.initials, person.sort_key = pinyin.initials(name), pinyin.sort_key(name)


def _check_birth(person: Person) -> None:
    """The day needs its month, the month its year."""
    if person.birth_month and not person.birth_year or person.birth_day and not person.birth_month:
        raise ValidationError({"birth_year": _("Give the year for a month, and the month for a day.")})
