"""Who drafts, approves and sends briefings, who reads them, who marks what a deputy follows."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_at, office_id_of
from lianluo.correspondence.briefings import Briefing
from lianluo.foundation.permissions import permission


@permission("correspondence.look_at_briefings")
def may_look_at_briefings(actor, thing) -> bool:
    """The liaison office and the leaders; which briefings, says `visible_to`."""
    return actor.organ is not None and actor.sees_whole_office


@permission("correspondence.draft_briefing")
def may_draft(actor, thing) -> bool:
    """The liaison office of the procuratorate whose briefing it is, or the console."""
    return is_clerk_at(actor, office_id_of(thing))


@permission("correspondence.approve_briefing")
def may_approve(actor, briefing) -> bool:
    """A leader of the procuratorate; a report on a major matter the chief alone."""
    if actor.organ_id != briefing.office_id:
        return False
    if briefing.kind == Briefing.Kind.MAJOR:
        return actor.role == Role.CHIEF
    return actor.role in (Role.LEADER, Role.CHIEF)


@permission("correspondence.send_briefing")
def may_send(actor, thing) -> bool:
    """The liaison office of the procuratorate whose briefing it is, or the console; the same for its recipients."""
    return is_clerk_at(actor, office_id_of(getattr(thing, "briefing", thing)))


@permission("correspondence.read_briefing")
def may_read(actor, recipient) -> bool:
    """The deputy or member to whom it was sent."""
    return actor.is_deputy and actor.person_id == recipient.person_id


@permission("correspondence.settle_reaction")
def may_settle(actor, reaction) -> bool:
    """The liaison office of the procuratorate that sent the briefing, or the console."""
    return is_clerk_at(actor, reaction.recipient.briefing.office_id)


@permission("correspondence.follow")
def may_follow(actor, person) -> bool:
    """The deputy or member herself; the liaison office that keeps the register of her, or the console."""
    return is_clerk_at(actor, person.keeper_id) or (actor.is_deputy and actor.person_id == person.pk)
