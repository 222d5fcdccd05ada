"""Letters that the clerk writes: interim reply, correction, thanks, appointment, notice on commitments."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.correspondence import texts
from lianluo.correspondence.actions.letter import contact_of
from lianluo.correspondence.models import Letter
from lianluo.foundation.workflow import Done, action
from lianluo.matters.models import Matter
from lianluo.people.models import Proposer
from lianluo.units.models import Unit

Kind = Letter.Kind


@action("correspondence.compose", "letter.write")
def write(
    actor, office: Unit, *, kind: str, addressee: Proposer, body: str, title: str = "", about: Matter | None = None,
    corrects: Letter | None = None,
):  # fmt: skip
    """A letter of any kind but a reply, without a number yet. Its words come from `texts`, its text from the clerk.

    It answers no matter: it neither makes one replied nor meets a deadline. An interim reply is about one matter of
    the addressee; a correction names the letter it corrects, which stays as it was sent and goes on counting.
    """
    if kind not in Kind.values or kind == Kind.REPLY:
        raise ValidationError({"kind": _("A reply is composed from what the leader has signed.")})
    if not body.strip():
        raise ValidationError({"body": _("The letter has no text.")})
    _refuse_foreign(office, kind, addressee, about, corrects)
    session = corrects.session if corrects else about.session if about else None
    address = texts.address_of(addressee, session)
    person, phone = contact_of(actor, office)
    made = Letter.objects.create(
        office=office, **addressee.column, kind=kind, about=about, corrects=corrects, session=session,
        title=title.strip() or texts.written_title(kind, about, corrects),
        salutation=address.salutation, opening=texts.written_opening(kind, about, corrects, address.you),
        body=body.strip(), closing=texts.CLOSING.format(you=address.you), group=address.group,
        copies=address.copies if about or corrects else "", contact_person=person, contact_phone=phone,
        composed_by=actor.user,
    )  # fmt: skip
    return Done(made, about=made, facts={"kind": kind, "addressee": addressee.name})


def _refuse_foreign(office: Unit, kind: str, addressee: Proposer, about, corrects) -> None:
    if (kind == Kind.CORRECTION) != bool(corrects) or (kind == Kind.INTERIM and not about):
        raise ValidationError({"kind": _("Say what the letter is about.")})
    if corrects and (corrects.office_id != office.pk or not corrects.number):
        raise ValidationError({"corrects": _("Only a numbered letter of this procuratorate is corrected.")})
    if corrects and corrects.addressee != addressee:
        raise ValidationError({"addressee": _("A correction goes to the addressee of the letter.")})
    if about and about.office_id != office.pk:
        raise ValidationError({"about": _("The matter belongs to another procuratorate.")})
    if about and not about.signatories.filter(**addressee.column).exists():
        raise ValidationError({"addressee": _("This person did not sign the matter.")})
