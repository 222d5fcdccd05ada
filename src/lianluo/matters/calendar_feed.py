"""Deadlines as an iCalendar file (RFC 5545). Numbers and next acts only: titles and contents stay in the product."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock
from lianluo.matters.models import Deadline
from lianluo.matters.reminder_queries import NEXT

AHEAD, BEHIND, MOST = 400, 60, 500


def deadlines_of(user: User) -> QuerySet[Deadline]:
    """What the user owes himself, and what his department or liaison office owes; the nearest first, at most MOST."""
    today = clock.today()
    posts = list(Post.objects.held_on(today).filter(user=user).values_list("unit", "role"))
    heads = [unit for unit, role in posts if role == Role.DEPARTMENT_HEAD]
    offices = [unit for unit, role in posts if role == Role.LIAISON_OFFICE]
    mine = Q(holder=user) | Q(unit__in=heads) | Q(unit__in=offices)
    rows = Deadline.objects.open().filter(mine).exclude(matter__kind="referred_case")
    days = (today - timedelta(days=BEHIND), today + timedelta(days=AHEAD))
    rows = rows.filter(due_on__range=days).select_related("matter").defer("matter__content", "matter__note")
    return rows.order_by("due_on", "pk")[:MOST] if posts else rows.none()


def feed(rows: Iterable[Deadline], address: str) -> bytes:
    """A whole day for each deadline, with an alarm the day before. `address`: where the product is opened."""
    stamp = clock.now().strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//lianluo//deadlines//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(_('Deadlines of the liaison desk'))}",
    ]  # fmt: skip
    for row in rows:
        lines += _event(row, stamp, address)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _event(row: Deadline, stamp: str, address: str) -> list[str]:
    act = _escaped(f"{NEXT[row.part]} {row.matter.label}")
    kind = _escaped(row.get_part_display() + (f" ({_('provisional')})" if row.is_provisional else ""))
    return [
        "BEGIN:VEVENT", f"UID:deadline-{row.pk}@lianluo", f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{row.due_on:%Y%m%d}", f"DTEND;VALUE=DATE:{row.due_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{act}", f"DESCRIPTION:{kind}", f"URL:{address}{row.get_absolute_url()}", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{act}", "TRIGGER:-PT15H", "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; a Chinese sign is never cut."""
    parts, now, width = [], "", 0
    for sign in line:
        size = len(sign.encode())
        if width + size > 75:
            parts.append(now)
            now, width = "", 1  # the space that begins a continued line
        now, width = now + sign, width + size
    return "\r\n ".join([*parts, now])
