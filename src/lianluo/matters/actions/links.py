"""Tying a matter to procuratorial work: a procuratorial suggestion (检察建议) or a public-interest lead (公益诉讼线索)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.matters.models import LinkedWork, Matter


@action("matters.link", "matter.link_work")
def link_work(actor, matter: Matter, *, kind: str, number: str, on: date, note: str = ""):
    """By its number and day only: the work itself stands in its own system."""
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    number = number.strip()
    if not number:
        raise ValidationError({"number": _("Give the number.")})
    if matter.linked_works.filter(kind=kind, number=number, withdrawn_on=None).exists():
        raise ValidationError({"number": _("It is tied to this matter already.")})
    made = LinkedWork.objects.create(
        matter=matter, kind=kind, number=number, on=on, note=note, recorded_by=actor.user
    )
    return Done(made, about=matter, facts={"to": f"{made.get_kind_display()} {number}"})


@action("matters.link", "matter.unlink_work")
def unlink_work(actor, matter: Matter, *, linked: LinkedWork, reason: str):
    """A wrong tie no longer stands; the row and this act stay in the records."""
    if linked.matter_id != matter.pk or linked.withdrawn_on:
        raise ValidationError(_("This tie does not stand."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    linked.withdrawn_on = clock.today()
    linked.save(update_fields=["withdrawn_on"])
    return Done(linked, about=matter, facts={"to": linked.number, "reason": reason})
