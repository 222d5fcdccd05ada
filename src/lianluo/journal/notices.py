"""The bell and the list of notices, for pages."""

from __future__ import annotations

from django.utils import timezone

from lianluo.journal.models import Notice
from lianluo.journal.words import act_label, addresses

COUNTED = 100


def unread_of(actor) -> int:
    """Unread notices, counted as far as the bell tells them."""
    return Notice.objects.visible_to(actor).unread().order_by()[:COUNTED].count()


def lines_of(actor, notices: list[Notice]) -> list[dict]:
    """Notices as the page shows them: pk, title, about, who, when, url ("" where there is nothing to open), unread."""
    places = addresses(actor, [notice.entry for notice in notices])
    return [
        {
            "pk": notice.pk,
            "title": act_label(notice.entry.act),
            "about": notice.entry.about_text,
            "who": _who(notice.entry),
            "when": timezone.localtime(notice.entry.at),
            "url": places.get(notice.entry_id, ""),
            "unread": notice.seen_at is None,
        }
        for notice in notices
    ]


def _who(entry) -> str:
    return " ".join(
        filter(None, [entry.unit.label if entry.unit else "", entry.user.name if entry.user else ""])
    )
