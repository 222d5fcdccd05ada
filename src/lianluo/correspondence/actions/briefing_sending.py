"""Sending a briefing: the list frozen, each message queued once, what fails sent again or printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from lianluo.correspondence import briefing_permissions  # noqa: F401 registers
from lianluo.correspondence.actions.followed import tell_of_briefing
from lianluo.correspondence.briefing_queries import Aim, aim_of, aimed_at, with_mandates
from lianluo.correspondence.briefing_workflow import BRIEFING
from lianluo.correspondence.briefings import Briefing, Recipient
from lianluo.correspondence.portal_addresses import READING, address_of
from lianluo.correspondence.portal_readers import who_read_there
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act, action
from lianluo.journal.outgoing import Outgoing
from lianluo.journal.sending import post
from lianluo.people.models import Mandate, Person

PURPOSE = "briefing"
W = Recipient.Way
CALLED = {Mandate.Kind.DEPUTY: "代表", Mandate.Kind.MEMBER: "委员"}
_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9.\-]+\.[A-Za-z]{2,}")


@act(BRIEFING, "send")
def send(briefing: Briefing, actor) -> Done:
    """Freezes the list in one statement: who is found by the rule now, by which way, at which address. The messages are
    queued by `queue_messages`. What it corrects is superseded. NotReady where nobody is found."""
    aim = aim_of(briefing)
    persons = list(with_mandates(aimed_at(aim, briefing.office, actor)))
    if not persons:
        raise NotReady(_("The rule finds nobody today."))
    there = who_read_there([person.pk for person in persons]) if W.PORTAL in aim.ways else set()
    Recipient.objects.bulk_create(_recipient(briefing, person, aim, there) for person in persons)
    briefing.sent_by, briefing.sent_at = actor.user, clock.now()
    if briefing.corrects_id:
        _supersede(briefing.corrects_id)
    tell_of_briefing(briefing, {person.pk for person in persons})
    return Done(briefing, about=briefing, facts={"recipients": len(persons)})


def _supersede(key: int) -> None:
    """The older one, read again under its lock."""
    older = Briefing.objects.select_for_update().get(pk=key)
    if older.stage == Briefing.Stage.SENT:
        older.stage = Briefing.Stage.SUPERSEDED
        older.save(update_fields=["stage"])


def _recipient(briefing: Briefing, person: Person, aim: Aim, there: set[int]) -> Recipient:
    mandate = next(iter(person.mandates.all()), None)
    return Recipient(
        briefing=briefing, person=person, name=person.name, group=mandate.group if mandate else "",
        called=CALLED[mandate.kind] if mandate else "代表委员",
        way=way_to(person, aim, there), address=person.email.strip()[:200], postal_address=person.address,
        postcode=person.postcode,
    )  # fmt: skip


def way_to(person: Person, aim: Aim, there: set[int]) -> str:
    """By mail where it is chosen and there is a usable address; else her own pages where she reads them; else paper."""
    if W.MAIL in aim.ways and can_be_mailed(person.email):
        return W.MAIL
    return W.PORTAL if person.pk in there else W.PRINT


def can_be_mailed(address: str) -> bool:
    try:
        validate_email(address.strip())
    except ValidationError:
        return False
    return True


def unqueued(briefing: Briefing) -> list[int]:
    """Recipients by mail without a message yet, in the order of the list."""
    rows = briefing.recipients.filter(way=W.MAIL, message=None, returned_at=None)
    return list(rows.order_by("pk").values_list("pk", flat=True))


@action("correspondence.send_briefing", "briefing.queue")
def queue_messages(actor, briefing: Briefing, *, recipients: list[int]) -> Done:
    """One message for each of these that has none, by its key: begun again, nobody gets a second one."""
    if not briefing.is_out:
        raise NotReady(_("The briefing has not been sent."))
    rows = list(briefing.recipients.select_for_update().filter(pk__in=recipients, way=W.MAIL, message=None))
    for row in rows:
        _post(briefing, row)
    found = dict(Outgoing.objects.filter(key__in=[row.key for row in rows]).values_list("key", "pk"))
    for row in rows:
        row.message_id = found.get(row.key)
    Recipient.objects.bulk_update(rows, ["message"])
    return Done(len(rows), about=briefing, facts={"recipients": None, "queued": len(rows)})


def _post(briefing: Briefing, row: Recipient) -> None:
    """Title, short text and the way to the page; nothing of the person."""
    link = address_of(READING, token=row.token)
    body = f"{briefing.title}\n\n{briefing.summary}\n\n阅读全文：{link}\n\n{briefing.office.name}"
    post(
        row.key, purpose=PURPOSE, carrier=Outgoing.Carrier.MAIL, address=row.address, subject=briefing.title,
        body=body, office=briefing.office,
    )  # fmt: skip


@action("correspondence.send_briefing", "briefing.send_again")
def send_again(actor, recipient: Recipient, *, address: str = "") -> Done:
    """After a failure or a return, to a corrected address where one is given. NotReady where nothing has failed."""
    row = _failed(recipient)
    address = address.strip() or row.address
    if not can_be_mailed(address):
        raise ValidationError({"address": _("This is no e-mail address.")})
    row.address, row.attempt = address, row.attempt + 1
    row.returned_at, row.returned_reason, row.message = None, "", None
    row.save()
    _post(row.briefing, row)
    row.message = Outgoing.objects.get(key=row.key)
    row.save(update_fields=["message"])
    return Done(row, about=row.briefing, facts={"address": None, "attempt": row.attempt})


def _failed(recipient: Recipient) -> Recipient:
    rows = Recipient.objects.select_for_update(of=("self",)).select_related("briefing__office")
    row = rows.failed().filter(pk=recipient.pk).first()
    if row is None:
        raise NotReady(_("Nothing has failed here."))
    return row


@action("correspondence.send_briefing", "briefing.print_instead")
def print_instead(actor, recipient: Recipient) -> Done:
    """What could not be delivered by mail goes on paper; the failure stays on record. NotReady where nothing has failed."""
    row = _failed(recipient)
    row.way = W.PRINT
    row.save(update_fields=["way"])
    return Done(row, about=row.briefing)


@action("correspondence.send_briefing", "briefing.record_posting")
def record_posting(actor, briefing: Briefing, *, on: date | None = None) -> Done:
    """All that goes on paper and was not posted yet left by post on `on` (today)."""
    day = on or clock.today()
    if day > clock.today():
        raise ValidationError({"on": _("The date lies ahead.")})
    if briefing.sent_at and day < clock.day_of(briefing.sent_at):
        raise ValidationError({"on": _("The date lies before the day of sending.")})
    posted = briefing.recipients.to_print().update(posted_on=day)
    if not posted:
        raise NotReady(_("Nothing waits to be posted."))
    return Done(posted, about=briefing, facts={"posted": posted, "on": day})


def addresses_in(text: str) -> list[str]:
    """The e-mail addresses in a pasted list or report of returned mail, each once."""
    return list(dict.fromkeys(found.lower() for found in _ADDRESS.findall(text)))


@action("correspondence.send_briefing", "briefing.record_returns")
def record_returns(actor, briefing: Briefing, *, addresses: Iterable[str], reason: str = "") -> Done:
    """Mail to these addresses came back. The recipients count as failed until it is sent again or printed.
    Returns how many."""
    wanted = {address.lower() for address in addresses}
    rows = briefing.recipients.select_for_update().filter(way=W.MAIL, returned_at=None).exclude(address="")
    hit = [row.pk for row in rows if row.address.lower() in wanted]
    if not hit:
        raise ValidationError({"text": _("No mail of this briefing went to any of these addresses.")})
    said = " ".join(reason.split())[:200] or _("returned by the mail server")
    Recipient.objects.filter(pk__in=hit).update(returned_at=clock.now(), returned_reason=said)
    return Done(len(hit), about=briefing, facts={"addresses": None, "returned": len(hit)})
