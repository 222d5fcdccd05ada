"""Coverage of the visiting duty: who was contacted as often as owed, where, by whom, when; every figure opens its rows."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t

from lianluo.accounts.models import User
from lianluo.accounts.permissions import require
from lianluo.foundation import clock
from lianluo.foundation.signin import ActorRequired
from lianluo.liaison.duty_views import EARLIEST, year_and_day
from lianluo.liaison.pace import end_of_quarter
from lianluo.people.models import Mandate
from lianluo.reports import coverage_figures as figures
from lianluo.reports import coverage_queries as queries
from lianluo.reports import coverage_tables as tables
from lianluo.reports.coverage_queries import ALL, Scope
from lianluo.units.models import Unit

YEARS = 6


def scope_of(actor, query) -> Scope:
    """From the address; what makes no sense is left out. A procuratorate the actor does not see is missing."""
    year, on = year_and_day(query)
    asked, level, kind = query.get("office", ""), query.get("level", ""), query.get("kind", "")
    office = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else actor.organ_id
    if office not in (actor.reach if actor.sees_whole_office else actor.reach[:1]):
        raise Http404
    return Scope(
        year, on, None if asked == ALL and actor.sees_whole_office else office,
        level if level in Unit.Level.values else "", kind if kind in Mandate.Kind.values else "",
    )  # fmt: skip


class Coverage(ActorRequired):
    def get(self, request) -> HttpResponse:
        actor = self.actor
        require(actor, "liaison.look")
        scope = scope_of(actor, request.GET)
        total, parts = queries.counts_of(actor, scope)
        tallies = queries.tallies_of(actor, scope)
        return render(request, "reports/coverage.html", {
            **self._choices(scope), **_head(scope, total, tallies),
            "faults": figures.faults(total, total["every"]),
            "cities": tables.cities(scope, parts["city"], _has_places(actor, scope)),
            "tables": self._tables(scope, parts, tallies),
            "months": tables.months(scope, tallies.by_month),
            "levels_of_houses": [] if scope.office_id else tables.house_levels(scope, tallies.by_level),
        })  # fmt: skip

    def _choices(self, scope: Scope) -> dict:
        today = clock.today()
        seen = self.actor.reach if self.actor.sees_whole_office else self.actor.reach[:1]
        offices = Unit.objects.visible_to(self.actor).filter(pk__among=seen).order_by("path")
        return {
            "scope": scope, "today": today, "years": range(today.year, max(today.year - YEARS, EARLIEST), -1),
            "offices": offices if len(seen) > 1 else (), "levels": Unit.Level.choices, "kinds": Mandate.Kind.choices,
            "ALL": ALL, "quarter_end": end_of_quarter(scope.on), "is_present": scope.on == today,
            "is_narrowed": bool(scope.level or scope.kind),
        }  # fmt: skip

    def _tables(self, scope: Scope, parts, tallies) -> list[tables.Table]:
        made = [tables.by_level(scope, parts["level"]), tables.by_group(scope, parts["delegation"])]
        if scope.office_id:
            named = User.objects.visible_to(self.actor).filter(pk__among=_keys(parts["officer_id"]))
            names = {str(user.pk): user.name for user in named}
            made.append(tables.by_officer(scope, parts["officer_id"], names))
        else:
            named = Unit.objects.visible_to(self.actor).filter(pk__among=_keys(parts["office_id"]))
            names = {str(office.pk): office.label for office in named}
            made.append(tables.by_office(scope, parts["office_id"], names, tallies))
        return [table for table in made if table.rows]


def _keys(parts) -> list[int]:
    return [int(key) for key in tables.most_behind(parts) if key]


def _head(scope: Scope, total: queries.Counts, tallies: queries.Tallies) -> dict:
    return {
        "strip": [tables.rate(rate, total, scope) for rate in figures.RATES]
        + [tables.figure(name, total, scope, note) for name, note in figures.RISKS],
        "left_out": [tables.figure(name, total, scope) for name in ("nothing", "untied", "brief", "nobody")],
        "every": tables.figure("every", total, scope, label=_t("all")),
        "met": tables.tally_figures(scope, tallies.total),
    }


def _has_places(actor, scope: Scope) -> bool:
    """Whether the cities have their places in the grid: for the province of Liaoning."""
    office = Unit.objects.visible_to(actor).filter(pk=scope.office_id or actor.organ_id).first()
    return office is not None and office.code == "21"
