"""What is kept about a referred case, row by row: the record of the inquiry, contacts, progress, texts, the rating."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.feedback import Feedback
from lianluo.matters.models.handling import Contact
from lianluo.matters.models.referral import Referral


class InquiryRecord(models.Model):
    """The record by the three rules (三个规定): every asking about a case is recorded before anything else is done."""

    class Nature(models.TextChoices):
        PROGRESS = "progress", _("asked how the case stands")
        SUPERVISION = "supervision", _("lawful supervision")
        PROBLEM = "problem", _("reported a problem found in office")
        PLEA = "plea", _("spoke for a party")
        INTERFERENCE = "interference", _("interfered in the case")

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="inquiry")
    number = models.CharField(_("record number"), max_length=60)
    filed_on = models.DateField(_("record filed on"))
    filed_by = models.CharField(_("filed by"), max_length=60, blank=True)
    nature = models.CharField(_("nature of the inquiry"), max_length=15, choices=Nature, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("outside-inquiry record")
        constraints = [models.CheckConstraint(condition=~Q(number=""), name="inquiry_record_has_number")]


class ReferralContact(models.Model):
    """A meeting or another contact with the deputy, or the deputy's written no (`exception`)."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="contacts")
    way = models.CharField(_("way"), max_length=20, choices=Contact.Way, blank=True)
    on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    by_whom = models.CharField(_("who took part"), max_length=120)
    said = models.TextField(_("what the deputy said"), blank=True)
    exception = models.CharField(_("why there was no contact"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("contact in a referred case")
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exception="") & ~Q(way="") | ~Q(exception="") & Q(way=""),
                name="referral_contact_or_exception",
            )
        ]


class ReferralNote(models.Model):
    """Progress in the house, or a procedural decision that the deputy is told."""

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("progress")
        PROCEDURAL = "procedural", _("procedural answer")

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField(_("date"))
    text = models.CharField(_("text"), max_length=500)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("note on a referred case")
        ordering = ["on", "id"]


class Withheld(models.TextChoices):
    """What the deputy may not be told; the approver of the feedback ticks each (domain §5.2)."""

    CASE_FILE = "case_file", _("Nothing is taken from the case file.")
    MINORS = "minors", _("Nothing about minors.")
    SECRETS = "secrets", _("No state secret, work secret, business secret or private matter.")
    INVESTIGATION = "investigation", _("Nothing of an investigation that is not public.")
    OTHERS = "others", _("No personal data of parties, witnesses or others.")
    FORECAST = "forecast", _("No promise or forecast of a decision.")


class ReferralText(models.Model):
    """The internal result or the feedback to the deputy: two texts, each with an approval of its own."""

    class Kind(models.TextChoices):
        RESULT = "result", _("internal result")
        FEEDBACK = "feedback", _("feedback to the deputy")

    class Stage(models.TextChoices):
        DRAFTED = "drafted", _("draft")
        SUBMITTED = "submitted", pgettext_lazy("referred case", "with the leader")
        APPROVED = "approved", _("approved")

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="texts")
    kind = models.CharField(max_length=10, choices=Kind)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.DRAFTED)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    drafted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    withheld = ArrayField(models.CharField(max_length=15, choices=Withheld), default=list, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class QuerySet(models.QuerySet):
        def visible_to(self, actor):
            return self.filter(referral__in=Referral.objects.visible_to(actor))

    objects = QuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("referred case", "text")
        ordering = ["-kind"]
        constraints = [models.UniqueConstraint(fields=["referral", "kind"], name="referral_text_once")]

    def __str__(self) -> str:
        return f"{self.referral} {self.get_kind_display()}"


class ReferralRating(models.Model):
    """What the deputy himself says about the handling and the explanation; never about the outcome."""

    referral = models.OneToOneField(Referral, models.PROTECT, primary_key=True, related_name="rating")
    handling = models.CharField(_("handling"), max_length=20, choices=Feedback.Rating)
    explanation = models.CharField(_("explanation"), max_length=20, choices=Feedback.Rating)
    comment = models.CharField(_("what the deputy wrote"), max_length=300, blank=True)
    received_on = models.DateField(_("received on"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("rating of a referred case")
