"""The job front: queued with the transaction, once by key, taken up after a dead worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from lianluo.foundation import jobs
from lianluo.foundation.jobs import background

done: list[int] = []
lost: list[dict] = []


@background("tests.note")
def note(number: int) -> None:
    done.append(number)


@background("tests.once_only", safe_twice=False, lost=lost.append)
def once_only(number: int) -> None:
    done.append(number)


@background("tests.breaks")
def breaks() -> None:
    raise ValueError("broken")


@pytest.fixture(autouse=True)
def empty_lists():
    done.clear()
    lost.clear()


def statuses() -> list[str]:
    return list(ProcrastinateJob.objects.order_by("id").values_list("status", flat=True))


@pytest.mark.django_db
def test_a_job_runs_with_its_ids():
    note.defer(number=3)
    assert jobs.run_waiting() == 1
    assert done == [3]
    assert statuses() == ["succeeded"]


@pytest.mark.django_db(transaction=True)
def test_a_job_vanishes_with_its_transaction():
    before = statuses()
    with pytest.raises(RuntimeError), transaction.atomic():
        note.defer(number=1)
        raise RuntimeError("rolled back")
    assert statuses() == before


@pytest.mark.django_db
def test_a_key_waits_only_once():
    with transaction.atomic():
        first = note.defer(once="letter-1", number=1)
    with transaction.atomic():
        assert note.defer(once="letter-1", number=1) is None
    assert first is not None
    assert jobs.run_waiting() == 1


@pytest.mark.django_db
def test_an_error_marks_the_job_and_is_raised():
    breaks.defer()
    with pytest.raises(ValueError, match="broken"):
        jobs.run_waiting()
    assert statuses() == ["failed"]


@pytest.mark.django_db
def test_a_waiting_job_can_be_dropped():
    number = note.defer(number=1)
    assert jobs.drop(number)
    assert jobs.run_waiting() == 0


def leave_behind() -> None:
    """As a killed worker leaves them."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")


@pytest.mark.django_db
def test_a_dead_workers_job_runs_again_when_that_is_safe():
    note.defer(number=5)
    leave_behind()
    assert jobs.recover(silent_seconds=0) == 1
    assert statuses() == ["todo"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    jobs.run_waiting()
    assert done == [5]


@pytest.mark.django_db
def test_a_dead_workers_job_is_given_up_when_twice_is_not_safe():
    once_only.defer(number=5)
    leave_behind()
    jobs.recover(silent_seconds=0)
    assert statuses() == ["failed"]
    assert lost == [{"number": 5}]


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_again_and_again_is_given_up():
    note.defer(number=5)
    for _attempt in range(jobs.TRIES):
        leave_behind()
        jobs.recover(silent_seconds=0)
    leave_behind()
    jobs.recover(silent_seconds=0)
    assert statuses() == ["failed"]


@pytest.mark.django_db
def test_a_living_workers_job_is_left_alone():
    note.defer(number=5)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        worker = cursor.fetchone()[0]
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [worker])
    assert jobs.recover() == 0
    assert statuses() == ["doing"]


WORKER = """
import django, sys, time
from django.conf import settings
from lianluo.config import settings as _
import os
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from lianluo.foundation import jobs
@jobs.background("tests.slow")
def slow(path):
    open(path, "a").write("x")
    time.sleep(float(sys.argv[2]))
    open(path, "a").write("y")
jobs.run_worker()
"""


def worker(seconds: float) -> subprocess.Popen:
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": "lianluo.config.settings",
    }
    name = connection.settings_dict["NAME"]
    return subprocess.Popen([sys.executable, "-c", WORKER, name, str(seconds)], env=surroundings)


def wait_for(condition, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_the_next_worker_takes_up_the_job_of_a_killed_one(tmp_path):
    trace = tmp_path / "trace"
    trace.touch()
    slow = jobs.Background("tests.slow", lambda path: None, "default")
    slow.defer(path=str(trace))
    first = worker(60)
    try:
        wait_for(lambda: trace.read_text() == "x")
        first.send_signal(signal.SIGKILL)
        first.wait()
        second = worker(0)
        try:
            wait_for(lambda: trace.read_text() == "xxy")
        finally:
            second.terminate()
            assert second.wait(20) == 0
    finally:
        first.kill()
