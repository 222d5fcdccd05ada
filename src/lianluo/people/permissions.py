from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission


@permission("people.register")
def may_register(actor, office) -> bool:
    """Only the liaison office of the procuratorate that keeps the register writes in it."""
    return is_clerk_of(actor, office)


@permission("people.look")
def may_look(actor, thing) -> bool:
    """Everybody who works on matters looks into the register; the three administrators do not."""
    return actor.organ is not None and not actor.is_administrator
