"""The dated rows of the handling: assignments, co-handlers' opinions, contacts, replies, sign-offs, commitments."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.matters.models.matter import Matter
from lianluo.people.models import OfProposer, Organisation, Person, one_proposer
from lianluo.rules.models import ResultClass
from lianluo.units.models import Unit


class AssignmentQuerySet(models.QuerySet):
    def given_to(self, department: Unit) -> AssignmentQuerySet:
        """Of the department; of its procuratorate, where that had it from above and gave it to this department."""
        inside = Q(hand_down__inner_department=department)
        return self.filter(Q(department=department) | inside).exclude(stage=Assignment.Stage.SENT_BACK)

    def in_hands_of(self, actor) -> AssignmentQuerySet:
        """What the actor's department has; of what his procuratorate has from above, all for those who answer for the
        whole of it, else what he handles himself."""
        mine = Q(department=actor.unit) | Q(department=actor.organ, handler=actor.user)
        return self.filter(mine | Q(department=actor.organ) if actor.sees_whole_office else mine)

    def current(self) -> AssignmentQuerySet:
        return self.exclude(stage=Assignment.Stage.SENT_BACK)

    def answering(self) -> AssignmentQuerySet:
        return self.current().filter(role__in=Matter.ANSWERING)

    def visible_to(self, actor) -> AssignmentQuerySet:
        return self.filter(matter__in=Matter.objects.seen_in_post(actor))


class Assignment(models.Model):
    """A matter in the hands of one department, with the duty its role brings."""

    class Stage(models.TextChoices):
        HANDED_OVER = "handed_over", _("waiting for sign-for")
        SIGNED_FOR = "signed_for", _("signed for")
        RETURN_ASKED = "return_asked", _("return asked for")
        SENT_BACK = "sent_back", _("sent back")
        FULFILLED = "fulfilled", _("fulfilled")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="assignments")
    department = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("department"))
    role = models.CharField(_("handling mode"), max_length=20, choices=Matter.Mode)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.HANDED_OVER)
    leader = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leader in charge")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("handler")
    )
    measure = models.CharField(_("measure"), max_length=300, blank=True)
    handed_over_at = models.DateTimeField(default=clock.now)
    handed_over_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sign_for_due_on = models.DateField(_("sign for by"), null=True, blank=True)
    due_on = models.DateField(_("internal deadline"), null=True, blank=True)
    signed_for_at = models.DateTimeField(null=True, blank=True)
    signed_for_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    return_reason = models.CharField(_("reason for sending back"), max_length=300, blank=True)
    return_asked_at = models.DateTimeField(null=True, blank=True)
    sent_back_at = models.DateTimeField(null=True, blank=True)
    fulfilled_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "department"],
                condition=~Q(stage="sent_back"),
                name="assignment_once_a_department",
            )
        ]
        indexes = [
            models.Index(fields=["department", "stage", "matter"], name="assignment_department"),
            models.Index(fields=["handler", "stage"], name="assignment_handler"),
        ]

    def __str__(self) -> str:
        return f"{self.matter} → {self.department}"

    @property
    def answers(self) -> bool:
        """Whether this department writes the reply (sole, lead, separate)."""
        return self.role in Matter.ANSWERING


class CoOpinion(models.Model):
    """A co-handling department's written opinion, to the lead department only."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="opinions")
    text = models.TextField(_("opinion"))
    given_on = models.DateField(_("given on"))
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("co-handler's opinion")


class Contact(OfProposer):
    """One contact with a signatory at one of the three gates, or a counted exception with its reason."""

    class Gate(models.TextChoices):
        BEFORE = "before", _("contact before handling")
        DURING = "during", _("contact during handling")
        AFTER = "after", _("return visit after handling")

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        TELEPHONE = "telephone", _("telephone")
        VIDEO = "video", _("video")
        MESSAGE = "message", _("message")
        LETTER = "letter", _("letter")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    gate = models.CharField(_("gate"), max_length=10, choices=Gate)
    way = models.CharField(_("way"), max_length=20, choices=Way, blank=True)
    on = models.DateField(_("date"))
    by_whom = models.CharField(_("who made it"), max_length=120)
    said = models.TextField(_("what the deputy said"), blank=True)
    exception = models.CharField(_("why there was no contact"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("contact")
        ordering = ["on", "id"]
        constraints = [
            one_proposer("contact_with_one_proposer"),
            models.CheckConstraint(
                condition=Q(exception="") & ~Q(way="") | ~Q(exception="") & Q(way=""),
                name="contact_or_exception",
            ),
        ]
        indexes = [models.Index(fields=["matter", "gate"], name="contact_gate")]


class ReplyQuerySet(models.QuerySet):
    def visible_to(self, actor) -> ReplyQuerySet:
        return self.filter(assignment__matter__in=Matter.objects.seen_in_post(actor))


class Reply(models.Model):
    """A department's answer to one matter in one round, answered point by point; for a co-handled one, our opinion."""

    class Disclosure(models.TextChoices):
        OPEN = "open", _("to be made public")
        ON_REQUEST = "on_request", _("public on request")
        WITHHELD = "withheld", _("not public")

    class Stage(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        SUBMITTED = "submitted", _("with the department head")
        REVIEWED = "reviewed", _("with the liaison office")
        CHECKED = "checked", _("with the leader")
        SIGNED_OFF = "signed_off", _("signed off")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.DRAFTED)
    result_class = models.ForeignKey(
        ResultClass, models.PROTECT, null=True, blank=True, verbose_name=_("result class")
    )
    disclosure = models.CharField(_("disclosure"), max_length=20, choices=Disclosure, blank=True)
    disclosure_reason = models.CharField(_("reason for not making it public"), max_length=200, blank=True)
    drafted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=clock.now)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    signed_off_on = models.DateField(_("signed off on"), null=True, blank=True)
    signed_off_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["assignment", "round"], name="reply_once_a_round")]
        indexes = [models.Index(fields=["stage"], name="reply_stage")]

    def __str__(self) -> str:
        return _("Reply to %(matter)s") % {"matter": self.assignment.matter}

    def get_absolute_url(self) -> str:
        return reverse("matters:reply", args=[self.pk])

    @property
    def matter(self) -> Matter:
        return self.assignment.matter


class ReplyPoint(models.Model):
    """One point the deputy raised and its answer (逐条答复)."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    asked = models.CharField(_("point raised"), max_length=300)
    answer = models.TextField(_("answer"), blank=True)

    class Meta:
        verbose_name = _("point of a reply")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["reply", "position"], name="reply_point_once")]


class ReplyReview(models.Model):
    """One row of the review chain: who passed, returned or signed which version, and said what."""

    class Verdict(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        PASSED = "passed", _("passed")
        RETURNED = "returned", _("returned for redraft")
        SIGNED_OFF = "signed_off", _("signed off")

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="reviews")
    version = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=20, choices=Verdict)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("review of a reply")
        ordering = ["id"]


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, actor) -> CommitmentQuerySet:
        """With the matter; a deputy what was promised her in a reply that has gone out."""
        rows = self.filter(matter__in=Matter.objects.visible_to(actor))
        if actor is not None and actor.is_deputy:
            return rows.filter(matter__replied_on__isnull=False)
        return rows


class Commitment(models.Model):
    """What a reply promises by a date; it outlives the closing of the matter (§2.5, promise ledger)."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="commitments")
    text = models.CharField(_("commitment"), max_length=300)
    due_on = models.DateField(_("due on"))
    kept_on = models.DateField(_("kept on"), null=True, blank=True)
    proof = models.CharField(_("what shows it"), max_length=300, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        ordering = ["due_on", "id"]
