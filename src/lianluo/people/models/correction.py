"""What a deputy asks to have corrected in her data (个人信息保护法 art. 46): old and new value, and the office's answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.people.models.person import Person


class CorrectionRequestQuerySet(models.QuerySet):
    def visible_to(self, actor) -> CorrectionRequestQuerySet:
        """Her own, and those in the register of the actor's liaison office."""
        if actor is None:
            return self.none()
        if actor.is_deputy:
            return self.filter(person_id=actor.person_id)
        if actor.role != Role.LIAISON_OFFICE or actor.organ is None:
            return self.none()
        return self.filter(person__keeper_id=actor.organ_id)

    def waiting(self) -> CorrectionRequestQuerySet:
        return self.filter(state=CorrectionRequest.State.WAITING)


class CorrectionRequest(models.Model):
    """One field of her register row. Accepting it is the ordinary correction of the register."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("correction", "waiting for the office")
        ACCEPTED = "accepted", pgettext_lazy("correction", "corrected")
        DECLINED = "declined", pgettext_lazy("correction", "not corrected")

    FIELDS = ("name", "work", "mobile", "telephone", "email", "address", "postcode", "focus")
    """What she may ask to have corrected here; the rest she says in words to the office."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="corrections")
    field = models.CharField(_("field"), max_length=20)
    old = models.CharField(_("as it stands"), max_length=300, blank=True)
    new = models.CharField(_("as it should be"), max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for correction")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"], condition=Q(state="waiting"), name="correction_one_waiting"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""), name="correction_declined_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.label}"

    @property
    def keeper(self):
        return self.person.keeper

    @property
    def label(self) -> str:
        return str(Person._meta.get_field(self.field).verbose_name)
