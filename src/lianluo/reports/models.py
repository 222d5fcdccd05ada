"""The summary report of a session and its annex, kept as they were when they were drawn up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.people.models import Session
from lianluo.units.models import Unit


class SessionReportQuerySet(models.QuerySet):
    def visible_to(self, actor) -> SessionReportQuerySet:
        """Liaison office and leaders see those of their procuratorate and of the ones below; nobody else any."""
        if actor is None or actor.organ is None or not actor.sees_whole_office:
            return self.none()
        return self.filter(office_id__among=actor.reach)

    def without_rows(self) -> SessionReportQuerySet:
        """As lists need them: not the frozen row ids, which may be tens of thousands."""
        return self.defer("rows", "by")


class SessionReport(models.Model):
    """《关于…会议代表意见建议答复情况的报告》. What it counted is frozen in it; a later one supersedes it, none is deleted.

    figures: {name of the figure: count}; rows: {name: ids of its rows}; by: {"department" | "group": [[label, ids of
    matters]]} in the order of printing (a JSON object would lose it); sections: [{"heading", "text"}], one paragraph a line.
    """

    class Stage(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        ISSUED = "issued", _("issued")
        SUPERSEDED = "superseded", _("superseded")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    session = models.ForeignKey(Session, models.PROTECT, related_name="reports", verbose_name=_("session"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFTED)
    title = models.CharField(_("title"), max_length=200)
    as_of = models.DateField(_("figures as of"))
    figures = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    by = models.JSONField(default=dict)
    sections = models.JSONField(default=list)
    addressees = models.CharField(_("addressed to"), max_length=200, blank=True)
    copies = models.CharField(_("copy to"), max_length=300, blank=True)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    signer = models.CharField(_("signed by"), max_length=60, blank=True)
    signed_on = models.DateField(_("date of the document"), null=True, blank=True)
    drawn_up_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drawn_up_at = models.DateTimeField(default=clock.now)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    objects = SessionReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary report")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "session", "stage"],
                condition=~Q(stage="superseded"),
                name="report_one_standing_a_stage",
            )
        ]
        indexes = [models.Index(fields=["office", "-id"], name="report_office")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:detail", args=[self.pk])


class ReportAnnex(models.Model):
    """办理落实情况 of every matter counted in a report, by department; frozen with it.

    groups: [{"topic", "rows": [{"name", "group", "opinion", "handling"}]}].
    """

    report = models.OneToOneField(SessionReport, models.PROTECT, related_name="annex")
    title = models.CharField(_("title"), max_length=200)
    groups = models.JSONField(default=list)

    class Meta:
        verbose_name = _("annex of a report")

    def __str__(self) -> str:
        return self.title
