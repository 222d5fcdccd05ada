"""Opening, renaming, moving, merging and closing units. The only place that writes `path`."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import Done, action
from lianluo.units.models import FormerName, LeadingGroup, Unit

DAY = timedelta(days=1)


def place_unit(parent: Unit | None, *, kind: str, name: str, level: str = "", **fields) -> Unit:
    """Store a new unit below `parent` with its path. No permission is asked: for seeding and for `open_unit`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('units_unit', 'id'))")
        (pk,) = cursor.fetchone()
    path = f"{parent.path if parent else '/'}{pk}/"
    unit = Unit(pk=pk, parent=parent, path=path, kind=kind, name=name, level=level or parent.level, **fields)
    unit.save(force_insert=True)
    return unit


def open_unit(actor, parent: Unit | None, *, kind: str, name: str, level: str = "", **fields) -> Unit:
    """A new unit below `parent`. Without an actor: the system itself, before anybody holds a post. ValidationError."""
    if actor is None:
        return place_unit(parent, kind=kind, name=name, level=level, **fields)
    return _open_unit(actor, parent, kind=kind, name=name, level=level, **fields)


@action("units.open", "units.open")
def _open_unit(actor, parent: Unit, *, kind: str, name: str, **fields) -> Done:
    if kind != Unit.Kind.DEPARTMENT and not actor.can("units.change", parent):
        raise Refused("units.change")
    name = "".join(name.split())
    _check_name(parent, name)
    if parent.closed_on:
        raise ValidationError(_("“%(unit)s” is closed."), params={"unit": parent.name})
    unit = place_unit(parent, kind=kind, name=name, **{"opened_on": clock.today(), **fields})
    return Done(unit, about=unit)


@action("units.change", "units.rename")
def rename_unit(actor, unit: Unit, *, name: str, on: date, short_name: str = "") -> Done:
    """A new name from `on`; the old one stays with the days it held. The unit, its posts and its matters stay the same."""
    was, name = unit.name, "".join(name.split())
    _check_name(unit.parent, name, but=unit)
    if on > clock.today():
        raise ValidationError({"on": _("A name can be changed from today at the latest.")})
    FormerName.objects.create(unit=unit, name=was, until_on=on - DAY)
    unit.name, unit.short_name = name, short_name
    unit.save(update_fields=["name", "short_name"])
    return Done(unit, facts={"was": was})


@action("units.change", "units.move")
def move_unit(actor, unit: Unit, *, parent: Unit) -> Done:
    """Put the unit, with everything below it, under another parent."""
    if parent.path.startswith(unit.path):
        raise ValidationError(_("A unit cannot stand below itself."))
    _check_name(parent, unit.name, but=unit)
    old, new = unit.path, f"{parent.path}{unit.pk}/"
    Unit.objects.filter(pk=unit.pk).update(parent=parent)
    Unit.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr(F("path"), len(old) + 1)))
    unit.refresh_from_db()
    return Done(unit, facts={"parent": parent.name})


@action("units.change", "units.merge")
def merge_unit(actor, unit: Unit, *, into: Unit, on: date) -> Done:
    """`unit` ends the day before `on`; `into` carries on. Everything that points to `unit` keeps pointing to it."""
    if into.pk == unit.pk or into.kind != unit.kind or into.closed_on:
        raise ValidationError({"into": _("Choose another open unit of the same kind.")})
    unit.superseded_by = into
    _close(unit, on - DAY)
    return Done(unit, facts={"into": into.name})


@action("units.change", "units.close")
def close_unit(actor, unit: Unit, *, on: date) -> Done:
    """`on` is the last day of the unit. Its departments end with it; procuratorates below must be moved before."""
    _close(unit, on)
    return Done(unit)


@action("units.set_up_leading_group")
def set_up_leading_group(actor, organ: Unit, *, name: str = "", on: date) -> Done:
    """联络工作领导小组 of a procuratorate, from `on`; one that still stands ends the day before."""
    if organ.kind == Unit.Kind.DEPARTMENT:
        raise ValidationError(_("A leading group belongs to a procuratorate."))
    organ.leading_groups.filter(ended_on__isnull=True).update(ended_on=on - DAY)
    group = LeadingGroup.objects.create(
        organ=organ, name=name or f"{organ.name}联络工作领导小组", set_up_on=on
    )
    return Done(group, about=group)


def _check_name(parent: Unit | None, name: str, but: Unit | None = None) -> None:
    if not name:
        raise ValidationError({"name": _("A unit needs a name.")})
    namesakes = Unit.objects.filter(parent=parent, name=name, closed_on__isnull=True)
    if namesakes.exclude(pk=but.pk if but else None).exists():
        raise ValidationError({"name": _("There is already a unit of this name here.")})


def _close(unit: Unit, last_day: date) -> None:
    if unit.closed_on:
        raise ValidationError(_("“%(unit)s” is closed."), params={"unit": unit.name})
    if last_day < date.fromisoformat(str(unit.opened_on)):
        raise ValidationError({"on": _("A unit cannot end before it begins.")})
    below = Unit.objects.under(unit).exclude(pk=unit.pk).filter(closed_on__isnull=True)
    if below.organs().exists():
        raise ValidationError(_("Move the procuratorates below this one first."))
    below.update(closed_on=last_day)
    unit.closed_on = last_day
    unit.save(update_fields=["closed_on", "superseded_by"])
