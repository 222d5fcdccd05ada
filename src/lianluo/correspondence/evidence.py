"""What the closing of a matter must see of its letters."""

from __future__ import annotations

from django.utils.translation import gettext as _

from lianluo.correspondence.models import Letter, LetterItem
from lianluo.matters.models import Matter
from lianluo.matters.procedures import procedure_of
from lianluo.matters.workflow import ask_before_closing


def undelivered(matter: Matter) -> list[str]:
    """A sentence for each signatory whose letter of this round has not been delivered."""
    if not procedure_of(matter.kind).by_letter:
        return []
    delivered = LetterItem.objects.filter(
        matter=matter, reply__round=matter.round, letter__stage=Letter.Stage.DELIVERED
    ).values("letter__addressee_id")
    rows = matter.signatories.exclude(person_id__in=delivered).select_related("person")
    return [
        _("The delivery of the letter to %(name)s is not recorded.") % {"name": row.person.name}
        for row in rows
    ]


def register() -> None:
    ask_before_closing(undelivered)
