"""Every look at unmasked contact data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.people.models.organisation import Organisation
from lianluo.people.models.person import Person
from lianluo.people.models.proposer import OfProposer, one_proposer
from lianluo.units.models import Unit


class ContactLookQuerySet(models.QuerySet):
    def visible_to(self, actor) -> ContactLookQuerySet:
        """Those who answer for the register: its liaison office, and the audit administrator above all."""
        if actor is None or actor.organ is None or not actor.is_(Role.LIAISON_OFFICE, Role.AUDITOR):
            return self.none()
        reach = actor.reach
        return self.filter(Q(person__keeper_id__among=reach) | Q(organisation__keeper_id__among=reach))

    def concerning(self, words: str) -> ContactLookQuerySet:
        """Looks at people or organisations of this name, or by such people."""
        found = Q(person__in=Person.objects.named(words)) | Q(
            organisation__in=Organisation.objects.named(words)
        )
        return self.filter(found | Q(user__name__contains=words.strip()))


class ContactLook(OfProposer):
    """One look at a proposer's unmasked contact data: who, when, in which role, what for."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="looks")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="looks"
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role)
    field = models.CharField(max_length=30)
    purpose = models.CharField(_("purpose"), max_length=100, blank=True)
    at = models.DateTimeField(default=clock.now)

    objects = ContactLookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look at contact data")
        constraints = [one_proposer("look_at_one_proposer")]
        indexes = [
            models.Index(fields=["person", "-at"], name="look_person"),
            models.Index(fields=["-at", "-id"], name="look_at"),
        ]
