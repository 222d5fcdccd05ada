"""What the desk counts and lists, for one actor."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.matters.models import Matter
from lianluo.matters.queries import listed_for
from lianluo.matters.tables import SOON, clock_of

SHOWN = 8


def counts(actor) -> dict[str, int]:
    """Overdue, due within SOON days (today included), registered but not handed to a department; one query."""
    today = clock.today()
    running = Q(stage__in=Matter.RUNNING)
    last = today + clock.timedelta(days=SOON)
    return Matter.objects.visible_to(actor).aggregate(
        overdue=Count("id", filter=running & Q(due_on__lt=today)),
        soon=Count("id", filter=running & Q(due_on__gte=today, due_on__lte=last)),
        registered=Count("id", filter=Q(stage=Matter.Stage.REGISTERED)),
        open=Count("id", filter=~Q(stage__in=Matter.FINAL)),
    )


def strip(actor) -> list[dict]:
    """The counts as a figure strip; each leads to exactly its rows."""
    found, rows = counts(actor), reverse("matters:list")
    parts = (
        ("overdue", _("Overdue"), f"{rows}?tab=overdue", "alert-triangle", "red"),
        ("soon", _("Due within 7 days"), f"{rows}?tab=soon", "alarm", "amber"),
        ("registered", _("Waiting to be handed over"), f"{rows}?tab=all&stage=registered", "inbox", ""),
        ("open", _("In hand"), f"{rows}?tab=open", "file-text", ""),
    )
    return [
        {"label": label, "value": found[key], "url": url, "icon": icon, "tone": tone if found[key] else ""}
        for key, label, url, icon, tone in parts
    ]


def lists(actor) -> list[dict]:
    """The first rows of what is overdue and of what is due next; two queries."""
    rows = listed_for(actor).order_by("due_on", "id")
    later = rows.filter(stage__in=Matter.RUNNING, due_on__gte=clock.today())
    address = reverse("matters:list")
    return [
        {"title": _("Overdue"), "url": f"{address}?tab=overdue", "rows": _first(rows.overdue()),
         "empty": _("Nothing is overdue.")},
        {"title": _("Due next"), "url": f"{address}?tab=open", "rows": _first(later),
         "empty": _("No matter with a deadline is in hand.")},
    ]  # fmt: skip


def _first(rows) -> list[tuple]:
    return [(matter, *clock_of(matter)) for matter in rows[:SHOWN]]
