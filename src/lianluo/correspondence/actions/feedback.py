"""One paper form with the ratings of all the matters a letter answers."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lianluo.correspondence.models import Letter
from lianluo.matters.actions.closing import record_feedback, record_late_feedback
from lianluo.matters.models import Feedback, Matter


@transaction.atomic
def enter_form(
    actor,
    letter: Letter,
    *,
    received_on: date,
    rated: list[tuple[Matter, str, str, str]],
    signed_by: str = "",
    scan=None,
) -> list[Feedback]:
    """`rated`: (matter, attitude, result, what the deputy wrote). All of the form lands or none of it; the scan of
    the one paper goes with each.

    `signed_by`: who signed for an organisation. A form about a round that is over is kept with that round.
    """
    rounds = dict(letter.items.values_list("matter_id", "reply__round"))
    made = []
    for matter, attitude, result, comment in rated:
        facts = {
            "person": letter.addressee, "attitude": attitude, "result": result, "comment": comment,
            "received_on": received_on, "signed_by": signed_by, "scan": scan,
        }  # fmt: skip
        if rounds[matter.pk] < matter.round:
            made.append(record_late_feedback(actor, matter, round=rounds[matter.pk], **facts))
        else:
            made.append(record_feedback(matter, actor, **facts))
    return made
