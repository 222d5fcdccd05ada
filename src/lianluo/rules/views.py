"""What applies today, from where and since when; the year's days of rest."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, ListPage
from lianluo.foundation.pages import ActorRequired, DetailPage
from lianluo.rules import tables
from lianluo.rules.models import CalendarDay, Rule
from lianluo.rules.queries import working_calendar, year_of


class RuleList(ListPage):
    title = _("Rules in force")
    subtitle = _("What the product counts by today, and the text each value comes from.")
    export_name = _("Rules in force")
    default_order = "key"
    columns = tables.RULE_COLUMNS
    filters = tables.RULE_FILTERS
    tabs = tables.RULE_TABS
    page_sizes = (50, 100)
    empty = Empty("adjustments-horizontal", _("No rule here."))

    def get_queryset(self, actor):
        return Rule.objects.visible_to(actor).in_place()

    def get_acts(self, actor):
        return [
            {
                "label": _("Working calendar"),
                "url": reverse("rules:calendar"),
                "icon": "calendar",
                "allowed": True,
            },
            {
                "label": _("Institutional documents"),
                "url": reverse("rules:documents"),
                "icon": "certificate",
                "allowed": True,
            },
            {"label": _("Result classes"), "url": reverse("rules:classes"), "icon": "tags", "allowed": True},
            {"label": _("Dictionaries"), "url": reverse("rules:entries"), "icon": "book", "allowed": True},
            *_editing(
                actor,
                {"label": _("Add a rule"), "url": reverse("rules:add"), "icon": "plus", "primary": True},
            ),
        ]


def _editing(actor, *acts: dict) -> list[dict]:
    """Acts for those who set rules."""
    return [{"allowed": True, **act} for act in acts] if actor.can("rules.set") else []


class Setting(DetailPage):
    """One setting of one scope: what applies and why, what will, what did."""

    template_name = "rules/setting.html"

    def get_queryset(self, actor):
        return Rule.objects.visible_to(actor)

    def get_context(self, actor, rule):
        today = clock.today()
        same = (
            Rule.objects.visible_to(actor)
            .select_related("clause__version__document")
            .filter(key=rule.key, applies_kind=rule.applies_kind, applies_level=rule.applies_level)
        )
        others = Rule.objects.visible_to(actor).filter(key=rule.key).valid_on(today).exclude(pk__in=same)
        versions = list(same.order_by("-valid_from"))
        for row in versions:
            row.when = _when(row, today)
        found = list(others.order_by("applies_kind", "applies_level"))
        for row in found:
            row.scope = tables.scope(row)
        return {
            "versions": versions, "others": found,
            "heading": tables.setting_named(rule), "steps": self._steps(actor, versions[0]),
        }  # fmt: skip

    def _steps(self, actor, latest: Rule) -> list[dict]:
        if latest.valid_until:
            return []
        change = {
            "label": _("Change"),
            "url": reverse("rules:change", args=[latest.pk]),
            "icon": "pencil",
            "primary": True,
        }
        end = {"label": _("End"), "url": reverse("rules:end", args=[latest.pk]), "icon": "ban"}
        cite = {
            "label": _("Point to a clause"),
            "url": reverse("rules:cite", args=[latest.pk]),
            "icon": "link",
        }
        return _editing(actor, change, cite, *([end] if latest.applies_kind or latest.applies_level else []))


def _when(rule: Rule, today) -> str:
    if rule.valid_from > today:
        return "coming"
    return "past" if rule.valid_until and rule.valid_until < today else "now"


class Calendar(ActorRequired):
    """One year: days of rest, make-up days, and whether the arrangement is published."""

    def get(self, request, year: int | None = None):
        today = clock.today()
        shown = year_of(year or today.year, working_calendar(), get_language() or "zh-hans")
        context = {
            "actor": self.actor,
            "shown": shown,
            "years": range(today.year - 2, today.year + 2),
            "steps": self._steps(shown),
            "may_set": self.actor.can("rules.set"),
            "own_days": CalendarDay.objects.visible_to(self.actor).filter(day__year=shown.year),
        }
        return render(request, "rules/calendar.html", context)

    def _steps(self, shown) -> list[dict]:
        year = [shown.year]
        acts = [
            {"label": _("Set a day"), "url": reverse("rules:set_day", args=year), "icon": "calendar-plus"},
            {"label": _("Enter the arrangement"), "url": reverse("rules:arrangement", args=year), "icon": "list-numbers",
             "primary": not shown.is_official},
        ]  # fmt: skip
        if not shown.is_official:
            acts.append(
                {
                    "label": _("Days are complete"),
                    "url": reverse("rules:close_year", args=year),
                    "icon": "check",
                }
            )
        return _editing(self.actor, *acts)
