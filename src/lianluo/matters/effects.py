"""What a change of rules or of the calendar does to the dates of open matters: foretold before, reckoned again after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, When
from django.db.models.functions import TruncDate

from lianluo.foundation import clock
from lianluo.matters.clock_queries import events_of, rules_in_memory
from lianluo.matters.deadlines import reckon
from lianluo.matters.events import HandedOver
from lianluo.matters.models import Deadline, Extension, Matter, Meeting, Pause
from lianluo.matters.reckoning import Reckoner
from lianluo.rules.deadlines import BadPeriod
from lianluo.rules.effects import Moved, State
from lianluo.rules.queries import NoRule

NAMED = 50
BATCH = 1_000
Part = Deadline.Part
PARTS = {
    Part.SIGN_FOR: ("sign.for", TruncDate("assignment__handed_over_at")),
    Part.CO_OPINION: ("cohandle.opinion", TruncDate("assignment__signed_for_at")),
    Part.FIRST_CONTACT: ("first.contact", TruncDate("assignment__signed_for_at")),
    Part.REASSIGN: ("return.reassign", TruncDate("assignment__return_asked_at")),
    Part.FEEDBACK: ("feedback.return", F("matter__replied_on")),
}
"""Dates of parts that are counted: by which rule, and from which day."""


def foretell(actor, before: State, after: State) -> tuple[int, list[Moved]]:
    """For `rules.effects`: what a change of rules or calendar would move."""
    return foretold_by(
        actor, *(Reckoner(rules_in_memory(each.rules), each.calendar) for each in (before, after))
    )


def foretold_by(actor, before: Reckoner, after: Reckoner) -> tuple[int, list[Moved]]:
    """How many visible open matters would move, and the first of them. Matters that nothing has happened to are reckoned
    once a kind and day of hand-over, so that the cost grows with the days and not with the matters."""
    rows = Matter.objects.visible_to(actor).open()
    special = rows.filter(_has(Pause) | _has(Extension) | _has(Meeting)) | rows.filter(round__gt=1)
    keys = set(special.values_list("pk", flat=True))
    count, named = 0, []
    plain = rows.exclude(pk__in=keys)
    groups = (
        plain.values_list("kind", "handed_over_on").annotate(n=Count("pk")).order_by("handed_over_on", "kind")
    )
    for kind, day, n in groups:
        dates = [_plain(each, kind, day) for each in (before, after)]
        if None in dates or dates[0] == dates[1]:
            continue
        count += n
        if len(named) < NAMED:
            found = plain.filter(kind=kind, handed_over_on=day).order_by("pk")[: NAMED - len(named)]
            named += [_moved(matter, *dates) for matter in found]
    for moving in _special(keys, before, after):
        count += 1
        named += [moving] if len(named) < NAMED else []
    return count, named


def _has(model) -> Exists:
    return Exists(model.objects.filter(matter=OuterRef("pk")))


def _plain(reckoner: Reckoner, kind: str, day: date) -> tuple | None:
    return _dates(reckoner, [HandedOver(day, kind)])


def _dates(reckoner: Reckoner, events: list) -> tuple | None:
    """(effective, internal) or None where no rule answers."""
    try:
        found = reckon(reckoner, events, clock.today())
    except (NoRule, BadPeriod):
        return None
    return tuple(each.due if each else None for each in (found.effective, found.internal))


def _moved(matter: Matter, was: tuple, will_be: tuple) -> Moved:
    """The deadline where it moves, else the internal one."""
    place = 0 if was[0] != will_be[0] else 1
    return Moved(str(matter), matter.get_absolute_url(), was[place], will_be[place])


def _special(keys: set[int], before: Reckoner, after: Reckoner) -> Iterator[Moved]:
    """Matters with pauses, extensions or a further round, each by its own events."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        matters = list(Matter.objects.filter(pk__in=ordered[start : start + BATCH]).defer("content"))
        told = events_of(matters)
        for matter in matters:
            dates = [_dates(each, told[matter.pk]) for each in (before, after)]
            if None not in dates and dates[0] != dates[1]:
                yield _moved(matter, *dates)


def foretell_parts(actor, before: State, after: State) -> tuple[int, list[Moved]]:
    """The same for what departments, co-handlers and deputies owe by a day: reckoned once a part, kind and first day.
    The departments' own dates follow the matter's and are not counted again."""
    then, later = (Reckoner(rules_in_memory(each.rules), each.calendar) for each in (before, after))
    rows = Deadline.objects.visible_to(actor).running().filter(part__in=PARTS)
    rows = rows.annotate(first=Case(*(When(part=part, then=first) for part, (_key, first) in PARTS.items())))
    groups = rows.filter(first__isnull=False).values_list("part", "matter__kind", "first")
    count, named = 0, []
    for part, kind, day, n in groups.annotate(n=Count("pk")).order_by("first", "part", "matter__kind"):
        dates = [_period(each, PARTS[part][0], day, kind) for each in (then, later)]
        if None in dates or dates[0] == dates[1]:
            continue
        count += n
        if len(named) < NAMED:
            found = (
                rows.filter(part=part, matter__kind=kind, first=day).select_related("matter").order_by("pk")
            )
            named += [_moved_part(row, *dates) for row in found[: NAMED - len(named)]]
    return count, named


def _period(reckoner: Reckoner, key: str, day: date, kind: str) -> date | None:
    try:
        return reckoner.period(key, day, kind).due
    except (NoRule, BadPeriod):
        return None


def _moved_part(row: Deadline, was: date, will_be: date) -> Moved:
    return Moved(f"{row.matter} · {row.get_part_display()}", row.get_absolute_url(), was, will_be)
