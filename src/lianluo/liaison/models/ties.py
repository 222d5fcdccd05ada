"""What an officer can take on, and proposals of who looks after whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.people.models import Person
from lianluo.units.models import Unit


class OfOfficeQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OfOfficeQuerySet:
        """Liaison office and leaders, those of their own procuratorate."""
        if actor is None or actor.organ is None or not actor.sees_whole_office:
            return self.none()
        return self.filter(office=actor.organ)


class OfficerChargeQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OfficerChargeQuerySet:
        """Known within the procuratorate, like posts; not to the three administrators."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        return self.filter(office=actor.organ)


class OfficerCharge(models.Model):
    """What an officer is in charge of for ties: how much he can take, which delegations and sectors, which fields."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, related_name="charges")
    capacity = models.PositiveSmallIntegerField(_("contacts a year at most"), null=True, blank=True)
    """None: what the setting `tie.load` says for everybody."""
    delegations = models.JSONField(_("delegations and sectors"), default=list, blank=True)
    """Words of the dictionaries "delegation" and "sector"."""
    fields = models.JSONField(_("fields of expertise"), default=list, blank=True)
    """Words of the dictionary "expertise"."""

    objects = OfficerChargeQuerySet.as_manager()

    class Meta:
        verbose_name = _("charge of an officer")
        constraints = [models.UniqueConstraint(fields=["office", "officer"], name="charge_once")]

    def __str__(self) -> str:
        return self.officer.name


class TieProposal(models.Model):
    """Who should look after whom from a day on, as the solver found it under the settings of that moment."""

    class Stage(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("tie proposal", "drawn up")
        PARTLY = "partly", pgettext_lazy("tie proposal", "accepted in part")
        ACCEPTED = "accepted", pgettext_lazy("tie proposal", "accepted")
        DISCARDED = "discarded", pgettext_lazy("tie proposal", "discarded")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFTED)
    day = models.DateField(_("from"))
    """The day for which posts, mandates and ties were read; accepted ties begin on a day chosen then."""
    rules = models.JSONField(default=dict)
    """The settings as they were: allowed, max_load, area, field, keep, fairness, contacts."""
    cost = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    stopped_by_clock = models.BooleanField(default=False)
    shortages = models.JSONField(default=list)
    """Where the settings contradict each other: levels nobody covers, and ways out (`tie_words`)."""
    loads = models.JSONField(default=list)
    """[officer, rank, capacity, contacts before, contacts proposed, deputies before, deputies proposed]"""
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = OfOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal of ties")
        ordering = ["-id"]
        indexes = [models.Index(fields=["office", "-id"], name="tieproposal_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(bound__lte=models.F("cost")), name="tieproposal_bound_below_cost"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self._meta.verbose_name}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:tie_proposal", args=[self.pk])


class TieProposalLineQuerySet(models.QuerySet):
    def visible_to(self, actor) -> TieProposalLineQuerySet:
        return self.filter(proposal__in=TieProposal.objects.visible_to(actor))

    def changes(self) -> TieProposalLineQuerySet:
        """Where somebody else is proposed than looks after the deputy today."""
        return self.filter(is_change=True)

    def waiting(self) -> TieProposalLineQuerySet:
        return self.changes().filter(taken_on=None)


class TieProposalLine(models.Model):
    """One deputy's officer, and why: reasons as [code, about, points] (`assigning_case.Reason`)."""

    proposal = models.ForeignKey(TieProposal, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    before = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    level = models.CharField(max_length=20, choices=Unit.Level, blank=True)
    reasons = models.JSONField(default=list)
    is_change = models.BooleanField(default=True)
    taken_on = models.DateField(_("from"), null=True)
    """From when the tie runs; None while the line is not accepted."""
    refused = models.CharField(max_length=300, blank=True)
    """Why it could not land when it was last accepted, in words."""

    objects = TieProposalLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a proposal of ties")
        ordering = ["officer_id", "id"]
        constraints = [models.UniqueConstraint(fields=["proposal", "person"], name="tieproposal_line_once")]

    def __str__(self) -> str:
        return f"{self.person.name} — {self.officer.name}"
