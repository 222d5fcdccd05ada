"""The duty of the year, reckoned anew each night: what was known yesterday may be otherwise today."""

from __future__ import annotations

from lianluo.foundation.jobs import background
from lianluo.liaison.actions.duty import keep_all


@background("liaison.keep_duty", cron="15 0 * * *")
def keep_duty_nightly() -> int:
    """How many rows changed."""
    return keep_all()
