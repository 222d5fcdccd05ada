from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission


@permission("matters.register")
def may_register(actor, office) -> bool:
    return is_clerk_of(actor, office)


@permission("matters.look")
def may_look(actor, thing) -> bool:
    """Everybody but the three administrators; which matters, says `visible_to`."""
    return actor.organ is not None and not actor.is_administrator
