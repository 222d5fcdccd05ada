"""The figures of coverage: each counts the duties in one state (`liaison.pace`); how they add up; which share is shown how.

A duty is what one procuratorate owes one deputy or member in a year. Visits, deputies met (人次) and contacts that count are
three different things and are never added to one another.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.liaison.pace import STATES
from lianluo.reports.figures import Figure, Footing, Rate

DUTIES = "duties"
UNIT = pgettext_lazy("unit", "persons")
FIGURES = {
    state.name: Figure(state.name, state.label, DUTIES, UNIT, state.condition, state.note)
    for state in STATES.values()
}
RATES = (
    Rate("covered", _("Duty fulfilled"), "fulfilled", "owing", _("contacted as often as owed this year")),
    Rate("reached", _("Contacted at least once"), "once", "owing"),
    Rate("twofold", _("Contacted twice or more"), "twice", "owing"),
)
RISKS = (
    ("none", ""),
    ("risk_quarter", _("at the present pace, by the end of the quarter")),
    ("risk_year", _("at the present pace, by the end of the year")),
)
FOOTINGS = (
    Footing("owing", ("fulfilled", "behind")),
    Footing("owing", ("once", "none")),
    Footing("nothing", ("untied", "brief")),
)
FLOOR, BINS = 80, (80, 90, 95)
"""Percent: below the floor a tile has an amber edge; the steps of the tiles' blue."""
PLACES = {
    "朝阳": (1, 1), "阜新": (1, 2), "沈阳": (1, 3), "铁岭": (1, 4), "葫芦岛": (2, 1), "锦州": (2, 2), "辽阳": (2, 3),
    "抚顺": (2, 4), "盘锦": (3, 2), "鞍山": (3, 3), "本溪": (3, 4), "营口": (4, 2), "丹东": (4, 4), "大连": (5, 2),
}  # fmt: skip
"""Row and column of Liaoning's fourteen cities in the grid; other places stand in a row beneath."""


def step_of(over: int, under: int) -> int:
    """1 (pale) to 4 (dark) by the unrounded share; 1 where nothing is owed."""
    return 1 + sum(100 * over >= edge * under for edge in BINS) if under else 1


def is_low(over: int, under: int) -> bool:
    return bool(under) and 100 * over < FLOOR * under


def said(over: int, under: int) -> str:
    """The share for a tile: with a decimal where rounding would show it in another step; "—" where nothing is owed."""
    if not under:
        return "—"
    whole = round(100 * over / under)
    if sum(whole >= edge for edge in BINS) == step_of(over, under) - 1:
        return f"{whole}%"
    return f"{int(1000 * over / under) / 10}%"


def faults(counts: Mapping[str, int], everybody: int) -> list[str]:
    """What does not add up, in words for a person."""
    pairs = [
        (counts[f.total], sum(counts[part] for part in f.parts), FIGURES[f.total].label) for f in FOOTINGS
    ]
    pairs.append((everybody, counts["owing"] + counts["nothing"], _t("all")))
    return [
        _t("The parts of “%(total)s” add up to %(sum)s instead of %(count)s.")
        % {"total": label, "sum": parts, "count": total}
        for total, parts, label in pairs
        if total != parts
    ]
