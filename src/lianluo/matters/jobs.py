"""The clock's timetable, and the reckoning of all open matters after a change of rules."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lianluo.foundation.jobs import background
from lianluo.journal.actions.jobruns import job, start_run
from lianluo.matters.actions.deadlines import keep_many, reckoner_of_today
from lianluo.matters.actions.recompute import recompute_open
from lianluo.matters.actions.reminders import remind
from lianluo.matters.effects import foretell
from lianluo.matters.models import Matter, Pause
from lianluo.rules.effects import Watcher, watch


@job("matters.recompute", safe_twice=True)
def recompute(progress) -> dict:
    """{"matters", "moved", "told"}."""
    progress.expect(Matter.objects.open().count())

    def step(n: int) -> bool:
        progress.step(n=n)
        return not progress.cancelled()

    found = recompute_open(progress.actor, step)
    said = _("%(matters)d open matters reckoned, %(moved)d moved, %(told)d people told") % found
    return {**found, "said": said}


def start_recompute(actor):
    """The run of one reckoning of all open matters."""
    return start_run(actor, "recompute", _("Reckoning the deadlines again"), recompute)


def watch_rules() -> None:
    """The editor of rules foretells what would move, and a change starts the reckoning."""
    watch("matters", Watcher(_lazy("Deadlines of open matters"), foretell, start_recompute))


@background("matters.remind", cron="*/20 8-17 * * *")
def remind_people() -> int:
    """Three times an hour in working hours; the ladder itself is gone through once a day. How many were told."""
    return remind()


@background("matters.keep_paused", cron="5 0 * * *")
def keep_paused() -> int:
    """Each night the dates of matters whose clock stands still move on by a day. How many matters."""
    standing = Pause.objects.filter(last_on=None).values("matter")
    matters = list(Matter.objects.open().filter(pk__in=standing))
    keep_many(matters, reckoner_of_today())
    return len(matters)
