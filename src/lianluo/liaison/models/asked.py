"""Who was asked for something: to a hearing, a review, an open day. What makes asking fair."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.people.models import Person
from lianluo.units.models import Unit


class AskedQuerySet(models.QuerySet):
    def visible_to(self, actor) -> AskedQuerySet:
        """Whoever sees the register sees who was asked, whichever procuratorate asked: fairness needs the whole count."""
        return self.filter(person__in=Person.objects.seen_in_post(actor))


class Asked(models.Model):
    """One deputy asked once, and the answer."""

    class Answer(models.TextChoices):
        OPEN = "open", _("no answer yet")
        ACCEPTED = "accepted", pgettext_lazy("asked", "accepted")
        DECLINED = "declined", pgettext_lazy("asked", "declined")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="asked")
    what_for = models.CharField(_("asked for what"), max_length=200)
    on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, default=Answer.OPEN)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("asking")
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "person", "what_for", "on"], name="asked_once"),
            models.CheckConstraint(
                condition=Q(answer="open", answered_on__isnull=True)
                | (~Q(answer="open") & Q(answered_on__isnull=False)),
                name="asked_answered_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["person", "on"], name="asked_person")]

    def __str__(self) -> str:
        return f"{self.person} {self.what_for}"
