"""Who may change the tree of units."""

from lianluo.foundation.permissions import permission
from lianluo.units.models import Unit

# `accounts` stands above this room: roles by their ids.
CLERK, ADMINISTRATOR = "liaison_office", "system_admin"


@permission("units.change")
def changes_units(actor, unit=None) -> bool:
    """The system administrator, for the own procuratorate and below; the liaison office, for its departments."""
    if actor.organ is None:
        return False
    if actor.is_(ADMINISTRATOR):
        return unit is None or unit.path.startswith(actor.organ.path)
    is_department = unit is not None and unit.kind == Unit.Kind.DEPARTMENT
    return actor.is_(CLERK) and is_department and unit.parent_id == actor.organ.pk


@permission("units.open")
def opens_units(actor, parent=None) -> bool:
    """Who may change the parent; and the liaison office below its own procuratorate, departments only."""
    return changes_units(actor, parent) or (actor.is_(CLERK) and parent is not None and parent == actor.organ)


@permission("units.set_up_leading_group")
def sets_up_leading_groups(actor, organ=None) -> bool:
    """The liaison office of the procuratorate, or its system administrator."""
    return actor.is_(CLERK, ADMINISTRATOR) and (organ is None or organ == actor.organ)
