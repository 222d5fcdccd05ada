"""Reading one's notices. No act in the sense of the journal: nobody but the reader is concerned, so no entry is written."""

from __future__ import annotations

from lianluo.foundation import clock
from lianluo.journal.models import Notice


def mark_seen(actor, ids: list[int] | None = None) -> int:
    """The actor's own unread notices of these ids, or all of them; returns how many."""
    unread = Notice.objects.visible_to(actor).unread()
    if ids is not None:
        unread = unread.filter(pk__in=ids)
    return unread.update(seen_at=clock.now())
