"""What the letters' fate means for the matters they answer."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from lianluo.correspondence.actions.followed import tell_of_matters
from lianluo.correspondence.models import Letter, LetterItem, News
from lianluo.correspondence.queries import relayed
from lianluo.matters.actions.closing import replied
from lianluo.matters.models import Matter

UNDERWAY = (Letter.Stage.DISPATCHED, Letter.Stage.DELIVERED, Letter.Stage.RETURNED)


def settle(letter: Letter) -> None:
    """A matter counts as replied when each signatory's letter has gone out; a superseded letter takes that back.

    A co-handled matter is replied by the letter with our opinion, whose dispatch has recorded that; superseding the
    letter takes it back.

    The matters are locked in the order of their ids, and read after the lock: of two letters of joint signatories that
    go out at the same moment, the second sees the first.
    """
    if _is_opinion_taken_back(letter):
        replied(letter.about, None)
    matters = letter.items.order_by("matter_id").values_list("matter_id", flat=True).distinct()
    answered = []
    for matter in Matter.objects.select_for_update().filter(pk__in=list(matters)).order_by("pk"):
        on = _answered_on(matter)
        replied(matter, on)
        if on is not None and matter.stage == Matter.Stage.SIGNED_OFF:
            answered.append(matter)
    if answered:
        tell_of_matters(News.What.REPLIED, answered)


def _is_opinion_taken_back(letter: Letter) -> bool:
    if letter.kind != Letter.Kind.OPINION or letter.stage != Letter.Stage.SUPERSEDED:
        return False
    return letter.round == letter.about.round and letter.dispatches.exists()


def _answered_on(matter: Matter) -> date | None:
    """The day the last of the signatories' letters was first posted; None while one is missing. Of signatories whom the
    lead tells himself no letter is missing."""
    items = LetterItem.objects.filter(matter=matter, reply__round=matter.round, letter__stage__in=UNDERWAY)
    first = Min("letter__dispatches__dispatched_on")
    sent = items.values_list("letter__person_id", "letter__organisation_id").annotate(first=first)
    posted = {(person, organisation): day for person, organisation, day in sent}
    signatories = {row.proposer_key for row in matter.signatories.exclude(relayed())}
    if not signatories or signatories - set(posted):
        return None
    return max(posted[key] for key in signatories)
