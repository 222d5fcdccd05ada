"""What a deputy said on a visit, and what became of it; a visit as evidence of a contact with a proposer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.liaison.models.visit import Visit
from lianluo.matters.models import Contact, Matter
from lianluo.people.models import Person

CASE = Matter.Kind.REFERRED_CASE


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, actor) -> RemarkQuerySet:
        """Of visible visits; what touches a concrete case only by who noted it and the liaison office of the house.
        A deputy her own words, where no case is touched."""
        if actor is not None and actor.is_deputy:
            own = self.filter(person_id=actor.person_id).exclude(kind=CASE)
            return own.filter(visit__in=Visit.objects.visible_to(actor))
        seen = self.filter(visit__in=Visit.objects.seen_in_post(actor))
        if actor is None or actor.user is None:
            return seen.none()
        open_ = ~Q(kind=CASE) | Q(made_by=actor.user)
        if actor.role == Role.LIAISON_OFFICE:
            open_ |= Q(visit__office=actor.organ)
        return seen.filter(open_)

    def waiting(self) -> RemarkQuerySet:
        """To become a matter: nobody has registered it or said that it is none."""
        held = (Visit.Stage.RECORDED, Visit.Stage.APPROVED)
        return self.exclude(kind="").filter(matter=None, settled_at=None, visit__stage__in=held)


class Remark(models.Model):
    """What one deputy said, in the officer's words. With a `kind` it is to become a matter of that kind.

    Words that touch a concrete case go with it under its guard when it is registered; nothing of them stays here.
    """

    KINDS = (
        Matter.Kind.EVERYDAY_OPINION,
        Matter.Kind.SOCIAL_INFORMATION,
        Matter.Kind.MEETING_REQUEST,
        CASE,
    )

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="remarks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.TextField(_("in the officer's words"))
    kind = models.CharField(
        _("becomes"), max_length=40, blank=True, choices=[(k.value, k.label) for k in KINDS]
    )
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    matter = models.OneToOneField(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("why it becomes no matter"), max_length=200, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("what was said on a visit")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, matter__isnull=True, answer="")
                | Q(settled_at__isnull=False, matter__isnull=False, answer="")
                | Q(settled_at__isnull=False, matter__isnull=True) & ~Q(answer=""),
                name="remark_settled_one_way",
            ),
            models.CheckConstraint(
                condition=~Q(kind="") | Q(settled_at__isnull=True), name="remark_note_stays"
            ),
        ]
        indexes = [
            models.Index(fields=["visit"], condition=~Q(kind="") & Q(settled_at=None), name="remark_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.person}（{self.visit}）"


class GateEvidence(models.Model):
    """A visit that stands for a contact at one of the three gates of a matter."""

    contact = models.OneToOneField(Contact, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="evidence")

    class Meta:
        verbose_name = _("visit as evidence of a contact")
