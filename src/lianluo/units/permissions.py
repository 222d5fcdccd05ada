"""Who may change the tree of units."""

from lianluo.foundation.permissions import permission


@permission("units.change")
def changes_units(actor, unit=None) -> bool:
    """The system administrator, for the own procuratorate and what stands below it."""
    if (
        not actor.is_("system_admin") or actor.organ is None
    ):  # `accounts` stands above this room: the role by its id
        return False
    return unit is None or unit.path.startswith(actor.organ.path)


@permission("units.set_up_leading_group")
def sets_up_leading_groups(actor, organ=None) -> bool:
    """The liaison office of the procuratorate, or its system administrator."""
    return actor.is_("liaison_office", "system_admin") and (organ is None or organ == actor.organ)
