"""What of visits waits on the desk: to be recorded, approved, mended, followed up; what was said, to be registered."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role
from lianluo.foundation import clock, waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.liaison.models import Remark, Visit
from lianluo.liaison.queries import listed
from lianluo.liaison.remark_queries import waiting_remarks
from lianluo.liaison.tables import met_names

S = Visit.Stage
CLERK, HEAD = Role.LIAISON_OFFICE, Role.DEPARTMENT_HEAD
WORKING = (CLERK, HEAD, Role.HANDLER, Role.LEADER, Role.CHIEF)


def to_record(actor) -> QuerySet[Visit]:
    """One's own visits whose day has come."""
    return (
        listed(actor)
        .planned()
        .filter(officer=actor.user, planned_on__lte=clock.today())
        .order_by("planned_on", "pk")
    )


def to_approve(actor) -> QuerySet[Visit]:
    """By the head those of his department, by the liaison office all of its procuratorate; never one's own."""
    rows = listed(actor).filter(stage=S.RECORDED).exclude(officer=actor.user).exclude(recorded_by=actor.user)
    rows = rows.exclude(proxy_for=actor.user)
    if actor.role == HEAD:
        return rows.filter(unit=actor.unit).order_by("on", "pk")
    return rows.filter(office=actor.organ).order_by("on", "pk")


def to_mend(actor) -> QuerySet[Visit]:
    return listed(actor).filter(stage=S.RETURNED, officer=actor.user).order_by("on", "pk")


def to_follow_up(actor) -> QuerySet[Visit]:
    """What was left to be done by the actor: of visits named to him, or of his own where nobody is named."""
    return listed(actor).left_to_do(actor.user).order_by("follow_up_due_on", "pk")


def _of_visit(
    verb, page: str, due_of: Callable = lambda row: row.day, note_of: Callable | None = None
) -> Callable:
    def line(row: Visit) -> NextAct:
        note = note_of(row) if note_of else f"{row.get_form_display()} {row.officer.name}"
        return NextAct(
            verb, met_names(row), reverse(f"liaison:{page}", args=[row.pk]), note, due_of(row), verb
        )

    return line


def _of_remark(row: Remark) -> NextAct:
    verb = pgettext_lazy("next act", "Register what was said")
    url = reverse("liaison:remark_register", args=[row.pk])
    return NextAct(verb, f"{row.person.name} {row.get_kind_display()}", url, str(row.visit), None, verb)


def _queue(
    key: str,
    label,
    roles,
    rows_of: Callable,
    line: Callable,
    order: int,
    tab: str = "",
    page: str = "liaison:list",
) -> Queue:
    return Queue(
        key, label, frozenset(roles), lambda actor, limit: [line(row) for row in rows_of(actor)[:limit]],
        lambda actor: bounded_count(rows_of(actor)),
        lambda actor: reverse(page) + f"?tab={tab}", order,
    )  # fmt: skip


QUEUES = (
    _queue("visits_to_record", _("Visits to record"), WORKING, to_record,
           _of_visit(pgettext_lazy("next act", "Record the visit"), "visit_record"), 40, "planned"),
    _queue("visits_to_mend", _("Records of visits to correct"), WORKING, to_mend,
           _of_visit(pgettext_lazy("next act", "Correct the record"), "visit_record", note_of=lambda row: row.answer), 41,
           "returned"),
    _queue("visits_to_approve", _("Visits to approve"), (CLERK, HEAD), to_approve,
           _of_visit(pgettext_lazy("next act", "Approve the visit"), "visit", lambda row: None), 42, "recorded"),
    _queue("follow_ups", _("Left to do after visits"), WORKING, to_follow_up,
           _of_visit(pgettext_lazy("next act", "Follow up"), "visit", lambda row: row.follow_up_due_on,
                     lambda row: row.follow_up), 43, "to_do"),
    _queue("remarks", _("What was said on visits"), (CLERK,), waiting_remarks, _of_remark, 44, "waiting", "liaison:remarks"),
)  # fmt: skip


def register() -> None:
    for queue in QUEUES:
        waiting.register(queue)
