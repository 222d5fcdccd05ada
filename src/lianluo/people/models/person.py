"""Deputies and members: persons, their mandates by body and term, contact data, expertise, ties to officers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.people.models.proposer import Proposer
from lianluo.units.models import Unit


class BodyQuerySet(models.QuerySet):
    def visible_to(self, actor) -> BodyQuerySet:
        """As with their terms: public knowledge, of no use to the administrators."""
        return self if getattr(actor, "organ", None) and not actor.is_administrator else self.none()


class Body(models.Model):
    """A congress (人民代表大会) or a CPPCC committee (政协) of one level and place, by area code."""

    class Kind(models.TextChoices):
        CONGRESS = "congress", _("people's congress")
        COMMITTEE = "committee", _("CPPCC committee")

    kind = models.CharField(max_length=20, choices=Kind)
    level = models.CharField(_("level"), max_length=20, choices=Unit.Level)
    area_code = models.CharField(_("area code"), max_length=12, blank=True)
    place = models.CharField(pgettext_lazy("body", "place"), max_length=40, blank=True)

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("congress or CPPCC committee")
        constraints = [
            models.UniqueConstraint(fields=["kind", "level", "area_code", "place"], name="body_once")
        ]

    def __str__(self) -> str:
        if self.kind == self.Kind.CONGRESS:
            return f"{self.place or '全国'}人民代表大会"
        return f"政协{self.place}委员会" if self.place else "政协全国委员会"


class TermQuerySet(models.QuerySet):
    def visible_to(self, actor) -> TermQuerySet:
        """Which congresses and committees there are is public knowledge; the administrators have no use for it."""
        return self if getattr(actor, "organ", None) and not actor.is_administrator else self.none()


class Term(models.Model):
    """One term (届) of a body; it ends at the first session of the next one (代表法 art. 2)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(_("term"))
    name = models.CharField(pgettext_lazy("body", "name"), max_length=60)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term")
        ordering = ["body", "-number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="term_once")]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One meeting (次会议) of a term."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    number = models.PositiveSmallIntegerField(_("session"))
    name = models.CharField(pgettext_lazy("body", "name"), max_length=60)
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["term", "number"], name="session_once")]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet):
    def visible_to(self, actor) -> PersonQuerySet:
        """What the procuratorate's people see in their posts; a deputy herself."""
        if actor is not None and actor.is_deputy:
            return self.filter(pk=actor.person_id)
        return self.seen_in_post(actor)

    def seen_in_post(self, actor) -> PersonQuerySet:
        """Persons whose register is kept by the actor's procuratorate or by one below it; nobody for administrators."""
        if actor is None or actor.organ is None or actor.is_administrator:
            return self.none()
        return self.filter(keeper_id__among=actor.reach)

    def named(self, text: str) -> PersonQuerySet:
        """By name, full pinyin or initials; namesakes all come."""
        text = text.strip().replace(" ", "").replace("\u3000", "")
        if text.isascii():
            low = text.lower()
            return self.filter(Q(initials__startswith=low) | Q(spelled__startswith=low))
        return self.filter(name__contains=text)

    def in_office(self, day=None) -> PersonQuerySet:
        return self.filter(id__in=Mandate.objects.held_on(day or clock.today()).values("person_id"))


class Person(Proposer):
    """One human being, whatever mandates he holds or held. Birth may be known by year or month only."""

    class Sex(models.TextChoices):
        MALE = "male", _("male")
        FEMALE = "female", _("female")

    keeper = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("register kept by"))
    name = models.CharField(_("name"), max_length=60)
    spelled = models.CharField(max_length=200, editable=False, blank=True)
    initials = models.CharField(max_length=60, editable=False, blank=True)
    sort_key = models.CharField(max_length=240, editable=False, blank=True)
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, blank=True)
    nationality = models.CharField(_("nationality"), max_length=20, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    birth_month = models.PositiveSmallIntegerField(_("month of birth"), null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(_("day of birth"), null=True, blank=True)
    party = models.CharField(_("political status"), max_length=30, blank=True)
    education = models.CharField(_("education"), max_length=30, blank=True)
    work = models.CharField(_("employer and post"), max_length=300, blank=True)
    mobile = models.CharField(_("mobile"), max_length=60, blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.CharField(_("e-mail"), max_length=120, blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    focus = models.CharField(_("matters of concern"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    registered_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PersonQuerySet.as_manager()

    FIELD = "person"
    CONTACT = ("mobile", "telephone", "email", "address")
    """Fields that are masked until somebody with a ground asks for them."""
    WORDS = ("work", "focus")
    """Profession and concerns, searched for words; the index stands in a migration (`foundation.bigrams`)."""

    class Meta:
        verbose_name = _("deputy or member")
        indexes = [
            models.Index(fields=["keeper", "sort_key", "id"], name="person_list"),
            models.Index(fields=["keeper", "name"], name="person_name"),
            models.Index(fields=["initials"], name="person_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["spelled"], name="person_spelled", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:detail", args=[self.pk])

    @property
    def described(self) -> str:
        return self.work

    @property
    def group(self) -> str:
        newest = self.mandates.order_by("-term__number", "-pk").first()
        return newest.group if newest else ""

    @property
    def born(self) -> str:
        """ "1975-03", "1975" or "1975-03-01": as much as is known."""
        if self.birth_year is None:
            return ""
        parts = [f"{self.birth_year:04d}"]
        parts += [f"{part:02d}" for part in (self.birth_month, self.birth_day) if part]
        return "-".join(parts)


class MandateQuerySet(models.QuerySet):
    def held_on(self, day) -> MandateQuerySet:
        return (
            self.filter(state__in=(Mandate.State.IN_OFFICE, Mandate.State.SUSPENDED))
            .filter(Q(from_on__isnull=True) | Q(from_on__lte=day))
            .filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
        )

    def visible_to(self, actor) -> MandateQuerySet:
        return self.filter(person__in=Person.objects.visible_to(actor))


class Mandate(models.Model):
    """A person's seat in a body for one term: delegation for deputies, sector for members; never overwritten."""

    class Kind(models.TextChoices):
        DEPUTY = "deputy", _("people's congress deputy")
        MEMBER = "member", _("CPPCC member")

    class State(models.TextChoices):
        IN_OFFICE = "in_office", _("in office")
        SUSPENDED = "suspended", _("suspended")
        ENDED = "ended", _("ended")
        EXPIRED = "expired", _("expired")

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    kind = models.CharField(max_length=20, choices=Kind)
    term = models.ForeignKey(Term, models.PROTECT, related_name="mandates")
    delegation = models.CharField(_("delegation"), max_length=40, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    constituency = models.CharField(_("electing unit"), max_length=80, blank=True)
    certificate_no = models.CharField(_("certificate number"), max_length=40, blank=True)
    office_held = models.CharField(_("office held in the body"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.IN_OFFICE)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    state_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        ordering = ["-term__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "term"], name="mandate_once_a_term"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="mandate_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["term", "delegation"], name="mandate_delegation")]

    def __str__(self) -> str:
        return f"{self.term} {self.delegation or self.sector}"

    @property
    def group(self) -> str:
        """Delegation of a deputy, sector of a member."""
        return self.delegation or self.sector


class PartQuerySet(models.QuerySet):
    """What belongs to a person is seen by who sees the person."""

    def visible_to(self, actor) -> PartQuerySet:
        return self.filter(person__in=Person.objects.visible_to(actor))

    def held_on(self, day) -> PartQuerySet:
        return self.filter(Q(from_on__isnull=True) | Q(from_on__lte=day)).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day)
        )


class Expertise(models.Model):
    """A field (dictionary "expertise") in which a person is an expert, with what shows it; ended, never deleted."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="expertise")
    WORDS = ("field", "evidence")

    field = models.CharField(_("field"), max_length=40)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("expertise")
        ordering = ["field", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"], condition=Q(until_on__isnull=True), name="expertise_once"
            )
        ]

    def __str__(self) -> str:
        return self.field


class Tie(models.Model):
    """Which officer looks after whom for which procuratorate, from–to (联络对应关系)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    officer = models.ForeignKey(User, models.PROTECT, related_name="ties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("tie")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "officer"], condition=Q(until_on__isnull=True), name="tie_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="tie_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "from_on"], include=["person", "officer"], name="tie_office"),
            models.Index(fields=["officer", "until_on"], name="tie_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.person} — {self.officer}"
