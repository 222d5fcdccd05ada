"""Letters that the clerk writes: interim reply, co-handler's opinion, correction, thanks, appointment, notice."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.correspondence import texts
from lianluo.correspondence.actions.letter import contact_of
from lianluo.correspondence.models import Letter, OutsideUnit
from lianluo.correspondence.workflow import LETTER
from lianluo.foundation.workflow import Done, act, action
from lianluo.matters.models import Matter
from lianluo.people.models import Proposer
from lianluo.units.models import Unit

Kind = Letter.Kind
WRITTEN = (Kind.INTERIM, Kind.PROMISE_NOTICE, Kind.THANKS, Kind.APPOINTMENT)


@action("correspondence.compose", "letter.write")
def write(
    actor, office: Unit, *, kind: str, addressee: Proposer, body: str, title: str = "", about: Matter | None = None
):  # fmt: skip
    """A letter to a deputy, member or organisation that is no reply, without a number yet. Its words come from `texts`,
    its text from the clerk.

    It answers no matter: it neither makes one replied nor meets a deadline. An interim reply is about one matter of
    the addressee.
    """
    if kind not in WRITTEN:
        raise ValidationError({"kind": _("A reply is composed from what the leader has signed.")})
    if kind == Kind.INTERIM and not about:
        raise ValidationError({"kind": _("Say what the letter is about.")})
    if about and about.office_id != office.pk:
        raise ValidationError({"about": _("The matter belongs to another procuratorate.")})
    if about and not about.signatories.filter(**addressee.column).exists():
        raise ValidationError({"addressee": _("This person did not sign the matter.")})
    letter = Letter(office=office, **addressee.column, kind=kind, about=about, title=title.strip())
    made = _written(letter, actor, body)
    return Done(made, about=made, facts={"kind": kind, "addressee": addressee.name})


@action("correspondence.compose", "letter.write_opinion")
def write_opinion(actor, office: Unit, *, about: Matter, to: OutsideUnit, body: str):
    """Our opinion as co-handler, to the unit that leads and answers the deputy (domain §2.6). Its dispatch records that
    the opinion was sent."""
    if about.office_id != office.pk:
        raise ValidationError({"about": _("The matter belongs to another procuratorate.")})
    if about.mode != Matter.Mode.CO or about.stage != Matter.Stage.SIGNED_OFF:
        raise ValidationError(
            _("Only a co-handled matter whose opinion is signed off goes to the lead unit.")
        )
    if about.further_letters.standing().filter(kind=Kind.OPINION, round=about.round).exists():
        raise ValidationError(_("The letter with this opinion is written already."))
    if not (to.name.strip() and to.address.strip()):
        raise ValidationError({"recipient": _("Give the lead unit with its postal address.")})
    letter = Letter(
        office=office, kind=Kind.OPINION, about=about, round=about.round, recipient=to.name.strip(),
        recipient_address=to.address.strip(), recipient_postcode=to.postcode.strip(),
    )  # fmt: skip
    made = _written(letter, actor, body)
    return Done(made, about=made, facts={"kind": Kind.OPINION, "addressee": to.name, "matter": about.label})


@act(LETTER, "correct")
def correct(letter, actor, *, body: str):
    """A letter that names the one it corrects. That one stays as it was sent and goes on counting as the reply."""
    made = _written(
        Letter(
            office=letter.office, person=letter.person, organisation=letter.organisation, recipient=letter.recipient,
            recipient_address=letter.recipient_address, recipient_postcode=letter.recipient_postcode,
            kind=Kind.CORRECTION, corrects=letter, session=letter.session,
        ), actor, body,
    )  # fmt: skip
    return Done(made, facts={"number": letter.number})


def _written(letter: Letter, actor, body: str) -> Letter:
    """The letter with its words, saved."""
    if not body.strip():
        raise ValidationError({"body": _("The letter has no text.")})
    about, corrects = letter.about, letter.corrects
    letter.session = letter.session or (about.session if about else None)
    address = texts.address_of(letter.addressee, letter.session)
    letter.title = letter.title or texts.written_title(letter.kind, about, corrects)
    letter.salutation, letter.group = corrects.salutation if corrects else address.salutation, address.group
    letter.opening = texts.written_opening(letter.kind, about, corrects, address.you)
    letter.body, letter.closing = body.strip(), texts.written_closing(letter.kind, address.you)
    letter.copies = address.copies if about or corrects else ""
    letter.contact_person, letter.contact_phone = contact_of(actor, letter.office)
    letter.composed_by = actor.user
    letter.save()
    return letter
