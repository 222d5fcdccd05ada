"""What deputies say of the handling: their ratings as they stand, and every mark as it was made."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.matter import Matter
from lianluo.people.models import OfProposer, Organisation, Person, once_each, one_proposer


class FeedbackQuerySet(models.QuerySet):
    def visible_to(self, actor) -> FeedbackQuerySet:
        """Grades and words. The deputy sees her own. Liaison office and leaders of the procuratorate that keeps the matter,
        and of those above it, see them at once. Whoever handled it sees them when the round is over: closed, or the next
        one open (domain §18: sealed from the handler)."""
        if actor is None or actor.is_administrator:
            return self.none()
        if actor.is_deputy:
            return self.filter(person_id=actor.person_id)
        if actor.organ is None:
            return self.none()
        open_to = Q(matter__office_id__in=actor.reach) if actor.sees_whole_office else Q(pk__in=[])
        return self.filter(open_to | self._unsealed(), matter__in=Matter.objects.visible_to(actor))

    @staticmethod
    def _unsealed() -> Q:
        return Q(matter__stage=Matter.Stage.CLOSED) | Q(round__lt=F("matter__round"))

    def unsatisfied(self) -> FeedbackQuerySet:
        """With the handling, on either axis."""
        low = Feedback.Rating.UNSATISFIED
        return self.filter(Q(attitude=low) | Q(result=low))


class Feedback(OfProposer):
    """The deputy's own rating on two axes; of an organisation with who signed for it. Silence is no row; there is no proxy
    rating: she made it herself (code, signed in), or the office entered it from the paper she signed."""

    class Rating(models.TextChoices):
        SATISFIED = "satisfied", _("satisfied")
        BASICALLY = "basically", _("basically satisfied")
        UNSATISFIED = "unsatisfied", _("unsatisfied")

    class Way(models.TextChoices):
        PAPER = "paper", pgettext_lazy("way of rating", "signed paper")
        CODE = "code", pgettext_lazy("way of rating", "code of the letter")
        SIGNED_IN = "signed_in", pgettext_lazy("way of rating", "own pages")
        IMPORTED = "imported", pgettext_lazy("way of rating", "taken over")

    OWN = (Way.CODE, Way.SIGNED_IN)

    class Contacted(models.TextChoices):
        YES = "yes", pgettext_lazy("was contacted", "yes")
        NO = "no", pgettext_lazy("was contacted", "no")
        NOT_NEEDED = "not_needed", pgettext_lazy("was contacted", "I did not need it")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="feedbacks")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="feedbacks")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="feedbacks"
    )
    signed_by = models.CharField(_("signed by"), max_length=60, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    way = models.CharField(pgettext_lazy("rating", "way"), max_length=10, choices=Way, default=Way.PAPER)
    attitude = models.CharField(_("attitude"), max_length=20, choices=Rating)
    result = models.CharField(_("result"), max_length=20, choices=Rating)
    comment = models.TextField(_("opinion"), blank=True)
    before = models.CharField(_("contacted before handling"), max_length=10, choices=Contacted, blank=True)
    during = models.CharField(_("contacted during handling"), max_length=10, choices=Contacted, blank=True)
    after = models.CharField(_("contacted after handling"), max_length=10, choices=Contacted, blank=True)
    received_on = models.DateField(_("form received on"))
    entered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(default=clock.now)

    objects = FeedbackQuerySet.as_manager()

    @property
    def is_unsatisfied(self) -> bool:
        return self.Rating.UNSATISFIED in (self.attitude, self.result)

    class Meta:
        verbose_name = _("feedback")
        constraints = [
            one_proposer("feedback_of_one_proposer"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | ~Q(signed_by=""),
                name="feedback_of_organisation_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(way__in=("code", "signed_in"), entered_by__isnull=True, person__isnull=False)
                | Q(way="paper", entered_by__isnull=False)
                | Q(way="imported"),
                name="feedback_without_proxy",
            ),
            *once_each("matter", "round", name="feedback_once"),
        ]


class RatingMark(models.Model):
    """One thing that a deputy marked herself, as she marked it. Never changed: a later mark of the same field stands before
    an earlier one. Both axes marked make a `Feedback`."""

    class Field(models.TextChoices):
        ATTITUDE = "attitude", _("attitude")
        RESULT = "result", _("result")
        COMMENT = "comment", _("opinion")
        BEFORE = "before", _("contacted before handling")
        DURING = "during", _("contacted during handling")
        AFTER = "after", _("contacted after handling")

    AXES = (Field.ATTITUDE, Field.RESULT)

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="rating_marks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="rating_marks")
    round = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=10, choices=Field)
    value = models.TextField(blank=True)
    way = models.CharField(max_length=10, choices=Feedback.Way)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("mark of a rating")
        ordering = ["id"]
        indexes = [models.Index(fields=["matter", "person", "round"], name="rating_mark_of")]
