"""100,000 open matters reckoned again after a holiday was added, as one job: time and memory."""

from __future__ import annotations

import resource
import time
from datetime import date, timedelta

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from bench.place import table
from lianluo.accounts.actor import SYSTEM
from lianluo.foundation import clock
from lianluo.matters.actions.recompute import recompute_open
from lianluo.matters.models import Assignment, Deadline, Extension, Matter, Pause
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.rules.models import CalendarDay
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit

MATTERS, LIMIT = 100_000, 60
FIRST = date(2026, 1, 5)


def main() -> None:
    old = setup_databases(verbosity=0, interactive=False, keepdb=False)
    try:
        with clock.standing_at(date(2026, 6, 20)):
            _lines()
    finally:
        teardown_databases(old, verbosity=0)


def _lines() -> None:
    rows = []
    rules_seeding.seed()
    units_seeding.seed()
    _fill()
    rows.append(("first reckoning, every date stored", *_timed(), ""))
    CalendarDay.objects.create(day=date(2026, 6, 22), is_working=False, source="bench")
    rows.append(("after a holiday was added", *_timed(), f"{LIMIT} s"))
    rows.append(("once more, nothing to move", *_timed(), ""))
    table(
        ("100,000 open matters", "seconds (of its own processor time)", "moved", "peak memory", "at most"),
        rows,
    )
    print(f"\n{Deadline.objects.count():,} dates of {Matter.objects.count():,} matters")


def _timed() -> tuple[str, str, str]:
    began, worked = time.perf_counter(), time.process_time()
    found = recompute_open(SYSTEM)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = f"{time.perf_counter() - began:.1f} ({time.process_time() - worked:.1f})"
    return spent, f"{found['moved']:,}", f"{peak:.0f} MB"


def _fill() -> None:
    """Matters handed over on 100 days, each with a department; one in fifty paused, one in a hundred extended."""
    office = Unit.objects.get(code="21")
    departments = list(Unit.objects.departments_of(office))
    for start in range(0, MATTERS, 5_000):
        made = Matter.objects.bulk_create(
            Matter(
                office=office, kind=("suggestion", "proposal", "deliberation_opinion")[n % 3], title=f"事项{n}",
                handed_over_on=FIRST + timedelta(days=n % 100), stage="signed_for", outside_number=str(n),
                department=departments[n % len(departments)],
            )
            for n in range(start, start + 5_000)
        )  # fmt: skip
        at = clock.moment_of(FIRST + timedelta(days=101))
        Assignment.objects.bulk_create(
            Assignment(matter=each, department=each.department, role="sole", stage="signed_for", handed_over_at=at,
                       signed_for_at=at)
            for each in made
        )  # fmt: skip
        Pause.objects.bulk_create(
            Pause(matter=each, kind="supplement", first_on=each.handed_over_on + timedelta(days=9),
                  last_on=each.handed_over_on + timedelta(days=15), reason="补充材料")
            for each in made[::50]
        )  # fmt: skip
        Extension.objects.bulk_create(
            Extension(matter=each, state="granted", asked_on=each.handed_over_on + timedelta(days=40),
                      granted_on=each.handed_over_on + timedelta(days=45), reason="涉及面广",
                      until=each.handed_over_on + timedelta(days=150))
            for each in made[::100]
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
