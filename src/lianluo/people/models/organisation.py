"""Parties, organisations, committees, sectors, groups and delegations that raise matters under their own name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.people.models.person import Body
from lianluo.people.models.proposer import Proposer
from lianluo.units.models import Unit


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OrganisationQuerySet:
        """As persons are: of the register of the actor's procuratorate or of one below it."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        return self.filter(keeper_id__among=actor.reach)

    def named(self, text: str) -> OrganisationQuerySet:
        """By a part of the name, by full pinyin or initials."""
        text = text.strip().replace(" ", "").replace("\u3000", "")
        if text.isascii():
            low = text.lower()
            return self.filter(Q(initials__startswith=low) | Q(spelled__startswith=low))
        return self.filter(name__contains=text)


class Organisation(Proposer):
    """Whoever proposes under a seal, not as a person; the answer goes to it (domain §3.2)."""

    class Kind(models.TextChoices):
        PARTY = "party", _("party")
        PEOPLES_ORGANISATION = "peoples_organisation", _("people's organisation")
        SPECIAL_COMMITTEE = "special_committee", _("special committee")
        SECTOR = "sector", _("sector")
        MEMBER_GROUP = "member_group", _("member group")
        DELEGATION = "delegation", _("delegation")

    keeper = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("register kept by"))
    body = models.ForeignKey(
        Body, models.PROTECT, related_name="organisations", verbose_name=_("congress or CPPCC committee")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    name = models.CharField(_("full name"), max_length=80)
    spelled = models.CharField(max_length=400, editable=False, blank=True)
    initials = models.CharField(max_length=80, editable=False, blank=True)
    sort_key = models.CharField(max_length=480, editable=False, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=60, blank=True)
    mobile = models.CharField(_("mobile"), max_length=60, blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    registered_at = models.DateTimeField(default=clock.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    FIELD = "organisation"
    CONTACT = ("mobile", "telephone", "address")
    """Fields that are masked until somebody with a ground asks for them."""

    class Meta:
        verbose_name = _("proposing organisation")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["keeper", "body", "kind", "name"], name="organisation_once"),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_name"),
        ]
        indexes = [models.Index(fields=["keeper", "sort_key", "id"], name="organisation_list")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:organisation", args=[self.pk])

    @property
    def described(self) -> str:
        return " ".join(filter(None, [str(self.get_kind_display()), self.contact_person]))

    @property
    def group(self) -> str:
        return ""
