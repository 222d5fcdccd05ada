"""The breakdown plan: drawn up with proposals, edited in bulk, approved by a leader, published as hand-over."""

from __future__ import annotations

from itertools import islice

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from lianluo.accounts.models import Post, Role, User
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.matters.actions.deadlines import keep_many, reckoner_of_today
from lianluo.matters.actions.handing import assignments_of
from lianluo.matters.models import Assignment, BreakdownPlan, Matter, PlanLine
from lianluo.matters.plan_queries import proposed_title, waiting_for_plan
from lianluo.matters.proposals import LEADING, Proposals, leaders_of
from lianluo.matters.workflow import PLAN
from lianluo.rules.queries import due
from lianluo.units.models import Unit

EDITABLE = {"mode", "department", "leader", "handler", "due_on", "measure", "is_confirmed"}
BATCH = 1_000


@action("matters.plan", "plan.draw_up")
def draw_up(actor, office: Unit, *, session=None, title: str = ""):
    """A plan with one line for every registered matter (of the session) that no open plan has yet."""
    plan = BreakdownPlan.objects.create(
        office=office, session=session, title=title or proposed_title(session), drawn_up_by=actor.user
    )
    return Done(plan, about=plan, facts={"lines": _add_lines(plan)})


def _add_lines(plan: BreakdownPlan) -> int:
    proposals = Proposals(plan.office)
    waiting = waiting_for_plan(plan.office, plan.session).order_by("id").iterator(chunk_size=BATCH)
    count = 0
    while matters := list(islice(waiting, BATCH)):
        lines = [_proposed(plan, matter, proposals.of(matter)) for matter in matters]
        count += len(PlanLine.objects.bulk_create(lines))
    return count


def _proposed(plan: BreakdownPlan, matter: Matter, proposal) -> PlanLine:
    return PlanLine(
        plan=plan, matter=matter, mode=matter.mode, due_on=matter.internal_due_on,
        department=proposal.department, proposed_department=proposal.department, leader_id=proposal.leader_id,
        confidence=proposal.confidence, why=proposal.why, precedent_id=proposal.precedent_id,
        is_confirmed=proposal.is_settled,
    )  # fmt: skip


@act(PLAN, "edit")
def take_in(plan, actor):
    """Matters registered since: a line for each that no open plan has. Returns how many."""
    count = _add_lines(plan)
    return Done(count, facts={"taken_in": count})


@act(PLAN, "edit")
def take_out(plan, actor, *, lines: list[int]):
    """The matters stay registered and wait for another plan. Returns how many lines were taken out."""
    count, _by_model = PlanLine.objects.filter(plan=plan, is_open=True, pk__in=lines).delete()
    return Done(count, facts={"taken_out": count})


@act(PLAN, "edit")
def edit_lines(plan, actor, *, lines: list[int], values: dict, co_departments: list[Unit] | None = None):
    """Set the same values in several lines at once. Returns how many lines changed. ValidationError.

    A department chosen by hand is confirmed with it and brings its leader in charge; a handler of another department
    is dropped.
    """
    if unknown := set(values) - EDITABLE:
        raise ValidationError(_("These cannot be set: %(names)s") % {"names": ", ".join(sorted(unknown))})
    _check(plan.office, values, co_departments)
    chosen = PlanLine.objects.filter(plan=plan, is_open=True, pk__in=lines)
    keys = list(chosen.values_list("pk", flat=True))
    changed = _with_consequences(plan, values, co_departments)
    if changed:
        chosen.update(**changed)
    _drop_foreign_handlers(chosen, values)
    if co_departments is not None:
        _set_co_departments(keys, co_departments)
    return Done(len(keys), facts={"changed": len(keys)})


def _with_consequences(plan: BreakdownPlan, values: dict, co_departments: list[Unit] | None) -> dict:
    full = dict(values)
    if department := values.get("department"):
        full.setdefault("is_confirmed", True)
        leader = leaders_of(plan.office).get(department.pk)
        if leader and "leader" not in full:
            full["leader_id"] = leader
    if set(values) - {"is_confirmed"} or co_departments is not None:
        full["is_changed"] = True
    return full


def _check(office: Unit, values: dict, co_departments: list[Unit] | None) -> None:
    wanted = [("department", values.get("department"))]
    wanted += [("co_departments", unit) for unit in co_departments or ()]
    for field, unit in wanted:
        if unit is not None and unit.parent_id != office.pk:
            raise ValidationError({field: _("The department belongs to another procuratorate.")})
    today = clock.today()
    leader, handler = values.get("leader"), values.get("handler")
    if leader and not Post.objects.held_on(today).filter(user=leader, unit=office, role__in=LEADING).exists():
        raise ValidationError({"leader": _("This person is not a leader of the procuratorate.")})
    if (
        handler
        and not Post.objects.held_on(today).filter(user=handler, unit__path__startswith=office.path).exists()
    ):
        raise ValidationError({"handler": _("This person does not serve in the procuratorate.")})


def _drop_foreign_handlers(chosen, values: dict) -> None:
    if not values.get("department") or values.get("handler"):
        return
    serving = Post.objects.held_on(clock.today()).filter(unit=values["department"])
    chosen.exclude(handler=None).exclude(handler__in=serving.values("user")).update(handler=None)


def _set_co_departments(keys: list[int], departments: list[Unit]) -> None:
    through = PlanLine.co_departments.through
    through.objects.filter(planline_id__in=keys).delete()
    pairs = [through(planline_id=key, unit_id=unit.pk) for key in keys for unit in departments]
    through.objects.bulk_create(pairs, batch_size=BATCH)


@act(PLAN, "edit")
def confirm_lines(plan, actor, *, lines: list[int] | None = None):
    """Confirm what is proposed: in these lines, or (None) wherever the confidence is high. Lines without a department
    stay open. Returns how many were confirmed."""
    waiting = PlanLine.objects.filter(plan=plan, is_open=True, is_confirmed=False).exclude(department=None)
    if lines is None:
        waiting = waiting.filter(confidence=PlanLine.Confidence.HIGH)
    else:
        waiting = waiting.filter(pk__in=lines)
    count = waiting.update(is_confirmed=True)
    return Done(count, facts={"confirmed": count})


@action("matters.plan", "matters.discard_plan")
def discard(actor, plan: BreakdownPlan):
    """Delete a draft with its lines. WrongStage once it was submitted."""
    plan = BreakdownPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    PLAN.guard("edit", plan, actor)
    count, _by_model = plan.lines.all().delete()
    BreakdownPlan.objects.filter(pk=plan.pk).delete()
    return Done(None, about=plan, facts={"title": plan.title, "lines": count})


@act(PLAN, "submit")
def submit(plan, actor):
    plan.return_reason = ""
    return Done(plan, tell=holders_of(LEADING, [plan.office_id]))


@act(PLAN, "approve")
def approve(plan, actor, *, meeting: str = ""):
    plan.approved_by, plan.approved_at, plan.meeting = actor.user, clock.now(), meeting
    return Done(plan, tell=_drawer(plan))


@act(PLAN, "return")
def return_plan(plan, actor, *, reason: str):
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for return.")})
    plan.return_reason = reason.strip()
    return Done(plan, tell=_drawer(plan))


def _drawer(plan: BreakdownPlan) -> list[User]:
    return [plan.drawn_up_by] if plan.drawn_up_by else []


@act(PLAN, "publish")
def publish(plan, actor):
    """Hand every matter over to its departments. Returns the number of assignments made.

    Matters that were handed over or withdrawn in the meantime are left as they are.
    """
    opened = plan.lines.filter(is_open=True, matter__stage=Matter.Stage.REGISTERED)
    list(Matter.objects.select_for_update().filter(pk__in=opened.values("matter_id")).values("pk"))
    lines = list(opened.select_related("matter").prefetch_related("co_departments"))
    sign_by = due("sign.for", clock.today()).due
    made = [row for line in lines for row in _assignments(line, actor, sign_by)]
    Assignment.objects.bulk_create(made, batch_size=BATCH)
    _keep_dates(_mark_handed_over(opened))
    skipped = plan.lines.filter(is_open=True).update(is_open=False) - len(lines)
    plan.published_at = clock.now()
    departments = {row.department_id for row in made}
    facts = {"assignments": len(made), **({"skipped": skipped} if skipped else {})}
    return Done(len(made), facts=facts, tell=holders_of(Role.DEPARTMENT_HEAD, departments))


def _mark_handed_over(opened) -> list[int]:
    """The matters as `progress.advance` would leave them right after hand-over; one statement for all."""
    mine = PlanLine.objects.filter(matter=OuterRef("pk"), is_open=True)
    taken = {name: Subquery(mine.values(name)[:1]) for name in ("mode", "department", "handler")}
    keys = list(opened.values_list("matter_id", flat=True))
    Matter.objects.filter(pk__in=keys).update(stage=Matter.Stage.HANDED_OVER, **taken)
    return keys


def _keep_dates(keys: list[int]) -> None:
    reckoner = reckoner_of_today()
    for start in range(0, len(keys), BATCH):
        keep_many(list(Matter.objects.filter(pk__in=keys[start : start + BATCH])), reckoner)


def _assignments(line: PlanLine, actor, sign_by) -> list[Assignment]:
    return assignments_of(
        line.matter, line.department_id, [unit.pk for unit in line.co_departments.all()], mode=line.mode,
        handler_id=line.handler_id, leader_id=line.leader_id, measure=line.measure, due_on=line.due_on,
        sign_for_due_on=sign_by, handed_over_by=actor.user,
    )  # fmt: skip
