"""What the deputy marks herself: kept mark by mark as she makes them; both axes make her rating of the round."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role
from lianluo.accounts.queries import holders_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.matters.models import Feedback, Matter, RatingMark
from lianluo.matters.rating_queries import is_open, latest_marks

ALLOWED = {
    **dict.fromkeys(RatingMark.AXES, Feedback.Rating.values),
    **dict.fromkeys(("before", "during", "after"), ["", *Feedback.Contacted.values]),
}
LONGEST = 2000


@action("matters.rate")
def mark(actor, matter: Matter, *, round: int, marks: dict[str, str], way: str) -> Done:
    """`marks`: field of `RatingMark` → what she chose or wrote. Stored at once, whole or half; the journal keeps that she
    rated, never what. Open until the round is over, and for `feedback.changeable_hours` after her rating was complete."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    standing = matter.feedbacks.filter(person=actor.person_id, round=round).first()
    if not is_open(matter, round, standing):
        raise NotReady(_("The rating of this letter is closed."))
    _check(marks)
    RatingMark.objects.bulk_create(
        RatingMark(
            matter=matter, person_id=actor.person_id, round=round, field=field, value=value.strip(), way=way
        )
        for field, value in marks.items()
    )
    latest = latest_marks(matter, actor.person_id, round)
    was_low = standing is not None and standing.is_unsatisfied
    made = _stand(standing, matter, actor, round, latest, way)
    told = [] if made is None else _whom_it_concerns(matter, made, is_new=standing is None, was_low=was_low)
    return Done(made, about=matter, facts={"marks": sorted(marks), "round": round}, tell=told)


def _check(marks: dict[str, str]) -> None:
    for field, value in marks.items():
        if field not in RatingMark.Field.values:
            raise ValidationError(_("This cannot be marked."))
        if field in ALLOWED and value not in ALLOWED[field]:
            raise ValidationError(_("This cannot be marked."))
        if len(value) > LONGEST:
            raise ValidationError(_("Write at most %(n)d characters.") % {"n": LONGEST})


def _stand(standing, matter: Matter, actor, round: int, latest: dict[str, str], way: str) -> Feedback | None:
    """The rating as it stands after these marks; None while an axis is missing."""
    if not all(latest.get(axis) for axis in RatingMark.AXES):
        return None
    if standing is None:
        return Feedback.objects.create(
            matter=matter,
            person_id=actor.person_id,
            round=round,
            way=way,
            received_on=clock.today(),
            **latest,
        )
    for field, value in latest.items():
        setattr(standing, field, value)
    standing.save(update_fields=list(latest))
    return standing


def _whom_it_concerns(matter: Matter, made: Feedback, is_new: bool, was_low: bool) -> list:
    """Handlers learn that a form came back and no more; the liaison office at once that somebody is unsatisfied, also when
    she has changed her mind."""
    rows = matter.assignments.answering().select_related("handler") if is_new else ()
    handlers = [row.handler for row in rows]
    if was_low or not made.is_unsatisfied:
        return handlers
    return [
        *handlers,
        *holders_of(
            Role.LIAISON_OFFICE, [matter.office_id, *matter.office.children.values_list("pk", flat=True)]
        ),
    ]
