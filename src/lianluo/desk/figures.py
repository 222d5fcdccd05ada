"""What the desk counts and shows, for one actor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.foundation import clock, waiting
from lianluo.foundation.lists.slices import bounded_counts, said
from lianluo.foundation.waiting import NextAct, Waiting
from lianluo.matters.models import Matter
from lianluo.matters.queries import listed_for
from lianluo.matters.tables import SOON

WEEK_ROWS = 12


def begin_url(actor) -> str:
    """Where a new office begins: the import, for who may import while no matter is on record; else ""."""
    if not actor.can("matters.register", actor.organ) or Matter.objects.visible_to(actor).exists():
        return ""
    return reverse("exchange:upload")


def strip(actor) -> list[dict]:
    """Overdue, due within SOON days, waiting to be handed over, in hand; each leads to exactly its rows. One query."""
    seen, rows = Matter.objects.visible_to(actor), reverse("matters:list")
    parts = (
        (_("Overdue"), seen.overdue(), "?tab=overdue", "alert-triangle", "red"),
        (_("Due within 7 days"), seen.due_within(SOON), "?tab=soon", "alarm", "amber"),
        (_("To be handed over"), seen.filter(stage=Matter.Stage.REGISTERED), "?tab=all&stage=registered",
         "inbox", ""),
        (_("In hand"), seen.open(), "?tab=open", "file-text", ""),
    )  # fmt: skip
    if not actor.sees_whole_office:  # who hands nothing over is not asked for it
        parts = tuple(part for part in parts if part[3] != "inbox")
    found = bounded_counts([part[1] for part in parts])
    return [
        {
            "label": label,
            "value": said(count),
            "url": rows + query,
            "icon": icon,
            "tone": tone if count else "",
        }
        for (label, _rows, query, icon, tone), count in zip(parts, found, strict=True)
    ]


@dataclass
class Group:
    """Next acts of one urgency. `tone` is red, amber or ""."""

    label: str
    tone: str
    rows: list[tuple[NextAct, str, str]] = field(default_factory=list)


def groups(rows: list[NextAct], today: date | None = None) -> list[Group]:
    """By urgency: overdue, today, within a week, later, without a day; empty ones are left out. Rows with clock state
    and words."""
    day = today or clock.today()
    found = [
        Group(_("Overdue"), "red"),
        Group(_("Today"), "amber"),
        Group(_("Within a week"), ""),
        Group(_("Later"), ""),
        Group(_("Without a deadline"), ""),
    ]
    for row in waiting.by_deadline(rows):
        found[_urgency(row.due_on, day)].rows.append((row, *clock_words(row.due_on, day)))
    return [group for group in found if group.rows]


def _urgency(due_on: date | None, day: date) -> int:
    if due_on is None:
        return 4
    if due_on <= day:
        return 0 if due_on < day else 1
    return 2 if due_on <= day + timedelta(days=SOON) else 3


def clock_words(due_on: date | None, day: date) -> tuple[str, str]:
    """(state, words) of the clock badge for a bare date."""
    if due_on is None:
        return "normal", _("no deadline")
    left = (due_on - day).days
    if left < 0:
        return "overdue", ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    if left == 0:
        return "soon", _("due today")
    words = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    return ("soon" if left <= SOON else "normal"), words


def chosen(found: list[Waiting], key: str) -> list[NextAct]:
    """The rows of one queue, or the most urgent of all, with few of what is only watched over."""
    if key:
        rows = [row for queue in found if key == queue.key for row in queue.rows]
    else:
        rows = [
            row
            for queue in found
            for row in queue.rows[: waiting.WATCHED if queue.is_watch else waiting.SHOWN]
        ]
    return waiting.by_deadline(rows)[: waiting.SHOWN]


def week(actor, today: date | None = None) -> list[tuple[date, list[Matter]]]:
    """Days of the coming week on which matters fall due, with these; at most WEEK_ROWS matters. One query."""
    day = today or clock.today()
    rows = listed_for(actor).due_within(SOON, day).order_by("due_on", "id")[:WEEK_ROWS]
    days: dict[date, list[Matter]] = {}
    for matter in rows:
        days.setdefault(matter.due_on, []).append(matter)
    return list(days.items())
