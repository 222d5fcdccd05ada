"""The lead of joint signatories passes the answer on: his recorded consent, and taking it back."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.correspondence import texts
from lianluo.correspondence.models import Letter, Relay
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.matters.models import Matter, Signatory
from lianluo.units.models import Unit


@action("correspondence.compose", "letter.relay")
def record_relay(actor, office: Unit, *, matter: Matter, consented_on: date, how: str):
    """The lead's letter of this round stands for the other signatories, whom he tells. Each of them keeps the right to
    send feedback of his own. Without this every signatory gets a letter (domain §2.6)."""
    matter = _locked(office, matter)
    if matter.signatories.count() < 2:
        raise ValidationError(_("Only one signed the matter."))
    if not how.strip():
        raise ValidationError({"how": _("Say how the lead consented.")})
    if consented_on > clock.today():
        raise ValidationError({"consented_on": _("The date lies ahead.")})
    if Relay.objects.in_force(matter).exists():
        raise ValidationError(_("The lead's consent is recorded already."))
    standing = _letters(matter)
    leads = matter.signatories.get(role=Signatory.Role.LEAD)
    if standing.exclude(**leads.proposer.column).exists():
        raise ValidationError(_("A letter to a co-signatory stands already: supersede it first."))
    _refuse_numbered(standing)
    made = Relay.objects.create(
        matter=matter, round=matter.round, consented_on=consented_on, how=how.strip(), recorded_by=actor.user
    )
    _address_anew(standing)
    return Done(made, about=matter, facts={"lead": leads.proposer.name, "how": how, "on": consented_on})


@action("correspondence.compose", "letter.revoke_relay")
def revoke_relay(actor, office: Unit, *, matter: Matter):
    """Taken back before the lead's letter has its number: everybody gets a letter again. The row stays on record."""
    matter = _locked(office, matter)
    standing = _letters(matter)
    _refuse_numbered(standing)
    if not Relay.objects.in_force(matter).update(revoked_at=clock.now(), revoked_by=actor.user):
        raise ValidationError(_("No consent of the lead is recorded."))
    _address_anew(standing)
    return Done(matter, about=matter)


def _locked(office: Unit, matter: Matter) -> Matter:
    found = Matter.objects.select_for_update().filter(pk=matter.pk, office=office).first()
    if found is None:
        raise ValidationError(_("The matter belongs to another procuratorate."))
    return found


def _letters(matter: Matter):
    items = {"items__matter": matter, "items__reply__round": matter.round}
    return Letter.objects.standing().filter(kind=Letter.Kind.REPLY, **items).distinct()


def _refuse_numbered(standing) -> None:
    if standing.exclude(number="").exists():
        raise ValidationError(_("The lead's letter has its number: supersede it first."))


def _address_anew(standing) -> None:
    """Letters without a number speak to the lead as the consent now says."""
    for letter in standing.select_related("person", "organisation__body", "session"):
        matters = list(Matter.objects.filter(letter_items__letter=letter).distinct())
        address = texts.address_of(letter.addressee, letter.session)
        letter.salutation = texts.salutation(address, matters)
        if not letter.is_edited:
            letter.opening = texts.opening(matters, address.you)
        letter.save(update_fields=["salutation", "opening"])
