"""Who may take which step of a referred case. Nobody who is not on its access list takes any."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_of, is_console
from lianluo.foundation.permissions import permission
from lianluo.matters.models import ReferralAccess
from lianluo.units.models import Unit


def is_on_list(actor, referral) -> bool:
    return ReferralAccess.objects.of(actor).filter(referral=referral).exists()


def _clerk(actor, referral) -> bool:
    return actor.role == Role.LIAISON_OFFICE and actor.organ_id == referral.office_id


def heads(actor, unit: Unit | None) -> bool:
    """The head of the department; of a procuratorate its liaison office."""
    if unit is None:
        return False
    if unit.kind == Unit.Kind.DEPARTMENT:
        return actor.role == Role.DEPARTMENT_HEAD and actor.unit_id == unit.pk
    return actor.role == Role.LIAISON_OFFICE and actor.organ_id == unit.pk


@permission("matters.referral_register")
def may_register(actor, office) -> bool:
    """The liaison office of the procuratorate; never the console, which stands on no access list."""
    return not is_console(actor) and is_clerk_of(actor, office)


@permission("matters.referral_reckon")
def may_reckon(actor, thing) -> bool:
    """The system itself, after a setting or the calendar changed."""
    return is_console(actor)


@permission("matters.referral_list")
def may_list(actor, thing) -> bool:
    """Everybody but the three administrators; which cases, says `known_to`."""
    return actor.organ is not None and not actor.is_administrator


@permission("matters.referral_figures")
def may_count(actor, thing) -> bool:
    """The liaison office and the leaders, of their procuratorate and of those below."""
    return actor.organ is not None and actor.sees_whole_office


@permission("matters.referral_looks")
def may_see_looks(actor, thing) -> bool:
    """The audit administrator; of cases on whose list it stands, the liaison office."""
    return actor.organ is not None and actor.is_(Role.AUDITOR, Role.LIAISON_OFFICE)


@permission("matters.referral_look")
def may_look(actor, referral) -> bool:
    """Who stands on the case's access list today."""
    return is_on_list(actor, referral)


@permission("matters.referral_prepare")
def may_prepare(actor, referral) -> bool:
    """A clerk of the procuratorate's liaison office who stands on the case's access list."""
    return _clerk(actor, referral) and is_on_list(actor, referral)


@permission("matters.referral_approve")
def may_approve(actor, referral) -> bool:
    """The leader whom the case was laid before."""
    asked = referral.leader_id is not None and actor.user_id == referral.leader_id
    right_post = actor.role in (Role.LEADER, Role.CHIEF) and actor.organ_id == referral.office_id
    return asked and right_post and is_on_list(actor, referral)


@permission("matters.referral_sign_for")
def may_sign_for(actor, referral) -> bool:
    """The head of the department it was handed to; of a lower procuratorate its liaison office."""
    return heads(actor, referral.unit) and is_on_list(actor, referral)


@permission("matters.referral_handle")
def may_handle(actor, referral) -> bool:
    """The named handler, and who signs for the answerable unit."""
    named = referral.handler_id is not None and actor.user_id == referral.handler_id
    return (named or heads(actor, referral.unit)) and is_on_list(actor, referral)


@permission("matters.referral_contact")
def may_contact(actor, referral) -> bool:
    """Who handles it, and the liaison office that received it."""
    return may_handle(actor, referral) or may_prepare(actor, referral)


@permission("matters.referral_grant")
def may_grant(actor, referral) -> bool:
    """A clerk on the list; and the chief procurator, so that no case is locked up when its clerk has left."""
    chief = actor.role == Role.CHIEF and actor.organ_id == referral.office_id
    return chief or may_prepare(actor, referral)


@permission("matters.referral_draft")
def may_draft(actor, text) -> bool:
    """Who handles the case."""
    return may_handle(actor, text.referral)


@permission("matters.referral_approve_text")
def may_approve_text(actor, text) -> bool:
    """The leader whom the case was laid before."""
    return may_approve(actor, text.referral)
