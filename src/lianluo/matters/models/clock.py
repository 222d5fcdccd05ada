"""What moves a matter's dates: pauses and extensions; and the deadlines that follow, stored so that lists, desk,
reminders and calendars can read them. Only `actions.deadlines.keep_deadlines` writes `Deadline`.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.handling import Assignment, Commitment
from lianluo.matters.models.matter import Matter
from lianluo.units.models import Unit


class Pause(models.Model):
    """Days on which the clock stands still (中止), both included; without a last day it stands still to this day."""

    class Kind(models.TextChoices):
        RETURN_REVIEW = "return_review", _("return under review")
        SUPPLEMENT = "supplement", _("supplement asked for")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="pauses")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, blank=True, related_name="pauses")
    """The department whose clock alone stands still; none: the whole matter's."""
    kind = models.CharField(_("kind of pause"), max_length=20, choices=Kind)
    first_on = models.DateField(_("stands still from"))
    last_on = models.DateField(_("stands still until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    source = models.CharField(_("document"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("pause")
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")), name="pause_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["matter", "assignment"], condition=Q(last_on__isnull=True), nulls_distinct=False,
                name="pause_one_at_a_time",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["matter"], condition=Q(last_on__isnull=True), name="pause_standing")]


class Extension(models.Model):
    """More time (延期): asked for with a reason, granted or refused by a body, told to the deputy, perhaps revoked."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("extension", "asked for")
        GRANTED = "granted", pgettext_lazy("extension", "granted")
        REFUSED = "refused", pgettext_lazy("extension", "refused")
        REVOKED = "revoked", pgettext_lazy("extension", "revoked")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="extensions")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_on = models.DateField(_("asked for on"))
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateField(_("extended until"))
    granted_by = models.CharField(_("body that decided"), max_length=120, blank=True)
    granted_on = models.DateField(_("decided on"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=120, blank=True)
    deputy_told_on = models.DateField(_("deputy told on"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    answer = models.CharField(_("reason of the decision"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("extension")
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state="asked"), name="extension_one_open_request"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("asked_on")), name="extension_lies_ahead"),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(granted_on__isnull=False), name="extension_granted_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(revoked_on__isnull=False), name="extension_revoked_on_a_day"
            ),
        ]


class DeadlineQuerySet(models.QuerySet):
    def visible_to(self, actor) -> DeadlineQuerySet:
        """Those of visible matters; a department sees the matter's own and those of its assignments."""
        rows = self.filter(matter__in=Matter.objects.seen_in_post(actor))
        if actor is None or actor.sees_whole_office:
            return rows
        return rows.filter(Q(assignment__isnull=True) | Q(assignment__department=actor.unit))

    def open(self) -> DeadlineQuerySet:
        """What is still owed. Applying to send back is a right, not a duty: it is nobody's open date."""
        rows = self.filter(met_on__isnull=True, stopped_on__isnull=True)
        return rows.exclude(part=Deadline.Part.RETURN_APPLY)

    def running(self) -> DeadlineQuerySet:
        """Open, and the clock does not stand still."""
        return self.open().filter(is_paused=False)


class Deadline(models.Model):
    """One date of one matter: what is owed by when, by whom, and when it was done or fell away."""

    class Part(models.TextChoices):
        STATUTORY = "statutory", _("statutory deadline")
        INTERNAL = "internal", _("internal deadline")
        REHANDLE = "rehandle", _("reply after handling again")
        ANSWER = "answer", _("department's deadline")
        SIGN_FOR = "sign_for", _("signing for")
        RETURN_APPLY = "return_apply", _("applying to send back")
        REASSIGN = "reassign", _("decision on the return")
        CO_OPINION = "co_opinion", _("co-handler's opinion")
        FIRST_CONTACT = "first_contact", _("first contact")
        FEEDBACK = "feedback", _("return of the feedback form")
        PROMISE = "promise", _("commitment")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="deadlines")
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, related_name="deadlines")
    commitment = models.ForeignKey(Commitment, models.CASCADE, null=True, related_name="+")
    part = models.CharField(_("part"), max_length=20, choices=Part)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("due on"))
    is_provisional = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    met_on = models.DateField(_("met on"), null=True)
    stopped_on = models.DateField(_("fell away on"), null=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "part", "assignment", "commitment", "round"], nulls_distinct=False,
                name="deadline_once",
            )
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(met_on__isnull=True, stopped_on__isnull=True, is_paused=False),
                name="deadline_running",
            ),
            models.Index(
                fields=["unit", "due_on"], condition=Q(met_on__isnull=True, stopped_on__isnull=True),
                name="deadline_of_unit",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_part_display()} {self.due_on}"

    def get_absolute_url(self) -> str:
        return self.matter.get_absolute_url()
