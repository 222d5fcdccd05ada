"""Rounds by zone (分片集中走访): which team goes to which city on which day and whom it visits there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.liaison.models.visit import Visit
from lianluo.people.models import Person
from lianluo.units.models import Unit


class RoundQuerySet(models.QuerySet):
    def visible_to(self, actor) -> RoundQuerySet:
        """Liaison office and leaders: those of their procuratorate and those below; others: those they travel on."""
        if actor is None or actor.organ is None or actor.user is None or actor.is_administrator:
            return self.none()
        if actor.sees_whole_office:
            return self.filter(office_id__among=actor.reach)
        teams = RoundTeam.objects.filter(Q(officer=actor.user) | Q(colleagues=actor.user))
        return self.filter(pk__in=teams.values("round_id")).exclude(stage=VisitRound.Stage.DRAWING)


class VisitRound(models.Model):
    """A plan of visits over cities and days. It plans visits only once it is accepted."""

    class Stage(models.TextChoices):
        DRAWING = "drawing", _("being drawn up")
        DRAWN = "drawn", _("drawn up")
        ACCEPTED = "accepted", pgettext_lazy("round", "accepted")
        DISCARDED = "discarded", pgettext_lazy("round", "discarded")

    class Whom(models.TextChoices):
        OWED = "owed", _("whose visits of this year are not complete")
        NONE = "none", _("who had no contact this year")
        ALL = "all", _("everybody with a liaison officer")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    name = models.CharField(pgettext_lazy("round", "name"), max_length=80)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAWING)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    whom = models.CharField(_("whom"), max_length=10, choices=Whom, default=Whom.OWED)
    by_own_officer = models.BooleanField(_("only by the own liaison officer"), default=True)
    visits_a_day = models.PositiveSmallIntegerField(_("visits a day"), default=4)
    cities_a_day = models.PositiveSmallIntegerField(_("cities a day"), default=1)
    days_a_week = models.PositiveSmallIntegerField(_("days on the road a week"), default=2)
    cost = models.PositiveIntegerField(null=True)
    bound = models.PositiveIntegerField(null=True)
    seconds = models.FloatField(null=True)
    stopped_by_clock = models.BooleanField(default=False)
    left = models.JSONField(default=list)
    """Who has no visit: [{person, code, open, closed: [[code, days]]}], codes of `touring_case.Left`,
    no_city, no_officer, dropped."""
    fault = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round by zone")
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=models.F("from_on")), name="round_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(
                    visits_a_day__range=(1, 12), cities_a_day__range=(1, 2), days_a_week__range=(1, 7)
                ),
                name="round_limits",
            ),
        ]
        indexes = [models.Index(fields=["office", "-from_on"], name="round_office")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("liaison:round", args=[self.pk])

    @property
    def gap(self) -> float | None:
        """How much cheaper a plan could be at most, 0.01 = 1 %."""
        return (self.cost - self.bound) / self.cost if self.cost else None


class RoundTeam(models.Model):
    """An officer with companions who travel together."""

    round = models.ForeignKey(VisitRound, models.CASCADE, related_name="teams")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    colleagues = models.ManyToManyField(User, related_name="+")

    class Meta:
        verbose_name = _("team of a round")
        constraints = [models.UniqueConstraint(fields=["round", "officer"], name="round_team_once")]
        indexes = [models.Index(fields=["officer"], name="round_team_officer")]


class RoundStop(models.Model):
    """One deputy on one day of a team."""

    round = models.ForeignKey(VisitRound, models.CASCADE, related_name="stops")
    team = models.ForeignKey(RoundTeam, models.CASCADE, related_name="stops")
    on = models.DateField()
    city = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.SET_NULL, null=True, related_name="+")
    """Set when the round is accepted."""

    class Meta:
        verbose_name = _("stop of a round")
        ordering = ["on", "team", "city", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="round_person_once")]
        indexes = [models.Index(fields=["round", "on"], name="round_stop_on")]
