"""The page of one officer's year: a strip of weeks, and how he stands with each of his deputies."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.signin import ActorRequired
from lianluo.liaison.duty_views import year_and_day
from lianluo.liaison.officer_queries import CONTACTS, DUE, PLANNED, Week, weeks_of
from lianluo.liaison.pace import STATES, in_states, paced
from lianluo.liaison.queries import duties_of
from lianluo.liaison.tables import standing

ROWS = 100
KINDS = ((CONTACTS, _("Contacts that count")), (PLANNED, _("Planned")), (DUE, _("Follow-up due")))
SUMS = ("owing", "fulfilled", "behind", "none", "risk_quarter")


class OfficerYear(ActorRequired):
    def get(self, request, pk: int) -> HttpResponse:
        actor, year_on = self.actor, year_and_day(request.GET)
        officer = User.objects.visible_to(actor).filter(pk=pk).first()
        if officer is None:
            raise Http404
        require(actor, "liaison.see_officer", officer)
        year, on = year_on
        duties = paced(duties_of(actor, year, on), year, on).filter(officer=officer)
        shown = duties.select_related("person", "office").order_by(
            F("done") - F("owed"), "person__sort_key", "pk"
        )
        weeks = weeks_of(actor, officer, year)
        return render(request, "liaison/officer_year.html", {
            "officer": officer, "year": year, "on": on, "today": clock.today(),
            "years": [each for each in (year - 1, year + 1) if each <= clock.today().year],
            "strip": [_line(name, label, weeks, officer) for name, label in KINDS],
            "months": [(week.first.month if _starts_month(place, weeks) else "") for place, week in enumerate(weeks)],
            "table": _filled(weeks, officer),
            "sums": [_sum(name, duties, officer, year, on) for name in SUMS],
            "duties": [(row, standing(row)) for row in shown[:ROWS]],
            "all_url": _duty_url(officer, year, on),
        })  # fmt: skip


def _starts_month(place: int, weeks: list[Week]) -> bool:
    return place == 0 or weeks[place].first.month != weeks[place - 1].first.month


def _address(name: str, officer: User, first, last) -> str:
    """The list that shows just what one field of the strip counts."""
    page, field, more = {
        CONTACTS: ("liaison:counted", "on", {"officer": officer.pk}),
        PLANNED: ("liaison:list", "planned", {"officer": officer.pk, "tab": "planned"}),
        DUE: ("liaison:list", "due", {"follow_up_by": officer.pk, "tab": "to_do"}),
    }[name]
    return f"{reverse(page)}?{urlencode({**more, f'{field}_from': first, f'{field}_to': last})}"


def _line(name: str, label, weeks: list[Week], officer: User) -> dict:
    today = clock.today()
    return {
        "name": name, "label": label,
        "weeks": [
            {"count": week.counts[name], "first": week.first, "last": week.last, "is_now": week.first <= today <= week.last,
             "url": _address(name, officer, week.first, week.last) if week.counts[name] else ""}
            for week in weeks
        ],
    }  # fmt: skip


def _filled(weeks: list[Week], officer: User) -> list[dict]:
    """The weeks in which there is anything, as a table."""
    return [
        {"first": week.first, "last": week.last,
         "cells": [(week.counts[name], _address(name, officer, week.first, week.last)) for name, _label in KINDS]}
        for week in weeks
        if any(week.counts.values())
    ]  # fmt: skip


def _duty_url(officer: User, year: int, on, state: str = "") -> str:
    pairs = {"tab": "all", "officer": officer.pk, "year": year, "on": on, "state": state}
    return f"{reverse('liaison:duty')}?{urlencode({name: value for name, value in pairs.items() if value})}"


def _sum(name: str, duties, officer: User, year: int, on) -> dict:
    return {
        "label": STATES[name].label, "value": in_states(duties, [name]).count(), "numerator": None, "share": None,
        "url": _duty_url(officer, year, on, name),
    }  # fmt: skip
