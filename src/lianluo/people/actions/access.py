"""The office gives and takes access to a deputy's own pages, and reads a code out to her on the telephone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, action
from lianluo.people import permissions  # noqa: F401 registers
from lianluo.people.access_queries import has_mandate
from lianluo.people.actions.person import locked
from lianluo.people.models import Access, Device, OneTimeCode, Person
from lianluo.people.tokens import digest, new_code, new_digits, new_link, read_code


@dataclass(frozen=True)
class Given:
    """What stands on the slip; it is shown once and kept nowhere."""

    access: Access
    link: str
    code: str


@action("people.give_access")
def give_access(actor, person: Person) -> Done:
    """A new personal link and printed code; what she had before is revoked, and with it every device. NotReady for
    somebody without a mandate."""
    person = locked(person)
    if not has_mandate(person):
        raise NotReady(_("This person has no mandate."))
    former = Access.objects.standing().filter(person=person).update(revoked_at=clock.now())
    link, code = new_link(), new_code()
    access = Access.objects.create(
        person=person, office=person.keeper, link_hash=digest(link), code_hash=digest(read_code(code)),
        given_by=actor.user,
    )  # fmt: skip
    return Done(Given(access, link, code), about=person, facts={"again": bool(former)})


@action("people.own_access", "people.revoke_access")
def revoke_access(actor, access: Access) -> Done:
    """Link, code and devices are worth nothing from now on."""
    if not Access.objects.standing().filter(pk=access.pk).update(revoked_at=clock.now()):
        raise NotReady(_("This is revoked already."))
    return Done(access, about=access.person)


@action("people.own_access", "people.revoke_device")
def revoke_device(actor, device: Device) -> Done:
    """This browser must come in by link and one-time code again."""
    if not Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=clock.now()):
        raise NotReady(_("This is revoked already."))
    return Done(device, about=device.access.person, facts={"device": device.name})


@action("people.read_out_code")
def read_out_code(actor, code: OneTimeCode, *, is_heard: bool) -> Done:
    """The six digits, made now and given back once, to whoever says that he has her on the telephone (`is_heard`)."""
    if not is_heard:
        raise NotReady(_("Confirm that you have her on the telephone and know her voice."))
    row = OneTimeCode.objects.to_read_out().select_for_update(of=("self",)).filter(pk=code.pk).first()
    if row is None:
        raise NotReady(_("Nobody waits for this code any more."))
    digits = new_digits()
    row.code_hash, row.read_out_by = digest(f"{row.pk}:{digits}"), actor.user
    row.expires_at = clock.now() + OneTimeCode.LASTS
    row.save(update_fields=["code_hash", "read_out_by", "expires_at"])
    return Done(digits, about=row.access.person, facts={"is_heard": True, "device": row.device_name})
