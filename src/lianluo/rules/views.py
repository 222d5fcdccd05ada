"""What applies today, from where and since when; the year's days of rest."""

from __future__ import annotations

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.foundation.lists import Empty, ListPage
from lianluo.foundation.pages import ActorRequired, ActView
from lianluo.rules import tables
from lianluo.rules.actions.rule import change_rule
from lianluo.rules.forms import RuleForm
from lianluo.rules.models import CalendarDay, ResultClass, Rule
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
            {"label": _("Result classes"), "url": reverse("rules:classes"), "icon": "tags", "allowed": True},
        ]

    def row_url(self, rule):
        is_open = rule.valid_until is None and self.actor.can("rules.set", rule)
        return reverse("rules:change", args=[rule.pk]) if is_open else None


class ResultClassList(ListPage):
    title = _("Result classes")
    subtitle = _("They say what became of a matter, never how satisfied the deputy is.")
    export_name = _("Result classes")
    default_order = "body"
    columns = tables.CLASS_COLUMNS
    breadcrumbs = [(_("Rules in force"), "rules:list")]
    empty = Empty("tags", _("No result class here."))

    def get_queryset(self, actor):
        return ResultClass.objects.visible_to(actor)


class ChangeRule(ActView):
    title = _("Change a rule")
    form_class = RuleForm
    consequence = _("The rule in force ends the day before; deadlines already reckoned stay as they are.")
    done = _("The new value is in force from the day you chose.")

    def get_queryset(self, actor):
        rules = Rule.objects.visible_to(actor)
        return rules.filter(valid_until__isnull=True) if actor.can("rules.set") else rules.none()

    def get_initial(self, actor, rule):
        return {"value": rule.value, "source": rule.source, "note": rule.note}

    def get_context(self, actor, rule):
        return {"heading": tables.setting_named(rule), "was": rule.value_text}

    def act(self, actor, rule, data):
        return change_rule(actor, rule, **data)

    def get_success_url(self, rule):
        return reverse("rules:list")

    def get_cancel_url(self):
        return reverse("rules:list")


class Calendar(ActorRequired):
    """One year: days of rest, make-up days, and whether the arrangement is published."""

    def get(self, request, year: int | None = None):
        today = clock.today()
        shown = year_of(year or today.year, working_calendar(), get_language() or "zh-hans")
        context = {
            "actor": self.actor,
            "shown": shown,
            "years": range(today.year - 2, today.year + 2),
            "own_days": CalendarDay.objects.visible_to(self.actor).filter(day__year=shown.year),
        }
        return render(request, "rules/calendar.html", context)
