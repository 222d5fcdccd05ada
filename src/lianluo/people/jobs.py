"""Work of the register that the worker does."""

from __future__ import annotations

from lianluo.foundation.jobs import background
from lianluo.people.actions import entering
from lianluo.people.actions.throttling import forget


@background("people.send_code", safe_twice=True)
def send_code(code: int) -> None:
    """A one-time code asked for at the deputies' door; a second run finds it made and sends nothing."""
    entering.send(code)


@background("people.forget_attempts", cron="40 3 * * *", safe_twice=True)
def forget_attempts() -> int:
    """Old counts of attempts and old codes; how many rows went."""
    return forget()
