"""The handover (交接) of an officer's deputies to others; both sides sign by their own account."""

from __future__ import annotations

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Post, User
from lianluo.foundation import clock
from lianluo.people.models import Person
from lianluo.units.models import Unit


class HandoverQuerySet(models.QuerySet):
    def visible_to(self, actor) -> HandoverQuerySet:
        """Liaison office and leaders: those of their procuratorate; a head: those from or to his department; giver and
        takers: their own."""
        if actor is None or actor.organ is None or actor.user is None or actor.is_administrator:
            return self.none()
        rows = self.filter(office=actor.organ)
        if actor.sees_whole_office:
            return rows
        users = {actor.user.pk}
        sides = Q(giver__in=users) | Exists(_lines_of(users))
        if actor.role == "department_head":
            staff = Post.objects.held_on(clock.today()).filter(unit=actor.unit).values("user_id")
            sides |= Q(unit=actor.unit) | Exists(_lines_of(staff))
        return rows.filter(sides)

    def with_counts(self) -> HandoverQuerySet:
        """With deputies, takers, and takers_signed: how many of these have signed."""
        signed = Q(lines__signed_at__isnull=False)
        return self.annotate(
            deputies=Count("lines", distinct=True), takers=Count("lines__taker", distinct=True),
            takers_signed=Count("lines__taker", distinct=True, filter=signed),
        )  # fmt: skip

    def to_sign(self, user) -> HandoverQuerySet:
        """That wait for this user's signature, as giver or as taker."""
        waiting = HandoverLine.objects.filter(handover=OuterRef("pk"), taker=user, signed_at=None)
        return self.filter(
            Q(stage=Handover.Stage.DRAFTED, giver=user) | Q(Exists(waiting), stage=Handover.Stage.GIVEN)
        )


def _lines_of(users) -> models.QuerySet:
    return HandoverLine.objects.filter(handover=OuterRef("pk"), taker__in=users)


class Handover(models.Model):
    """An officer hands his deputies on from `day`: his own last day is the day before."""

    class Stage(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("handover", "to be signed by the giver")
        GIVEN = "given", pgettext_lazy("handover", "to be signed by the takers")
        TAKEN = "taken", pgettext_lazy("handover", "handed over")
        CALLED_OFF = "called_off", _("called off")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    giver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who hands over"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    """The giver's department while he looked after the deputies."""
    day = models.DateField(pgettext_lazy("handover", "handed over on"))
    why = models.CharField(pgettext_lazy("handover", "why"), max_length=200, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFTED)
    drawn_up_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drawn_up_at = models.DateTimeField(default=clock.now)
    signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """The giver, or the clerk in his place."""
    signed_at = models.DateTimeField(null=True, blank=True)
    in_place_why = models.CharField(pgettext_lazy("handover", "why in his place"), max_length=200, blank=True)
    answer = models.CharField(_("reason of the decision"), max_length=300, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["given", "taken"]) | Q(signed_at__isnull=False),
                name="handover_given_is_signed",
            ),
            models.UniqueConstraint(
                fields=["office", "giver"], condition=Q(stage__in=["drafted", "given"]), name="handover_one_open"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office", "-id"], name="handover_office")]

    def __str__(self) -> str:
        return f"{self.giver.name} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:handover", args=[self.pk])


class HandoverLineQuerySet(models.QuerySet):
    def visible_to(self, actor) -> HandoverLineQuerySet:
        return self.filter(handover__in=Handover.objects.visible_to(actor))


class HandoverLine(models.Model):
    """One deputy who is handed on: to whom, with the giver's last words and what was open when he signed."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taker = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("who takes over")
    )
    note = models.TextField(_("last note"), blank=True)
    open_work = models.JSONField(default=dict)
    """At the giver's signature: matters, promises, visits, follow_ups, last (`handover_queries.open_work`)."""
    signed_at = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=300, blank=True)
    """Why the tie could not move when all had signed, in words."""

    objects = HandoverLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy handed over")
        ordering = [F("taker_id").asc(nulls_first=True), "id"]
        constraints = [models.UniqueConstraint(fields=["handover", "person"], name="handover_line_once")]
        indexes = [models.Index(fields=["taker", "handover"], name="handover_taker")]

    def __str__(self) -> str:
        return self.person.name
