"""Who plans, records and approves visits; who arranges and hands over ties."""

from __future__ import annotations

from lianluo.accounts.models import Post, Role, User
from lianluo.accounts.permissions import is_clerk_at, office_id_of
from lianluo.foundation import clock
from lianluo.foundation.permissions import permission
from lianluo.liaison.models import Handover, HandoverLine, Visit


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


@permission("liaison.settle")
def may_settle(actor, remark) -> bool:
    """The liaison office of the procuratorate: what was said on a visit becomes a matter only through it."""
    return actor.user is not None and is_clerk_at(actor, remark.visit.office_id)


@permission("liaison.settle_many")
def may_settle_many(actor, thing) -> bool:
    """A liaison office: whether it is offered to register several; each asks again for its remark."""
    return actor.role == Role.LIAISON_OFFICE


@permission("liaison.plan_round")
def may_plan_round(actor, thing) -> bool:
    """The liaison office; `thing` is the round, or the procuratorate for which one is drawn up."""
    return actor.user is not None and is_clerk_at(actor, office_id_of(thing))


@permission("liaison.follow_up")
def may_follow_up(actor, visit) -> bool:
    """Who may write in the visit, and the one who was to do it."""
    is_his = actor.user is not None and actor.user_id == visit.follow_up_by_id and not actor.is_administrator
    return may_write(actor, visit) or (is_his and actor.organ_id == visit.office_id)


@permission("liaison.arrange")
def may_arrange(actor, thing) -> bool:
    """The liaison office of the procuratorate says who looks after whom; or the console."""
    return is_clerk_at(actor, office_id_of(thing))


@permission("liaison.give")
def may_give(actor, handover) -> bool:
    """The officer who hands over, by his own account, in whatever post."""
    return actor.user is not None and not actor.is_administrator and actor.user_id == handover.giver_id


@permission("liaison.take")
def may_take(actor, handover) -> bool:
    """A taker who has not signed yet."""
    if actor.user is None or actor.is_administrator:
        return False
    return handover.lines.filter(taker=actor.user, signed_at=None).exists()


@permission("liaison.send_back_handover")
def may_send_back(actor, handover) -> bool:
    """A taker, or the liaison office: something is missing, or somebody else should take."""
    return may_arrange(actor, handover) or (
        actor.user is not None
        and not actor.is_administrator
        and handover.lines.filter(taker=actor.user).exists()
    )


@permission("liaison.hand_on")
def may_hand_on(actor, visit) -> bool:
    """The liaison office, and the takers of a signed handover by whose officer or for whom the visit is."""
    if is_clerk_at(actor, visit.office_id):
        return True
    givers = {visit.officer_id, visit.follow_up_by_id}
    return HandoverLine.objects.filter(
        taker_id=actor.user_id, handover__giver_id__in=givers, handover__stage=Handover.Stage.GIVEN,
        handover__office_id=visit.office_id,
    ).exists()  # fmt: skip


def can_sign(user: User) -> bool:
    """Whether somebody can sign by his own account today: it is open and he holds a post."""
    return user.is_active and Post.objects.held_on(clock.today()).filter(user=user).exists()


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


@permission("liaison.note_own")
def may_note_own(actor, visit) -> bool:
    """A deputy, of a recorded contact at which she was met."""
    recorded = visit.stage in (Visit.Stage.RECORDED, Visit.Stage.APPROVED)
    return (
        actor.is_deputy and recorded and visit.met.filter(person_id=actor.person_id, is_absent=False).exists()
    )
