"""What the deputy herself says of the record of a visit."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.foundation import clock
from lianluo.liaison.models.visit import Visit
from lianluo.people.models import Person


class VisitNoteQuerySet(models.QuerySet):
    def visible_to(self, actor) -> VisitNoteQuerySet:
        """Who sees the visit in his post; a deputy her own."""
        if actor is not None and actor.is_deputy:
            return self.filter(person_id=actor.person_id)
        return self.filter(visit__in=Visit.objects.seen_in_post(actor))


class VisitNote(models.Model):
    """The record is right, or how it differs. It changes no count; a later word of hers takes the place of the earlier one,
    which the journal keeps."""

    class Verdict(models.TextChoices):
        RIGHT = "right", pgettext_lazy("visit note", "it is right")
        DIFFERS = "differs", pgettext_lazy("visit note", "it was otherwise")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="notes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="visit_notes")
    verdict = models.CharField(_("what she says"), max_length=10, choices=Verdict)
    words = models.CharField(_("in her words"), max_length=500, blank=True)
    said_at = models.DateTimeField(default=clock.now)

    objects = VisitNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy's note on a visit")
        constraints = [
            models.UniqueConstraint(fields=["visit", "person"], name="visit_note_once"),
            models.CheckConstraint(
                condition=~Q(verdict="differs") | ~Q(words=""), name="visit_note_says_what_differs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.visit}"
