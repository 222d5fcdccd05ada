"""Letters: replies, one per addressee, and further kinds; numbered, dispatched, delivered or returned and sent again."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models import Matter, Reply
from lianluo.people.models import OfProposer, Organisation, Person, Proposer, Session, one_proposer
from lianluo.units.models import Unit


@dataclass(frozen=True)
class OutsideUnit:
    """A unit outside the house to which a letter goes; no register keeps it."""

    name: str
    address: str
    postcode: str


class LetterQuerySet(models.QuerySet):
    def visible_to(self, actor) -> LetterQuerySet:
        """Letters of the procuratorate for its office and leaders; departments see letters that answer their matters or are
        about them, and what corrects these; a deputy those to her that have gone out."""
        if actor is not None and actor.is_deputy:
            return self.filter(person_id=actor.person_id, stage__in=Letter.GONE_OUT)
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        if actor.sees_whole_office:
            return self.filter(office_id__among=actor.reach)
        matters = Matter.objects.visible_to(actor)
        items = LetterItem.objects.filter(matter__in=matters).values("letter_id")
        about = Letter.objects.filter(about__in=matters).values("pk")
        own = Q(id__in=items) | Q(about__in=matters)
        return self.filter(own | Q(corrects__in=items) | Q(corrects__in=about))

    def standing(self) -> LetterQuerySet:
        return self.exclude(stage=Letter.Stage.SUPERSEDED)


class Letter(OfProposer):
    """One letter to one addressee: a deputy, an organisation, or with our opinion a unit outside (`recipient`). A
    numbered letter is never deleted."""

    class Stage(models.TextChoices):
        COMPOSED = "composed", _("waiting for a number")
        NUMBERED = "numbered", _("ready to dispatch")
        DISPATCHED = "dispatched", _("dispatched")
        DELIVERED = "delivered", _("delivered")
        RETURNED = "returned", _("returned by the post")
        SUPERSEDED = "superseded", _("superseded")

    GONE_OUT = (Stage.DISPATCHED, Stage.DELIVERED, Stage.RETURNED)

    class Kind(models.TextChoices):
        """Only a reply answers matters by its items; the others carry a text of their own."""

        REPLY = "reply", _("reply letter")
        INTERIM = "interim", _("interim reply letter")
        CORRECTION = "correction", _("letter of correction")
        OPINION = "opinion", _("letter with the co-handler's opinion")
        PROMISE_NOTICE = "promise_notice", _("notice on commitments")
        THANKS = "thanks", _("letter of thanks")
        APPOINTMENT = "appointment", _("letter of appointment")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="letters")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="letters"
    )
    recipient = models.CharField(_("unit addressed"), max_length=120, blank=True)
    recipient_address = models.CharField(_("postal address"), max_length=200, blank=True)
    recipient_postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="letters")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.REPLY)
    about = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="further_letters")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    group = models.CharField(_("delegation or sector"), max_length=40, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.COMPOSED)
    title = models.CharField(_("title"), max_length=300)
    salutation = models.CharField(_("salutation"), max_length=120)
    opening = models.TextField(_("opening"))
    body = models.TextField(_("text"), blank=True)
    closing = models.CharField(_("closing"), max_length=300)
    class_mark = models.CharField(_("class mark"), max_length=40, blank=True)
    copies = models.CharField(_("copy to"), max_length=300, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=60, blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=60, blank=True)
    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    signed_on = models.DateField(_("date of the document"), null=True, blank=True)
    is_edited = models.BooleanField(default=False, editable=False)
    superseded_reason = models.CharField(_("reason for superseding"), max_length=300, blank=True)
    composed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    composed_at = models.DateTimeField(default=clock.now)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing letter")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recipient="") & one_proposer("letter_to_one_proposer").condition
                | Q(person__isnull=True, organisation__isnull=True) & ~Q(recipient=""),
                name="letter_to_one_addressee",
            ),
            models.CheckConstraint(
                condition=~Q(kind="opinion") | ~Q(recipient="") & Q(about__isnull=False),
                name="letter_opinion_to_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False)
                | ~Q(kind="correction") & Q(corrects__isnull=True),
                name="letter_correction_names_letter",
            ),
            models.UniqueConstraint(
                fields=["office", "series", "year", "sequence"],
                condition=Q(sequence__isnull=False),
                name="letter_number_once",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "stage", "id"], name="letter_office_stage"),
            models.Index(fields=["session", "id"], name="letter_session"),
            models.Index(fields=["office", "year", "series", "sequence"], name="letter_number_order"),
            models.Index(fields=["person", "id"], name="letter_addressee"),
        ]

    def __str__(self) -> str:
        return f"{self.addressee.name} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("correspondence:letter", args=[self.pk])

    @property
    def addressee(self) -> Proposer | OutsideUnit:
        if self.recipient:
            return OutsideUnit(self.recipient, self.recipient_address, self.recipient_postcode)
        return self.proposer


class LetterItem(models.Model):
    """One matter answered in a letter by one signed-off reply."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="items")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="letter_items")
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="letter_items")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("matter answered in a letter")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["letter", "reply"], name="letter_item_once")]


class Dispatch(models.Model):
    """One posting of a letter to one address."""

    class Way(models.TextChoices):
        EXPRESS = "express", _("express mail")
        REGISTERED = "registered", _("registered mail")
        BY_HAND = "by_hand", _("by hand")

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="dispatches")
    way = models.CharField(_("way"), max_length=20, choices=Way)
    tracking = models.CharField(_("mail number"), max_length=60, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    dispatched_on = models.DateField(_("dispatched on"))
    dispatched_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("dispatch")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(way="by_hand") | ~Q(address=""), name="dispatch_has_address")
        ]


class Delivery(models.Model):
    """What became of one posting."""

    class State(models.TextChoices):
        DELIVERED = "delivered", _("delivered")
        BY_PROXY = "by_proxy", _("received by another person")
        RETURNED = "returned", _("returned")

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="delivery")
    state = models.CharField(_("state"), max_length=20, choices=State)
    on = models.DateField(_("date"))
    received_by = models.CharField(_("received by"), max_length=60, blank=True)
    reason = models.CharField(_("reason for return"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("delivery")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(reason=""), name="delivery_return_has_reason"
            )
        ]


class RelayQuerySet(models.QuerySet):
    def standing(self) -> RelayQuerySet:
        return self.filter(revoked_at__isnull=True)

    def in_force(self, matter: Matter) -> RelayQuerySet:
        """Of the matter's present round."""
        return self.standing().filter(matter=matter, round=matter.round)


class Relay(models.Model):
    """The lead signatory's consent to pass the answer on (领衔代表转告): one letter for all signatories of a round."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="relays")
    round = models.PositiveSmallIntegerField(default=1)
    consented_on = models.DateField(_("consented on"))
    how = models.CharField(_("how the lead consented"), max_length=200)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RelayQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer passed on by the lead")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "round"], condition=Q(revoked_at__isnull=True), name="relay_once_a_round"
            )
        ]


class Publication(models.Model):
    """The office's review of a reply letter before it is made public, and what was published where (domain §2.9). A letter
    without a row waits for its review."""

    class State(models.TextChoices):
        CLEARED = "cleared", _("to be published")
        PUBLISHED = "published", _("published")
        WITHHELD = "withheld", _("not published")

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="publication")
    state = models.CharField(_("state"), max_length=20, choices=State)
    names_kept = models.BooleanField(_("with the deputy's name"), default=True)
    reason = models.CharField(_("reason for not making it public"), max_length=200, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reviewed_on = models.DateField(_("reviewed on"))
    published_on = models.DateField(_("published on"), null=True, blank=True)
    place = models.CharField(_("where it was published"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("publication of a reply")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withheld") | ~Q(reason=""), name="publication_withheld_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False) & ~Q(place=""),
                name="publication_has_day_and_place",
            ),
        ]


class FormCode(models.Model):
    """The code on the feedback form of one letter, by which its addressee rates. Only a keyed hash is kept; the code
    itself is reckoned again when the letter is printed (`codes`)."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="form_code")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    issued_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("code of a feedback form")


class CodeAttempt(models.Model):
    """One code that was given in, right or wrong, and a keyed hash of where it came from. Counted to slow down guessing."""

    source = models.CharField(max_length=64, editable=False)
    is_right = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("attempt at a code")
        indexes = [
            models.Index(fields=["source", "at"], name="code_attempt_source"),
            models.Index(fields=["at"], name="code_attempt_at"),
        ]


from lianluo.correspondence.briefings import (  # noqa: E402, F401 Django looks for models here
    Briefing,
    BriefingVersion,
    Following,
    News,
    Reaction,
    Recipient,
)
