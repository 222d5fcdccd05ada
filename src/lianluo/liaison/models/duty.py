"""The visiting duty as a ledger: what counts, and how each person stands in a year. Both follow from the facts and are
written by `actions.duty` alone."""

from __future__ import annotations

import re
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.sql.datastructures import BaseTable
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.liaison.models.visit import Visit
from lianluo.people.models import Mandate, Person
from lianluo.units.models import Unit


class CountedContactQuerySet(models.QuerySet):
    def visible_to(self, actor) -> CountedContactQuerySet:
        """Of the visits the actor sees; the liaison office and leaders look at their procuratorate and those below it."""
        if actor is not None and actor.organ is not None and actor.sees_whole_office:
            return self.filter(office_id__among=actor.reach)
        return self.filter(visit__in=Visit.objects.seen_in_post(actor))

    def of_houses(self, houses) -> CountedContactQuerySet:
        return self.filter(office__in=houses)


class CountedContact(models.Model):
    """An approved contact that counts towards the duty of one procuratorate to one person."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.CASCADE, related_name="counted")
    officer = models.ForeignKey(User, models.PROTECT, related_name="+")
    """The officer whose duty it fulfils."""
    on = models.DateField()

    objects = CountedContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("counted contact")
        constraints = [
            models.UniqueConstraint(fields=["office", "person", "visit"], name="counted_once_a_procuratorate")
        ]
        indexes = [
            models.Index(fields=["office", "on"], include=["person"], name="counted_office_on"),
            models.Index(fields=["person", "office", "on"], name="counted_person"),
            models.Index(fields=["officer", "on"], name="counted_officer"),
            models.Index(fields=["-on", "-id"], name="counted_day"),
        ]


class _Statement(BaseTable):
    """Stands in a query where the table would: its rows are those of a statement."""

    def __init__(self, alias: str, sql: str, params: tuple):
        super().__init__(alias, alias)
        self.sql, self.params = sql, params

    def as_sql(self, compiler, connection):
        return f"({self.sql}) {compiler.quote_name_unless_alias(self.table_alias)}", list(self.params)

    def relabeled_clone(self, change_map):
        return _Statement(change_map.get(self.table_alias, self.table_alias), self.sql, self.params)

    @property
    def identity(self):
        return self.__class__, self.table_alias, self.sql


class DutyQuerySet(models.QuerySet):
    def read_from(self, statement: str, values: dict[str, Any]) -> DutyQuerySet:
        """The same rows and filters over a statement with the columns of this table; its values stand as %(name)s."""
        params: list[Any] = []

        def placed(found: re.Match) -> str:
            params.append(values[found[1]])
            return "%s"

        sql = re.sub(r"%\((\w+)\)s", placed, statement)
        rows = self.all()
        alias = rows.query.get_initial_alias()
        rows.query.alias_map[alias] = _Statement(alias, sql, tuple(params))
        return rows

    def visible_to(self, actor) -> DutyQuerySet:
        """Liaison office and leaders: the whole house and those below; a head: his department's; an officer: his own."""
        if actor is None or actor.organ is None or actor.is_administrator or actor.user is None:
            return self.none()
        if actor.sees_whole_office:
            return self.filter(office_id__among=actor.reach)
        if actor.role == "department_head":
            return self.filter(Q(officer=actor.user) | Q(unit=actor.unit))
        return self.filter(officer=actor.user)

    def named(self, words: str) -> DutyQuerySet:
        """Of persons of this name, full pinyin or initials."""
        return self.filter(person__in=Person.objects.named(words))


class Duty(models.Model):
    """What a procuratorate owes a deputy or member in a year (每年不少于2次), and what it has done, as last reckoned.

    `owed`: contacts of the whole year, pro rata of the days on which the person held a mandate and had an officer.
    """

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(_("mandate"), max_length=20, choices=Mandate.Kind, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Unit.Level)
    """Of the highest mandate held in the year."""
    city = models.CharField(_("city"), max_length=40, blank=True)
    delegation = models.CharField(_("delegation or sector"), max_length=40, blank=True)
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("liaison officer")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    days = models.PositiveSmallIntegerField(_("days in office"))
    tied_days = models.PositiveSmallIntegerField(_("days with an officer"))
    owed = models.PositiveSmallIntegerField(_("contacts owed"))
    done = models.PositiveSmallIntegerField(_("contacts counted"), default=0)
    last_on = models.DateField(_("last contact"), null=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("visiting duty")
        constraints = [models.UniqueConstraint(fields=["office", "year", "person"], name="duty_once")]
        indexes = [
            models.Index(
                fields=["office", "year", "level", "city"],
                include=["owed", "done", "officer", "delegation"],
                name="duty_coverage",
            ),
            models.Index(fields=["year", "done", "owed", "id"], name="duty_standing"),
            models.Index(fields=["officer", "year"], name="duty_officer"),
            models.Index(fields=["person", "year"], name="duty_person"),
        ]
