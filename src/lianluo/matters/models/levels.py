"""Between levels of procuratorates: a matter handed down to a lower one, and a matter filed upward for record (备案)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.handling import Assignment
from lianluo.matters.models.matter import Matter
from lianluo.units.models import Unit


class HandDown(models.Model):
    """An assignment that a lower procuratorate has. What is owed up is the matter's own deadline; what is set down is
    the assignment's, earlier. The matter stays the upper procuratorate's, so it is counted once."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="hand_down")
    by_office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("handed down by"))
    via = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handed on by")
    )
    inner_department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("department that handles it")
    )  # fmt: skip

    class Meta:
        verbose_name = _("hand-down to a lower procuratorate")


class RecordFilingQuerySet(models.QuerySet):
    def visible_to(self, actor) -> RecordFilingQuerySet:
        return self.filter(matter__in=Matter.objects.seen_in_post(actor))

    def waiting(self) -> RecordFilingQuerySet:
        return self.filter(acknowledged_on__isnull=True)


class RecordFiling(models.Model):
    """A matter raised by deputies of a higher congress and handled below, reported to the procuratorate above (备案)."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="record_filing")
    to_office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("filed with"))
    filed_on = models.DateField(_("filed on"))
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    note = models.CharField(_("note"), max_length=300, blank=True)
    filed_at = models.DateTimeField(default=clock.now)
    acknowledged_on = models.DateField(_("taken on record on"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RecordFilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("filing for record")
        indexes = [
            models.Index(
                fields=["to_office"], condition=Q(acknowledged_on__isnull=True), name="filing_waiting"
            )
        ]
