"""Composing, numbering and superseding letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.queries import holders_of
from lianluo.correspondence import texts
from lianluo.correspondence.actions.codes import issue
from lianluo.correspondence.actions.following import settle
from lianluo.correspondence.models import Letter, LetterItem
from lianluo.correspondence.queries import Addressee, opinions_in, waiting
from lianluo.correspondence.workflow import LETTER
from lianluo.documents.actions.numbers import format_number, next_number
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.matters.models import Matter, Reply
from lianluo.matters.procedures import procedure_of
from lianluo.people.models import Session
from lianluo.rules.queries import rule
from lianluo.units.models import Unit

EDITABLE = {"title", "opening", "body", "closing", "copies", "contact_person", "contact_phone"}


@dataclass
class Composed:
    """Letters made or added to, and addressees left out because matters of theirs are still in hand."""

    letters: list[Letter] = field(default_factory=list)
    left_out: list[Addressee] = field(default_factory=list)


@action("correspondence.compose", "letter.compose")
def compose(
    actor, office: Unit, *, session: Session | None = None, all_signed: bool = True, contact_person: str = "",
    contact_phone: str = "",
):  # fmt: skip
    """One letter to each addressee from all his replies that no letter carries yet; running it twice adds nothing.

    `all_signed`: wait for an addressee until every matter of his that we answer is signed off. A letter that has no
    number yet and that nobody has edited takes up further replies; otherwise they come in a letter of their own. A
    contact that is given goes into every such letter, the earlier ones too; without one it is `contact_of`.
    """
    Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
    known = contact_of(actor, office)
    contact = (contact_person or known[0], contact_phone or known[1])
    composed = Composed()
    for addressee in waiting(office, session):
        if all_signed and addressee.in_hand:
            composed.left_out.append(addressee)
        else:
            composed.letters.append(_letter_to(addressee, office, actor, *contact))
    if contact_person or contact_phone:
        _untouched(office).update(contact_person=contact[0], contact_phone=contact[1])
    facts = {
        "letters": len(composed.letters),
        "left_out": len(composed.left_out),
        "contact": " ".join(contact),
    }
    return Done(composed, facts=facts)


def contact_of(actor, office: Unit) -> tuple[str, str]:
    """Name and telephone at the foot of a letter: the clerk himself, or the office's first clerk; where no telephone is
    on record for him, those of the newest letter."""
    units = [office.pk, *office.children.values_list("pk", flat=True)]
    clerks: list[User] = [actor.user] if actor.user else holders_of(Role.LIAISON_OFFICE, units)
    if clerks and clerks[0].phone:
        return clerks[0].name, clerks[0].phone
    last = Letter.objects.filter(office=office).exclude(contact_phone="").order_by("-pk").first()
    if last:
        return last.contact_person, last.contact_phone
    return (clerks[0].name, "") if clerks else ("", "")


def _untouched(office: Unit) -> QuerySet[Letter]:
    """Without a number, and as they were composed."""
    return Letter.objects.filter(
        office=office, kind=Letter.Kind.REPLY, stage=Letter.Stage.COMPOSED, is_edited=False
    )


def _letter_to(addressee: Addressee, office: Unit, actor, person: str, phone: str) -> Letter:
    letter = _untouched(office).filter(**addressee.proposer.column, session=addressee.session).first()
    carried = (
        list(letter.items.select_related("reply__assignment__matter", "reply__result_class"))
        if letter
        else []
    )
    letter = letter or Letter(
        office=office, **addressee.proposer.column, session=addressee.session, composed_by=actor.user,
        contact_person=person, contact_phone=phone,
    )  # fmt: skip
    replies = [*(item.reply for item in carried), *addressee.replies]
    _write_words(letter, replies, addressee)
    letter.save()
    LetterItem.objects.bulk_create(
        LetterItem(letter=letter, matter=reply.matter, reply=reply, position=position)
        for position, reply in enumerate(addressee.replies, start=len(carried) + 1)
    )
    return letter


def _write_words(letter: Letter, replies: list[Reply], addressee: Addressee) -> None:
    matters = list({reply.matter.pk: reply.matter for reply in replies}.values())
    address = texts.address_of(addressee.proposer, addressee.session)
    letter.title = texts.subject(matters, addressee.session, address.you)
    letter.salutation = texts.salutation(address, matters)
    letter.opening = texts.opening(matters, address.you)
    letter.closing = texts.CLOSING.format(you=address.you)
    letter.group, letter.copies = address.group, address.copies
    letter.class_mark = texts.class_mark(replies)
    letter.round = max(matter.round for matter in matters)


@act(LETTER, "edit")
def edit(letter, actor, **words):
    """Title, opening, closing, copies, contact person and telephone. The answers themselves are in the replies."""
    if unknown := set(words) - EDITABLE:
        raise ValidationError(_("These cannot be set: %(names)s") % {"names": ", ".join(sorted(unknown))})
    for name, value in words.items():
        setattr(letter, name, value)
    letter.is_edited = True
    return Done(letter)


@act(LETTER, "number")
def number(letter, actor, *, signed_on: date | None = None):
    """The next number of its series and year. The date is that of the leader's signature (GB/T 9704 §7.3.5.4)."""
    items = list(letter.items.select_related("reply", "matter"))
    replies = [item.reply for item in items] or opinions_in(letter)
    signed_on = signed_on or max((reply.signed_off_on for reply in replies), default=clock.today())
    if signed_on > clock.today():
        raise ValidationError({"signed_on": _("The date lies ahead.")})
    letter.signed_on, letter.year = signed_on, signed_on.year
    letter.series = _series(letter, [item.matter for item in items], signed_on)
    letter.sequence = next_number(letter.office, letter.series, letter.year)
    letter.number = format_number(letter.office.letter_code, letter.series, letter.year, letter.sequence)
    issue(letter)
    return Done(letter, facts={"number": letter.number})


def _series(letter: Letter, matters: list[Matter], on: date) -> str:
    """Of a correction that of the letter it corrects; of an interim reply that of the reply to come; else by kind."""
    if letter.corrects:
        return letter.corrects.series
    if letter.kind not in (Letter.Kind.REPLY, Letter.Kind.INTERIM):
        return rule("letters.series", on, letter.kind).value
    matters = matters or [letter.about]
    members = all(procedure_of(each.kind).by_members for each in matters)
    return rule("letters.series", on, Matter.Kind.PROPOSAL if members else "").value


@act(LETTER, "supersede", then=settle)
def supersede(letter, actor, *, reason: str):
    """Out of force, never erased: the number stays used, the replies can be composed into a new letter."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason for superseding.")})
    letter.superseded_reason = reason
    return Done(letter, facts={"number": letter.number})
