"""Starting, following, cancelling long jobs.

@job("exchange.import_file", safe_twice=True)
def import_rows(progress, *, upload_id):
    progress.expect(len(rows))
    for row in rows:
        if progress.cancelled():
            break
        ...
        progress.step(row.name)
    return {"created": 3}

run = start_run(actor, "import", _("Import of the roster"), import_rows, upload_id=7)
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import connections, transaction
from django.utils.translation import gettext as _

from lianluo.accounts.actor import SYSTEM, Actor, actor_in
from lianluo.foundation import clock, jobs
from lianluo.foundation.jobs import Background, background
from lianluo.journal.jobruns import JobRun

log = logging.getLogger("lianluo.jobs")
PAUSE = 0.5  # seconds between two writes of progress
State = JobRun.State


class JobFailed(Exception):
    """The job cannot go on; the message is for the person who started it."""


class Progress:
    """How far a run is. Written on a connection of its own, so that it shows while the job's transaction is open."""

    def __init__(self, run: JobRun):
        self.run = run
        self.actor: Actor = actor_in(run.post) if run.post_id else SYSTEM
        self.done = 0
        self._cancelled = False
        self._written = 0.0
        self._connection = None

    def expect(self, total: int) -> None:
        self._write(total=total)

    def step(self, current: str = "", n: int = 1) -> None:
        """`n` more are done, `current` is being worked on. Costs nothing between two writes."""
        self.done += n
        if time.monotonic() - self._written >= PAUSE:
            self._write(done=self.done, current=str(current)[:200])

    def cancelled(self) -> bool:
        """Whether the person asked to stop; known at most half a second late."""
        if not self._cancelled and time.monotonic() - self._written >= PAUSE:
            self._write(done=self.done)
        return self._cancelled

    def keep(self, facts: dict) -> None:
        """What a run that is killed and begun again must still know; stands and falls with the caller's transaction."""
        self.run.result = facts
        self.run.save(update_fields=["result"])

    @property
    def kept(self) -> dict:
        """What `keep` was last given, also by a run of the same job that was killed; {} at first."""
        return self.run.result

    def _write(self, **columns) -> None:
        self._written = time.monotonic()
        columns["heartbeat_at"] = clock.now()
        names = ", ".join(f"{name} = %s" for name in columns)
        with self._own_connection().cursor() as cursor:
            cursor.execute(
                f"UPDATE {JobRun._meta.db_table} SET {names} WHERE id = %s RETURNING cancel_requested",  # noqa: S608
                [*columns.values(), self.run.pk],
            )
            row = cursor.fetchone()
        self._cancelled = self._cancelled or bool(row and row[0])

    def _own_connection(self):
        if self._connection is None:
            self._connection = connections.create_connection("default")
        return self._connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def job(name: str, *, safe_twice: bool, queue: str = "default") -> Callable[[Callable], Background]:
    """Decorator of a long job with progress: `body(progress, **ids) -> dict | None`, the dict is the run's result.

    safe_twice: whether the body may begin again after its worker was killed; else the run is marked failed.
    """

    def wrap(body: Callable[..., dict | None]) -> Background:
        def run_body(run_id: int, **ids) -> None:
            _perform(body, run_id, ids)

        return background(name, queue, safe_twice=safe_twice, lost=_lost)(run_body)

    return wrap


def start_run(
    actor: Actor, kind: str, label: str, task: Background, total: int | None = None, **ids
) -> JobRun:
    """A new run and its job, in one transaction."""
    with transaction.atomic():
        run = JobRun.objects.create(
            kind=kind,
            label=str(label),
            user=actor.user,
            post=actor.post,
            unit=actor.unit,
            role=actor.role,
            total=total,
        )
        run.job = task.defer(run_id=run.pk, **ids)
        run.save(update_fields=["job"])
    return run


def cancel_run(run: JobRun, actor: Actor) -> None:
    """Ask a run to stop: at once while it waits, else at the next row it looks up from."""
    with transaction.atomic():
        run = JobRun.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=run.pk)
        if run.state == State.WAITING and (run.job is None or jobs.drop(run.job)):
            _end(run, State.CANCELLED)
        elif not run.is_over:
            run.cancel_requested = True
            run.save(update_fields=["cancel_requested"])


def _perform(body: Callable[..., dict | None], run_id: int, ids: dict[str, Any]) -> None:
    run = JobRun.objects.select_related("post__user", "post__unit").filter(pk=run_id).first()
    if run is None or run.is_over:
        return
    _begin(run)
    progress = Progress(run)
    try:
        result = body(progress, **ids)
    except JobFailed as refusal:
        _end(run, State.FAILED, done=progress.done, error=str(refusal))
    except Exception:
        log.exception("run %s (%s) failed", run.pk, run.kind)
        _end(run, State.FAILED, done=progress.done, error=_unexpected(run))
    else:
        state = State.CANCELLED if progress._cancelled else State.DONE
        _end(run, state, done=progress.done, result=result or {})
    finally:
        progress.close()


def _unexpected(run: JobRun) -> str:
    return _(
        "An unexpected error stopped this job. Tell the system administrator its number: %(number)s."
    ) % {"number": run.pk}


def _begin(run: JobRun) -> None:
    run.state, run.started_at, run.done, run.current = State.RUNNING, clock.now(), 0, ""
    run.heartbeat_at = run.started_at
    run.save(update_fields=["state", "started_at", "heartbeat_at", "done", "current"])


def _end(
    run: JobRun, state: str, done: int | None = None, result: dict | None = None, error: str = ""
) -> None:
    columns = {"state": state, "ended_at": clock.now(), "current": "", "error": error}
    if done is not None:
        columns["done"] = done
    if result is not None:
        columns["result"] = result
    JobRun.objects.filter(pk=run.pk).update(**columns)


def _lost(arguments: dict) -> None:
    """The worker died under a run that may not begin again."""
    run = JobRun.objects.filter(pk=arguments.get("run_id")).first()
    if run is not None and not run.is_over:
        sentence = _(
            "The server stopped while this job was running. What it had finished is kept; start it again."
        )
        _end(run, State.FAILED, error=sentence)
