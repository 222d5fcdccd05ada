"""Runs of long jobs, as the person who started them sees them."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock
from lianluo.units.models import Unit


class JobRunQuerySet(models.QuerySet):
    def visible_to(self, actor) -> JobRunQuerySet:
        """One's own runs; nobody watches another's."""
        if actor is None or actor.user is None:
            return self.none()
        return self.filter(user=actor.user)

    def unfinished(self) -> JobRunQuerySet:
        return self.filter(state__in=[JobRun.State.WAITING, JobRun.State.RUNNING])


class JobRun(models.Model):
    """One run of a long job: started by whom, how far, with what result. `result` is small JSON made by the job."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=60)
    label = models.CharField(_("job"), max_length=200)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30, choices=Role, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    current = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    job = models.BigIntegerField(null=True, editable=False)
    """Number of the queued job behind the run."""

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "-id"], name="jobrun_user")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(state__in=["done", "failed", "cancelled"]),
                name="jobrun_ended_has_result",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)

    @property
    def percent(self) -> int | None:
        """Whole percent done, or None while the total is not known."""
        if not self.total:
            return None
        return min(100, self.done * 100 // self.total)

    @property
    def time_left(self) -> timedelta | None:
        """By the pace so far, in whole seconds; None before a twentieth is done."""
        if self.is_over or not self.total or not self.started_at or self.done * 20 < self.total:
            return None
        spent = (self.heartbeat_at or clock.now()) - self.started_at
        return timedelta(seconds=round(spent.total_seconds() * (self.total - self.done) / self.done))
