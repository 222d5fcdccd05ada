"""Merging (并案): two matters are handled as one. Nothing is destroyed: the guest keeps number, deputies and letter."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.mirroring import mirror, set_aside
from lianluo.matters.actions.progress import advance
from lianluo.matters.kind_steps import is_merged, standing_merger
from lianluo.matters.models import Matter, Merger
from lianluo.matters.procedures import procedure_of
from lianluo.matters.workflow import IN_HAND, MATTER


@act(MATTER, "merge", then=advance)
def merge(matter, actor, *, into: Matter, reason: str, told_on: date, told_how: str):
    """`matter` is handled with `into` from now on: same departments, one reply, a letter to each. The deputies of both
    are told before. The departments that had it alone no longer have it."""
    _check(matter, into, actor, told_on)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    matter.plan_lines.filter(is_open=True).update(is_open=False)
    had = [row.handler for row in matter.assignments.current().select_related("handler")]
    set_aside(matter, _("Merged into %(matter)s.") % {"matter": into.label})
    matter.mode = into.mode
    Merger.objects.create(
        guest=matter, host=into, guest_round=matter.round, host_round=into.round, merged_on=clock.today(),
        reason=reason, told_on=told_on, told_how=told_how, merged_by=actor.user,
    )  # fmt: skip
    mirror(into)
    handlers = [row.handler for row in into.assignments.current().select_related("handler")]
    return Done(matter, facts={"into": into.label, "reason": reason}, tell=[*had, *handlers])


def _check(matter: Matter, into: Matter, actor, told_on: date) -> None:
    if into.pk == matter.pk or into.office_id != matter.office_id:
        raise ValidationError({"into": _("Choose another matter of the same procuratorate.")})
    if not actor.can("matters.close", into) or into.stage not in IN_HAND:
        raise ValidationError({"into": _("That matter is no longer in hand.")})
    if is_merged(into):
        raise ValidationError({"into": _("That matter is merged into another one itself.")})
    ours, theirs = procedure_of(matter.kind), procedure_of(into.kind)
    if not theirs.by_letter or ours.by_members != theirs.by_members:
        raise ValidationError({"into": _("Their answers go different ways: they cannot be merged.")})
    if told_on > clock.today():
        raise ValidationError({"told_on": _("The date lies ahead.")})


@act(MATTER, "unmerge", then=advance)
def unmerge(matter, actor, *, reason: str):
    """Parted again, before the reply is signed off: it waits to be handed over for itself."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    merger = standing_merger(matter)
    merger.undone_on, merger.undone_reason = clock.today(), reason
    merger.save(update_fields=["undone_on", "undone_reason"])
    handlers = [row.handler for row in matter.assignments.current().select_related("handler")]
    set_aside(matter, _("The merger with %(matter)s is undone.") % {"matter": merger.host.label})
    return Done(matter, facts={"from": merger.host.label, "reason": reason}, tell=handlers)
