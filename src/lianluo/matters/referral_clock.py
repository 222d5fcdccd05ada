"""The days of open referred cases when a setting or the calendar changes: foretold by number, then reckoned anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianluo.matters.models import Matter, Referral
from lianluo.rules import effects
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.effects import Moved, State, Watcher
from lianluo.rules.models import Rule
from lianluo.rules.queries import due_by

KIND = Matter.Kind.REFERRED_CASE
TOLD = 50


@dataclass(frozen=True)
class Days:
    procedural: date | None
    result: date | None
    provisional: bool


def rule_in(rules: tuple[Rule, ...], key: str, on: date) -> Rule | None:
    """The row for referred cases in force on the day, the one of their own kind before the general one."""
    rows = [
        row
        for row in rules
        if row.key == key and row.applies_kind in ("", KIND) and not row.applies_level and _holds(row, on)
    ]
    return max(rows, key=lambda row: (row.applies_kind == KIND, row.valid_from), default=None)


def _holds(row: Rule, on: date) -> bool:
    return row.valid_from <= on and (row.valid_until is None or row.valid_until >= on)


def days_of(referral: Referral, rules: tuple[Rule, ...], calendar: WorkingCalendar) -> Days:
    """A day that the SPP named, or until which the leader gave more time, is moved by no rule."""
    answer = _due(rules, "referred.procedural", referral.received_on, calendar)
    result = _due(rules, "referred.result", referral.handed_over_on, calendar)
    named = referral.extended_until or referral.named_due_on
    day = named or (result.due if result else None)
    provisional = result.provisional if result and not named else False
    return Days(answer.due if answer else None, day, provisional)


def _due(rules, key: str, start: date | None, calendar: WorkingCalendar):
    row = rule_in(rules, key, start) if start else None
    return due_by(row, start, calendar=calendar) if row else None


def moved_between(rows, before: State, after: State) -> Iterator[Moved]:
    """Cases whose result or procedural answer would be due on another day, by number only."""
    for case in rows:
        was = days_of(case, before.rules, before.calendar)
        will_be = days_of(case, after.rules, after.calendar)
        for old, new in ((was.result, will_be.result), (was.procedural, will_be.procedural)):
            if old and new and old != new:
                yield Moved(str(case), case.get_absolute_url(), old, new)
                break


def _foretell(actor, before: State, after: State) -> tuple[int, list[Moved]]:
    rows = Referral.objects.known_to(actor).filter(stage__in=Referral.RUNNING).order_by("pk")
    found = list(moved_between(rows, before, after))
    return len(found), found[:TOLD]


def register(follow) -> None:
    """`follow(actor)` starts the job that reckons anew."""
    effects.watch("referrals", Watcher(_("Referred cases"), _foretell, follow))
