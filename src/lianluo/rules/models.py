"""Dictionaries of an office: result classes of replies by kind of body, level and years in force."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ResultClassQuerySet(models.QuerySet):
    def in_force(self, body: str, year: int) -> ResultClassQuerySet:
        """Classes for "congress" or "committee" in `year`."""
        return self.filter(body=body, from_year__lte=year).filter(
            Q(until_year__isnull=True) | Q(until_year__gte=year)
        )


class ResultClass(models.Model):
    """办理结果分类. It says what became of the matter; it is never the deputy's satisfaction (§2.7)."""

    body = models.CharField(max_length=20)
    code = models.CharField(_("class"), max_length=4)
    label = models.CharField(_("meaning"), max_length=80)
    is_adopted = models.BooleanField(default=False)
    from_year = models.PositiveSmallIntegerField(default=2000)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ResultClassQuerySet.as_manager()

    class Meta:
        verbose_name = _("result class")
        ordering = ["body", "code"]
        constraints = [
            models.UniqueConstraint(fields=["body", "code", "from_year"], name="result_class_once"),
            models.CheckConstraint(
                condition=Q(until_year__isnull=True) | Q(until_year__gte=F("from_year")),
                name="result_class_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.code
