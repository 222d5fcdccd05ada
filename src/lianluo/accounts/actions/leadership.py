"""Which leader is in charge of which department, and who sits in the leading group."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import GroupMember, Oversight, Post, Role
from lianluo.accounts.permissions import require
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.units.models import LeadingGroup, Unit

DAY = timedelta(days=1)


@action("accounts.lead", "accounts.put_in_charge")
def put_in_charge(actor, department: Unit, *, leader: Post, from_on: date) -> Done:
    """`leader` is in charge (分管) of the department from `from_on`; whoever was so before ends the day before."""
    if leader.role not in (Role.LEADER, Role.CHIEF) or leader.unit_id != department.parent_id:
        raise ValidationError({"leader": _("Choose a leader of this department's procuratorate.")})
    standing = Oversight.objects.select_for_update().filter(department=department, until_on=None)
    for row in standing:
        if row.leader_id == leader.pk:
            raise NotReady(_("%(name)s is in charge already.") % {"name": leader.user.name})
        if row.from_on >= from_on:
            raise ValidationError({"from_on": _("The present leader has been in charge only since then.")})
    standing.update(until_on=from_on - DAY)
    made = Oversight.objects.create(leader=leader, department=department, from_on=from_on)
    return Done(made, about=department, facts={"leader": leader.user.name}, tell=[leader.user])


@action("accounts.lead", "accounts.seat_member")
def seat_member(actor, organ: Unit, *, group: LeadingGroup, post: Post, place: str, from_on: date) -> Done:
    """A seat in the leading group; one head at a time. NotReady when he sits there already."""
    if group.organ_id != organ.pk or group.ended_on:
        raise NotReady(_("This leading group no longer stands."))
    sitting = GroupMember.objects.select_for_update().filter(group=group, until_on=None)
    if sitting.filter(post=post).exists():
        raise NotReady(_("%(name)s sits in the leading group already.") % {"name": post.user.name})
    if place == GroupMember.Place.HEAD and sitting.filter(place=place).exists():
        raise ValidationError({"place": _("The leading group has a head. End that seat first.")})
    member = GroupMember.objects.create(group=group, post=post, place=place, from_on=from_on)
    return Done(member, about=organ, facts={"member": str(member)}, tell=[post.user])


@action("accounts.lead", "accounts.end_seat")
def end_seat(actor, member: GroupMember, *, on: date) -> Done:
    """`on` is the last day of the seat."""
    organ = member.group.organ
    require(actor, "accounts.lead", organ)
    if member.until_on is not None:
        raise NotReady(_("This is over already."))
    if on < member.from_on:
        raise ValidationError({"on": _("The end lies before the beginning.")})
    member.until_on = on
    member.save(update_fields=["until_on"])
    return Done(member, about=organ, facts={"member": str(member)}, tell=[member.post.user])
