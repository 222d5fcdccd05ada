"""What shows that a visit took place, and what a visit shows: its photographs, and contacts at the gates of matters."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.documents.actions.files import attach
from lianluo.documents.photos import cleaned
from lianluo.documents.queries import attachments_of
from lianluo.documents.uploads import BadUpload
from lianluo.foundation.workflow import Done, act, action
from lianluo.liaison.models import GateEvidence, Visit
from lianluo.liaison.models.remark import CASE
from lianluo.liaison.workflow import VISIT
from lianluo.matters.actions.assignment import record_contact
from lianluo.matters.models import Assignment, Contact
from lianluo.people.models import Person

MOST_PHOTOS = 9
F, W = Visit.Form, Contact.Way
WAYS = {
    F.TELEPHONE: W.TELEPHONE, F.VIDEO: W.VIDEO, F.MESSAGE: W.MESSAGE, F.GREETING: W.MESSAGE, F.LETTER: W.LETTER,
}  # fmt: skip
"""Way of the contact by way of the visit; all others are in person."""


@act(VISIT, "photograph")
def add_photos(visit: Visit, actor, *, photos: Iterable) -> Done:
    """All or none, at most MOST_PHOTOS a visit; cleaned of place, hour and device. ValidationError names the file."""
    photos = list(photos)
    if len(attachments_of(visit)) + len(photos) > MOST_PHOTOS:
        raise ValidationError({"photos": _("A visit keeps at most %(n)d photographs.") % {"n": MOST_PHOTOS}})
    for photo in photos:
        try:
            attach(actor, visit, cleaned(photo))
        except BadUpload as fault:
            raise ValidationError({"photos": f"{photo.name}: {fault}"}) from fault
    return Done(visit, about=visit, facts={"photos": len(photos)})


@action("liaison.look", "liaison.count_as_contact")
def count_as_contact(
    actor, visit: Visit, *, assignment: Assignment, gate: str, persons: Iterable[Person]
) -> Done:
    """The visit stands for the contact of these signatories at a gate of their matter; whoever handles the matter says so.
    Refused, WrongStage or ValidationError as `record_contact` has it; NotReady where the visit was not held."""
    met = set(visit.met.filter(is_absent=False).values_list("person_id", flat=True))
    made = []
    for person in persons:
        if person.pk not in met or visit.on is None:
            raise ValidationError({"persons": _("This person was not met on the visit.")})
        if _stands(visit, assignment, gate, person):
            continue
        contact = record_contact(
            assignment, actor, gate=gate, on=visit.on, person=person, by_whom=_who(visit),
            way=WAYS.get(visit.form, W.IN_PERSON), said=_said_by(visit, person, len(met)),
        )  # fmt: skip
        made.append(GateEvidence(contact=contact, visit=visit))
    GateEvidence.objects.bulk_create(made)
    facts = {"assignment": str(assignment.matter), "persons": None, "n": len(made)}
    return Done(made, about=visit, facts=facts)


def _stands(visit: Visit, assignment: Assignment, gate: str, person: Person) -> bool:
    same = {"matter": assignment.matter_id, "gate": gate, "person": person, "round": assignment.matter.round}
    return visit.evidence.filter(**{f"contact__{name}": value for name, value in same.items()}).exists()


def _said_by(visit: Visit, person: Person, n_met: int) -> str:
    """What this deputy said, and nobody else of those met; nothing on a concrete case."""
    own = visit.remarks.filter(person=person).exclude(kind=CASE).values_list("words", flat=True)
    return "\n".join([*([visit.said] if n_met == 1 and visit.said else []), *own])


def _who(visit: Visit) -> str:
    """The officer and who came along, as a contact names them; cut where there are many."""
    names = [f"{visit.unit.label} {visit.officer.name}", *visit.companions.values_list("name", flat=True)]
    return "、".join(names)[:120]
