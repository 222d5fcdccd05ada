"""The clock's timetable, and the reckoning of all open matters after a change of rules."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lianluo.foundation.jobs import background
from lianluo.journal.actions.jobruns import job, start_run
from lianluo.matters.actions.deadlines import keep_many, reckoner_of_today
from lianluo.matters.actions.recompute import BATCH, recompute_open
from lianluo.matters.actions.reminders import remind
from lianluo.matters.effects import foretell, foretell_parts
from lianluo.matters.models import Deadline, Matter, Pause
from lianluo.rules.effects import Watcher, watch


@job("matters.recompute", safe_twice=True)
def recompute(progress) -> dict:
    """{"matters", "moved", "told"}."""
    progress.expect(Matter.objects.open().count())

    def step(n: int) -> bool:
        progress.step(n=n)
        return not progress.cancelled()

    found = recompute_open(progress.actor, step, progress.keep, progress.kept)
    said = _("%(matters)d open matters reckoned, %(moved)d moved, %(told)d people told") % found
    return {**found, "said": said}


def start_recompute(actor):
    """The run of one reckoning of all open matters."""
    return start_run(actor, "recompute", _("Reckoning the deadlines again"), recompute)


def watch_rules() -> None:
    """The editor of rules foretells what would move, and a change starts the reckoning."""
    watch("matters", Watcher(_lazy("Deadlines of open matters"), foretell, start_recompute))
    watch(
        "matters.parts",
        Watcher(_lazy("Dates of departments and of forms"), foretell_parts, lambda actor: None),
    )


@background("matters.remind", cron="*/20 * * * *")
def remind_people() -> int:
    """Three times an hour, heeded in the hours of the rule `remind.hours`; the ladder itself is gone through once a day.
    How many were told."""
    return remind()


@background("matters.keep_nightly", cron="5 0 * * *")
def keep_nightly() -> int:
    """Dates of clocks that stand still move on by a day; open matters without stored dates (of a release that knew none)
    get theirs. How many matters."""
    standing = Pause.objects.filter(last_on=None).values("matter")
    undated = ~Exists(Deadline.objects.filter(matter=OuterRef("pk")))
    keys = (
        Matter.objects.open().filter(Q(pk__in=standing) | undated).order_by("pk").values_list("pk", flat=True)
    )
    found, reckoner = list(keys), reckoner_of_today()
    for start in range(0, len(found), BATCH):
        with transaction.atomic():
            rows = Matter.objects.select_for_update(of=("self",)).filter(pk__in=found[start : start + BATCH])
            keep_many(list(rows.defer("content")), reckoner)
    return len(found)
