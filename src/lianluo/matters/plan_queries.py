"""Reading breakdown plans for their pages: lines, counts, who may be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock
from lianluo.matters.models import BreakdownPlan, Matter, Merger, PlanLine, Registration
from lianluo.matters.procedures import kinds_where
from lianluo.people.models import Session
from lianluo.units.models import Unit

UNSETTLED = Q(is_confirmed=False) | Q(department=None)


def waiting_for_plan(office: Unit, session: Session | None = None) -> QuerySet[Matter]:
    """Registered matters answered by letter that no open plan has; of one session, or of all. Those that the proposal
    committee has not decided on, and those merged into another, wait outside."""
    taken = PlanLine.objects.filter(is_open=True).values("matter_id")
    waiting = Matter.objects.filter(
        office=office, stage=Matter.Stage.REGISTERED, kind__in=kinds_where(by_letter=True)
    )
    waiting = waiting.exclude(pk__in=taken).exclude(registration__state=Registration.State.WAITING)
    waiting = waiting.exclude(pk__in=Merger.objects.standing().values("guest_id"))
    return waiting.filter(session=session) if session else waiting


def sessions_waiting(office: Unit) -> list[tuple[Session, int]]:
    """Sessions that have matters for a plan, with their number; newest first."""
    counts = dict(
        waiting_for_plan(office)
        .exclude(session=None)
        .values_list("session")
        .annotate(n=Count("pk"))
        .order_by()
    )
    sessions = Session.objects.filter(pk__in=counts).select_related("term__body").order_by("-id")
    return [(session, counts[session.pk]) for session in sessions]


def session_name(session: Session) -> str:
    """省十四届人大四次会议; a session that is only called 四次会议 gets the name of its term before it."""
    return session.name if "届" in session.name else f"{session.term.name}{session.name}"


def proposed_title(session: Session | None) -> str:
    """The title of a plan as the office writes it: in Chinese in either language, since it stands on the paper."""
    if session is None:
        return f"{clock.today().year}年代表建议和审议意见分解方案"
    return f"{session_name(session)}代表建议和审议意见分解方案"


def plans_for(actor) -> QuerySet[BreakdownPlan]:
    return BreakdownPlan.objects.visible_to(actor).select_related("office", "session__term", "drawn_up_by")


def waiting_plans(actor) -> QuerySet[BreakdownPlan] | None:
    """Plans whose next step is the actor's: drafts and approved ones for the clerk, submitted ones for a leader."""
    P = BreakdownPlan.Stage
    stages = {
        Role.LIAISON_OFFICE: (P.DRAFTED, P.APPROVED),
        Role.LEADER: (P.SUBMITTED,),
        Role.CHIEF: (P.SUBMITTED,),
    }
    mine = stages.get(actor.role)
    return BreakdownPlan.objects.filter(office=actor.organ, stage__in=mine) if mine and actor.organ else None


def lines_of(actor, plan: BreakdownPlan) -> QuerySet[PlanLine]:
    """Lines with all that a row of the board shows; two queries however many lines."""
    rows = PlanLine.objects.visible_to(actor).filter(plan=plan)
    rows = rows.select_related(
        "matter", "department", "proposed_department", "leader", "handler", "precedent"
    )
    return rows.defer(
        "matter__content", "matter__note", "precedent__content", "precedent__note"
    ).prefetch_related("co_departments")


@dataclass
class Sums:
    """Counts of one plan: all lines, those not settled, changed by hand; departments with (unit, n, unsettled)."""

    total: int = 0
    unsettled: int = 0
    changed: int = 0
    high_waiting: int = 0
    assignments: int = 0
    departments: list[tuple[Unit | None, int, int]] = field(default_factory=list)

    @property
    def settled(self) -> int:
        return self.total - self.unsettled

    @property
    def share(self) -> int:
        return 100 * self.settled // self.total if self.total else 0


def sums_of_plan(plan: BreakdownPlan) -> Sums:
    """Three queries."""
    found = plan.lines.aggregate(
        total=Count("pk"),
        unsettled=Count("pk", filter=UNSETTLED),
        changed=Count("pk", filter=Q(is_changed=True)),
        high_waiting=Count(
            "pk", filter=Q(is_confirmed=False, confidence=PlanLine.Confidence.HIGH) & ~Q(department=None)
        ),
    )
    co = PlanLine.co_departments.through.objects.filter(planline__plan=plan)
    further = co.exclude(unit_id=Coalesce("planline__department_id", 0)).count()
    rows = plan.lines.values("department").annotate(n=Count("pk"), open=Count("pk", filter=UNSETTLED))
    counts = {row["department"]: (row["n"], row["open"]) for row in rows.order_by()}
    units = Unit.objects.filter(pk__in=[pk for pk in counts if pk]).order_by("position", "id")
    departments = [(unit, *counts[unit.pk]) for unit in units]
    if None in counts:
        departments.append((None, *counts[None]))
    return Sums(**found, assignments=found["total"] + further, departments=departments)


def chooseable_departments(office: Unit) -> list[Unit]:
    return list(Unit.objects.departments_of(office).filter(closed_on__isnull=True))


def chooseable_leaders(office: Unit) -> list[User]:
    """Leaders in charge and the chief procurator of the procuratorate, today."""
    held = Post.objects.held_on(clock.today()).filter(unit=office, role__in=(Role.LEADER, Role.CHIEF))
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("id"))


def chooseable_handlers(office: Unit) -> QuerySet[User]:
    """Handlers and heads of the procuratorate's departments, today."""
    held = Post.objects.held_on(clock.today()).filter(
        unit__parent=office, role__in=(Role.HANDLER, Role.DEPARTMENT_HEAD)
    )
    return User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("id")


def stage_line(plan: BreakdownPlan) -> list[dict]:
    """The way of the plan for `{% stepper %}`: what is done, with its day, and where it stands."""
    P = BreakdownPlan.Stage
    labels = [_("Draw up"), _("Submit for approval"), _("Approve"), _("Publish and hand over")]
    here = {P.DRAFTED: 0, P.SUBMITTED: 2, P.APPROVED: 3, P.PUBLISHED: 4}[plan.stage]
    days = [plan.drawn_up_at, None, plan.approved_at, plan.published_at]
    steps = []
    for place, (label, moment) in enumerate(zip(labels, days, strict=True)):
        state = "done" if place < here else ("current" if place == here else "todo")
        day = f"{timezone.localtime(moment):%m-%d}" if moment and state == "done" else ""
        steps.append({"label": label, "state": state, "date": day})
    return steps
