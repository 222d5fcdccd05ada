"""One contact with deputies or members, planned and recorded; who was met, who came along, what was said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.people.models import Person
from lianluo.units.models import Unit


class VisitQuerySet(models.QuerySet):
    def visible_to(self, actor) -> VisitQuerySet:
        """What the procuratorate's people see in their posts; a deputy the contacts recorded at which she was met. What
        belongs to a visit has gates of its own, which begin with `seen_in_post`."""
        if actor is None or not actor.is_deputy:
            return self.seen_in_post(actor)
        own = Met.objects.filter(person_id=actor.person_id, is_absent=False)
        recorded = (Visit.Stage.RECORDED, Visit.Stage.APPROVED)
        return self.filter(pk__in=own.values("visit_id"), stage__in=recorded)

    def seen_in_post(self, actor) -> VisitQuerySet:
        """Liaison office and leaders: those of their procuratorate and those below; a head: his department's; an officer:
        his own, those he came along on, and those to persons he looks after today."""
        if actor is None or actor.organ is None or actor.user is None or actor.is_administrator:
            return self.none()
        if actor.sees_whole_office:
            joined = House.objects.filter(office_id__among=actor.reach)
            return self.filter(Q(office_id__among=actor.reach) | Q(pk__in=joined.values("visit_id")))
        own = Q(officer=actor.user) | Q(proxy_for=actor.user)
        along = Companion.objects.filter(user=actor.user)
        tied = actor.user.ties.held_on(clock.today())
        met = Met.objects.filter(person_id__in=tied.values("person_id"))
        found = (
            own | Q(pk__in=along.values("visit_id")) | Q(pk__in=met.values("visit_id"), office=actor.organ)
        )
        if actor.role == "department_head":
            found |= Q(unit=actor.unit)
        return self.filter(found)

    def of_houses(self, houses) -> VisitQuerySet:
        """In which one of these procuratorates (ids or a query of ids) took part."""
        return self.filter(pk__in=House.objects.filter(office__in=houses).values("visit_id"))

    def planned(self) -> VisitQuerySet:
        return self.filter(stage=Visit.Stage.PLANNED)

    def held(self) -> VisitQuerySet:
        """That took place, whether approved yet or not."""
        return self.filter(stage__in=(Visit.Stage.RECORDED, Visit.Stage.RETURNED, Visit.Stage.APPROVED))

    def left_to_do(self, user=None) -> VisitQuerySet:
        """With something promised on the visit that is not done; of a user: named to him, or of his visit and to nobody."""
        rows = self.held().filter(followed_up_on=None).exclude(follow_up="")
        if user is None:
            return rows
        return rows.filter(Q(follow_up_by=user) | Q(follow_up_by=None, officer=user))

    def overdue(self, day=None) -> VisitQuerySet:
        return self.planned().filter(planned_on__lt=day or clock.today())


class Visit(models.Model):
    """One contact of an officer with one or several deputies: a visit, a seminar, a telephone call, a letter."""

    class Form(models.TextChoices):
        DOOR = "door", _("door visit")
        SEMINAR = "seminar", _("seminar")
        ZONE = "zone", _("zone round")
        TELEPHONE = "telephone", _("telephone call")
        VIDEO = "video", _("video call")
        MESSAGE = "message", _("message")
        LETTER = "letter", _("letter to the deputy")
        INVITATION = "invitation", _("invited to the procuratorate")
        ATTENDING = "attending", _("at an activity")
        GREETING = "greeting", _("greeting")

    class Stage(models.TextChoices):
        PLANNED = "planned", _("planned")
        RECORDED = "recorded", _("to be approved")
        RETURNED = "returned", pgettext_lazy("visit", "sent back for correction")
        APPROVED = "approved", pgettext_lazy("visit", "approved")
        CALLED_OFF = "called_off", _("called off")

    IN_PERSON = (Form.DOOR, Form.SEMINAR, Form.ZONE, Form.INVITATION, Form.ATTENDING)
    COMING = (Form.INVITATION, Form.ATTENDING, Form.SEMINAR)
    """To which a deputy comes because he was asked."""
    WORDS = ("reported", "said", "answered")

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("procuratorate"))
    officer = models.ForeignKey(
        User, models.PROTECT, related_name="visits", verbose_name=_("liaison officer")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    proxy_for = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in place of")
    )
    proxy_reason = models.CharField(_("why in his place"), max_length=200, blank=True)
    form = models.CharField(_("way of contact"), max_length=20, choices=Form)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.PLANNED)
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    starts_at = models.TimeField(_("hour"), null=True, blank=True)
    on = models.DateField(_("took place on"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("visit", "place"), max_length=120, blank=True)
    purpose = models.CharField(_("what for"), max_length=300, blank=True)
    reported = models.TextField(_("what was reported of our work"), blank=True)
    said = models.TextField(_("what the deputies said"), blank=True)
    answered = models.TextField(_("what was answered on the spot"), blank=True)
    case_talked = models.BooleanField(_("a concrete case was talked about"), null=True, blank=True)
    """Answered on every record made on the phone (“三个规定”); empty where nobody was asked."""
    follow_up = models.CharField(_("to be done"), max_length=300, blank=True)
    follow_up_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who does it")
    )
    follow_up_due_on = models.DateField(_("by"), null=True, blank=True)
    followed_up_on = models.DateField(_("done on"), null=True, blank=True)
    client_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    """Given by the telephone when the record is written, so that a record sent twice is one."""
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    answer = models.CharField(_("reason of the decision"), max_length=300, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        ordering = ["-on", "-planned_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(on__isnull=False), name="visit_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["planned", "called_off"])
                | Q(on__isnull=False, recorded_at__isnull=False),
                name="visit_recorded_took_place",
            ),
            models.CheckConstraint(
                condition=~Q(stage="approved") | Q(approved_on__isnull=False), name="visit_approved_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(proxy_for__isnull=True) | ~Q(proxy_for=F("officer")),
                name="visit_proxy_is_another",
            ),
        ]
        indexes = [
            models.Index(Coalesce("on", "planned_on").desc(), F("id").desc(), name="visit_day"),
            models.Index(fields=["office", "-on", "-id"], name="visit_office_on"),
            models.Index(fields=["officer", "-on"], name="visit_officer_on"),
            models.Index(fields=["planned_on"], condition=Q(stage="planned"), name="visit_planned"),
            models.Index(fields=["unit", "-on"], name="visit_unit_on"),
            models.Index(fields=["stage", "-on", "-id"], name="visit_stage"),
            models.Index(
                fields=["follow_up_due_on"],
                condition=~Q(follow_up="") & Q(followed_up_on=None),
                name="visit_follow_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_form_display()}"

    def get_absolute_url(self) -> str:
        return reverse("liaison:visit", args=[self.pk])

    @property
    def day(self):
        """The day it took place, else the day planned."""
        return self.on or self.planned_on


class MetQuerySet(models.QuerySet):
    def visible_to(self, actor) -> MetQuerySet:
        return self.filter(visit__in=Visit.objects.seen_in_post(actor))

    def of_houses(self, houses) -> MetQuerySet:
        return self.filter(visit__in=Visit.objects.of_houses(houses))

    def counted(self) -> MetQuerySet:
        """人次: who was met on visits that took place and are approved."""
        return self.filter(is_absent=False, visit__stage=Visit.Stage.APPROVED)


class Met(models.Model):
    """A deputy or member who is to be met, or was: one of the person-times (人次) of a visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="met")
    person = models.ForeignKey(Person, models.PROTECT, related_name="met")
    is_absent = models.BooleanField(_("was not met"), default=False)
    came_on = models.DateField(null=True, editable=False)
    """The day, where he came on our request (`Visit.COMING`) and the visit is approved; written by `actions.duty` alone."""

    objects = MetQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy met")
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="met_once")]
        indexes = [
            models.Index(fields=["person", "visit"], name="met_person"),
            models.Index(fields=["person", "came_on"], condition=Q(came_on__isnull=False), name="met_came"),
        ]


class HouseQuerySet(models.QuerySet):
    def visible_to(self, actor) -> HouseQuerySet:
        """Of the visits the actor sees; the liaison office and leaders look at their procuratorate and those below it."""
        if actor is not None and actor.organ is not None and actor.sees_whole_office:
            return self.filter(office_id__among=actor.reach)
        return self.filter(visit__in=Visit.objects.seen_in_post(actor))

    def counted(self, first, last) -> HouseQuerySet:
        """Of approved visits of these days."""
        return self.filter(on__range=(first, last))


class House(models.Model):
    """A procuratorate that took part. A joint visit (上下级联动) counts once for each of them.

    `on` to `joint` are the tally of an approved visit, written by `actions.duty` alone: coverage of many procuratorates
    is summed from here, without going through the visits.
    """

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="houses")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField(null=True, editable=False)
    heads = models.PositiveSmallIntegerField(default=0, editable=False)
    """Deputies met (人次)."""
    contacts = models.PositiveSmallIntegerField(default=0, editable=False)
    """Of them, so many for whom the visit counts towards this procuratorate's duty."""
    joint = models.TextField(default="", editable=False)
    """The ids of all procuratorates of a joint visit, in order and parted by commas; empty for one that went alone."""

    objects = HouseQuerySet.as_manager()

    class Meta:
        verbose_name = _("procuratorate that took part")
        constraints = [models.UniqueConstraint(fields=["visit", "office"], name="house_once")]
        indexes = [
            models.Index(fields=["office", "visit"], name="house_office"),
            models.Index(
                fields=["office", "on"], include=["heads", "contacts", "visit"],
                condition=Q(on__isnull=False), name="house_tally",
            ),
            models.Index(
                fields=["on"], include=["office", "joint", "heads"],
                condition=Q(on__isnull=False) & ~Q(joint=""), name="house_joint",
            ),
        ]  # fmt: skip


class MonthTallyQuerySet(models.QuerySet):
    def visible_to(self, actor) -> MonthTallyQuerySet:
        """Of whole procuratorates, for those who see them whole."""
        if actor is None or actor.organ is None or not actor.sees_whole_office:
            return self.none()
        return self.filter(office_id__among=actor.reach)


class MonthTally(models.Model):
    """The tallies of a procuratorate summed by month, kept by `actions.duty`: a province reads a thousand rows, not one for
    each visit."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField()
    """Its first day."""
    visits = models.PositiveIntegerField()
    heads = models.PositiveIntegerField()
    contacts = models.PositiveIntegerField()

    objects = MonthTallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("visits of a month")
        constraints = [models.UniqueConstraint(fields=["office", "month"], name="month_tally_once")]


class Companion(models.Model):
    """Who came along: a colleague with an account, or a name."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="companions")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(pgettext_lazy("companion", "name"), max_length=80)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("companion")
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "user"], condition=Q(user__isnull=False), name="companion_once"
            )
        ]
