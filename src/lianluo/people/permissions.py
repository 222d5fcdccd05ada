from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_of, is_console
from lianluo.foundation import clock
from lianluo.foundation.permissions import permission
from lianluo.people.models import Person, Tie
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


@permission("people.give_access")
def may_give_access(actor, person) -> bool:
    """The liaison office that keeps the register gives a deputy her link and code."""
    return is_clerk_of(actor, person.keeper)


@permission("people.own_access")
def owns_access(actor, thing) -> bool:
    """She herself, of her own access and devices; and the liaison office that gave it."""
    return owns_data(actor, thing) or is_clerk_of(actor, thing.keeper)


@permission("people.read_out_code")
def may_read_out_code(actor, thing) -> bool:
    """The liaison office that keeps the register, and the officer who looks after the person today."""
    if is_clerk_of(actor, thing.keeper):
        return True
    person = thing.pk if isinstance(thing, Person) else thing.person_id
    held = Tie.objects.held_on(clock.today()).filter(person_id=person, officer_id=actor.user_id)
    return actor.user is not None and actor.organ is not None and held.exists()


@permission("people.stand_at_the_door")
def stands_at_the_door(actor, thing) -> bool:
    """The product itself, before it knows who comes."""
    return is_console(actor)


@permission("people.own_data")
def owns_data(actor, thing) -> bool:
    """A deputy, of what is her own."""
    key = thing.pk if isinstance(thing, Person) else thing.person_id
    return actor.is_deputy and actor.person_id == key


@permission("people.decide_correction")
def may_decide_correction(actor, correction) -> bool:
    """The liaison office that keeps the register."""
    return is_clerk_of(actor, correction.keeper) and not is_console(actor)
