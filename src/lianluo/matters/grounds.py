"""Why somebody may see a signatory's contact data: the matter is in his hands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.matters.models import Assignment, Matter
from lianluo.people.grounds import Ground, register_ground


def handles_matter_of(actor, proposer) -> bool:
    """Named handler, or head of the department, of a matter the proposer signed that is not closed or withdrawn."""
    in_hand = (
        Assignment.objects.current()
        .in_hands_of(actor)
        .filter(matter__signatories__in=proposer.signed.all())
        .exclude(matter__stage__in=Matter.FINAL)
    )
    if actor.role == Role.DEPARTMENT_HEAD:
        return in_hand.exists()
    return actor.role == Role.HANDLER and in_hand.filter(handler=actor.user).exists()


def register() -> None:
    register_ground(Ground("matter", _("handles a matter of the person"), handles_matter_of))
