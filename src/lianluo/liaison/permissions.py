"""Who plans, records and approves visits."""

from __future__ import annotations

from lianluo.accounts.models import Post, Role, User
from lianluo.accounts.permissions import is_clerk_at, office_id_of
from lianluo.foundation import clock
from lianluo.foundation.permissions import permission


@permission("liaison.look")
def may_look(actor, thing) -> bool:
    """Everybody but the three administrators; which visits, says `visible_to`."""
    return actor.organ is not None and not actor.is_administrator


@permission("liaison.visit")
def may_visit(actor, office) -> bool:
    """Everybody who serves in the procuratorate, but the three administrators: any of them may be an officer."""
    return actor.user is not None and not actor.is_administrator and actor.organ_id == office_id_of(office)


@permission("liaison.write")
def may_write(actor, visit) -> bool:
    """The officer, who recorded it, and the liaison office of the procuratorate."""
    if actor.user is None or actor.is_administrator or actor.organ_id != visit.office_id:
        return False
    return actor.user_id in (visit.officer_id, visit.recorded_by_id) or actor.role == Role.LIAISON_OFFICE


@permission("liaison.approve")
def may_approve(actor, visit) -> bool:
    """The head of the officer's department, else the liaison office; nobody his own."""
    if actor.user is None or actor.user_id in (visit.officer_id, visit.recorded_by_id, visit.proxy_for_id):
        return False
    head = actor.role == Role.DEPARTMENT_HEAD and actor.unit_id == visit.unit_id
    return head or (actor.role == Role.LIAISON_OFFICE and actor.organ_id == visit.office_id)


@permission("liaison.reopen")
def may_reopen(actor, visit) -> bool:
    """The liaison office of the procuratorate: what was counted is taken out of the count only by it."""
    return actor.user is not None and is_clerk_at(actor, visit.office_id)


@permission("liaison.see_officer")
def may_see_officer(actor, user) -> bool:
    """An officer's year: he himself, the head of his department, the liaison office and leaders of his procuratorate and of
    those above it."""
    if actor.user is None or actor.organ is None or actor.is_administrator:
        return False
    if actor.user_id == user.pk:
        return True
    if actor.sees_whole_office:
        return User.objects.visible_to(actor).filter(pk=user.pk).exists()
    served = Post.objects.held_on(clock.today()).filter(user=user, unit=actor.unit)
    return actor.role == Role.DEPARTMENT_HEAD and served.exists()


@permission("liaison.ask")
def may_ask(actor, office) -> bool:
    """Everybody who serves in the procuratorate, but the three administrators, notes whom it asked."""
    return may_visit(actor, office)


@permission("liaison.answer_asked")
def may_answer_asked(actor, asked) -> bool:
    """Who asked, and the liaison office of the procuratorate that asked."""
    if actor.user is None or actor.is_administrator or actor.organ_id != asked.office_id:
        return False
    return actor.user_id == asked.asked_by_id or actor.role == Role.LIAISON_OFFICE
