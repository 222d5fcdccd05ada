"""The duty of the year, reckoned anew each night: what was known yesterday may be otherwise today. Rounds by the solver."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.foundation.jobs import background
from lianluo.journal.actions.jobruns import job
from lianluo.liaison.actions.duty import keep_all
from lianluo.liaison.actions.round import reckon


@background("liaison.keep_duty", cron="15 0 * * *")
def keep_duty_nightly() -> int:
    """How many rows changed."""
    return keep_all()


@job("liaison.plan_round", safe_twice=True)
def plan_round(progress, *, round_id: int) -> dict:
    """The solver runs for half a minute at most and cannot say how far it is."""
    made = reckon(round_id)
    said = made.fault or _("%(n)d visits planned, %(left)d deputies without") % {
        "n": made.stops.count(), "left": len(made.left),
    }  # fmt: skip
    return {"url": made.get_absolute_url(), "said": said}
