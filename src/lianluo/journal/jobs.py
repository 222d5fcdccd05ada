"""The timetable of what leaves the product."""

from __future__ import annotations

from lianluo.foundation.jobs import background
from lianluo.journal.sending import send_due
from lianluo.journal.telling import tell_outside


@background("journal.send_messages_due", cron="* * * * *", safe_twice=True)
def send_messages_due() -> int:
    """What was put off, and what a dead worker left."""
    return send_due()


@background("journal.tell_outside", cron="*/5 * * * *", safe_twice=True)
def tell_unread_notices() -> int:
    """How many people were told."""
    return tell_outside()
