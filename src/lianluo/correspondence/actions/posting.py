"""Dispatch, delivery, return by the post, sending again."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.correspondence.actions.following import settle
from lianluo.correspondence.models import Delivery, Dispatch, Letter
from lianluo.correspondence.workflow import LETTER
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act
from lianluo.matters.actions.closing import send_opinion
from lianluo.matters.models import Matter
from lianluo.people.actions.person import edit_contact


@act(LETTER, "dispatch", then=settle)
def dispatch(
    letter, actor, *, way: str, on: date, tracking: str = "", address: str = "", postcode: str = ""
):  # fmt: skip
    """To the address in the register unless another is given; by hand none is needed."""
    return _post(letter, actor, way, on, tracking, address, postcode)


@act(LETTER, "resend", then=settle)
def resend(
    letter, actor, *, way: str, on: date, tracking: str = "", address: str = "", postcode: str = "",
    keep_address: bool = False,
):  # fmt: skip
    """After a return, to a corrected address (改址重寄). The first posting stays on record.

    `keep_address`: the register gets the address too, where it is another one than it has.
    """
    proposer = letter.proposer
    if keep_address and proposer and (proposer.address, proposer.postcode) != (address, postcode):
        edit_contact(actor, proposer, values={"address": address, "postcode": postcode})
    return _post(letter, actor, way, on, tracking, address, postcode)


def _post(letter: Letter, actor, way: str, on: date, tracking: str, address: str, postcode: str) -> Done:
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    if letter.signed_on and on < letter.signed_on:
        raise ValidationError({"on": _("The date lies before the date of the document.")})
    if not address:
        address, postcode = letter.addressee.address, postcode or letter.addressee.postcode
    if not address and way != Dispatch.Way.BY_HAND:
        raise ValidationError({"address": _("The register has no postal address for this person; give one.")})
    _opinion_sent(letter, actor, on)
    made = Dispatch.objects.create(
        letter=letter, way=way, tracking=tracking, address=address, postcode=postcode, dispatched_on=on,
        dispatched_by=actor.user,
    )  # fmt: skip
    return Done(made, about=letter, facts={"way": way, "on": on, "tracking": tracking})


def reason_of_return(letter: Letter) -> str:
    """What the post said of the last posting; "" where it did not come back. Reads what is prefetched."""
    last = next(reversed(letter.dispatches.all()), None)
    return last.delivery.reason if last and hasattr(last, "delivery") else ""


def _opinion_sent(letter: Letter, actor, on: date) -> None:
    """The first posting of our opinion is what the matter waits for; nobody types it a second time."""
    about = letter.about
    if letter.kind == Letter.Kind.OPINION and about.stage == Matter.Stage.SIGNED_OFF:
        send_opinion(about, actor, to=letter.recipient, on=on, number=letter.number)


@act(LETTER, "deliver")
def deliver(letter, actor, *, on: date, received_by: str = ""):
    """Signed for by the addressee, or by the person named."""
    state = Delivery.State.BY_PROXY if received_by.strip() else Delivery.State.DELIVERED
    return _fate(letter, actor, state, on, received_by=received_by)


@act(LETTER, "record_return")
def record_return(letter, actor, *, on: date, reason: str):
    """The post brought it back; the reason decides what is mended before it goes out again."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason the post gave.")})
    return _fate(letter, actor, Delivery.State.RETURNED, on, reason=reason)


def _fate(letter: Letter, actor, state: str, on: date, **facts) -> Done:
    last = letter.dispatches.last()
    if on > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    if on < last.dispatched_on:
        raise ValidationError({"on": _("The date lies before the dispatch.")})
    made = Delivery.objects.create(dispatch=last, state=state, on=on, recorded_by=actor.user, **facts)
    return Done(made, about=letter, facts={"state": state, "on": on, **facts})
