"""Who may change the office's settings."""

from lianluo.accounts.models import Role
from lianluo.foundation.permissions import permission
from lianluo.units.models import Unit


@permission("rules.set")
def sets_rules(actor, thing=None) -> bool:
    """The liaison office of a provincial procuratorate, or the system administrator."""
    if actor.is_(Role.SYSTEM_ADMIN):
        return True
    return actor.is_(Role.LIAISON_OFFICE) and actor.organ.level == Unit.Level.PROVINCIAL
