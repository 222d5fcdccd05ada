"""The four rates of referred cases, every figure with its rows: numbers, stages and days, never parties or words."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.permissions import require
from lianluo.foundation.lists import Empty, ListPage
from lianluo.foundation.signin import ActorRequired
from lianluo.matters.models import Referral
from lianluo.matters.referral_queries import listed_for
from lianluo.matters.referral_tables import COLUMNS
from lianluo.reports import referral_figures as figures
from lianluo.reports import referral_queries as queries
from lianluo.reports.figures import Rate, share

BLOCKS = (
    (_("What came in"), "received", ("turned_away", "withdrawn", "counted")),
    (_("By chain"), "counted", tuple(figures.CHAINS.values())),
    (_("Hand-over"), "counted", ("preparing", "accepted")),
    (_("Meeting the deputy"), "accepted", ("met", "contacted", "declined", "not_met")),
    (_("Result"), "accepted", ("closed", "overdue", "not_due")),
    (_("Feedback"), "closed", ("fed_back", "unfed")),
    (_("Rating"), "told", ("rated", "silent")),
    (_("What the ratings say"), "rated", ("satisfied", "basically", "unsatisfied")),
)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def scope_of(actor, query) -> queries.Scope:
    """From the address; what makes no sense is left out."""
    office = query.get("office", "")
    own = int(office) if office.isascii() and office.isdigit() and len(office) < 19 else actor.organ_id
    if own not in actor.reach:
        raise Http404
    chain = query.get("chain", "")
    return queries.Scope(
        own,
        _day(query.get("from", "")),
        _day(query.get("to", "")),
        chain if chain in Referral.Chain.values else "",
    )


def _query(scope: queries.Scope) -> str:
    pairs = {
        "office": scope.office_id,
        "from": scope.first or "",
        "to": scope.last or "",
        "chain": scope.chain,
    }
    return urlencode({name: value for name, value in pairs.items() if value})


class Rates(ActorRequired):
    def get(self, request) -> HttpResponse:
        require(self.actor, "matters.referral_figures")
        scope = scope_of(self.actor, request.GET)
        counts = queries.counts_of(self.actor, scope)
        context = {
            "strip": [_rate(rate, counts, scope) for rate in figures.RATES],
            "beside": [_rate(rate, counts, scope) for rate in figures.BESIDE],
            "blocks": [
                (heading, [_line(name, counts, scope, name != total) for name in (total, *parts)])
                for heading, total, parts in BLOCKS
            ],
            "faults": figures.faults(counts, {name: figure.label for name, figure in figures.KNOWN.items()}),
            "scope": scope, "chains": Referral.Chain.choices, "offices": queries.offices_of(self.actor),
        }  # fmt: skip
        return render(request, "reports/referrals.html", context)


def _url(name: str, scope: queries.Scope) -> str:
    return f"{reverse('reports:referral_rows', args=[name])}?{_query(scope)}"


def _rate(rate: Rate, counts: dict[str, int], scope: queries.Scope) -> dict:
    over, under = counts[rate.numerator], counts[rate.denominator]
    found = share(over, under)
    return {
        "label": rate.label, "value": "—" if found is None else f"{found:g}", "numerator": over, "denominator": under,
        "unit": "", "share": found, "note": rate.note, "url": _url(rate.numerator, scope),
        "denominator_url": _url(rate.denominator, scope),
    }  # fmt: skip


def _line(name: str, counts: dict[str, int], scope: queries.Scope, is_part: bool) -> dict:
    figure = figures.KNOWN[name]
    return {
        "label": figure.label, "value": counts[name], "unit": figure.unit, "note": figure.note,
        "url": _url(name, scope), "part": is_part,
    }  # fmt: skip


class Rows(ListPage):
    """The cases one figure counts, as the list shows them to this actor."""

    columns = COLUMNS
    default_order = "-received_on"
    empty = Empty("list", _("This figure counted no row."))

    @property
    def figure(self):
        found = figures.KNOWN.get(self.kwargs["figure"])
        if found is None:
            raise Http404
        return found

    @property
    def title(self) -> str:
        return str(self.figure.label)

    @property
    def subtitle(self) -> str:
        return str(self.figure.note)

    @property
    def export_name(self) -> str:
        return self.title

    @property
    def breadcrumbs(self) -> list[tuple]:
        back = f"{reverse('reports:referrals')}?{_query(self.scope)}"
        return [(_t("Referred cases"), reverse("matters:referrals")), (_t("Four rates"), back)]

    def get_queryset(self, actor):
        require(actor, "matters.referral_figures")
        self.scope = scope_of(actor, self.request.GET)
        return listed_for(actor).filter(pk__in=queries.behind(actor, self.scope, self.figure.name))
