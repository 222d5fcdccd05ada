"""The matter, who signed it, and its rounds of handling."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.people.models import OfProposer, Organisation, Person, Session, once_each, one_proposer
from lianluo.units.models import Unit


class MatterQuerySet(models.QuerySet):
    def visible_to(self, actor) -> MatterQuerySet:
        """What the procuratorate's people see in their posts; a deputy on her own pages what she signed herself, never a
        referred case. What belongs to a matter has gates of its own, which begin with `seen_in_post`."""
        if actor is None or not actor.is_deputy:
            return self.seen_in_post(actor)
        own = self.model.signatories.rel.related_model.objects.filter(person_id=actor.person_id)
        return self.filter(pk__in=own.values("matter_id")).exclude(kind=Matter.Kind.REFERRED_CASE)

    def seen_in_post(self, actor) -> MatterQuerySet:
        """Liaison office and leaders: their procuratorate's, those below and what was handed down to them; departments:
        what was handed to them.

        Referred cases are in nobody's list of matters: they have gates of their own (`Referral.objects`).
        """
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        rows = self.exclude(kind=Matter.Kind.REFERRED_CASE)
        assignments = self.model.assignments.rel.related_model.objects
        if actor.sees_whole_office:
            own = Q(office_id__among=actor.reach)
            if actor.organ.level in (Unit.Level.NATIONAL, Unit.Level.PROVINCIAL):
                return rows.filter(own)  # nothing stands above that hands down
            down = assignments.current().filter(department_id__among=actor.reach)
            return rows.filter(own | Q(id__in=down.values("matter_id")))
        given = assignments.given_to(actor.unit)
        return rows.filter(id__in=given.values("matter_id"))

    def open(self) -> MatterQuerySet:
        """Still in the engine's hands: its clock, its reminders. A referred case has a clock of its own."""
        return self.exclude(stage__in=Matter.FINAL).exclude(kind=Matter.Kind.REFERRED_CASE)

    def overdue(self, day=None) -> MatterQuerySet:
        return self.filter(stage__in=Matter.RUNNING, due_on__lt=day or clock.today())

    def due_within(self, days: int, day=None) -> MatterQuerySet:
        day = day or clock.today()
        return self.filter(
            stage__in=Matter.RUNNING, due_on__gte=day, due_on__lte=day + clock.timedelta(days=days)
        )

    def needing_reply(self) -> MatterQuerySet:
        """Where we answer the deputy ourselves: sole, lead and separate (§13)."""
        return self.filter(mode__in=Matter.ANSWERING)


class Matter(models.Model):
    """One suggestion, proposal or opinion that is handed over, handled and answered by a date."""

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("suggestion")
        DELIBERATION_OPINION = "deliberation_opinion", _("deliberation opinion")
        STANDING_COMMITTEE_OPINION = "standing_committee_opinion", _("standing committee opinion")
        EVERYDAY_OPINION = "everyday_opinion", _("everyday opinion")
        PROPOSAL = "proposal", _("proposal")
        SOCIAL_INFORMATION = "social_information", _("social information")
        REFERRED_CASE = "referred_case", _("referred case")
        MEETING_REQUEST = "meeting_request", _("meeting request")
        INQUIRY = "inquiry", _("inquiry")
        INTERPELLATION = "interpellation", _("interpellation")
        INSPECTION_REPORT = "inspection_report", _("inspection report")

    class Mode(models.TextChoices):
        """What the procuratorate (a matter) or a department (an assignment) owes: 独办 主办 协办 分办 参阅."""

        SOLE = "sole", _("sole")
        LEAD = "lead", _("lead")
        CO = "co", _("co-handling")
        SEPARATE = "separate", _("separate")
        REFERENCE = "reference", _("for reference")

    class Stage(models.TextChoices):
        REGISTERED = "registered", _("registered")
        HANDED_OVER = "handed_over", _("handed over")
        HANDLED = "signed_for", _("being handled")
        SIGNED_OFF = "signed_off", _("reply signed off")
        REPLIED = "replied", _("replied")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CONVERTED = "converted", _("converted")
        TRANSFERRED = "transferred", _("transferred")
        NOT_REGISTERED = "not_registered", _("not registered")

    LEFT = (Stage.WITHDRAWN, Stage.CONVERTED, Stage.TRANSFERRED, Stage.NOT_REGISTERED)
    """Left the handling without being answered; counted as received only."""
    FINAL = (Stage.CLOSED, *LEFT)
    IN_HAND = (Stage.REGISTERED, Stage.HANDED_OVER, Stage.HANDLED)
    """Before the reply is signed off."""
    RUNNING = (Stage.REGISTERED, Stage.HANDED_OVER, Stage.HANDLED, Stage.SIGNED_OFF)
    WORDS = ("title", "lead_name", "outside_number")
    """The columns that are searched for words; the index stands in a migration (`foundation.bigrams`)."""
    ANSWERING = (Mode.SOLE, Mode.LEAD, Mode.SEPARATE)
    MARKS = dict(zip(Kind.values, "第审常日提社案约询质视", strict=True))
    """What a number begins with, by kind: 第1001号, 提0012号."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="matters", verbose_name=_("session")
    )
    in_session = models.BooleanField(_("made during the session"), default=True)
    outside_number = models.CharField(_("number"), max_length=40, blank=True)
    ledger_key = models.CharField(max_length=80, editable=False, blank=True)
    title = models.CharField(_("title"), max_length=200)
    title_derived = models.BooleanField(default=False, editable=False)
    content = models.TextField(_("content"), blank=True)
    source = models.CharField(_("handed over by"), max_length=80, blank=True)
    mode = models.CharField(_("handling mode"), max_length=20, choices=Mode, default=Mode.SOLE)
    suggested_department = models.CharField(_("department in the ledger"), max_length=80, blank=True)
    is_key = models.BooleanField(_("key supervision"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.REGISTERED)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    handed_over_on = models.DateField(_("handed over to the procuratorate on"))
    statutory_due_on = models.DateField(_("statutory deadline"), null=True, blank=True)
    internal_due_on = models.DateField(_("internal deadline"), null=True, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    due_is_provisional = models.BooleanField(default=False)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    registered_at = models.DateTimeField(default=clock.now, editable=False)
    registered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", editable=False)

    # Kept by the one action that changes them, so that a list of 50 rows needs no joins.
    lead_name = models.CharField(_("lead signatory"), max_length=80, editable=False, blank=True)
    lead_group = models.CharField(_("delegation or sector"), max_length=40, editable=False, blank=True)
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead department")
    )
    handler = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handler")
    )

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter")
        constraints = [
            models.UniqueConstraint(
                fields=["office", "session", "kind", "outside_number"],
                condition=~Q(outside_number=""),
                name="matter_number_once",
            ),
            models.UniqueConstraint(
                fields=["office", "session", "ledger_key"],
                condition=~Q(ledger_key=""),
                name="matter_ledger_row_once",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="matter_has_title"),
        ]
        indexes = [
            models.Index(fields=["office", "due_on", "id"], name="matter_office_due"),
            # Holds all that decides whether a row stands in the list: deep pages and counts need not read the rows.
            models.Index(
                fields=["due_on", "id"], include=["office", "stage", "kind"], name="matter_due_listed"
            ),
            models.Index(fields=["office", "lead_group"], name="matter_office_group"),
            models.Index(fields=["office", "stage", "due_on", "id"], name="matter_office_stage"),
            models.Index(fields=["session", "kind", "id"], name="matter_session"),
            models.Index(fields=["department", "stage"], name="matter_department"),
            models.Index(fields=["handler", "due_on"], name="matter_handler"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()

    def get_absolute_url(self) -> str:
        page = "matters:referral" if self.kind == self.Kind.REFERRED_CASE else "matters:detail"
        return reverse(page, args=[self.pk])

    @property
    def label(self) -> str:
        """第1001号, 提0012号; without an outside number 审0017, 日0003 by the row's own id."""
        mark = self.MARKS.get(self.kind, "")
        if self.outside_number:
            return f"{mark}{self.outside_number}号"
        return f"{mark}{self.pk:04d}" if self.pk else mark

    @property
    def needs_reply(self) -> bool:
        return self.mode in self.ANSWERING

    @property
    def is_final(self) -> bool:
        return self.stage in self.FINAL


class Signatory(OfProposer):
    """Who raised the matter, a person or an organisation. Each joint signatory gets an answer of his own."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead signatory")
        JOINT = "joint", _("co-signatory")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="signatories")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="signed")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="signed"
    )
    role = models.CharField(max_length=10, choices=Role)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("signatory")
        ordering = ["position", "id"]
        constraints = [
            one_proposer("signatory_is_one_proposer"),
            *once_each("matter", name="signatory_once"),
            models.UniqueConstraint(fields=["matter"], condition=Q(role="lead"), name="signatory_one_lead"),
        ]


class Round(models.Model):
    """A handling again (再次办理) after an unsatisfied rating: why, and by when."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(_("reason"), max_length=300)
    asked_on = models.DateField(pgettext_lazy("round", "asked for on"), null=True)
    """The day of the unsatisfied rating, from which its period counts; of older rounds it is the day of opening."""
    opened_on = models.DateField(pgettext_lazy("round", "opened on"))
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)

    class Meta:
        verbose_name = _("round")
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="round_once")]
