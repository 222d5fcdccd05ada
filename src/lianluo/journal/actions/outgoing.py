"""What people decide about outgoing messages, and how they want to be told themselves."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.journal.models import Notice
from lianluo.journal.outgoing import Outgoing
from lianluo.journal.sending import post, send_messages
from lianluo.journal.ways import ADDRESSES, way_of

S = Outgoing.State
STUCK = (S.FAILED, S.UNCLEAR)


@action("journal.keep_outgoing", "journal.send_again")
def send_again(actor, message: Outgoing):
    """A failed message, or one of which it is unclear whether it went out, is sent once more."""
    row = _stuck(message)
    if not row.body:
        raise ValidationError(_("Its text was secret and is wiped; a new one has to be asked for."))
    row.state, row.tries, row.not_before = S.WAITING, 0, clock.now()
    row.save(update_fields=["state", "tries", "not_before"])
    send_messages.defer(once="journal.send_messages")
    return Done(row, facts={"purpose": row.purpose})


@action("journal.keep_outgoing", "journal.drop_message")
def drop_message(actor, message: Outgoing):
    """It is not sent any more, and no longer asked about."""
    row = _stuck(message)
    row.state = S.DROPPED
    row.save(update_fields=["state"])
    return Done(row, facts={"purpose": row.purpose})


def _stuck(message: Outgoing) -> Outgoing:
    row = Outgoing.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if row.state not in STUCK:
        raise ValidationError(_("It is %(state)s.") % {"state": row.get_state_display()})
    return row


@action("accounts.own", "journal.set_way")
def set_way(actor, user, **wishes):
    """Addresses, pace and hours. What was unread before the first address is not told any more."""
    way = way_of(user)
    if not way.pk:
        way.told_up_to = Notice.objects.filter(user=user).aggregate(last=Max("pk", default=0))["last"]
    for name, value in wishes.items():
        setattr(way, name, value)
    way.full_clean(exclude=["user"])
    way.save()
    known = {
        name: bool(getattr(way, name)) for name in ADDRESSES.values()
    }  # addresses have no place in the journal
    return Done(way, about=user, facts={**known, "pace": way.pace})


@action("accounts.own", "journal.try_way")
def try_way(actor, user):
    """A message to each of the user's own addresses, at most one in a minute; to how many."""
    addresses = way_of(user).addresses
    if not addresses:
        raise ValidationError(_("There is no address yet, or this machine has no gateway for it."))
    minute = clock.now().strftime("%Y%m%d%H%M")
    with override(settings.LANGUAGE_CODE):
        words = _("A trial message: you can be told this way.")
    for carrier, address in addresses:
        key = f"trial:{user.pk}:{minute}:{carrier}"
        post(
            key,
            purpose="trial",
            carrier=carrier,
            address=address,
            subject=words,
            body=words,
            office=actor.organ,
        )
    return Done(len(addresses), about=user)
