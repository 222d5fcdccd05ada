"""A proposal of ties in words: why this officer, what it costs, which setting to relax where there is no plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.liaison import ranks
from lianluo.units.models import Unit

LEVELS = dict(Unit.Level.choices)


def reason_words(reasons: Iterable, places: Mapping[str, str], names: Mapping[int, str]) -> list[str]:
    """The reasons of a line, each with its points where it costs any. `reasons`: (code, about, points); `places`:
    area code → the office's word; `names`: user id → name."""
    return [_with_points(_word(code, about, places, names), points) for code, about, points in reasons]


def _word(code: str, about, places: Mapping[str, str], names: Mapping[int, str]) -> str:
    match code:
        case "level":
            return _("rank: %(rank)s") % {"rank": ranks.LABELS.get(about, about)}
        case "area":
            return _("same area: %(area)s") % {"area": places.get(about, about)}
        case "delegation":
            return _("same delegation or sector: %(group)s") % {"group": about}
        case "field":
            return _("profession: %(field)s") % {"field": about}
    name = names.get(about, "")
    return {
        "other_area": _("not in charge of the area"),
        "other_field": _("another profession"),
        "kept": _("keeps today's officer"),
        "fixed": _("keeps today's officer"),
        "new": _("has nobody today"),
        "officer_left": _("today's officer %(name)s serves here no more") % {"name": name},
        "rank_not_allowed": _("the rank of today's officer %(name)s may not look after this level") % {"name": name},
        "moved": _("changes from %(name)s") % {"name": name},
    }.get(code, code)  # fmt: skip


def _with_points(word: str, points: int) -> str:
    return _("%(reason)s (%(n)d points)") % {"reason": word, "n": points} if points else word


def cost_words(cost: int, bound: int, stopped_by_clock: bool) -> str:
    """How good the plan is, for somebody who has never heard of a bound."""
    if cost == bound:
        told = _("It costs %(cost)d points; under these settings none costs less.")
    else:
        told = _("It costs %(cost)d points; no plan under these settings costs less than %(bound)d, so at most "
                 "%(share)s can be saved.")  # fmt: skip
    share = f"{(cost - bound) * 100 / cost:.1f}%" if cost else "0%"
    told = told % {"cost": cost, "bound": bound, "share": share}
    return (
        f"{told} {_('The time given ran out; another run may find a better one.')}"
        if stopped_by_clock
        else told
    )


def parts_words(parts: Iterable[tuple[str, int, int]]) -> str:
    """What the points of a plan are for; (code, lines, points) as `proposal_queries.parts_of` counts them."""
    words = {
        "level": _("%(n)d with an officer of a rank that comes second"), "other_area": _("%(n)d outside the officer's area"),
        "other_field": _("%(n)d of another profession"), "moved": _("%(n)d who change their officer"),
        "fairness": _("uneven loads"),
    }  # fmt: skip
    shown = [(words[code] % {"n": n}, points) for code, n, points in parts if points and code in words]
    return "；".join(
        _("%(what)s: %(points)d points") % {"what": what, "points": points} for what, points in shown
    )


def shortage_words(shortage: Mapping, names: Mapping[int, str]) -> tuple[list[str], list[str]]:
    """(what is missing, ways out: each is enough by itself). `shortage` as stored with a proposal."""
    missing = [
        ngettext(
            "%(n)d deputy of the level “%(level)s” may be looked after by nobody who serves here.",
            "%(n)d deputies of the level “%(level)s” may be looked after by nobody who serves here.", count,
        ) % {"n": count, "level": LEVELS.get(level, level)}
        for level, count in shortage["uncovered"]
    ]  # fmt: skip
    ways = [_("; and ").join(_relief(each, names) for each in way) for way in shortage["ways"]]
    if not ways:
        missing.append(_("No plan was found in the time given, nor proof that there is none."))
    elif not missing:
        missing.append(_("The officers cannot take all deputies under these settings."))
    return missing, ways


def _relief(relief: Mapping, names: Mapping[int, str]) -> str:
    rank = ranks.LABELS.get(relief["rank"], relief["rank"])
    if relief["rule"] == "no_officers":
        return _("no officer serves here; %(n)d deputies wait") % {"n": relief["by"]}
    if relief["rule"] == "level":
        level = LEVELS.get(relief["level"], relief["level"])
        told = _("setting “who may look after deputies of the level”: let %(rank)s look after the level “%(level)s”, for "
                 "%(n)d deputies")  # fmt: skip
        return told % {"rank": rank, "level": level, "n": relief["by"]}
    each = "、".join(f"{names.get(key, key)} +{by}" for key, by in relief["officers"][:8])
    more = "…" if len(relief["officers"]) > 8 else ""
    return _("contacts a year an officer can take: %(n)d more for the rank “%(rank)s” (%(each)s)") % {
        "n": relief["by"], "rank": rank, "each": each + more,
    }  # fmt: skip


def load_words(contacts: int, capacity: int) -> str:
    """A load against the capacity, over it in words."""
    if contacts > capacity:
        return _("%(n)d of %(most)d a year, %(over)d too many") % {
            "n": contacts, "most": capacity, "over": contacts - capacity,
        }  # fmt: skip
    return _("%(n)d of %(most)d a year") % {"n": contacts, "most": capacity}
