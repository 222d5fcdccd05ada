"""What only some kinds of input have: particulars, registration of a proposal, a meeting, an answer without a letter;
and how a matter left the handling, was merged with another, or is tied to other work. Rows beside `Matter`, never in it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.models.matter import Matter
from lianluo.rules.models import DictionaryEntry


class OfMatterQuerySet(models.QuerySet):
    def visible_to(self, actor) -> OfMatterQuerySet:
        """What belongs to a matter is seen by who sees the matter."""
        return self.filter(matter__in=Matter.objects.seen_in_post(actor))


class Particulars(models.Model):
    """Who raised the matter where it is no person, on which occasion, and the day of answer that the paper names."""

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="particulars")
    raised_by = models.CharField(_("raised by"), max_length=120, blank=True)
    occasion = models.CharField(_("occasion"), max_length=200, blank=True)
    named_due_on = models.DateField(_("day of answer named in the paper"), null=True, blank=True)
    named_in = models.CharField(_("paper that names the day"), max_length=120, blank=True)

    objects = OfMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("particulars")


class Registration(models.Model):
    """The proposal committee's decision (立案): registered, or not, on a ground of the rules, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("registration", "waiting for registration")
        REGISTERED = "registered", pgettext_lazy("registration", "registered by the committee")
        REFUSED = "refused", pgettext_lazy("registration", "not registered")

    class Outcome(models.TextChoices):
        PASSED_ON = "passed_on", _("passed on as reference")
        RETURNED = "returned", _("returned with the reason")

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="registration")
    state = models.CharField(_("registration"), max_length=20, choices=State, default=State.WAITING)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    ground = models.ForeignKey(
        DictionaryEntry, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("ground for not registering"),
    )  # fmt: skip
    outcome = models.CharField(_("what becomes of it"), max_length=20, choices=Outcome, blank=True)
    member_told_on = models.DateField(_("member told on"), null=True, blank=True)

    objects = OfMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration of a proposal")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(ground__isnull=False) & ~Q(outcome=""),
                name="registration_refused_on_a_ground",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(decided_on__isnull=False),
                name="registration_decided_on_a_day",
            ),
        ]


class Meeting(models.Model):
    """A meeting that deputies asked for (约见): the arrangement told, the meeting held, the report to the committee."""

    matter = models.OneToOneField(Matter, models.CASCADE, related_name="meeting")
    told_on = models.DateField(_("arrangement told on"))
    told_how = models.CharField(_("how it was told"), max_length=120)
    meets_on = models.DateField(_("day of the meeting"))
    place = models.CharField(pgettext_lazy("meeting", "place"), max_length=120, blank=True)
    meets_whom = models.CharField(_("whom the deputies meet"), max_length=120)
    held_on = models.DateField(_("meeting held on"), null=True, blank=True)
    said = models.TextField(_("what was said"), blank=True)
    reported_on = models.DateField(_("reported to the standing committee on"), null=True, blank=True)
    reported_in = models.CharField(_("document of the report"), max_length=120, blank=True)

    objects = OfMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting asked for")


class FormalAnswer(models.Model):
    """An answer that is no reply letter: a written report, a feedback, an answer at the meeting or in writing."""

    class Form(models.TextChoices):
        REPORT = "report", _("written report")
        FEEDBACK = "feedback", _("written feedback")
        AT_MEETING = "at_meeting", _("spoken at the meeting")
        IN_WRITING = "in_writing", _("in writing")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    form = models.CharField(_("form of the answer"), max_length=20, choices=Form)
    on = models.DateField(_("answered on"))
    given_by = models.CharField(_("who answered"), max_length=120)
    addressee = models.CharField(_("addressee"), max_length=120)
    number = models.CharField(_("document number"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = OfMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer without a letter")
        constraints = [models.UniqueConstraint(fields=["matter", "round"], name="formal_answer_once_a_round")]


class Departure(models.Model):
    """How a matter left the handling without being answered: withdrawn, converted, transferred, not registered."""

    class Way(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        CONVERTED = "converted", _("converted")
        TRANSFERRED = "transferred", _("transferred")
        NOT_REGISTERED = "not_registered", _("not registered")

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="departure")
    way = models.CharField(_("how it left"), max_length=20, choices=Way)
    on = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=300)
    document = models.CharField(_("document"), max_length=120, blank=True)
    addressee = models.CharField(_("addressee"), max_length=120, blank=True)
    became = models.OneToOneField(
        Matter, models.PROTECT, null=True, blank=True, related_name="came_from", verbose_name=_("became")
    )
    body_told = models.CharField(_("body told"), max_length=120, blank=True)
    body_told_on = models.DateField(_("body told on"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    objects = OfMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("departure from the handling")
        constraints = [
            models.CheckConstraint(
                condition=Q(way="converted", became__isnull=False)
                | ~Q(way="converted") & Q(became__isnull=True),
                name="departure_converted_into_something",
            )
        ]


class MergerQuerySet(models.QuerySet):
    def standing(self) -> MergerQuerySet:
        return self.filter(undone_on__isnull=True)


class Merger(models.Model):
    """Two matters handled as one (并案). The guest keeps its number, its deputies and its letter; the host's reply is
    its reply. Until the reply is signed off it can be undone."""

    guest = models.ForeignKey(Matter, models.PROTECT, related_name="mergers")
    host = models.ForeignKey(Matter, models.PROTECT, related_name="guests")
    guest_round = models.PositiveSmallIntegerField(default=1)
    host_round = models.PositiveSmallIntegerField(default=1)
    merged_on = models.DateField(_("merged on"))
    reason = models.CharField(_("reason"), max_length=300)
    told_on = models.DateField(_("deputies told on"))
    told_how = models.CharField(_("how they were told"), max_length=120)
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    undone_on = models.DateField(_("undone on"), null=True, blank=True)
    undone_reason = models.CharField(_("reason for undoing"), max_length=300, blank=True)

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guest"], condition=Q(undone_on__isnull=True), name="merger_one_host_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(guest=F("host")), name="merger_of_two"),
        ]


class LinkedWork(models.Model):
    """Procuratorial work that a matter led to or belongs to. A procuratorial suggestion (检察建议) is what we issue; a
    deputy's suggestion (代表建议) is what we receive: the one is never the other."""

    class Kind(models.TextChoices):
        PROCURATORIAL_SUGGESTION = "procuratorial_suggestion", _("procuratorial suggestion")
        PUBLIC_INTEREST_LEAD = "public_interest_lead", _("public-interest litigation lead")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="linked_works")
    kind = models.CharField(pgettext_lazy("linked work", "kind"), max_length=30, choices=Kind)
    number = models.CharField(_("number"), max_length=60)
    on = models.DateField(_("day"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(_("taken out on"), null=True, blank=True)

    objects = OfMatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("linked work")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind", "number"], condition=Q(withdrawn_on__isnull=True),
                name="linked_work_once",
            )
        ]  # fmt: skip
