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
from lianluo.matters import own_clocks
from lianluo.matters.actions.deadlines import keep_deadlines
from lianluo.matters.actions.register import body_mark, ledger_mark
from lianluo.matters.deadlines import Clocks
from lianluo.matters.models import Matter, Particulars, Registration, Signatory
from lianluo.matters.procedures import Procedure, procedure_of
from lianluo.people.models import Proposer, Session
from lianluo.rules.queries import NoRule, working_calendar
from lianluo.units.models import Unit


@action("matters.register")
def register_matter(
    actor, office: Unit, *, kind: str, title: str, handed_over_on: date, lead: Proposer | None = None,
    others: list[Proposer] = (), session: Session | None = None, in_session: bool = True, number: str = "",
    content: str = "", source: str = "", files: list = (), particulars: dict | None = None,
    registered: bool = True,
):  # fmt: skip
    """One matter with its signatories and deadlines. What stands in the register already is refused.

    `particulars`: raised_by, occasion, named_due_on, named_in, of kinds that a body raises or whose paper names the
    day. `registered=False`: a proposal whose committee has not decided yet.
    """
    row = procedure_of(kind)
    rows = {name: value for name, value in (particulars or {}).items() if value}
    signed = list(dict.fromkeys([lead, *others])) if lead else []
    _check(row, handed_over_on, signed, rows)
    key = "" if number else _key(kind, lead, rows, title)
    _refuse_double(office, session, kind, number, key)
    matter = Matter(
        office=office, kind=kind, title=title, session=session, in_session=in_session and session is not None,
        outside_number=number, ledger_key=key, content=content, source=source, handed_over_on=handed_over_on,
        lead_name=lead.name if lead else rows["raised_by"], lead_group=lead.group if lead else "",
        registered_by=actor.user,
    )  # fmt: skip
    beside = Particulars(**rows) if rows else None
    set_deadlines(matter, beside)
    matter.save()
    _save_beside(matter, beside, registered)
    Signatory.objects.bulk_create(
        Signatory(matter=matter, **proposer.column, position=place, role="joint" if place else "lead")
        for place, proposer in enumerate(signed)
    )
    keep_deadlines(matter)
    attach_all(actor, matter, files)
    return Done(matter, about=matter, facts={"number": number, "signatories": len(signed)})


def _check(row: Procedure, handed_over_on: date, signed: list[Proposer], rows: dict) -> None:
    if handed_over_on > clock.today():
        raise ValidationError({"handed_over_on": _("The date lies ahead.")})
    if not signed and not (row.by_body and rows.get("raised_by")):
        needed = (
            {"raised_by": _("Name the body that raised it.")}
            if row.by_body
            else {"lead": _("Name the lead signatory.")}
        )
        raise ValidationError(needed)
    if signed and len(signed) < row.fewest:
        raise ValidationError(
            {"others": _("This kind needs at least %(count)s signatories.") % {"count": row.fewest}}
        )
    named = rows.get("named_due_on")
    if named and named < handed_over_on:
        raise ValidationError({"named_due_on": _("The day named lies before the day of hand-over.")})


def _key(kind: str, lead: Proposer | None, rows: dict, title: str) -> str:
    mark = ledger_mark(kind, lead, title) if lead else body_mark(kind, rows["raised_by"], title)
    return f"{mark}:1"


def _save_beside(matter: Matter, beside: Particulars | None, registered: bool) -> None:
    if beside:
        beside.matter = matter
        beside.save()
    if not registered and procedure_of(matter.kind).kind == Matter.Kind.PROPOSAL:
        Registration.objects.create(matter=matter)


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


def set_deadlines(matter: Matter, beside: Particulars | None = None) -> None:
    """The columns of an unsaved matter. ValidationError where no rule was in force on the day of hand-over."""
    try:
        if own_clocks.has_own_clock(matter.kind):
            own_clocks.begin(matter, beside)
        else:
            _set_common(matter)
    except NoRule as gap:
        raise ValidationError(
            {"handed_over_on": _("No rule for deadlines was in force on this day.")}
        ) from gap


def _set_common(matter: Matter) -> None:
    days = Clocks(working_calendar()).of(matter.kind, matter.handed_over_on)
    matter.statutory_due_on, matter.internal_due_on = days.statutory, days.internal
    matter.due_on, matter.due_is_provisional = days.effective, days.provisional
