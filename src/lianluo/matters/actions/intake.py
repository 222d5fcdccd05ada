"""Registering one matter by hand."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianluo.documents.actions.files import attach
from lianluo.documents.uploads import BadUpload
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.matters.actions.register import ledger_mark
from lianluo.matters.deadlines import Clocks
from lianluo.matters.models import Matter, Signatory
from lianluo.people.models import Person, Session
from lianluo.rules.queries import NoRule, working_calendar
from lianluo.units.models import Unit


@action("matters.register")
def register_matter(
    actor, office: Unit, *, kind: str, title: str, lead: Person, handed_over_on: date, others: list[Person] = (),
    session: Session | None = None, in_session: bool = True, number: str = "", content: str = "", source: str = "",
    files: list = (),
):  # fmt: skip
    """One matter with its signatories and deadlines. What stands in the register already is refused."""
    if handed_over_on > clock.today():
        raise ValidationError({"handed_over_on": _("The date lies ahead.")})
    key = "" if number else f"{ledger_mark(kind, lead, title)}:1"
    _refuse_double(office, session, kind, number, key)
    mandate = lead.mandates.order_by("-term__number", "-pk").first()
    matter = Matter(
        office=office, kind=kind, title=title, session=session, in_session=in_session and session is not None,
        outside_number=number, ledger_key=key, content=content, source=source, handed_over_on=handed_over_on,
        lead_name=lead.name, lead_group=mandate.group if mandate else "", registered_by=actor.user,
    )  # fmt: skip
    set_deadlines(matter)
    matter.save()
    signed = [lead, *[person for person in others if person != lead]]
    Signatory.objects.bulk_create(
        Signatory(matter=matter, person=person, position=place, role="joint" if place else "lead")
        for place, person in enumerate(signed)
    )
    attach_all(actor, matter, files)
    return Done(matter, about=matter, facts={"number": number, "signatories": len(signed)})


@transaction.atomic
def attach_all(actor, matter: Matter, files: list, note: str = "") -> None:
    """Every file or none. What is wrong with one is said with its name."""
    for file in files:
        try:
            attach(actor, matter, file, note)
        except BadUpload as fault:
            raise ValidationError({"files": f"{file.name}: {fault}"}) from fault


def _refuse_double(office: Unit, session: Session | None, kind: str, number: str, key: str) -> None:
    known = Matter.objects.filter(office=office, session=session, kind=kind)
    double = known.filter(outside_number=number) if number else known.filter(ledger_key=key)
    found = double.first()
    if found is None:
        return
    words = _("“%(matter)s” stands in the register already.") % {"matter": found}
    raise ValidationError({"number" if number else "title": words})


def set_deadlines(matter: Matter) -> None:
    try:
        days = Clocks(working_calendar()).of(matter.kind, matter.handed_over_on)
    except NoRule as gap:
        raise ValidationError(
            {"handed_over_on": _("No rule for deadlines was in force on this day.")}
        ) from gap
    matter.statutory_due_on, matter.internal_due_on = days.statutory, days.internal
    matter.due_on, matter.due_is_provisional = days.effective, days.provisional
