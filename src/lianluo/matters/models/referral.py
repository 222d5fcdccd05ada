"""Referred cases (转交案件): the guarded row beside the matter, its outside-inquiry record, who may see it, who looked.

The matter of a referred case is a bare shell (procuratorate, number, days). Deputy, case and every text stand here, so
that no list, search, plan or report of matters can show them. Two gates: `visible_to` opens content, `known_to` only
says that there is one.
"""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.matters.models.matter import Matter
from lianluo.people.models import Person
from lianluo.units.models import Unit


class AccessQuerySet(models.QuerySet):
    def standing(self, day=None) -> AccessQuerySet:
        """In force on `day` (today); an access that was ended is over at once."""
        day = day or clock.today()
        return self.filter(from_on__lte=day, ended_at=None).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day)
        )

    def of(self, actor) -> AccessQuerySet:
        """A named person in the unit he was let in for; of a unit its head, of a procuratorate its liaison office."""
        if actor is None or actor.user is None or actor.organ is None or actor.is_administrator:
            return self.none()
        mine = Q(user=actor.user, unit=actor.unit)
        if actor.role == Role.DEPARTMENT_HEAD:
            mine |= Q(user=None, unit=actor.unit)
        if actor.role == Role.LIAISON_OFFICE:
            mine |= Q(user=None, unit=actor.organ)
        return self.standing().filter(mine)


class ReferralQuerySet(models.QuerySet):
    def visible_to(self, actor) -> ReferralQuerySet:
        """Content: only who stands on the access list today. No rank opens it."""
        return self.filter(pk__in=ReferralAccess.objects.of(actor).values("referral_id"))

    def known_to(self, actor) -> ReferralQuerySet:
        """Existence: liaison office, leaders and chief of the procuratorate and of those above it, and who may see it."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        own = ReferralAccess.objects.of(actor).filter(referral=OuterRef("pk"))
        rows = self.annotate(may_open=Exists(own))
        if actor.sees_whole_office:
            return rows.filter(Q(matter__office_id__among=actor.reach) | Q(may_open=True))
        return rows.filter(may_open=True)

    def open(self) -> ReferralQuerySet:
        return self.exclude(stage__in=Referral.FINAL)

    def overdue(self, day=None) -> ReferralQuerySet:
        return self.filter(stage__in=Referral.RUNNING, due_on__lt=day or clock.today())


class Referral(models.Model):
    """One referred case. `pk` is that of its matter."""

    class Chain(models.TextChoices):
        """Who answers the deputy: the SPP in one voice, or the procuratorate that received the case."""

        SPP = "spp", _("assigned by the Supreme People's Procuratorate")
        DIRECT = "direct", _("referred directly")
        VISIT = "visit", _("collected on a visit")

    class CameBy(models.TextChoices):
        PAPER = "paper", _("official paper")
        LETTER = "letter", pgettext_lazy("came by", "letter")
        IN_PERSON = "in_person", _("handed in personally")
        SESSION = "session", _("at a session")
        VISIT = "visit", _("on a visit")
        LOWER = "lower", _("through a lower procuratorate")
        PRIVATE = "private", _("private call or message")

    class Interest(models.TextChoices):
        """利害关系 of the deputy with the case."""

        UNCHECKED = "", _("not checked yet")
        NONE = "none", _("no relation to the case")
        PARTY = "party", _("party to the case")
        RELATED = "related", _("related to a party")

    class Stage(models.TextChoices):
        REGISTERED = "registered", _("registered")
        SCREENED = "screened", _("screened")
        RECORD_CHECKED = "record_checked", _("record checked")
        APPROVED = "approved", _("approved for hand-over")
        HANDED_OVER = "handed_over", _("waiting for sign-for")
        SIGNED_FOR = "signed_for", _("signed for")
        MET = "met", _("deputy contacted, being handled")
        RESULT_APPROVED = "result_approved", _("result approved")
        FEEDBACK_APPROVED = "feedback_approved", _("feedback approved")
        FED_BACK = "fed_back", _("fed back")
        CLOSED = "closed", _("closed")
        ARCHIVED = "archived", _("archived")
        TURNED_AWAY = "turned_away", _("not a referred case")
        WITHDRAWN = "withdrawn", _("withdrawn")

    S = Stage
    GONE = (S.TURNED_AWAY, S.WITHDRAWN)
    FINAL = (S.CLOSED, S.ARCHIVED, *GONE)
    RUNNING = (
        S.REGISTERED, S.SCREENED, S.RECORD_CHECKED, S.APPROVED, S.HANDED_OVER, S.SIGNED_FOR, S.MET,
        S.RESULT_APPROVED, S.FEEDBACK_APPROVED,
    )  # fmt: skip

    matter = models.OneToOneField(Matter, models.PROTECT, primary_key=True, related_name="referral")
    number = models.CharField(_("number"), max_length=40)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.REGISTERED)
    chain = models.CharField(_("chain"), max_length=10, choices=Chain)
    came_by = models.CharField(_("how it came"), max_length=10, choices=CameBy)
    is_formal = models.BooleanField(_("through a formal channel"), default=True)
    paper_number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("deputy or member"))
    received_on = models.DateField(_("received on"))
    words = models.TextField(_("the deputy's own words"), blank=True)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    case_name = models.CharField(_("case name"), max_length=60)
    cause = models.CharField(_("cause of action"), max_length=40, blank=True)
    claim = models.CharField(_("what is asked"), max_length=200, blank=True)
    concerned = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("procuratorate concerned"),
    )
    screening = models.CharField(_("finding of the screening"), max_length=200, blank=True)

    interest = models.CharField(_("interest in the case"), max_length=10, choices=Interest, blank=True)
    interest_note = models.CharField(_("what shows it"), max_length=200, blank=True)
    interest_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    interest_on = models.DateField(null=True, blank=True)

    leader = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("approving leader")
    )
    approved_on = models.DateField(null=True, blank=True)
    instruction = models.CharField(_("instruction"), max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("answerable unit")
    )
    handler = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("handler"))
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    signed_for_on = models.DateField(_("signed for on"), null=True, blank=True)
    procedural_due_on = models.DateField(_("procedural answer by"), null=True, blank=True)
    named_due_on = models.DateField(_("day named by the SPP"), null=True, blank=True)
    extended_until = models.DateField(_("extended until"), null=True, blank=True, editable=False)
    """Of the extension in force; it goes before the rule and before the day the SPP named."""
    due_on = models.DateField(_("result by"), null=True, blank=True)
    due_is_provisional = models.BooleanField(default=False)

    outcome = models.CharField(_("outcome"), max_length=60, blank=True)
    result_approved_on = models.DateField(null=True, blank=True)
    fed_back_on = models.DateField(_("fed back on"), null=True, blank=True)
    fed_back_by = models.CharField(_("who gave the feedback"), max_length=120, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closing_note = models.CharField(_("note on closing"), max_length=300, blank=True)

    class FeedbackWay(models.TextChoices):
        IN_PERSON = "in_person", pgettext_lazy("way of feedback", "in person")
        IN_WRITING = "in_writing", _("in writing")
        TO_SPP = "to_spp", _("report to the SPP")

    fed_back_way = models.CharField(_("way of feedback"), max_length=10, choices=FeedbackWay, blank=True)
    report_number = models.CharField(_("number of the report to the SPP"), max_length=60, blank=True)
    registered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referred case")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fed_back_way="") | Q(chain="spp", fed_back_way="to_spp")
                | ~Q(chain="spp") & ~Q(fed_back_way="to_spp"),
                name="referral_answered_in_one_voice",
            ),
            models.CheckConstraint(
                condition=Q(is_formal=False) | ~Q(came_by="private"), name="referral_private_is_not_formal"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["stage", "due_on"], name="referral_stage_due"),
            models.Index(fields=["person"], name="referral_person"),
            models.Index(fields=["-received_on", "-matter"], name="referral_received"),
        ]

    def __str__(self) -> str:
        """Never more than the number: it stands in the journal and in notices."""
        return f"转交案件 {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("matters:referral", args=[self.pk])

    @property
    def office_id(self) -> int:
        return self.matter.office_id

    @property
    def goes_up(self) -> bool:
        """Whether the feedback goes to the SPP, which answers the deputy."""
        return self.chain == self.Chain.SPP

    @property
    def is_final(self) -> bool:
        return self.stage in self.FINAL


class ReferralAccess(models.Model):
    """Who may see one referred case, from–to and why: a named user in a unit, or whoever heads that unit."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="access")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("access", "who"),
    )
    why = models.CharField(pgettext_lazy("access", "why"), max_length=120)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to a referred case")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="access_ends_after_start",
            )
        ]
        indexes = [
            models.Index(fields=["user", "unit"], name="access_user", condition=Q(ended_at=None)),
            models.Index(fields=["unit"], name="access_unit", condition=Q(ended_at=None)),
        ]


class LookQuerySet(models.QuerySet):
    def visible_to(self, actor) -> LookQuerySet:
        """The audit administrator of the procuratorate or of one above; of one's own cases, the liaison office."""
        if actor is None or actor.organ is None:
            return self.none()
        if actor.role == Role.AUDITOR:
            return self.filter(referral__matter__office_id__among=actor.reach)
        if actor.role == Role.LIAISON_OFFICE:
            return self.filter(referral__in=Referral.objects.visible_to(actor))
        return self.none()


class ReferralLook(models.Model):
    """One look into a referred case: who, in which post, when, at what. Rows are only added."""

    class What(models.TextChoices):
        PAGE = "page", _("the case")
        WORDS = "words", _("the deputy's words")
        FILE = "file", _("an attachment")
        TEXTS = "texts", _("result and feedback")
        PAPER = "paper", _("printed feedback")
        LEDGER = "ledger", _("exported register")

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="looks")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    what = models.CharField(max_length=10, choices=What)
    at = models.DateTimeField(default=clock.now)

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look into a referred case")
        triggers = [
            pgtrigger.Protect(name="referral_look_kept", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
        indexes = [
            models.Index(fields=["referral", "-at"], name="referral_look"),
            models.Index(fields=["-at", "-id"], name="referral_look_at"),
        ]
