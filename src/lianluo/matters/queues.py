"""What of the clock waits on the desk: pauses that nobody ended, extensions to decide, sheets to print."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role
from lianluo.foundation import waiting
from lianluo.foundation.lists.slices import bounded_count
from lianluo.foundation.waiting import NextAct, Queue
from lianluo.matters.models import Extension, Matter, Pause

CLERK = frozenset({Role.LIAISON_OFFICE})


def _of_matters(rows: QuerySet, actor, *fields: str) -> QuerySet:
    seen = Matter.objects.visible_to(actor).open().filter(office=actor.organ)
    return rows.filter(matter__in=seen).select_related("matter", *fields).order_by("pk")


def standing_pauses(actor) -> QuerySet[Pause]:
    """Pauses of whole matters that were never resumed; a return under review has its own queue."""
    return _of_matters(Pause.objects.filter(last_on=None, assignment=None), actor)


def open_requests(actor) -> QuerySet[Extension]:
    return _of_matters(Extension.objects.filter(state=Extension.State.ASKED), actor)


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
    _queue("extensions", _("Extensions to decide"), open_requests, _asked, 15),
)


def register() -> None:
    for queue in QUEUES:
        waiting.register(queue)
