"""Briefings to deputies and members: their text, to whom they went, what became of it; and what a deputy follows."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.journal.outgoing import Outgoing
from lianluo.matters.models import Matter
from lianluo.people.models import Person
from lianluo.units.models import Unit


class BriefingQuerySet(models.QuerySet):
    def visible_to(self, actor) -> BriefingQuerySet:
        """The office's own in every stage, what went out below it; to a deputy what was sent to her."""
        if actor is None:
            return self.none()
        if actor.is_deputy:
            mine = Recipient.objects.filter(briefing=OuterRef("pk"), person_id=actor.person_id)
            return self.filter(Exists(mine), stage__in=Briefing.OUT)
        if actor.organ is None or not actor.sees_whole_office:
            return self.none()
        return self.filter(
            Q(office_id=actor.organ_id) | Q(office_id__among=actor.reach, stage__in=Briefing.OUT)
        )


def _no_rule() -> dict:
    return {}


class Briefing(models.Model):
    """One briefing. `body` is cleaned HTML (`documents.richtext`), `aim` says by which rule its recipients are chosen."""

    class Kind(models.TextChoices):
        PERIODIC = "periodic", _("periodic report on the whole work")
        SPECIAL = "special", _("special report on important work")
        PROMPT = "prompt", _("report on what deputies are concerned about")
        MAJOR = "major", _("special report on a major matter")

    class Stage(models.TextChoices):
        DRAFTED = "drafted", pgettext_lazy("briefing", "drafted")
        SUBMITTED = "submitted", pgettext_lazy("briefing", "submitted for approval")
        APPROVED = "approved", pgettext_lazy("briefing", "approved, to be sent")
        SENT = "sent", pgettext_lazy("briefing", "sent")
        SUPERSEDED = "superseded", pgettext_lazy("briefing", "superseded by a correction")
        DISCARDED = "discarded", pgettext_lazy("briefing", "discarded")

    OUT = (Stage.SENT, Stage.SUPERSEDED)

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of briefing"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=200)
    topic = models.CharField(_("period or topic"), max_length=60, blank=True)
    summary = models.CharField(_("short text"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    aim = models.JSONField(default=_no_rule)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.DRAFTED)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    dated = models.CharField(_("report due"), max_length=40, blank=True)
    """The name in the calendar of reports which this one answers, with `due_on`."""
    due_on = models.DateField(_("due on"), null=True, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    answer = models.CharField(_("reason for the return"), max_length=300, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = BriefingQuerySet.as_manager()

    class Meta:
        app_label = "correspondence"
        verbose_name = _("briefing")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["office", "stage", "-id"], name="briefing_list"),
            models.Index(fields=["office", "due_on"], name="briefing_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="sent") | Q(sent_at__isnull=False, approved_at__isnull=False),
                name="briefing_sent_was_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("correspondence:briefing", args=[self.pk])

    @property
    def is_out(self) -> bool:
        return self.stage in self.OUT


class BriefingVersion(models.Model):
    """The text as it was submitted, and each later change of a text that had been submitted."""

    briefing = models.ForeignKey(Briefing, models.CASCADE, related_name="versions")
    n = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        app_label = "correspondence"
        verbose_name = _("version of a briefing")
        ordering = ["-n"]
        constraints = [models.UniqueConstraint(fields=["briefing", "n"], name="briefing_version_once")]


BROKEN = (Outgoing.State.FAILED, Outgoing.State.UNCLEAR, Outgoing.State.DROPPED)


class RecipientQuerySet(models.QuerySet):
    def visible_to(self, actor) -> RecipientQuerySet:
        """With their briefing; to a deputy her own rows alone."""
        if actor is not None and actor.is_deputy:
            return self.filter(person_id=actor.person_id, briefing__stage__in=Briefing.OUT)
        return self.filter(briefing__in=Briefing.objects.visible_to(actor))

    def failed(self) -> RecipientQuerySet:
        """By mail, and the gateway refused it or it came back."""
        way = Q(way=Recipient.Way.MAIL)
        return self.filter(way & (Q(returned_at__isnull=False) | Q(message__state__in=BROKEN)))

    def delivered(self) -> RecipientQuerySet:
        """Taken by the gateway and not come back, posted, shown on her own pages, or opened in any way."""
        mailed = Q(way=Recipient.Way.MAIL, message__state=Outgoing.State.SENT, returned_at__isnull=True)
        there = mailed | Q(posted_on__isnull=False) | Q(way=Recipient.Way.PORTAL) | Q(opened_at__isnull=False)
        return self.filter(there)

    def opened(self) -> RecipientQuerySet:
        return self.filter(opened_at__isnull=False)

    def reacted(self) -> RecipientQuerySet:
        return self.filter(Exists(Reaction.objects.filter(recipient=OuterRef("pk"))))

    def to_print(self) -> RecipientQuerySet:
        return self.filter(way=Recipient.Way.PRINT, posted_on__isnull=True)


def new_token() -> str:
    return secrets.token_urlsafe(18)


class Recipient(models.Model):
    """One person to whom a briefing goes, with name and address as they were when it was sent. Never changed by what changes
    in the register later. The address is shown masked."""

    class Way(models.TextChoices):
        PORTAL = "portal", _("own pages")
        MAIL = "mail", _("e-mail")
        PRINT = "print", _("on paper")

    briefing = models.ForeignKey(Briefing, models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, related_name="briefings")
    name = models.CharField(_("name"), max_length=60)
    group = models.CharField(_("delegation or sector"), max_length=40, blank=True)
    called = models.CharField(max_length=10, default="代表委员")
    """How a copy on paper addresses her behind the name: 代表, 委员."""
    way = models.CharField(pgettext_lazy("briefing", "way"), max_length=10, choices=Way)
    address = models.CharField(_("address"), max_length=200, blank=True)
    """Where the mail goes."""
    postal_address = models.CharField(_("postal address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    attempt = models.PositiveSmallIntegerField(default=1)
    message = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_reason = models.CharField(_("reason for return"), max_length=200, blank=True)
    posted_on = models.DateField(_("posted on"), null=True)
    opened_at = models.DateTimeField(_("opened"), null=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        app_label = "correspondence"
        verbose_name = _("recipient")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["briefing", "person"], name="briefing_to_each_once")]
        indexes = [models.Index(fields=["address"], name="recipient_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Of the message: asked for twice it is there once."""
        again = f":{self.attempt}" if self.attempt > 1 else ""
        return f"briefing:{self.briefing_id}:{self.person_id}{again}"


class ReactionQuerySet(models.QuerySet):
    def visible_to(self, actor) -> ReactionQuerySet:
        return self.filter(recipient__in=Recipient.objects.visible_to(actor))

    def waiting(self) -> ReactionQuerySet:
        """Somebody wants to know more or has something to say, and nobody has dealt with it."""
        return self.filter(settled_at__isnull=True).exclude(kind=Reaction.Kind.USEFUL, words="")


class Reaction(models.Model):
    """What a reader gave back: useful, wants to know more, has something to say."""

    class Kind(models.TextChoices):
        USEFUL = "useful", _("useful to me")
        MORE = "more", _("want to know more")
        WORDS = "words", _("have something to say")

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="reactions")
    kind = models.CharField(_("reaction"), max_length=10, choices=Kind)
    words = models.TextField(_("words"), max_length=2000, blank=True)
    is_by_link = models.BooleanField(default=False)
    """Given behind the link of a mail, which can be passed on: nobody has shown that it was she."""
    at = models.DateTimeField(default=clock.now)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        app_label = "correspondence"
        verbose_name = _("reaction")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(settled_at__isnull=True), name="reaction_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="words") | ~Q(words=""), name="reaction_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient.name}：{self.said}"

    @property
    def said(self) -> str:
        """The reaction, with the mark that it came by the link of a mail."""
        kind = str(self.get_kind_display())
        return _t("%(kind)s (by the link of the mail)") % {"kind": kind} if self.is_by_link else kind


class FollowingQuerySet(models.QuerySet):
    def visible_to(self, actor) -> FollowingQuerySet:
        if actor is not None and actor.is_deputy:
            return self.filter(person_id=actor.person_id)
        return self.filter(person__in=Person.objects.visible_to(actor))

    def standing(self) -> FollowingQuerySet:
        return self.filter(ended_at__isnull=True)


class Following(models.Model):
    """A matter or a topic in words that somebody marked to be told about. What she raised herself she follows without."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="followed")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(_("topic"), max_length=60, blank=True)
    marked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        app_label = "correspondence"
        verbose_name = _("followed topic")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(matter__isnull=False, words="") | (Q(matter__isnull=True) & ~Q(words="")),
                name="following_matter_or_words",
            ),
            models.UniqueConstraint(
                fields=["person", "matter"], condition=Q(ended_at__isnull=True), name="following_matter_once"
            ),
            models.UniqueConstraint(
                fields=["person", "words"], condition=Q(ended_at__isnull=True) & ~Q(words=""),
                name="following_words_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.words or str(self.matter)


class NewsQuerySet(models.QuerySet):
    def visible_to(self, actor) -> NewsQuerySet:
        if actor is not None and actor.is_deputy:
            return self.filter(person_id=actor.person_id)
        return self.filter(person__in=Person.objects.visible_to(actor))


class News(models.Model):
    """One line told to who follows it: a matter was handed over, replied to, a commitment kept, or a briefing sent."""

    class What(models.TextChoices):
        HANDED_OVER = "handed_over", pgettext_lazy("news", "is being handled now")
        REPLIED = "replied", pgettext_lazy("news", "was replied to")
        PROMISE_KEPT = "promise_kept", pgettext_lazy("news", "a commitment was kept")
        BRIEFING = "briefing", pgettext_lazy("news", "a briefing on it was sent")

    person = models.ForeignKey(Person, models.PROTECT, related_name="news")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    briefing = models.ForeignKey(Briefing, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=12, choices=What)
    at = models.DateTimeField(default=clock.now)
    day = models.DateField()
    told_at = models.DateTimeField(null=True)

    objects = NewsQuerySet.as_manager()

    class Meta:
        app_label = "correspondence"
        verbose_name = _("news on a followed topic")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "-id"], name="news_person"),
            models.Index(fields=["id"], condition=Q(told_at__isnull=True), name="news_untold"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "matter", "briefing", "what", "day"], nulls_distinct=False,
                name="news_once_a_day",
            )
        ]  # fmt: skip
