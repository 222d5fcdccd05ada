"""How the deadlines of one matter were found, for the `{% deadline_sum %}` part, and how each of them stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.foundation import clock
from lianluo.matters.deadlines import Clock
from lianluo.matters.models import Assignment, Deadline
from lianluo.matters.reckoning import Dated
from lianluo.rules.sums import Sum, rows_of

SOON = 7
Part = Deadline.Part


def sums_of(found: Clock | None) -> list[dict]:
    """The statutory clock, then the internal one (or that of the round), each with label, state, total, source, rows."""
    if found is None:
        return []
    parts = [Part.REHANDLE, Part.STATUTORY, Part.INTERNAL]
    return [sum_of(each.part, each.sum) for part in parts if (each := found.of(part))]


def sum_of(part: str, found: Sum) -> dict:
    """One deadline for `{% deadline_sum %}`."""
    source = next((line.source for line in found.lines if line.key == "rule"), "")
    return {
        "label": Part(part).label.capitalize(), "state": "", "total": found.due.isoformat(), "source": source,
        "rows": rows_of(found), "due": found.due,
    }  # fmt: skip


def shown_of(found: Clock | None) -> list[dict]:
    """The deadlines of the side card: label, shown, key, and the sums behind it."""
    return [
        {"label": one["label"], "shown": one["total"], "key": f"clock-{place}", "sums": [one]}
        for place, one in enumerate(sums_of(found))
    ]


def sums_of_assignment(found: Clock | None, key: int) -> dict[str, list[dict]]:
    """The sums of a department's own dates by part."""
    parts = (Part.SIGN_FOR, Part.ANSWER)
    return {part.value: [sum_of(part, each.sum)] for part in parts if found and (each := found.of(part, key))}


@dataclass(frozen=True)
class Standing:
    """A line of the table of dates: what, whose, by when with its sum, and how it stands in words."""

    label: str
    owner: str
    due: date
    sums: list[dict]
    state: str
    words: str
    provisional: bool
    key: str


def standings_of(found: Clock, assignments: list[Assignment], today: date | None = None) -> list[Standing]:
    """The dates of the matter and of these assignments, the nearest first, those met or fallen away after them."""
    names: dict[int | None, str] = {None: "", **{row.pk: row.department.label for row in assignments}}
    return [
        Standing(
            _label(each), names[each.assignment], each.due, [sum_of(each.part, each.sum)],
            *state_of(each, today or clock.today()), each.sum.provisional, "-".join(map(str, each.key)),
        )
        for each in sorted(found.dates, key=lambda each: _nearest(each, today or clock.today()))
        if each.assignment in names
    ]  # fmt: skip


def _nearest(each: Dated, today: date) -> tuple:
    gone = each.part == Part.RETURN_APPLY and each.due < today
    return each.met_on is not None or each.stopped_on is not None or gone, each.due, each.part


def _label(each: Dated) -> str:
    label = Part(each.part).label
    if each.round > 1:
        return _("%(what)s, round %(n)d") % {"what": label, "n": each.round}
    return label


def state_of(each: Dated, today: date) -> tuple[str, str]:
    """(state of the `.clock` badge, its words) of one deadline."""
    if each.met_on:
        late = (each.met_on - each.due).days
        if late > 0 and each.part != Part.RETURN_APPLY:
            words = ngettext("met on %(day)s, %(n)d day late", "met on %(day)s, %(n)d days late", late)
            return "overdue", words % {"day": each.met_on, "n": late}
        return "done", _("met on %(day)s") % {"day": each.met_on}
    if each.stopped_on:
        return "paused", _("fell away on %(day)s") % {"day": each.stopped_on}
    if each.is_paused:
        return "paused", _("paused")
    return left_of(each.due, today, each.part == Part.RETURN_APPLY)


def left_of(due: date, today: date, is_right: bool = False) -> tuple[str, str]:
    """Days left or overdue; of a right, that it has passed."""
    left = (due - today).days
    if left < 0 and is_right:
        return "paused", _("gone by")
    if left < 0:
        return "overdue", ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    if left == 0:
        return "soon", _("due today")
    words = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left}
    return ("soon" if left <= SOON else "normal"), words
