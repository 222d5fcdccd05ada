"""How the figures of coverage stand on the page: tiles, tables, bars; each number with the address of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _t
from django.utils.translation import pgettext

from lianluo.liaison.queries import last_of_month
from lianluo.liaison.tables import MISSING
from lianluo.reports import coverage_figures as figures
from lianluo.reports.coverage_queries import Counts, Scope, Tallies, Tally
from lianluo.reports.figures import Rate, share
from lianluo.units.models import Unit

BOUND = 12
"""Rows of a table that may have many; the rest stand behind the link beneath."""
SHOWN = ("owing", "fulfilled", "behind", "none", "risk_quarter", "risk_year")


def heads() -> list[str]:
    return [capfirst(figures.FIGURES[name].label) for name in SHOWN]


@dataclass
class Table:
    caption: Any
    question: Any
    first: Any
    rows: list[dict]
    rest: int = 0
    rest_url: str = ""
    has_visits: bool = False

    @property
    def head(self) -> list:
        return heads()


@cache
def _page(name: str) -> str:
    """A page has some hundred links to the same few lists."""
    return reverse(name)


def number(count: int, url: str) -> SafeString:
    """A count that opens its rows; "—" for none. Made here, not in a template: a page has some hundred of them."""
    if not count:
        return SafeString("—")
    return format_html('<a class="rows" href="{}">{}</a>', url, count)


def rows_url(scope: Scope, state: str = "", **more: Any) -> str:
    """The list of duties that shows just what was counted."""
    pairs = {
        "tab": "all", "year": scope.year, "on": scope.on, "office": scope.office_id or "", "level": scope.level,
        "kind": scope.kind, "state": state if state in figures.FIGURES else "", **more,
    }  # fmt: skip
    return f"{_page('liaison:duty')}?{urlencode({name: value for name, value in pairs.items() if value})}"


def rate(rate: Rate, counts: Counts, scope: Scope) -> dict:
    over, under = counts[rate.numerator], counts[rate.denominator]
    found = share(over, under)
    return {
        "label": rate.label, "value": "—" if found is None else f"{found:g}", "numerator": over, "denominator": under,
        "unit": figures.UNIT, "share": found, "note": rate.note, "url": rows_url(scope, rate.numerator),
        "denominator_url": rows_url(scope, rate.denominator),
    }  # fmt: skip


def figure(name: str, counts: Counts, scope: Scope, note: Any = "", label: Any = "") -> dict:
    return {
        "label": label or capfirst(figures.FIGURES[name].label), "value": counts[name], "unit": figures.UNIT, "note": note,
        "url": rows_url(scope, name), "numerator": None, "share": None,
    }  # fmt: skip


def _met_urls(scope: Scope, first: date, last: date, **more: Any) -> tuple[str, str, str]:
    """Of visits, of those met, of contacts that count."""
    pairs = {"office": scope.office_id, "on_from": first, "on_to": last, **more}
    query = urlencode({name: value for name, value in pairs.items() if value})
    return (
        f"{_page('liaison:list')}?tab=approved&{query}",
        f"{_page('liaison:met')}?{query}",
        f"{_page('liaison:counted')}?{query}",
    )


def _tally(scope: Scope, tally: Tally, first: date, last: date, **more: Any) -> list[tuple[int, str]]:
    counts = (tally.visits, tally.heads, tally.contacts)
    return list(zip(counts, _met_urls(scope, first, last, **more), strict=True))


def _tally_cells(scope: Scope, tally: Tally, first: date, last: date, **more: Any) -> list[SafeString]:
    return [number(count, url) for count, url in _tally(scope, tally, first, last, **more)]


def tally_figures(scope: Scope, tally: Tally) -> list[dict]:
    words = (
        (_t("Visits and contacts held"), pgettext("unit", "times"), _t("approved; one visit to several deputies is one")),
        (_t("Deputies met"), pgettext("unit", "person-times"), _t("each deputy on each visit")),
        (_t("Contacts that count"), pgettext("unit", "person-times"), _t("towards the duty, by the office's own officer")),
    )  # fmt: skip
    return [
        {
            "label": label,
            "unit": unit,
            "note": note,
            "value": count,
            "url": url,
            "numerator": None,
            "share": None,
        }
        for (label, unit, note), (count, url) in zip(
            words, _tally(scope, tally, scope.first, scope.on), strict=True
        )
    ]


def cities(scope: Scope, parts: Mapping[str, Counts], has_places: bool) -> dict:
    """Tiles in their places and those in a row beneath; both are lists of what `{% tile %}` wants."""
    placed, others = [], []
    for name in sorted(parts, key=lambda name: figures.PLACES.get(name, (9, 9, name))):
        over, under = parts[name]["fulfilled"], parts[name]["owing"]
        row, column = figures.PLACES.get(name, (0, 0)) if has_places else (0, 0)
        tile = {
            "name": name or _t("without city"), "over": over, "under": under, "step": figures.step_of(over, under),
            "low": figures.is_low(over, under), "row": row, "column": column, "share": figures.said(over, under),
            "url": rows_url(scope, "owing", city=name or MISSING),
            "cells": _cells(scope, parts[name], city=name or MISSING),
        }  # fmt: skip
        (placed if row else others).append(tile)
    return {
        "placed": placed,
        "others": others,
        "all": placed + others,
        "head": heads(),
    }


def _cells(scope: Scope, counts: Counts, **where: Any) -> list[SafeString]:
    return [number(counts[name], rows_url(scope, name, **where)) for name in SHOWN]


def _row(scope: Scope, label: Any, counts: Counts, url: str = "", **where: Any) -> dict:
    over, under = counts["fulfilled"], counts["owing"]
    return {
        "label": label, "url": url, "cells": _cells(scope, counts, **where), "share": figures.said(over, under),
        "percent": 100 * over / under if under else None,
    }  # fmt: skip


def most_behind(parts: Mapping[str, Counts], bound: int = BOUND) -> list[str]:
    """Keys of those of whom most are missing, at most `bound`; who owes nothing is left out."""
    owing = [key for key in parts if parts[key]["owing"]]
    return sorted(owing, key=lambda key: (-parts[key]["behind"], -parts[key]["owing"], key))[:bound]


def _rest(parts: Mapping[str, Counts]) -> int:
    return max(0, sum(1 for counts in parts.values() if counts["owing"]) - BOUND)


def by_level(scope: Scope, parts: Mapping[str, Counts]) -> Table:
    rows = [
        _row(scope, level.label, parts[level.value], level=level.value)
        for level in Unit.Level
        if level.value in parts
    ]
    return Table(_t("By level"), _t("Are the deputies of every level looked after?"), _t("Level"), rows)


def by_group(scope: Scope, parts: Mapping[str, Counts]) -> Table:
    keys = most_behind(parts)
    rows = [_row(scope, key or _t("none named"), parts[key], group=key or MISSING) for key in keys]
    return Table(
        _t("By delegation or sector"), _t("Where are most still missing?"), _t("Delegation or sector"), rows,
        _rest(parts), rows_url(scope, "behind", sort="delegation"),
    )  # fmt: skip


def by_officer(scope: Scope, parts: Mapping[str, Counts], names: Mapping[str, str]) -> Table:
    """The most behind first. Who looks after nobody any more keeps what is owed until the year is over."""
    rows = []
    for key in most_behind(parts):
        if not key:
            rows.append(_row(scope, _t("nobody any more"), parts[key], tab="nobody"))
            continue
        year = reverse("liaison:officer_year", args=[key]) + f"?year={scope.year}"
        rows.append(_row(scope, names.get(key, "—"), parts[key], year, officer=key))
    return Table(
        _t("By officer"), _t("Who has most still to visit?"), _t("Liaison officer"), rows, _rest(parts),
        rows_url(scope, "behind", sort="officer"),
    )  # fmt: skip


def by_office(scope: Scope, parts: Mapping[str, Counts], names: Mapping[str, str], tallies: Tallies) -> Table:
    rows = []
    for key in most_behind(parts):
        own = "?" + urlencode({"year": scope.year, "on": scope.on, "office": key})
        row = _row(scope, names.get(key, "—"), parts[key], own, office=key)
        tally = tallies.by_office.get(int(key), Tally())
        row["visits"] = _tally_cells(scope, tally, scope.first, scope.on, office=key)
        rows.append(row)
    return Table(
        _t("By procuratorate"), _t("Which procuratorates are behind?"), _t("Procuratorate"), rows, _rest(parts),
        rows_url(scope, "behind", sort="office"), has_visits=True,
    )  # fmt: skip


def house_levels(scope: Scope, by_level: Mapping[str, Tally]) -> list[dict]:
    """Visits by level of the procuratorates that took part; a joint one counts once for each level."""
    found = [(level, by_level[level.value]) for level in Unit.Level if level.value in by_level]
    return [
        {
            "label": level.label,
            "cells": _tally_cells(scope, tally, scope.first, scope.on, house_level=level.value),
        }
        for level, tally in found
    ]


HEIGHT, STEP, WIDE = 92, 50, 13
"""Of the drawing: the tallest bar, the width of a month, that of a bar with its gap."""


def months(scope: Scope, by_month: Mapping[int, Tally]) -> list[dict]:
    """Twelve months with their three counts, as cells and as bars."""
    most = max((max(t.visits, t.heads, t.contacts) for t in by_month.values()), default=0)
    return [_month(scope, month, by_month.get(month, Tally()), most) for month in range(1, 13)]


def _month(scope: Scope, month: int, tally: Tally, most: int) -> dict:
    first, left = date(scope.year, month, 1), (month - 1) * STEP
    counts = (tally.visits, tally.heads, tally.contacts)
    heights = [round(HEIGHT * count / most, 1) if most else 0 for count in counts]
    return {
        "month": month, "is_ahead": first > scope.on, "x": left,
        "cells": _tally_cells(scope, tally, first, min(last_of_month(first), scope.on)),
        "bars": [
            {"x": left + 4 + WIDE * place, "y": HEIGHT + 4 - height, "height": height, "count": count}
            for place, (height, count) in enumerate(zip(heights, counts, strict=True))
        ],
    }  # fmt: skip
