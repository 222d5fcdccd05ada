"""Long jobs as the person who started them sees them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from procrastinate.contrib.django.models import ProcrastinateJob

from lianluo.accounts.actor import Actor, actor_in
from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock, jobs
from lianluo.journal import views
from lianluo.journal.actions import jobruns
from lianluo.journal.actions.jobruns import JobFailed, cancel_run, job, start_run
from lianluo.journal.jobruns import JobRun
from lianluo.units.models import Unit


@job("tests.count", safe_twice=True)
def count(progress, *, rows: int, cancel_after: int = 0):
    progress.expect(rows)
    counted = 0
    for row in range(rows):
        if progress.cancelled():
            break
        counted += 1
        progress.step(f"row {row}")
        if cancel_after and counted == cancel_after:
            cancel_run(progress.run, progress.actor)
    return {"counted": counted}


@job("tests.refuse", safe_twice=False)
def refuse(progress):
    raise JobFailed("The file is gone.")


@job("tests.crash", safe_twice=False)
def crash(progress):
    raise ZeroDivisionError


@pytest.fixture
def actor(transactional_db, monkeypatch) -> Actor:
    monkeypatch.setattr(jobruns, "PAUSE", 0)
    unit = Unit.objects.create(kind="procuratorate", level="provincial", name="某省检察院", path="/1/")
    user = User.objects.create_user("clerk", name="李文")
    post = Post.objects.create(user=user, unit=unit, role=Role.LIAISON_OFFICE, from_on=date(2020, 1, 1))
    return actor_in(post)


def test_a_run_counts_and_keeps_its_result(actor):
    run = start_run(actor, "count", "Counting", count, rows=4)
    assert (run.state, run.user, run.unit) == ("waiting", actor.user, actor.unit)
    jobs.run_waiting()
    run.refresh_from_db()
    assert (run.state, run.total, run.done, run.result) == ("done", 4, 4, {"counted": 4})
    assert run.percent == 100
    assert run.ended_at >= run.started_at


def test_a_waiting_run_is_cancelled_at_once(actor):
    run = start_run(actor, "count", "Counting", count, rows=4)
    cancel_run(run, actor)
    run.refresh_from_db()
    assert run.state == "cancelled"
    assert jobs.run_waiting() == 0


def test_a_running_run_stops_at_the_next_row_and_keeps_what_it_did(actor):
    run = start_run(actor, "count", "Counting", count, rows=10, cancel_after=3)
    jobs.run_waiting()
    run.refresh_from_db()
    assert (run.state, run.result) == ("cancelled", {"counted": 3})


def test_a_refusal_in_words_reaches_the_person(actor):
    run = start_run(actor, "refuse", "Refusing", refuse)
    jobs.run_waiting()
    run.refresh_from_db()
    assert (run.state, run.error) == ("failed", "The file is gone.")


def test_an_unexpected_error_tells_a_number_and_no_details(actor):
    run = start_run(actor, "crash", "Crashing", crash)
    jobs.run_waiting()
    run.refresh_from_db()
    assert run.state == "failed"
    assert str(run.pk) in run.error
    assert "ZeroDivision" not in run.error


def test_a_run_whose_worker_died_is_failed_in_words(actor):
    run = start_run(actor, "crash", "Crashing", crash)
    JobRun.objects.filter(pk=run.pk).update(state="running", started_at=clock.now())
    from_worker(run)
    jobs.recover(silent_seconds=0)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error


def test_a_safe_run_whose_worker_died_begins_again(actor):
    run = start_run(actor, "count", "Counting", count, rows=2)
    JobRun.objects.filter(pk=run.pk).update(state="running", started_at=clock.now(), done=1)
    from_worker(run)
    jobs.recover(silent_seconds=0)
    assert ProcrastinateJob.objects.get(pk=run.job).status == "todo"
    count(run_id=run.pk, rows=2)
    run.refresh_from_db()
    assert (run.state, run.done) == ("done", 2)


def from_worker(run: JobRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [run.job])


def test_time_left_follows_the_pace(actor):
    now = clock.now()
    run = JobRun(
        state="running", total=100, done=25, started_at=now - timedelta(seconds=10), heartbeat_at=now
    )
    assert run.time_left == timedelta(seconds=30)
    run.done = 1
    assert run.time_left is None


def test_anothers_run_is_missing(actor):
    run = start_run(actor, "count", "Counting", count, rows=1)
    stranger = User.objects.create_user("other", name="王芳")
    post = Post.objects.create(user=stranger, unit=actor.unit, role=Role.HANDLER, from_on=date(2020, 1, 1))
    with pytest.raises(JobRun.DoesNotExist):
        cancel_run(run, actor_in(post))
    assert not JobRun.objects.visible_to(actor_in(post)).exists()
    assert not JobRun.objects.visible_to(None).exists()


def test_the_fragment_asks_again_until_the_run_is_over(actor):
    run = start_run(actor, "count", "Counting", count, rows=1)
    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    request.actor = actor
    page = views.job_detail(request, run.pk).content.decode()
    assert "hx-trigger" in page and "Counting" in page
    jobs.run_waiting()
    page = views.job_detail(request, run.pk).content.decode()
    assert "hx-trigger" not in page and 'data-state="done"' in page
