"""Session mode (两会模式): what deputies voice at the meeting, taken down by listeners and answered by the hour."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.matters.models.handling import Assignment
from lianluo.matters.models.matter import Matter
from lianluo.people.models import Person, Session
from lianluo.units.models import Unit


class SessionModeQuerySet(models.QuerySet):
    def visible_to(self, actor) -> SessionModeQuerySet:
        """The liaison office and leaders of the procuratorate and those above it; whoever listens or has to answer."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        listening = Q(groups__members=actor.user)
        if actor.sees_whole_office:
            return self.filter(Q(office_id__in=actor.reach) | Q(pk__in=self.model.objects.filter(listening)))
        here = Q(office_id=actor.organ_id)
        return self.filter(here | Q(pk__in=self.model.objects.filter(listening)))

    def open(self) -> SessionModeQuerySet:
        return self.filter(stage=SessionMode.Stage.OPEN)


class SessionMode(models.Model):
    """One session of a congress during which the office answers deliberation opinions by the hour."""

    class Stage(models.TextChoices):
        OPEN = "open", pgettext_lazy("session mode", "open")
        CLOSED = "closed", _("closed")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    session = models.ForeignKey(Session, models.PROTECT, related_name="modes", verbose_name=_("session"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"))
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.OPEN)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    objects = SessionModeQuerySet.as_manager()

    class Meta:
        verbose_name = _("session mode")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "session"], condition=Q(stage="open"), name="session_mode_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="session_mode_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return str(self.session)

    def get_absolute_url(self) -> str:
        return reverse("matters:session_mode", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage == self.Stage.OPEN


class ListeningGroup(models.Model):
    """Who listens to which delegations (听会组)."""

    mode = models.ForeignKey(SessionMode, models.CASCADE, related_name="groups")
    name = models.CharField(_("listening group"), max_length=40)
    delegations = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    members = models.ManyToManyField(User, related_name="listening_groups", blank=True)

    class Meta:
        verbose_name = _("listening group")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["mode", "name"], name="listening_group_once")]

    def __str__(self) -> str:
        return self.name


class VoicedOpinionQuerySet(models.QuerySet):
    def visible_to(self, actor) -> VoicedOpinionQuerySet:
        """The office's and its leaders': all; departments: what was given them; listeners: their own and their group's."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        if actor.sees_whole_office:
            mine = Q(mode__office_id__in=actor.reach)
        else:
            given = Assignment.objects.given_to(actor.unit).filter(matter=OuterRef("matter_id"))
            mine = Exists(given)
        groups = ListeningGroup.members.through.objects.filter(user_id=actor.user_id)
        heard = Q(listener_id=actor.user_id) | Q(group_id__in=groups.values("listeninggroup_id"))
        return self.filter(Q(mine) | heard)

    def open(self) -> VoicedOpinionQuerySet:
        return self.filter(stage__in=VoicedOpinion.RUNNING)

    def waiting(self) -> VoicedOpinionQuerySet:
        """Without an answer that has been told."""
        return self.filter(stage__in=VoicedOpinion.WAITING)

    def overdue(self, at=None) -> VoicedOpinionQuerySet:
        return self.waiting().filter(answer_due_at__lt=at or clock.now())


class VoicedOpinion(models.Model):
    """One opinion as a listener typed it, beside its matter: by when, the short answer, how the deputy was told."""

    class Stage(models.TextChoices):
        HANDED_OVER = "handed_over", pgettext_lazy("voiced", "in hand")
        ANSWERED = "answered", pgettext_lazy("voiced", "answer to be checked")
        CHECKED = "checked", pgettext_lazy("voiced", "to be told")
        TOLD = "told", pgettext_lazy("voiced", "told")
        PASSED_ON = "passed_on", _("passed on to normal handling")
        WITHDRAWN = "withdrawn", _("withdrawn")

    WAITING = (Stage.HANDED_OVER, Stage.ANSWERED, Stage.CHECKED)
    RUNNING = (*WAITING, Stage.TOLD)
    COUNTED = (*RUNNING, Stage.PASSED_ON)

    class Place(models.TextChoices):
        GROUP = "group", _("group meeting")
        DELEGATION = "delegation", _("meeting of the whole delegation")
        ASIDE = "aside", _("between the meetings")

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("face to face")
        TELEPHONE = "telephone", _("by telephone")
        SLIP = "slip", _("by printed slip")

    mode = models.ForeignKey(SessionMode, models.PROTECT, related_name="opinions")
    matter = models.OneToOneField(Matter, models.PROTECT, related_name="voiced")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("deputy"))
    delegation = models.CharField(_("delegation"), max_length=40, blank=True)
    words = models.TextField(_("words"))
    voiced_at = models.DateTimeField(_("voiced at"))
    place = models.CharField(pgettext_lazy("voiced", "place"), max_length=20, choices=Place)
    listener = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("listener"))
    group = models.ForeignKey(
        ListeningGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("listening group"),
    )
    draft_token = models.CharField(max_length=40, editable=False)
    """Made by the browser for one draft; the same draft sent twice is one opinion."""
    typed_at = models.DateTimeField(default=clock.now, editable=False)
    answer_due_at = models.DateTimeField(_("answer due"))

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.HANDED_OVER)
    answer = models.TextField(_("short answer"), blank=True)
    is_interim = models.BooleanField(_("a fuller answer follows"), default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.CharField(_("reason for return"), max_length=300, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    checked_as = models.CharField(max_length=30, choices=Role, blank=True)
    told_at = models.DateTimeField(_("told at"), null=True, blank=True)
    told_way = models.CharField(_("how told"), max_length=20, choices=Way, blank=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    said = models.TextField(_("what the deputy said"), blank=True)

    objects = VoicedOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _("voiced opinion")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["mode", "draft_token"], name="voiced_draft_once"),
            models.CheckConstraint(condition=~Q(words=""), name="voiced_has_words"),
            models.CheckConstraint(
                condition=Q(stage__in=["handed_over", "passed_on", "withdrawn"]) | ~Q(answer=""),
                name="voiced_answered_has_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["mode", "stage", "answer_due_at"], name="voiced_stage"),
            models.Index(fields=["mode", "delegation"], name="voiced_delegation"),
            models.Index(fields=["mode", "-id"], name="voiced_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name} {self.matter.title}"

    def get_absolute_url(self) -> str:
        return reverse("matters:voiced", args=[self.pk])

    @property
    def is_answered(self) -> bool:
        return self.stage not in (self.Stage.HANDED_OVER, self.Stage.WITHDRAWN) and bool(self.answer)
