"""Files on their way into the register, and how the columns of each source are to be read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.journal.jobruns import JobRun
from lianluo.units.models import Unit


class Family(models.TextChoices):
    ROSTER = "roster", _("Roster of deputies or members")
    MATTERS = "matters", _("List of suggestions and proposals")
    REFERRALS = "referrals", _("Register of referred cases")


class MappingQuerySet(models.QuerySet):
    def visible_to(self, actor) -> MappingQuerySet:
        """Those of one's own procuratorate."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        return self.filter(office=actor.organ)


class Mapping(models.Model):
    """Columns of one source as a clerk corrected them. `columns` is column number from 0 → field, "" for ignored."""

    office = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    family = models.CharField(max_length=10, choices=Family)
    signature = models.CharField(max_length=32)
    """Fingerprint of the heading row: files of one source have the same."""
    columns = models.JSONField(default=dict)
    remembered_at = models.DateTimeField(default=clock.now)
    remembered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = MappingQuerySet.as_manager()

    class Meta:
        verbose_name = _("remembered columns")
        constraints = [
            models.UniqueConstraint(fields=["office", "family", "signature"], name="mapping_once_a_source")
        ]


class BatchQuerySet(models.QuerySet):
    def visible_to(self, actor) -> BatchQuerySet:
        """One's own files, in the post one acts in; nobody imports another's, no rank opens it: rows of referred cases
        name parties."""
        if actor is None or actor.user is None or actor.organ is None:
            return self.none()
        return self.filter(user=actor.user, office=actor.organ)


class Batch(models.Model):
    """One uploaded file: its check, its import, and what came of them. Counts are by group, as `Outcome.counts`."""

    key = models.CharField(max_length=60, unique=True)
    """Where the file is kept, for a day."""
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    family = models.CharField(max_length=10, choices=Family)
    named = models.CharField(max_length=60, blank=True)
    file_name = models.CharField(max_length=100)
    uploaded_at = models.DateTimeField(default=clock.now)
    check_run = models.ForeignKey(JobRun, models.PROTECT, null=True, related_name="+")
    import_run = models.ForeignKey(JobRun, models.PROTECT, null=True, related_name="+")
    checked = models.JSONField(null=True)
    landed = models.JSONField(null=True)
    """Written in the transaction that lands the rows: while empty, nothing has landed."""

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported file")
        indexes = [models.Index(fields=["user", "-id"], name="batch_user")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def told_as(self) -> str:
        """What the journal may say of it: the name of a file of referred cases may name a party."""
        return "" if self.family == Family.REFERRALS else self.file_name
