"""The breakdown plan: drawn up with proposals, edited in bulk, approved by a leader, published as hand-over."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.matters.actions.handing import assignments_of
from lianluo.matters.actions.progress import advance
from lianluo.matters.models import Assignment, BreakdownPlan, Matter, PlanLine
from lianluo.matters.workflow import PLAN
from lianluo.rules.queries import due
from lianluo.units.models import Unit
from lianluo.units.queries import department_named

EDITABLE = {"mode", "department", "leader", "handler", "due_on", "measure", "is_confirmed"}


@action("matters.plan", "plan.draw_up")
def draw_up(actor, office: Unit, *, session=None, title: str):
    """A plan with one line for every registered matter (of the session) that no open plan has yet."""
    waiting = Matter.objects.filter(office=office, stage=Matter.Stage.REGISTERED).exclude(
        plan_lines__is_open=True
    )
    waiting = waiting.filter(session=session) if session else waiting
    plan = BreakdownPlan.objects.create(office=office, session=session, title=title, drawn_up_by=actor.user)
    lines = [_proposed(plan, matter, office) for matter in waiting.order_by("id")]
    PlanLine.objects.bulk_create(lines)
    return Done(plan, about=plan, facts={"lines": len(lines)})


def _proposed(plan: BreakdownPlan, matter: Matter, office: Unit) -> PlanLine:
    """The ledger's own department is proposed with high confidence; without one a person must choose."""
    named = matter.suggested_department and department_named(office, matter.suggested_department)
    return PlanLine(
        plan=plan,
        matter=matter,
        mode=matter.mode,
        department=named or None,
        due_on=matter.internal_due_on,
        confidence=PlanLine.Confidence.HIGH if named else PlanLine.Confidence.LOW,
        why=_("named in the ledger") if named else _("no department is named"),
        is_confirmed=bool(named),
    )


@act(PLAN, "edit")
def edit_lines(plan, actor, *, lines: list[int], values: dict, co_departments: list[Unit] | None = None):
    """Set the same values in several lines at once. Returns how many lines changed."""
    if unknown := set(values) - EDITABLE:
        raise ValidationError(_("These cannot be set: %(names)s") % {"names": ", ".join(sorted(unknown))})
    department = values.get("department")
    if department is not None and department.parent_id != plan.office_id:
        raise ValidationError({"department": _("The department belongs to another procuratorate.")})
    chosen = PlanLine.objects.filter(plan=plan, is_open=True, pk__in=lines)
    count = chosen.update(**{"is_changed": True, "is_confirmed": True, **values})
    for line in chosen if co_departments is not None else ():
        line.co_departments.set(co_departments)
    return Done(count, facts={"changed": count})


@act(PLAN, "submit")
def submit(plan, actor):
    return Done(plan, tell=holders_of((Role.LEADER, Role.CHIEF), [plan.office_id]))


@act(PLAN, "approve")
def approve(plan, actor, *, meeting: str = ""):
    plan.approved_by, plan.approved_at, plan.meeting = actor.user, clock.now(), meeting
    return Done(plan, tell=[plan.drawn_up_by])


@act(PLAN, "return")
def return_plan(plan, actor, *, reason: str):
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for return.")})
    plan.return_reason = reason
    return Done(plan, tell=[plan.drawn_up_by])


@act(PLAN, "publish")
def publish(plan, actor):
    """Hand every matter over to its departments. Returns the number of assignments made."""
    lines = plan.lines.filter(is_open=True).select_related("matter").prefetch_related("co_departments")
    sign_by = due("sign.for", clock.today()).due
    made = [row for line in lines for row in _assignments(line, actor, sign_by)]
    Assignment.objects.bulk_create(made)
    for line in lines:
        Matter.objects.filter(pk=line.matter_id).update(mode=line.mode)
        advance(line.matter)
    plan.lines.filter(is_open=True).update(is_open=False)
    plan.published_at = clock.now()
    departments = {row.department_id for row in made}
    heads = holders_of(Role.DEPARTMENT_HEAD, departments)
    return Done(len(made), facts={"assignments": len(made)}, tell=heads)


def _assignments(line: PlanLine, actor, sign_by) -> list[Assignment]:
    return assignments_of(
        line.matter, line.department, list(line.co_departments.all()), mode=line.mode, handler=line.handler,
        leader=line.leader, measure=line.measure, due_on=line.due_on, sign_for_due_on=sign_by,
        handed_over_by=actor.user,
    )  # fmt: skip
