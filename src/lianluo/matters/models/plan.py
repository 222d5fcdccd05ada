"""The breakdown plan (分解方案): a document of its own, which becomes assignments when it is published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.matter import Matter
from lianluo.people.models import Session
from lianluo.units.models import Unit


class BreakdownPlanQuerySet(models.QuerySet):
    def visible_to(self, actor) -> BreakdownPlanQuerySet:
        if actor is None or actor.organ is None or not actor.sees_whole_office:
            return self.none()
        return self.filter(office_id__among=actor.reach)


class BreakdownPlan(models.Model):
    class Stage(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        SUBMITTED = "submitted", _("waiting for approval")
        APPROVED = "approved", _("approved")
        PUBLISHED = "published", _("published")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="plans")
    title = models.CharField(_("title"), max_length=120)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFTED)
    meeting = models.CharField(_("meeting"), max_length=200, blank=True)
    drawn_up_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drawn_up_at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(_("reason for return"), max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = BreakdownPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("breakdown plan")
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="plan_office")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matters:plan", args=[self.pk])


class PlanLineQuerySet(models.QuerySet):
    def visible_to(self, actor) -> PlanLineQuerySet:
        return self.filter(plan__in=BreakdownPlan.objects.visible_to(actor))

    def unsettled(self) -> PlanLineQuerySet:
        """What keeps a plan from being submitted: not confirmed by a person, or without a department."""
        return self.filter(Q(is_confirmed=False) | Q(department=None))


class PlanLine(models.Model):
    """What is proposed for one matter, and whether a person has confirmed it."""

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MIDDLE = "middle", _("middle")
        LOW = "low", _("low")

    plan = models.ForeignKey(BreakdownPlan, models.PROTECT, related_name="lines")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="plan_lines")
    is_open = models.BooleanField(default=True)
    mode = models.CharField(_("handling mode"), max_length=20, choices=Matter.Mode)
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead department")
    )
    proposed_department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    co_departments = models.ManyToManyField(Unit, blank=True, related_name="+")
    leader = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leader in charge")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handler")
    )
    due_on = models.DateField(_("internal deadline"), null=True, blank=True)
    measure = models.CharField(_("measure"), max_length=300, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    why = models.CharField(_("grounds"), max_length=200, blank=True)
    precedent = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    is_changed = models.BooleanField(default=False)
    is_confirmed = models.BooleanField(default=False)

    objects = PlanLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a plan")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(is_open=True), name="plan_line_one_open_a_matter"
            )
        ]
        indexes = [models.Index(fields=["plan", "id"], name="plan_line_plan")]

    def __str__(self) -> str:
        return str(self.matter)

    @property
    def is_settled(self) -> bool:
        return self.is_confirmed and self.department_id is not None
