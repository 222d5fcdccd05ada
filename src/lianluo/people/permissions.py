from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission
from lianluo.people.queries import ground_of


@permission("people.register")
def may_register(actor, thing) -> bool:
    """Only the liaison office of the procuratorate that keeps the register writes in it."""
    return is_clerk_of(actor, getattr(thing, "keeper", thing))


@permission("people.look")
def may_look(actor, thing) -> bool:
    """Everybody who works on matters looks into the register; the three administrators do not."""
    return actor.organ is not None and not actor.is_administrator


@permission("people.reveal_contact")
def may_reveal_contact(actor, proposer) -> bool:
    """The liaison office that keeps the register, the officer tied to the person, who handles a current matter of his."""
    return actor.user is not None and bool(ground_of(actor, proposer))


@permission("people.see_looks")
def may_see_looks(actor, thing) -> bool:
    """Who looked at contact data is seen by the liaison office and the audit administrator."""
    return actor.organ is not None and actor.role in (Role.LIAISON_OFFICE, Role.AUDITOR)
