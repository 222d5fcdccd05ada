"""What leaves the product by mail, text message or a work chat: each once, its failures kept for people to see."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.units.models import Unit

_purposes: dict[str, Any] = {}


def name_purposes(labels: dict[str, Any]) -> None:
    """What a list calls the messages of a purpose."""
    _purposes.update(labels)


def name_of_purpose(purpose: str) -> Any:
    return _purposes.get(purpose, purpose)


name_purposes({"notices": _("unread notices"), "trial": _("trial message")})


class OutgoingQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OutgoingQuerySet:
        """The liaison office of the procuratorate that sends, and its system administrator, who keeps the gateways."""
        if actor is None or actor.organ is None or actor.role not in ("liaison_office", "system_admin"):
            return self.none()
        return self.filter(office_id=actor.organ_id)

    def due(self) -> OutgoingQuerySet:
        return self.filter(state=Outgoing.State.WAITING, not_before__lte=clock.now())

    def stuck(self) -> OutgoingQuerySet:
        """What somebody has to decide."""
        return self.filter(state__in=(Outgoing.State.FAILED, Outgoing.State.UNCLEAR))


class Outgoing(models.Model):
    """One message to one address. `key` says what it is about and makes it unique: asked for twice, it is there once.

    It is marked `sending` before the gateway is asked: a process that dies in between leaves it `unclear`, never sent twice
    by itself. What is secret (a one-time code) is wiped from `body` once it is sent.
    """

    class Carrier(models.TextChoices):
        MAIL = "mail", _("e-mail")
        SMS = "sms", _("text message")
        CHAT = "chat", _("work chat")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be sent")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCLEAR = "unclear", _("unclear whether sent")
        DROPPED = "dropped", _("not sent any more")

    office = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=120, unique=True)
    purpose = models.CharField(max_length=40)
    carrier = models.CharField(_("way"), max_length=10, choices=Carrier)
    address = models.CharField(_("address"), max_length=200)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"))
    is_secret = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        app_label = "journal"
        verbose_name = _("outgoing message")
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(state="waiting"), name="outgoing_due"),
            models.Index(fields=["sending_at"], condition=Q(state="sending"), name="outgoing_sending"),
            models.Index(fields=["office", "state", "-id"], name="outgoing_list"),
        ]

    def __str__(self) -> str:
        return f"{name_of_purpose(self.purpose)} {timezone.localtime(self.created_at):%Y-%m-%d %H:%M}"
