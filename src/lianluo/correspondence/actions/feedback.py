"""One paper form with the ratings of all the matters a letter answers."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lianluo.correspondence.models import Letter
from lianluo.matters.actions.closing import record_feedback
from lianluo.matters.models import Feedback, Matter


@transaction.atomic
def enter_form(
    actor, letter: Letter, *, received_on: date, rated: list[tuple[Matter, str, str, str]]
) -> list[Feedback]:
    """`rated`: (matter, attitude, result, what the deputy wrote). All of the form lands or none of it."""
    return [
        record_feedback(
            matter, actor, person=letter.addressee, attitude=attitude, result=result, comment=comment,
            received_on=received_on,
        )
        for matter, attitude, result, comment in rated
    ]  # fmt: skip
