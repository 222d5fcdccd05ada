"""What the closing of a matter must see of its letters."""

from __future__ import annotations

from django.db.models import Exists
from django.utils.translation import gettext as _

from lianluo.correspondence.models import Letter, LetterItem
from lianluo.correspondence.queries import relayed
from lianluo.matters.models import Matter
from lianluo.matters.procedures import procedure_of
from lianluo.matters.workflow import ask_before_closing
from lianluo.people.models import same_proposer


def undelivered(matter: Matter) -> list[str]:
    """A sentence for each signatory whose letter of this round has not been delivered."""
    if not procedure_of(matter.kind).by_letter:
        return []
    delivered = LetterItem.objects.filter(
        same_proposer(inner="letter__"),
        matter=matter, reply__round=matter.round, letter__stage=Letter.Stage.DELIVERED,
    )  # fmt: skip
    rows = (
        matter.signatories.filter(~Exists(delivered))
        .exclude(relayed())
        .select_related("person", "organisation")
    )
    return [
        _("The delivery of the letter to %(name)s is not recorded.") % {"name": row.proposer.name}
        for row in rows
    ]


def register() -> None:
    ask_before_closing(undelivered)
