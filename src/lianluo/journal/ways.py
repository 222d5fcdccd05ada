"""How a user is told outside the product: where to, how often, in which hours. Notices always stand inside as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.journal.carriers import open_carriers
from lianluo.journal.outgoing import Outgoing

C = Outgoing.Carrier
ADDRESSES = {C.MAIL: "mail", C.SMS: "mobile", C.CHAT: "chat"}
Open = Callable[[datetime, range | None], datetime]
_open: list[Open] = []


class Way(models.Model):
    """A user's addresses and wishes. An empty address: he is not told that way."""

    class Pace(models.TextChoices):
        AT_ONCE = "at_once", _("soon, several together")
        DAILY = "daily", _("once a working day")
        NEVER = "never", _("never; only reminders of deadlines")

    user = models.OneToOneField(User, models.CASCADE, related_name="way")
    mail = models.EmailField(_("e-mail"), blank=True)
    mobile = models.CharField(
        _("mobile number for text messages"), max_length=20, blank=True,
        validators=[RegexValidator(r"^\+?\d{6,15}$", _("Digits only, such as 13800000000."))],
    )  # fmt: skip
    chat = models.CharField(_("name in the work chat"), max_length=80, blank=True)
    pace = models.CharField(_("notices leave"), max_length=10, choices=Pace, default=Pace.DAILY)
    from_hour = models.PositiveSmallIntegerField(
        _("not before (hour)"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    until_hour = models.PositiveSmallIntegerField(
        _("not from (hour) on"), null=True, blank=True, validators=[MaxValueValidator(24)]
    )
    told_up_to = models.BigIntegerField(default=0, editable=False)
    """The last notice that was told outside, or was there before the user gave an address."""

    class Meta:
        app_label = "journal"
        verbose_name = _("way of being told")
        constraints = [
            models.CheckConstraint(
                condition=Q(from_hour__isnull=True, until_hour__isnull=True)
                | Q(from_hour__isnull=False, until_hour__isnull=False, from_hour__lt=F("until_hour")),
                name="way_hours_in_order",
            )
        ]

    @property
    def hours(self) -> range | None:
        return (
            None
            if self.from_hour is None or self.until_hour is None
            else range(self.from_hour, self.until_hour)
        )

    @property
    def addresses(self) -> list[tuple[str, str]]:
        """(carrier, address) of the ways that the user chose and this machine has."""
        own = {carrier: getattr(self, name) for carrier, name in ADDRESSES.items()}
        return [(carrier, own[C(carrier)]) for carrier in open_carriers() if own[C(carrier)]]


def way_of(user: User) -> Way:
    """An unsaved row where the user chose nothing."""
    return Way.objects.filter(user=user).first() or Way(user=user)


def open_with(opener: Open) -> None:
    """`opener(now, hours)` gives the first moment from now at which people may be told; `hours` are the person's own."""
    _open[:] = [opener]


def open_from(now: datetime, hours: range | None = None) -> datetime:
    """Without an office's hours: the person's own, on any day."""
    return _open[0](now, hours) if _open else within(now, hours or range(24))


def within(now: datetime, hours: range) -> datetime:
    """The first moment from now within these hours of a day, in the office's time."""
    local = timezone.localtime(now)
    if local.hour in hours:
        return now
    day = local if local.hour < hours.start else local + timedelta(days=1)
    return day.replace(hour=hours.start, minute=0, second=0, microsecond=0)
