"""Sending what waits to leave the product."""

from __future__ import annotations

from lianluo.foundation.jobs import background
from lianluo.journal.sending import send_due


@background("journal.send_messages", safe_twice=True)
def send_messages() -> int:
    """How many were sent."""
    return send_due()


@background("journal.send_messages_due", cron="* * * * *", safe_twice=True)
def send_messages_due() -> int:
    """What was put off, and what a dead worker left."""
    return send_due()
