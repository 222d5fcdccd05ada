"""Institutional documents (制度文件): laws, rules of congress and CPPCC, the office's own; each by version and clause."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation import bigrams, clock


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, actor) -> DocumentQuerySet:
        """Open to everybody who serves in the office, as the settings are."""
        return self if getattr(actor, "unit", None) else self.none()

    def with_current(self, day=None) -> DocumentQuerySet:
        """With `current_number`, `current_from` and `is_current`: the version in force on the day."""
        held = DocumentVersion.objects.in_force(day).filter(document=OuterRef("pk"))
        return self.annotate(
            current_number=Subquery(held.values("number")[:1]),
            current_from=Subquery(held.values("valid_from")[:1]),
        )

    def with_words(self, words: str) -> DocumentQuerySet:
        """Those whose title, issuer, number or any clause of any version holds all the words."""
        clauses = bigrams.having(Clause.objects.all(), Clause.WORDS, words).values("version__document")
        return self.filter(
            Q(title__icontains=words) | Q(issuer__icontains=words) | Q(versions__number__icontains=words)
            | Q(pk__in=clauses)
        ).distinct()  # fmt: skip


class InstitutionalDocument(models.Model):
    """A document that rules come from; what it says stands in its versions."""

    class Kind(models.TextChoices):
        LAW = "law", pgettext_lazy("document", "law")
        CONGRESS = "congress", pgettext_lazy("document", "rule of a congress or CPPCC committee")
        SUPERIOR = "superior", pgettext_lazy("document", "rule of a superior organ")
        OWN = "own", pgettext_lazy("document", "rule of this office")

    title = models.CharField(_("title"), max_length=200, unique=True)
    kind = models.CharField(_("kind of document"), max_length=20, choices=Kind)
    issuer = models.CharField(_("issued by"), max_length=120)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("institutional document")
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rules:document", args=[self.pk])


class VersionQuerySet(models.QuerySet):
    def visible_to(self, actor) -> VersionQuerySet:
        return self.filter(document__in=InstitutionalDocument.objects.visible_to(actor))

    def in_force(self, day=None) -> VersionQuerySet:
        day = day or clock.today()
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class DocumentVersion(models.Model):
    """The text from a day until a day, both included; of one document at most one version holds on a day."""

    document = models.ForeignKey(InstitutionalDocument, models.PROTECT, related_name="versions")
    number = models.CharField(_("document number"), max_length=80, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.CharField(_("remarks"), max_length=300, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a document")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="document_version_ends_after_start",
            ),
            ExclusionConstraint(
                name="document_version_one_at_a_time",
                expressions=[
                    ("document", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"), F("valid_until"), Value("[]"), function="daterange",
                            output_field=models.Field(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.document.title} {self.number}".strip()

    def is_in_force(self, day=None) -> bool:
        day = day or clock.today()
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class Clause(models.Model):
    """One article (第十二条) of a version, in its order; the text before the first article has no label."""

    WORDS = ("label", "text")

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    label = models.CharField(_("article"), max_length=40, blank=True)
    text = models.TextField(pgettext_lazy("clause", "text"))

    class Meta:
        verbose_name = _("clause")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="clause_position_once")]

    def __str__(self) -> str:
        return f"{self.version} {self.label}".strip()
