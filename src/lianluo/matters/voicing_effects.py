"""What a change of settings does to the hours of opinions without an answer told, while session mode is open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.foundation import clock
from lianluo.matters.actions.deadlines import keep_deadlines
from lianluo.matters.actions.voicing_hours import reckon_hours
from lianluo.matters.models import Matter, SessionMode, VoicedOpinion
from lianluo.matters.voicing_clock import KEY, answer_due, stamp
from lianluo.matters.voicing_queries import hours_running
from lianluo.matters.voicing_workflow import VOICED
from lianluo.rules import effects
from lianluo.rules.effects import Moved, State
from lianluo.rules.models import Rule

SHOWN = 50


KEEPING = ("sign_for", "answer", "send_back", "reassign", "withdraw", "tell")
"""Steps of a voiced opinion that move dates of its matter."""


def register() -> None:
    VOICED.afterwards(lambda opinion: keep_deadlines(opinion.matter), steps=KEEPING)
    effects.watch("voiced", effects.Watcher(_("Hours of answers in session"), foretell, follow))


def foretell(actor, before: State, after: State) -> tuple[int, list[Moved]]:
    """Opinions whose hour would move, of those the actor may see, the nearest first."""
    moved = []
    for opinion in hours_running(VoicedOpinion.objects.visible_to(actor)):
        found = rule_among(after.rules, opinion.mode, opinion.voiced_at)
        then = answer_due(opinion.voiced_at, found, after.calendar).due if found else opinion.answer_due_at
        if then != opinion.answer_due_at:
            moved.append((opinion, then))
    return len(moved), [_moved(*each) for each in moved[:SHOWN]]


def _moved(opinion: VoicedOpinion, then: datetime) -> Moved:
    words = {"opinion": opinion.matter, "was": stamp(opinion.answer_due_at)[5:], "then": stamp(then)[5:]}
    label = _t("%(opinion)s (%(was)s, then %(then)s)") % words
    days = clock.day_of(opinion.answer_due_at), clock.day_of(then)
    return Moved(label, opinion.get_absolute_url(), *days)


def follow(actor) -> None:
    if hours_running(VoicedOpinion.objects.all()).exists():
        reckon_hours(actor)


def rule_among(rules: Iterable[Rule], mode: SessionMode, voiced_at: datetime) -> Rule | None:
    """The setting of these that `rules.queries.rule` would give: in force on the day, the most specific first."""
    day, level = clock.day_of(voiced_at), mode.session.term.body.level
    kind = Matter.Kind.DELIBERATION_OPINION
    found = [
        row
        for row in rules
        if row.key == KEY and row.applies_kind in ("", kind) and row.applies_level in ("", level)
        and row.valid_from <= day and (row.valid_until is None or row.valid_until >= day)
    ]  # fmt: skip
    return max(found, key=lambda row: (row.applies_kind != "", row.applies_level != ""), default=None)
