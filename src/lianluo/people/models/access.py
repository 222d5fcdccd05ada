"""How a deputy comes to her own pages: the access the office gave her, one-time codes, the devices she uses; and who
tried too often. Of every secret only a keyed hash is kept (`people.tokens`)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.people.models.person import Person, Tie
from lianluo.units.models import Unit


class AccessQuerySet(models.QuerySet):
    def visible_to(self, actor) -> AccessQuerySet:
        """The liaison office that keeps the register, the officers who look after the person today, and she herself."""
        if actor is None:
            return self.none()
        if actor.is_deputy:
            return self.filter(person_id=actor.person_id)
        if actor.user is None or actor.organ is None or actor.is_administrator:
            return self.none()
        if actor.role == Role.LIAISON_OFFICE:
            return self.filter(office_id=actor.organ_id)
        tied = Tie.objects.held_on(clock.today()).filter(officer=actor.user)
        return self.filter(person_id__in=tied.values("person_id"))

    def standing(self) -> AccessQuerySet:
        return self.filter(revoked_at__isnull=True)


class Access(models.Model):
    """A personal link and a printed code, given by the office. Giving another revokes this one, and its devices with it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="accesses")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    given_at = models.DateTimeField(_("given at"), default=clock.now)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access to own pages")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="access_one_standing"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def keeper(self) -> Unit:
        return self.office


class OfAccessQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OfAccessQuerySet:
        return self.filter(access__in=Access.objects.visible_to(actor))


class DeviceQuerySet(OfAccessQuerySet):
    def standing(self) -> DeviceQuerySet:
        return self.filter(
            revoked_at__isnull=True, expires_at__gt=clock.now(), access__revoked_at__isnull=True
        )


class Device(models.Model):
    """A browser that has passed the one-time code: for this sitting, or remembered for some months."""

    access = models.ForeignKey(Access, models.PROTECT, related_name="devices")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(pgettext_lazy("device", "name"), max_length=60)
    is_remembered = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(_("last used"), default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("device")
        ordering = ["-last_used_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def person_id(self) -> int:
        return self.access.person_id

    @property
    def keeper(self) -> Unit:
        return self.access.office


class OneTimeCodeQuerySet(OfAccessQuerySet):
    def to_read_out(self) -> OneTimeCodeQuerySet:
        """Asked for by somebody who waits on the telephone, and not read out yet."""
        since = clock.now() - OneTimeCode.WAITS
        return self.filter(
            way=OneTimeCode.Way.READ_OUT, code_hash="", asked_at__gt=since, access__revoked_at__isnull=True
        )

    def standing(self) -> OneTimeCodeQuerySet:
        return self.filter(
            used_at__isnull=True, expires_at__gt=clock.now(), tries__lt=OneTimeCode.TRIES
        ).exclude(code_hash="")


class OneTimeCode(models.Model):
    """A code of six digits asked for in one browser. Asked for behind a link that leads nowhere it has no `access`: the
    row is there all the same, so that nobody can tell by what the product does."""

    TRIES = 5
    LASTS = clock.timedelta(minutes=10)
    WAITS = clock.timedelta(minutes=30)
    """So long somebody may wait on the telephone until the code is read out."""

    class Way(models.TextChoices):
        MAIL = "mail", _("by e-mail")
        SMS = "sms", _("by text message")
        READ_OUT = "read_out", _("read out by the liaison officer")

    access = models.ForeignKey(Access, models.PROTECT, null=True, related_name="codes")
    way = models.CharField(max_length=10, choices=Way)
    browser_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64, blank=True)
    """Empty until the code is made: by the worker that sends it, or when it is read out."""
    device_name = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    read_out_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("one-time code")
        indexes = [
            models.Index(fields=["browser_hash"], name="one_time_code_browser"),
            models.Index(fields=["access", "-asked_at"], name="one_time_code_access"),
            models.Index(fields=["asked_at"], name="one_time_code_age"),
        ]

    def __str__(self) -> str:
        return f"{self.access} {self.get_way_display()}"

    @property
    def person_id(self) -> int:
        return self.access.person_id

    @property
    def keeper(self) -> Unit:
        return self.access.office


class Throttle(models.Model):
    """Attempts from one address, with one secret, or from everywhere, known by a keyed hash; too many bring a wait."""

    key = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    waits = models.PositiveSmallIntegerField(default=0)
    """How often it had to wait already: each wait is twice the one before."""
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("attempts")
        indexes = [models.Index(fields=["since"], name="throttle_age")]
