"""The journal: who, as what, did what, to which, when, with which facts; and the notices that follow."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.units.models import Unit


class EntryQuerySet(models.QuerySet):
    def about(self, thing: models.Model) -> EntryQuerySet:
        return self.filter(about_model=thing._meta.label, about_id=thing.pk)


class Entry(models.Model):
    """One act. Rows are only added: UPDATE, DELETE and TRUNCATE are refused by the database."""

    at = models.DateTimeField(default=clock.now)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=30, choices=Role, blank=True)
    person_id = models.BigIntegerField(null=True)
    """The deputy or member who acted on her own pages, by her number in the register."""
    act = models.CharField(max_length=60)
    about_model = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    about_text = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        indexes = [
            models.Index(fields=["about_model", "about_id", "id"], name="entry_about"),
            models.Index(fields=["user", "-at"], name="entry_user_at"),
            models.Index(fields=["act", "-at"], name="entry_act_at"),
        ]
        triggers = [
            pgtrigger.Protect(name="entry_kept", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="entry_not_truncated",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'the journal is append-only';",
            ),
        ]


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, actor) -> NoticeQuerySet:
        """One's own notices, in whatever post."""
        if actor is None or actor.user is None:
            return self.none()
        return self.filter(user=actor.user)

    def unread(self) -> NoticeQuerySet:
        return self.filter(seen_at__isnull=True)


class Notice(models.Model):
    """An entry told to one user, once."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="notices")
    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        constraints = [models.UniqueConstraint(fields=["entry", "user"], name="notice_once")]
        indexes = [
            models.Index(
                fields=["user", "-id"], condition=models.Q(seen_at__isnull=True), name="notice_unseen"
            )
        ]
