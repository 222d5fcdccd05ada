"""The duty of the year, reckoned anew each night: what was known yesterday may be otherwise today. Rounds by the solver."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lianluo.foundation.jobs import background
from lianluo.journal.actions.jobruns import job
from lianluo.liaison.actions.duty import keep_all, recount
from lianluo.liaison.actions.round import reckon
from lianluo.rules.effects import Watcher, watch


@background("liaison.keep_duty", cron="15 0 * * *")
def keep_duty_nightly() -> int:
    """How many rows changed."""
    return keep_all()


@background("liaison.recount")
def recount_visits() -> int:
    """How many visits were counted anew, after the settings changed."""
    return recount()


def watch_rules() -> None:
    """A change of what counts, or of how often, is followed by the ledger; it moves no date."""
    watch("visits", Watcher(_lazy("Visits that count"), lambda actor, before, after: (0, []), _follow))


def _follow(actor) -> None:
    recount_visits.defer(once="liaison.recount")


@job("liaison.plan_round", safe_twice=True)
def plan_round(progress, *, round_id: int) -> dict:
    """The solver runs for half a minute at most and cannot say how far it is."""
    made = reckon(round_id)
    said = made.fault or _("%(n)d visits planned, %(left)d deputies without") % {
        "n": made.stops.count(), "left": len(made.left),
    }  # fmt: skip
    return {"url": made.get_absolute_url(), "said": said}
