"""Briefings that she has not opened yet, on her first page."""

from __future__ import annotations

from django.urls import reverse

from lianluo.correspondence.briefings import Recipient
from lianluo.portal.cards import Card, add_card

SHOWN = 3


def unread(actor) -> list[Card]:
    rows = Recipient.objects.visible_to(actor).filter(opened_at__isnull=True).select_related("briefing")
    return [
        Card(row.briefing.title, reverse("portal:briefing", args=[row.briefing_id]), row.briefing.get_kind_display(),
             "news", waits=True)
        for row in rows.order_by("-pk")[:SHOWN]
    ]  # fmt: skip


def register() -> None:
    add_card("briefings", unread, 30)
