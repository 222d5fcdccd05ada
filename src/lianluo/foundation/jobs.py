"""Background jobs: the one place that knows procrastinate.

`@background("room.verb_object")` makes a function a job; `.defer(**ids)` queues it in the caller's transaction, so a
job vanishes with a rollback. Jobs take ids only and must be safe to run twice, unless `safe_twice=False` says otherwise.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status
from procrastinate.manager import JobManager
from procrastinate.retry import RetryStrategy
from procrastinate.tasks import configure_task

log = logging.getLogger("lianluo.jobs")

WORKERS_LOCK = 732_155  # advisory lock held shared by every living worker
SILENT_SECONDS = 90  # a worker that is not heard of for so long is dead
TRIES = 3
_known: dict[str, Background] = {}


@dataclass(frozen=True)
class Background:
    """A function that can run later. `lost` is told the arguments when a job died and may not run again."""

    name: str
    body: Callable[..., Any]
    queue: str
    safe_twice: bool = True
    lost: Callable[[dict], None] | None = None

    def __call__(self, **ids) -> Any:
        return self.body(**ids)

    def defer(self, *, once: str | None = None, in_seconds: int | None = None, **ids) -> int | None:
        """Queue the job in the current transaction; its number, or None when `once` already waits under that key.

        Always on Django's own connection: inside the worker procrastinate's connector is another one.
        """
        later = {"schedule_in": {"seconds": in_seconds}} if in_seconds else {}
        front = configure_task(
            name=self.name, job_manager=_manager(), queue=self.queue, queueing_lock=once, **later
        )
        try:
            with transaction.atomic():  # a refused key must not spoil the caller's transaction
                return front.defer(**ids)
        except AlreadyEnqueued:
            return None


def background(
    name: str,
    queue: str = "default",
    *,
    retry: int = 0,
    wait: int = 5,
    cron: str = "",
    safe_twice: bool = True,
    lost: Callable[[dict], None] | None = None,
) -> Callable[[Callable[..., Any]], Background]:
    """Register a function as a job.

    retry: how many further attempts after an error, `wait` seconds apart, doubling.
    cron: "minute hour day month weekday" in the office's time for a timetable; such a body takes no arguments.
    """
    strategy = RetryStrategy(max_attempts=retry, exponential_wait=wait) if retry else False

    def register(body: Callable[..., Any]) -> Background:
        if name in _known:
            raise RuntimeError(f"job {name} is registered twice")
        if cron:
            task = app.task(name=name, queue=queue, retry=strategy)(lambda timestamp: body())
            app.periodic(cron=cron)(task)
        else:
            app.task(name=name, queue=queue, retry=strategy)(body)
        _known[name] = Background(name, body, queue, safe_twice, lost)
        return _known[name]

    return register


def _manager() -> JobManager:
    return JobManager(DjangoConnector())


def drop(job_id: int) -> bool:
    """Take a job that still waits out of the queue; False when it already runs or ran."""
    return _manager().cancel_job_by_id(job_id)


def run_worker(concurrency: int = 2) -> None:
    """Work until SIGTERM or SIGINT. Jobs left by dead workers are taken up or declared lost first."""
    import_module(settings.ROOT_URLCONF)  # registers the jobs that sit beside actions
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [WORKERS_LOCK])
        alone = cursor.fetchone()[0]
        if alone:
            recover(silent_seconds=0)
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [WORKERS_LOCK])
        if alone:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [WORKERS_LOCK])
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(
            concurrency=concurrency,
            delete_jobs="successful",
            shutdown_graceful_timeout=4,
            fetch_job_polling_interval=5,
        )


def recover(silent_seconds: int = SILENT_SECONDS) -> int:
    """Take up or give up the jobs of workers not heard of for `silent_seconds` (0: no worker lives). How many."""
    jobs = ProcrastinateJob.objects.filter(status="doing")
    if silent_seconds:
        jobs = jobs.extra(  # the read-only models of procrastinate hide the heartbeat from the ORM
            where=[
                "NOT EXISTS (SELECT 1 FROM procrastinate_workers w WHERE w.id = procrastinate_jobs.worker_id "
                "AND w.last_heartbeat > now() - make_interval(secs => %s))"
            ],
            params=[silent_seconds],
        )
    found = list(jobs)
    for job in found:
        _take_up(job)
    return len(found)


def _take_up(job: ProcrastinateJob) -> None:
    task = _known.get(job.task_name)
    if task and task.safe_twice and job.attempts < TRIES:
        log.warning("job %s (%s) died and is queued again", job.id, job.task_name)
        _manager().retry_job_by_id(job.id, retry_at=job.scheduled_at or _now())
        return
    log.error("job %s (%s) died and is given up", job.id, job.task_name)
    _finish(job.id, Status.FAILED)
    if task and task.lost:
        task.lost(job.args)


def _now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]


def _finish(job_id: int, status: Status) -> None:
    async_to_sync(_manager().finish_job_by_id_async)(job_id=job_id, status=status, delete_job=False)


def run_waiting() -> int:
    """Run every job that waits, here and now, on Django's connection. For tests and for commands without a worker."""
    count = 0
    while job := _next():
        count += 1
        try:
            _known[job.task_name](**job.args)
        except Exception:
            _finish(job.id, Status.FAILED)
            raise
        _finish(job.id, Status.SUCCEEDED)
    return count


def _next() -> ProcrastinateJob | None:
    ready = ProcrastinateJob.objects.filter(status="todo", scheduled_at__isnull=True)
    for job in ready.order_by("-priority", "id"):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s AND status = 'todo'", [job.id]
            )
            if cursor.rowcount:
                return job
    return None


@background("foundation.recover_jobs", cron="* * * * *")
def recover_jobs() -> None:
    recover()
