"""What of the clock waits on the desk: pauses that nobody ended, extensions to decide, sheets to print."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation import clock, waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.matters.models import Extension, Feedback, Matter, Pause
from lianluo.rules.queries import due_by, rule, working_calendar

CLERK = frozenset({Role.LIAISON_OFFICE})


def _of_matters(rows: QuerySet, actor, *fields: str) -> QuerySet:
    seen = Matter.objects.visible_to(actor).open().filter(office=actor.organ)
    return rows.filter(matter__in=seen).select_related("matter", *fields).order_by("pk")


def standing_pauses(actor) -> QuerySet[Pause]:
    """Pauses of whole matters that were never resumed; a return under review has its own queue."""
    return _of_matters(Pause.objects.filter(last_on=None, assignment=None), actor)


def open_requests(actor) -> QuerySet[Extension]:
    return _of_matters(Extension.objects.filter(state=Extension.State.ASKED), actor)


def unsatisfied(actor) -> QuerySet[Matter]:
    """Replied matters of the own procuratorate with an unsatisfied signatory; `asked_on`: day of the first such rating."""
    low = Feedback.objects.unsatisfied().filter(matter=OuterRef("pk"), round=F("matter__round"))
    low = low.order_by("received_on")
    rows = Matter.objects.visible_to(actor).filter(office=actor.organ, stage=Matter.Stage.REPLIED)
    rows = rows.annotate(asked_on=Subquery(low.values("received_on")[:1])).filter(asked_on__isnull=False)
    return rows.defer("content").order_by("asked_on", "pk")


def _again(actor, limit: int) -> list[NextAct]:
    """Each with the day until which the deputy is to be answered again (rule `rehandle.reply`, from the day she asked)."""
    calendar, rules = working_calendar(), {}
    lines = []
    for matter in unsatisfied(actor)[:limit]:
        if matter.kind not in rules:
            rules[matter.kind] = rule("rehandle.reply", clock.today(), matter.kind)
        until = due_by(rules[matter.kind], matter.asked_on, calendar=calendar).due
        note = _now("a signatory is unsatisfied since %(day)s") % {"day": matter.asked_on}
        url = reverse("matters:matter_handle_again", args=[matter.pk])
        lines.append(NextAct(_("Handle again"), str(matter), url, note, until, _("Handle again")))
    return lines


def _paused(row: Pause) -> NextAct:
    note = _now("the clock has stood still since %(day)s") % {"day": row.first_on}
    url = reverse("matters:matter_resume", args=[row.matter_id])
    return NextAct(
        _("Resume the clock"), str(row.matter), url, note, row.matter.due_on, _("Resume the clock")
    )


def _asked(row: Extension) -> NextAct:
    note = _now("asked for until %(day)s") % {"day": row.until}
    url = reverse("matters:matter_grant_extension", args=[row.matter_id])
    verb = _("Get the consent to the extension")
    return NextAct(verb, str(row.matter), url, note, row.matter.due_on, _("Record the consent"))


def _queue(key: str, label, rows_of: Callable, line: Callable, order: int) -> Queue:
    return Queue(
        key, label, CLERK, lambda actor, limit: [line(row) for row in rows_of(actor)[:limit]],
        lambda actor: bounded_count(rows_of(actor)), order=order,
    )  # fmt: skip


QUEUES = (
    _queue("paused", _("Clocks that stand still"), standing_pauses, _paused, 34),
    Queue(
        "unsatisfied",
        _("Unsatisfied deputies"),
        CLERK,
        _again,
        lambda actor: bounded_count(unsatisfied(actor)),
        order=8,
    ),
    _queue("extensions", _("Extensions to decide"), open_requests, _asked, 15),
)


def register() -> None:
    for queue in QUEUES:
        waiting.register(queue)
