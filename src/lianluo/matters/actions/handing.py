"""Handing one matter over without a plan."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.levels import clerks_of, handed_down
from lianluo.matters.actions.progress import advance
from lianluo.matters.levels import may_have
from lianluo.matters.models import Assignment, Matter
from lianluo.matters.workflow import MATTER
from lianluo.rules.queries import due
from lianluo.units.models import Unit


def assignments_of(
    matter: Matter, department_id: int, others: list[int], *, mode: str, handler_id: int | None, **facts
) -> list[Assignment]:
    """Unsaved rows, the lead department first. A sole matter that departments share has a lead department all the
    same: it waits for the co-handlers' opinions."""
    others = [unit for unit in others if unit != department_id]
    first = Matter.Mode.LEAD if others and mode == Matter.Mode.SOLE else mode
    further = mode if mode in (Matter.Mode.SEPARATE, Matter.Mode.REFERENCE) else Matter.Mode.CO
    lead = Assignment(matter=matter, department_id=department_id, role=first, handler_id=handler_id, **facts)
    return [lead, *(Assignment(matter=matter, department_id=unit, role=further, **facts) for unit in others)]


@act(MATTER, "hand_over", then=advance)
def hand_over(
    matter, actor, *, department: Unit, mode: str, co_departments: list[Unit] = (), leader: User | None = None,
    handler: User | None = None, due_on: date | None = None, measure: str = "",
):  # fmt: skip
    """One matter to its departments, or to procuratorates below, outside a plan: after a return, or when it came between
    sessions."""
    for unit in (department, *co_departments):
        if not may_have(unit, matter.office):
            raise ValidationError({"department": _("The department belongs to another procuratorate.")})
    matter.mode = mode
    rows = assignments_of(
        matter, department.pk, [unit.pk for unit in co_departments], mode=mode,
        handler_id=handler.pk if handler else None, leader=leader,
        due_on=due_on or matter.internal_due_on, measure=measure, handed_over_by=actor.user,
        sign_for_due_on=due("sign.for", clock.today()).due,
    )  # fmt: skip
    Assignment.objects.bulk_create(rows)
    handed_down(rows, matter.office)
    units = [row.department_id for row in rows]
    told = [*holders_of(Role.DEPARTMENT_HEAD, units), *(user for unit in units for user in clerks_of(unit))]
    return Done(matter, facts={"departments": len(rows)}, tell=told)
