"""Who may see a referred case, and the log of who looked."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.actor import posts_of
from lianluo.accounts.models import ADMINISTRATORS, Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.matters.models import Referral, ReferralAccess, ReferralLook
from lianluo.units.models import Unit


def let_in(
    referral: Referral, actor, *, unit: Unit, user: User | None, why: str, until_on: date | None = None
):
    """One row; none where the same access stands already."""
    standing = referral.access.standing().filter(unit=unit, user=user)
    return standing.first() or ReferralAccess.objects.create(
        referral=referral, unit=unit, user=user, why=why[:120], from_on=clock.today(), until_on=until_on,
        granted_by=actor.user,
    )  # fmt: skip


def end_all(referral: Referral, actor, **whose) -> int:
    """Every standing access of this user or unit ends now."""
    standing = referral.access.filter(ended_at=None, **whose)
    return standing.update(ended_at=clock.now(), ended_by=actor.user)


def clerks_of(referral: Referral) -> list[User]:
    """Those of the liaison office who stand on the list by name."""
    rows = referral.access.standing().filter(
        unit__path__startswith=referral.matter.office.path, user__isnull=False
    )
    clerks = holders_of(Role.LIAISON_OFFICE, rows.values_list("unit_id", flat=True))
    named = set(rows.values_list("user_id", flat=True))
    return [user for user in clerks if user.pk in named]


@action("matters.referral_grant", "referral.let_in")
def grant(actor, referral: Referral, *, user: User, why: str, until_on: date | None = None):
    """A colleague who needs to know, with the reason. He must serve in this procuratorate or in the answerable unit."""
    if not why.strip():
        raise ValidationError({"why": _("Say why this person needs to know.")})
    if until_on and until_on < clock.today():
        raise ValidationError({"until_on": _("The day lies behind.")})
    post = next((post for post in posts_of(user) if _belongs(referral, post)), None)
    if post is None:
        raise ValidationError({"user": _("This person serves neither here nor in the answerable unit.")})
    row = let_in(referral, actor, unit=post.unit, user=user, why=why.strip(), until_on=until_on)
    return Done(row, about=referral, facts={"user": user.name, "why": None}, tell=[user])


def _belongs(referral: Referral, post) -> bool:
    if post.role in ADMINISTRATORS:
        return False
    organ = post.unit if post.unit.kind != Unit.Kind.DEPARTMENT else post.unit.parent
    answerable = referral.unit_id in (post.unit_id, organ.pk)
    return organ.pk == referral.office_id or answerable


@action("matters.referral_grant", "referral.let_out")
def end_access(actor, referral: Referral, *, access: int, why: str = ""):
    """The access ends now. The last clerk, the answerable unit and its handler stay while the case is open."""
    row = referral.access.filter(pk=access, ended_at=None).select_related("user").first()
    if row is None:
        raise NotReady(_("This access has ended already."))
    if _is_needed(referral, row):
        raise NotReady(_("Without this access nobody could go on with the case."))
    end_all(referral, actor, pk=row.pk)
    name = row.user.name if row.user else str(row.unit)
    return Done(row, about=referral, facts={"user": name, "why": why[:100]}, tell=[row.user])


def _is_needed(referral: Referral, row: ReferralAccess) -> bool:
    if referral.is_final:
        return False
    if row.user_id is None:
        return row.unit_id == referral.unit_id
    if row.user_id in (referral.handler_id, referral.leader_id):
        return True
    return [user.pk for user in clerks_of(referral)] == [row.user_id]


@action("matters.referral_look", "referral.look")
def log_look(actor, referral: Referral, *, what: str):
    """Who, in which post, when, at what. Called by every page that shows content, before it shows it."""
    look = ReferralLook.objects.create(
        referral=referral, user=actor.user, unit=actor.unit, role=actor.role, what=what
    )
    return Done(look, about=referral)


@action("matters.referral_list", "referral.look_all")
def log_looks(actor, _thing=None, *, referrals: list[int], what: str):
    """The same for every case that leaves with an exported register."""
    mine = Referral.objects.visible_to(actor).filter(pk__in=referrals).values_list("pk", flat=True)
    ReferralLook.objects.bulk_create(
        ReferralLook(referral_id=pk, user=actor.user, unit=actor.unit, role=actor.role, what=what)
        for pk in mine
    )
    return Done(None, facts={"referrals": None, "n": len(mine)})
