"""Queueing the messages of a briefing, and the digest of what people follow."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.correspondence.actions.briefing_sending import queue_messages, unqueued
from lianluo.correspondence.actions.followed import post_digests
from lianluo.correspondence.briefings import Briefing
from lianluo.foundation.jobs import background
from lianluo.journal.actions.jobruns import job

CHUNK = 50


@job("correspondence.queue_briefing", safe_twice=True)
def queue_briefing(progress, *, briefing_id: int) -> dict:
    """The messages of a sent briefing, some in each transaction: killed and begun again it goes on where it was."""
    briefing = Briefing.objects.select_related("office").get(pk=briefing_id)
    keys = unqueued(briefing)
    progress.expect(len(keys))
    queued = 0
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        queued += queue_messages(progress.actor, briefing, recipients=part)
        progress.step(briefing.title, len(part))
        if progress.cancelled():
            break
    said = _("%(n)s e-mails are on their way") % {"n": queued}
    return {"queued": queued, "url": briefing.get_absolute_url(), "said": said}


@background("correspondence.post_digests", cron="30 8 * * *", safe_twice=True)
def post_followed() -> int:
    """How many mails of news were put out; at most one a day to each."""
    return post_digests()
