"""More time for the result of a referred case. The rows stand behind the guard of the case, not with the matter's own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.clock import Extension
from lianluo.matters.models.referral import Referral


class ReferralExtension(models.Model):
    """Asked for with a reason, granted or refused by the leader, perhaps revoked. Where the SPP set the case, the leader
    grants only what the SPP agreed to: who, on which day, by which paper.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="extensions")
    state = models.CharField(
        _("state"), max_length=10, choices=Extension.State, default=Extension.State.ASKED
    )
    asked_on = models.DateField(_("asked for on"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateField(_("extended until"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_by = models.CharField(_("who agreed at the SPP"), max_length=120, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreed_paper = models.CharField(_("number of the paper"), max_length=60, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)
    answer = models.CharField(_("reason of the decision"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(default=clock.now)

    class QuerySet(models.QuerySet):
        def visible_to(self, actor):
            return self.filter(referral__in=Referral.objects.visible_to(actor))

    objects = QuerySet.as_manager()

    class Meta:
        verbose_name = _("extension of a referred case")
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(state="asked"), name="referral_extension_one_request"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("asked_on")), name="referral_extension_ahead"),
            models.CheckConstraint(
                condition=~Q(state="granted") | Q(decided_on__isnull=False),
                name="referral_extension_granted_on",
            ),
            models.CheckConstraint(
                condition=~Q(state="revoked") | Q(revoked_on__isnull=False),
                name="referral_extension_revoked_on",
            ),
        ]
