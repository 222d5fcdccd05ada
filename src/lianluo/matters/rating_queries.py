"""Whether a rating is open to the deputy, and what she has marked so far."""

from __future__ import annotations

from datetime import timedelta

from lianluo.foundation import clock
from lianluo.matters.models import Feedback, Matter, RatingMark
from lianluo.rules.queries import NoRule, rule

HOURS = 72


def is_open(matter: Matter, round: int, standing: Feedback | None) -> bool:
    """Whether she may still rate this round, or change what she rated. Paper that was entered stands."""
    if matter.stage != Matter.Stage.REPLIED or round != matter.round:
        return False
    if standing is None:
        return True
    return standing.way in Feedback.OWN and clock.now() < standing.entered_at + changeable_for()


def changeable_for() -> timedelta:
    try:
        return timedelta(hours=float(rule("feedback.changeable_hours", clock.today()).number))
    except NoRule:
        return timedelta(hours=HOURS)


def latest_marks(matter: Matter, person_id: int, round: int) -> dict[str, str]:
    """Field → its last mark in this round."""
    rows = RatingMark.objects.filter(matter=matter, person=person_id, round=round).order_by("pk")
    return dict(rows.values_list("field", "value"))
