"""Stored files, what they are attached to, versions of papers, and number series."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.units.models import Unit


class StoredFile(models.Model):
    """One file kept under MEDIA_ROOT by the SHA-256 of its content; never changed and never deleted."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=180)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("file")

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return Path(settings.MEDIA_ROOT) / self.sha256[:2] / self.sha256[2:4] / self.sha256


class HeldQuerySet(models.QuerySet):
    """Rows held by a row of another room, named by its model's label and its id."""

    def of(self, holder: models.Model) -> HeldQuerySet:
        return self.filter(room_model=holder._meta.label, object_id=holder.pk)

    def of_all(self, holders: list[models.Model]) -> HeldQuerySet:
        """Of several rows of one model."""
        labels = {holder._meta.label for holder in holders}
        return self.filter(room_model__in=labels, object_id__in=[holder.pk for holder in holders])


class Attachment(models.Model):
    """A file attached to a row of another room."""

    room_model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        ordering = ["id"]
        indexes = [models.Index(fields=["room_model", "object_id"], name="attachment_holder")]

    def __str__(self) -> str:
        return self.file.name


class Version(models.Model):
    """One version of a paper: rendered by us or edited outside and brought back. Counted per holder and kind."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")
        WORD = "docx", _("Word")
        WORKBOOK = "xlsx", _("workbook")

    room_model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    n = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    note = models.CharField(_("note"), max_length=200, blank=True)
    edited_outside = models.BooleanField(_("edited outside"), default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Since then a paper edited outside counts no more; the file stays."""
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        ordering = ["-n"]
        constraints = [
            models.UniqueConstraint(fields=["room_model", "object_id", "kind", "n"], name="version_once")
        ]

    def __str__(self) -> str:
        return f"{self.file.name} {self.n}"


class NumberSeries(models.Model):
    """The last number given in one series: an organ, a kind of document and a year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind code"), max_length=20)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.kind}〔{self.year}〕{self.last}"


class OfOfficeQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OfOfficeQuerySet:
        """Templates are the liaison office's own tools: its clerks see those of their procuratorate."""
        if actor is None or not actor.can("documents.arrange_templates", actor.organ):
            return self.none()
        return self.filter(office_id=actor.organ_id)


class PaperTemplate(models.Model):
    """One uploaded Word template of an office for one kind of paper; never changed and never deleted.

    Number 0 is the built-in layout and has no row.
    """

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of paper"), max_length=40)
    n = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)
    findings = models.JSONField(_("findings"), default=list)
    """What the check remarked without refusing the file, as sentences in the language of who brought it."""
    uploaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Word template")
        ordering = ["-n"]
        constraints = [models.UniqueConstraint(fields=["office", "kind", "n"], name="paper_template_once")]

    def __str__(self) -> str:
        return f"{self.file.name} {self.n}"

    def get_absolute_url(self) -> str:
        return reverse("documents:template", args=[self.pk])


class TemplateUse(models.Model):
    """From `at` on the papers of one kind follow `template`, or the built-in layout where it is None. The last row rules."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of paper"), max_length=40)
    template = models.ForeignKey(PaperTemplate, models.PROTECT, null=True, related_name="uses")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("template in force")
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "kind", "-id"], name="template_use_last")]

    def __str__(self) -> str:
        return f"{self.kind} {self.template.n if self.template else 0}"
