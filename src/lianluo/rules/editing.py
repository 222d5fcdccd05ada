"""Changing settings and the calendar: a form, what the change would move, and the change itself once confirmed."""

from __future__ import annotations

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation import once
from lianluo.foundation.pages import ActView
from lianluo.foundation.workflow import NotReady
from lianluo.rules import effects, tables
from lianluo.rules.actions.calendar import clear_day, close_year, set_arrangement, set_day
from lianluo.rules.actions.rule import add_rule, change_rule, end_rule
from lianluo.rules.forms import AddRuleForm, ArrangementForm, DayForm, EndRuleForm, RuleForm, YearForm
from lianluo.rules.models import CalendarDay, Rule

CONFIRMED = "confirmed"


class PreviewedAct(ActView):
    """The first POST shows what would move; the second, from that page, acts on just that. What is refused comes back."""

    template_name = "rules/previewed.html"
    button = _("Show what this moves")
    foretold: list[effects.Effect] | None = None
    mark = ""

    def get_object(self, actor):
        require(actor, "rules.set")
        return super().get_object(actor)

    def post(self, request, *args, **kwargs):
        self.thing = self.get_object(self.actor)
        form = self.get_form(data=request.POST)
        if form.is_valid() and request.POST.get(CONFIRMED) == _mark(form):
            return super().post(request, *args, **kwargs)
        if form.is_valid():
            self.mark = _mark(form)
            try:
                self.foretold = effects.foretold(
                    self.actor, lambda: self.act(self.actor, self.thing, form.cleaned_data)
                )
            except (NotReady, ValidationError) as refusal:
                _add_errors(form, refusal)
        return self.show(form)

    def get_context(self, actor, thing):
        shown = super().get_context(actor, thing)
        told = self.foretold
        return {
            **shown, "foretold": told, "confirmed_field": CONFIRMED, "once_field": once.FIELD,
            "mark": self.mark, "moves": sum(each.count for each in told or ()),
        }  # fmt: skip

    def get_success_url(self, result):
        return self.get_cancel_url()


def _mark(form) -> str:
    """What was shown and nothing else is confirmed: a field changed since asks for another look."""
    return hashlib.sha256(repr(sorted(form.cleaned_data.items())).encode()).hexdigest()[:16]


def _add_errors(form, refusal) -> None:
    if isinstance(refusal, NotReady):
        form.add_error(None, [str(reason) for reason in refusal.reasons])
    elif hasattr(refusal, "error_dict"):
        for name, errors in refusal.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, refusal)


class _OfRule(PreviewedAct):
    def get_queryset(self, actor):
        return Rule.objects.visible_to(actor)

    def get_context(self, actor, rule):
        return {**super().get_context(actor, rule), "heading": tables.setting_named(rule), "rule": rule}

    def get_cancel_url(self):
        return reverse("rules:setting", args=[self.thing.pk])


class ChangeRule(_OfRule):
    title = _("Change a rule")
    form_class = RuleForm
    consequence = _(
        "The rule in force ends the day before. Deadlines counted from a later day use the new value."
    )
    done = _("The new value is in force from the day you chose.")

    def get_queryset(self, actor):
        return super().get_queryset(actor).filter(valid_until__isnull=True)

    def get_initial(self, actor, rule):
        return {"value": rule.value, "source": rule.source, "note": rule.note}

    def act(self, actor, rule, data):
        return change_rule(actor, rule, **data)


class EndRule(_OfRule):
    title = _("End a rule")
    form_class = EndRuleForm
    consequence = _("From the next day the general rule applies.")
    done = _("The rule ends on the day you chose.")

    def act(self, actor, rule, data):
        return end_rule(actor, rule, **data)


class AddRule(PreviewedAct):
    title = _("Add a rule for a kind or level")
    form_class = AddRuleForm
    consequence = _("It goes before the general rule of the same setting.")
    done = _("The rule is in force from the day you chose.")

    def act(self, actor, thing, data):
        return add_rule(actor, **data)

    def get_cancel_url(self):
        return reverse("rules:list")


class _OfYear(PreviewedAct):
    """An act on one year's calendar."""

    @property
    def year(self) -> int:
        return self.kwargs["year"]

    def get_cancel_url(self):
        return reverse("rules:calendar_of", args=[self.year])


class SetDay(_OfYear):
    title = _("Set a day")
    form_class = DayForm
    done = _("The day is set.")

    def get_initial(self, actor, thing):
        return {"day": self.request.GET.get("day") or date(self.year, 1, 1)}

    def act(self, actor, thing, data):
        return set_day(actor, **data)


class ClearDay(_OfYear):
    """The day's own entry is taken out; the built-in calendar answers again."""

    title = _("Take out this day")
    consequence = _("The built-in calendar answers for this day again.")
    done = _("The day is taken out.")

    def get_queryset(self, actor):
        return CalendarDay.objects.visible_to(actor).filter(day__year=self.year)

    def act(self, actor, row, data):
        return clear_day(actor, row)


class EnterArrangement(_OfYear):
    title = _("Enter the arrangement of a year")
    form_class = ArrangementForm
    consequence = _("Every line lands, or none. The year then counts as published.")
    done = _("The arrangement is entered.")

    def act(self, actor, thing, data):
        return set_arrangement(actor, year=self.year, **data)


class CloseYear(_OfYear):
    title = _("Days are complete")
    form_class = YearForm
    consequence = _("Deadlines that reach into this year are no longer marked as provisional.")
    done = _("The year counts as published.")

    def get_object(self, actor):
        if not 2001 <= self.year <= 2098:
            raise Http404
        return super().get_object(actor)

    def act(self, actor, thing, data):
        return close_year(actor, year=self.year, **data)
