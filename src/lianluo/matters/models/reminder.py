"""Alerts about deadlines: each rung of the ladder once, gathered for a person into one digest a day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.clock import Deadline


class Reminder(models.Model):
    """A rung of the ladder reached by one deadline for one due day. Told once; a moved date begins anew."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="reminders")
    rung = models.CharField(max_length=40)
    due_on = models.DateField(_("due on"))
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("reminder")
        constraints = [
            models.UniqueConstraint(fields=["deadline", "rung", "due_on"], name="reminder_once_a_rung")
        ]


class DigestQuerySet(models.QuerySet):
    def visible_to(self, actor) -> DigestQuerySet:
        """One's own."""
        if actor is None or actor.user is None:
            return self.none()
        return self.filter(user=actor.user)


class Digest(models.Model):
    """What one person is reminded of on one day; told and mailed at most once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    on = models.DateField(_("date"))
    reminders = models.ManyToManyField(Reminder, related_name="digests")
    told_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest of reminders")
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="digest_once_a_day")]
        indexes = [models.Index(fields=["on"], condition=Q(told_at__isnull=True), name="digest_untold")]

    def __str__(self) -> str:
        return _now("Reminders of %(day)s") % {"day": self.on}

    def get_absolute_url(self) -> str:
        return reverse("matters:digest", args=[self.pk])


class ReminderDay(models.Model):
    """A day on which the ladder was gone through."""

    on = models.DateField(unique=True)
    done_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("day of reminders")


class CalendarFeed(models.Model):
    """The secret address under which a person's calendar program reads his deadlines."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("calendar feed")
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="calendar_feed_key_once")
        ]
