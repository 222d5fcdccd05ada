"""What the office remembers about its sources."""

from __future__ import annotations

from lianluo.exchange.models import Mapping
from lianluo.units.models import Unit


def mapping_of(office: Unit, family: str, signature: str) -> Mapping | None:
    found = Mapping.objects.filter(office=office, family=family, signature=signature)
    return found.select_related("remembered_by").first()


def remembered_columns(office: Unit, family: str, signature: str) -> dict[int, str | None]:
    """Column number from 0 → field, None for a column that is not imported; {} when nothing was corrected."""
    mapping = mapping_of(office, family, signature)
    return {int(index): key or None for index, key in mapping.columns.items()} if mapping else {}
