"""Dated settings with their source, dictionaries per body and year, and the office's own calendar days."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianluo.rules import sums
from lianluo.rules.keys import KEYS


class ValidQuerySet(models.QuerySet):
    """Rows that hold from a day until a day, both included."""

    def valid_on(self, day) -> ValidQuerySet:
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))

    def in_place(self) -> ValidQuerySet:
        """Settings with `place`, their order in the list of settings: replies first, then contacts, visits, letters."""
        places = [When(key=key, then=Value(place)) for place, key in enumerate(KEYS)]
        return self.annotate(place=Case(*places, default=Value(len(KEYS))))

    def with_words(self, words: str) -> ValidQuerySet:
        """Settings whose key, source or remarks hold `words`."""
        return self.filter(Q(key__icontains=words) | Q(source__icontains=words) | Q(note__icontains=words))

    def spelled(self, words: str) -> ValidQuerySet:
        """Words of dictionaries whose wording or other spelling holds `words`."""
        return self.filter(Q(label__contains=words) | Q(synonyms__contains=words) | Q(code=words))

    def visible_to(self, actor) -> ValidQuerySet:
        """Settings and dictionaries are open to everybody who serves in the office."""
        return self if getattr(actor, "unit", None) else self.none()


def days_held() -> Func:
    return Func(
        F("valid_from"),
        F("valid_until"),
        Value("[]"),
        function="daterange",
        output_field=models.Field(),
    )


class Rule(models.Model):
    """One setting of the office, from–to, with the text it comes from. `value` is read by `unit`."""

    class Unit(models.TextChoices):
        DAY = "day", _("days")
        WORKDAY = "workday", _("working days")
        MONTH = "month", _("months")
        HOUR = "hour", _("hours")
        TIMES_A_YEAR = "times_a_year", _("times a year")
        QUARTER = "quarter", _("quarter of the year")
        YES_NO = "yes_no", _("yes or no")
        TEXT = "text", _("text")

    class Start(models.TextChoices):
        NONE = "", _("none")
        HAND_OVER = "hand_over", _("the day of hand-over")
        RECEIPT = "receipt", _("the day of receipt")
        APPLICATION = "application", _("the day of the application")
        REPLY = "reply", _("the day of the reply")
        REPLY_RECEIVED = "reply_received", _("the day the reply is received")
        REQUEST = "request", _("the day of the request")
        MEETING = "meeting", _("the day of the meeting")
        STATUTORY = "statutory", _("the statutory deadline")
        VOICED = "voiced", _("the moment it is voiced")
        DUE = "due", _("the due day")
        YEAR = "year", _("the calendar year")

    class HolidayRule(models.TextChoices):
        ROLL = "roll", _("moves to the next working day")
        NONE = "none", _("stays on the day of rest")

    key = models.CharField(_("key"), max_length=60)
    value = models.CharField(_("value"), max_length=80)
    unit = models.CharField(_("unit"), max_length=20, choices=Unit)
    start = models.CharField(_("counted from"), max_length=20, choices=Start, blank=True, default=Start.NONE)
    is_before = models.BooleanField(_("counted back from that day"), default=False)
    holiday_rule = models.CharField(
        _("last day on a holiday"), max_length=10, choices=HolidayRule, default=HolidayRule.ROLL
    )
    consent_needed = models.BooleanField(_("needs consent"), default=False)
    applies_kind = models.CharField(_("kind"), max_length=40, blank=True)
    applies_level = models.CharField(_("level"), max_length=20, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)
    clause = models.ForeignKey(
        "rules.Clause", models.PROTECT, null=True, blank=True, related_name="rules", verbose_name=_("clause")
    )
    note = models.TextField(_("remarks"), blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule in force")
        ordering = ["key", "applies_kind", "applies_level", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="rule_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(unit="text")
                | Q(unit="yes_no", value__in=["yes", "no"])
                | Q(unit="quarter", value__in=["1", "2", "3", "4"])
                | (~Q(unit__in=["text", "yes_no", "quarter"]) & Q(value__regex=r"^[1-9][0-9]{0,3}$")),
                name="rule_value_fits_unit",
            ),
            ExclusionConstraint(
                name="rule_one_at_a_time",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("applies_kind", RangeOperators.EQUAL),
                    ("applies_level", RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{KEYS.get(self.key, self.key)} {self.value_text}"

    @property
    def number(self) -> int:
        """The value as a whole number. ValueError for texts and yes-or-no."""
        return int(self.value)

    @property
    def flag(self) -> bool:
        """The value of a yes-or-no setting."""
        if self.unit != self.Unit.YES_NO:
            raise ValueError(f"{self.key} is not a yes-or-no setting")
        return self.value == "yes"

    @property
    def rolls(self) -> bool:
        return self.holiday_rule == self.HolidayRule.ROLL

    @property
    def value_text(self) -> str:
        """ "3 months", "5 working days before the statutory deadline" … as a person reads it."""
        if self.unit == self.Unit.TEXT:
            return self.value
        if self.unit == self.Unit.YES_NO:
            return gettext("yes") if self.flag else gettext("no")
        if self.unit == self.Unit.QUARTER:
            return gettext("quarter %(n)s") % {"n": self.value}
        if self.unit == self.Unit.HOUR:
            return gettext("%(n)s hours") % {"n": self.value}
        if self.unit == self.Unit.TIMES_A_YEAR:
            return gettext("%(n)s times a year") % {"n": self.value}
        return sums.amount(self.number, self.unit)


class ResultClass(models.Model):
    """How a reply is classed (办理结果分类): per congress or CPPCC, level and years. Says nothing of satisfaction."""

    class BodyKind(models.TextChoices):
        DEPUTY = "deputy", _("people's congress")
        MEMBER = "member", _("CPPCC committee")

    class Meaning(models.TextChoices):
        SOLVED = "solved", _("solved")
        PLANNED = "planned", _("being solved or planned")
        LATER = "later", _("to be solved later")
        REFERENCE = "reference", _("kept for reference")

    body_kind = models.CharField(_("body"), max_length=10, choices=BodyKind)
    level = models.CharField(_("level"), max_length=20, blank=True)
    code = models.CharField(_("class"), max_length=2)
    label = models.CharField(_("wording"), max_length=80)
    meaning = models.CharField(_("meaning"), max_length=10, choices=Meaning)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("result class")
        ordering = ["body_kind", "level", "code"]
        constraints = [
            ExclusionConstraint(
                name="result_class_one_at_a_time",
                expressions=[
                    ("body_kind", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (days_held(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class DictionaryEntry(models.Model):
    """One word of a list to choose from. `synonyms`: other spellings found in ledgers, separated by spaces; for a
    responsibility, whose label is the department, the words by which its matters are known."""

    class Dictionary(models.TextChoices):
        DELEGATION = "delegation", _("delegations")
        SECTOR = "sector", _("sectors")
        EXPERTISE = "expertise", _("fields of expertise")
        NATIONALITY = "nationality", _("nationalities")
        PARTY = "party", _("political status")
        EDUCATION = "education", _("education")
        RESPONSIBILITY = "responsibility", _("what departments are responsible for")
        PROPOSAL_GROUND = "proposal_ground", _("grounds for not registering a proposal")
        REFERRED_OUTCOME = "referred_outcome", _("outcomes of referred cases")

    dictionary = models.CharField(_("dictionary"), max_length=20, choices=Dictionary)
    code = models.CharField(_("code"), max_length=20)
    label = models.CharField(_("wording"), max_length=60)
    synonyms = models.CharField(_("other spellings"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    valid_from = models.DateField(_("valid from"), default="1949-10-01")
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = ValidQuerySet.as_manager()

    class Meta:
        verbose_name = _("dictionary entry")
        ordering = ["dictionary", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["dictionary", "code"], name="dictionary_code_once"),
            models.UniqueConstraint(
                fields=["dictionary", "label"],
                condition=Q(valid_until__isnull=True),
                name="dictionary_label_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class CalendarQuerySet(models.QuerySet):
    def visible_to(self, actor) -> CalendarQuerySet:
        return self if getattr(actor, "unit", None) else self.none()


class CalendarDay(models.Model):
    """A day on which the office departs from the built-in calendar, or that a new arrangement sets."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("worked"))
    source = models.CharField(_("source"), max_length=200)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()


class CalendarYear(models.Model):
    """A year whose arrangement has been entered in full as calendar days; its deadlines are no longer provisional."""

    year = models.PositiveIntegerField(_("year"), unique=True)
    source = models.CharField(_("source"), max_length=200)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar year")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)
