"""The tree of procuratorates and departments, and leading groups."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitQuerySet(models.QuerySet):
    def under(self, unit: Unit) -> UnitQuerySet:
        """`unit` and everything below it in the tree."""
        return self.filter(path__startswith=unit.path)

    def open_on(self, day) -> UnitQuerySet:
        return self.filter(opened_on__lte=day).exclude(closed_on__lt=day)

    def departments_of(self, organ: Unit) -> UnitQuerySet:
        return self.filter(kind=Unit.Kind.DEPARTMENT, parent=organ)

    def organs(self) -> UnitQuerySet:
        """Procuratorates and dispatched procuratorates, without departments."""
        return self.exclude(kind=Unit.Kind.DEPARTMENT)

    def visible_to(self, actor) -> UnitQuerySet:
        """The tree is public knowledge: everybody who serves in a unit sees all of it."""
        return self if getattr(actor, "unit", None) else self.none()


class Unit(models.Model):
    """One procuratorate, dispatched procuratorate or department. `path` is the ids from the root, "/1/22/"."""

    class Kind(models.TextChoices):
        PROCURATORATE = "procuratorate", _("procuratorate")
        DISPATCHED = "dispatched", _("dispatched procuratorate")
        DEPARTMENT = "department", _("department")

    class Level(models.TextChoices):
        NATIONAL = "national", _("national")
        PROVINCIAL = "provincial", _("provincial")
        MUNICIPAL = "municipal", _("municipal")
        COUNTY = "county", _("county")

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=200, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    level = models.CharField(max_length=20, choices=Level)
    code = models.CharField(_("area code"), max_length=12, null=True, blank=True)  # noqa: DJ001 unique where given
    name = models.CharField(pgettext_lazy("unit", "name"), max_length=80)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    letter_code = models.CharField(_("organ code in document numbers"), max_length=10, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)
    opened_on = models.DateField(_("opened on"), default="1949-10-01")
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("unit")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(kind="department") & Q(code__isnull=False),
                name="unit_code_once",
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(closed_on__isnull=True),
                name="unit_name_once_under_parent",
            ),
        ]
        indexes = [models.Index(fields=["path"], name="unit_path_prefix", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("units:unit", args=[self.pk])

    @property
    def label(self) -> str:
        return self.short_name or self.name

    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to this unit itself."""
        return [int(part) for part in self.path.strip("/").split("/")]


class FormerName(models.Model):
    """A name a unit had before; `until_on` is the last day it held."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="former_names")
    name = models.CharField(pgettext_lazy("unit", "name"), max_length=80)
    until_on = models.DateField(_("until"))

    class Meta:
        verbose_name = _("former name")
        ordering = ["-until_on"]
        constraints = [models.UniqueConstraint(fields=["unit", "until_on"], name="former_name_once")]

    def __str__(self) -> str:
        return self.name


class LeadingGroup(models.Model):
    """联络工作领导小组 of one procuratorate."""

    organ = models.ForeignKey(Unit, models.PROTECT, related_name="leading_groups")
    name = models.CharField(pgettext_lazy("unit", "name"), max_length=80)
    set_up_on = models.DateField(_("set up on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("leading group")

    def __str__(self) -> str:
        return self.name
