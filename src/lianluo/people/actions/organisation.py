"""Registering an organisation that proposes, and correcting what stands in the register."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import pinyin
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.actions.person import contacts_of, locked
from lianluo.people.models import Body, Organisation
from lianluo.people.names import written
from lianluo.units.models import Unit

Kind = Organisation.Kind


@action("people.register", "people.register_organisation")
def register_organisation(
    actor, office: Unit, *, body: Body, kind: str, name: str, contact_person: str = "",
    contacts: dict[str, str] | None = None,
) -> Done:  # fmt: skip
    """A new organisation in the register of `office`. ValidationError on `name` (empty, there already), on `kind` (only
    congresses have delegations)."""
    organisation = Organisation(keeper=office, body=body, kind=kind, contact_person=contact_person.strip())
    own = contacts_of(Organisation)
    for field, value in (contacts or {}).items():
        if field in own:
            setattr(organisation, field, value.strip())
    _name(organisation, name)
    _check(organisation)
    organisation.save()
    return Done(organisation, about=organisation, facts={"name": organisation.name, "contacts": None})


@action("people.register", "people.edit_organisation")
def edit_organisation(
    actor, organisation: Organisation, *, body: Body, kind: str, name: str, contact_person: str = ""
) -> Done:
    """Correct what it is; the journal keeps old and new. NotReady when nothing would change. Contact data are an act of
    their own (`edit_contact`); matters already on record keep the name under which they were raised."""
    organisation = locked(organisation)
    wanted = {"body": body, "kind": kind, "name": written(name), "contact_person": contact_person.strip()}
    changes = {
        field: [str(getattr(organisation, field)), str(value)]
        for field, value in wanted.items()
        if getattr(organisation, field) != value
    }
    if not changes:
        raise NotReady(_("Nothing was changed."))
    for field in changes:
        setattr(organisation, field, wanted[field])
    _name(organisation, organisation.name)
    _check(organisation)
    organisation.save()
    return Done(organisation, about=organisation, facts={"name": organisation.name, "changes": changes})


def _name(organisation: Organisation, name: str) -> None:
    name = written(name)
    if not name:
        raise ValidationError({"name": _("An organisation needs its full name.")})
    organisation.name, organisation.spelled = name, pinyin.spelled(name)
    organisation.initials, organisation.sort_key = pinyin.initials(name), pinyin.sort_key(name)


def _check(organisation: Organisation) -> None:
    of_congress = organisation.body.kind == Body.Kind.CONGRESS
    if organisation.kind == Kind.DELEGATION and not of_congress:
        raise ValidationError({"kind": _("Only a congress has delegations.")})
    if of_congress and organisation.kind not in (Kind.DELEGATION, Kind.SPECIAL_COMMITTEE):
        raise ValidationError({"kind": _("This kind proposes in a CPPCC committee only.")})
    twins = Organisation.objects.filter(
        keeper=organisation.keeper, body=organisation.body, kind=organisation.kind, name=organisation.name
    )
    if twins.exclude(pk=organisation.pk).exists():
        told = _("“%(name)s” stands in the register already.") % {"name": organisation.name}
        raise ValidationError({"name": told})
