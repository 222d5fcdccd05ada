"""Columns as a clerk corrected them: remembered for the next file of the same source, or forgotten."""

from __future__ import annotations

from lianluo.exchange import permissions as _own  # noqa: F401 registers
from lianluo.exchange.models import Mapping
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.units.models import Unit


@action("exchange.import_file", "exchange.remember_columns")
def remember_columns(actor, office: Unit, *, family: str, signature: str, columns: dict[int, str]):
    """`columns`: column number from 0 → field, "" for a column that is not imported."""
    kept = {str(index): key for index, key in columns.items()}
    mapping, _made = Mapping.objects.update_or_create(
        office=office,
        family=family,
        signature=signature,
        defaults={"columns": kept, "remembered_at": clock.now(), "remembered_by": actor.user},
    )
    return Done(mapping, about=office)


@action("exchange.import_file", "exchange.forget_columns")
def forget_columns(actor, office: Unit, *, family: str, signature: str):
    """Files of this source are read by their headings again."""
    gone, _each = Mapping.objects.filter(office=office, family=family, signature=signature).delete()
    return Done(gone, about=office)
