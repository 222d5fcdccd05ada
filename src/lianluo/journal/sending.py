"""Putting messages out and sending them. Rooms above call `post` inside their own acts; the worker does the rest."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from lianluo.foundation import clock
from lianluo.foundation.jobs import background
from lianluo.journal.carriers import NotCarried, carry
from lianluo.journal.outgoing import Outgoing
from lianluo.units.models import Unit

TRIES = 5
BATCH = 50
LOST_AFTER = timedelta(minutes=10)
"""A message that is being sent for so long belongs to a worker that died."""
S = Outgoing.State


def post(
    key: str, *, purpose: str, carrier: str, address: str, body: str, subject: str = "", office: Unit | None = None,
    is_secret: bool = False, not_before: datetime | None = None,
) -> bool:  # fmt: skip
    """Queue one message in the caller's transaction; False when a message of this key is there already."""
    made = Outgoing.objects.bulk_create(
        [
            Outgoing(
                key=key, purpose=purpose, carrier=carrier, address=address, body=body, subject=one_line(subject),
                office=office, is_secret=is_secret, not_before=not_before or clock.now(),
            )
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    is_new = Outgoing.objects.filter(key=key, created_at=made[0].created_at).exists()
    if is_new and made[0].not_before <= clock.now():
        send_messages.defer(once="journal.send_messages")
    return is_new


def one_line(words: str) -> str:
    """Without line ends: nothing typed anywhere becomes a header of a mail."""
    return " ".join(words.split())[:200]


def send_due() -> int:
    """Send what is due, a batch at a time; how many were sent. Two workers never take the same message."""
    _own_up()
    done = 0
    while keys := _take():
        done += sum(_send(key) for key in keys)
    return done


@background("journal.send_messages", safe_twice=True)
def send_messages() -> int:
    """How many were sent."""
    return send_due()


def _own_up() -> None:
    lost = clock.now() - LOST_AFTER
    Outgoing.objects.filter(state=S.SENDING, sending_at__lt=lost).update(state=S.UNCLEAR)


@transaction.atomic
def _take() -> list[int]:
    rows = Outgoing.objects.due().order_by("not_before", "pk").select_for_update(skip_locked=True)
    keys = list(rows.values_list("pk", flat=True)[:BATCH])
    Outgoing.objects.filter(pk__in=keys).update(state=S.SENDING, sending_at=clock.now())
    return keys


def _send(key: int) -> bool:
    message = Outgoing.objects.get(pk=key)
    message.tries += 1
    try:
        carry(message)
    except NotCarried as refusal:
        message.reason = refusal.reason[:300]
        is_last = refusal.for_good or message.tries >= TRIES
        message.state = S.FAILED if is_last else S.WAITING
        message.not_before = clock.now() + timedelta(minutes=2**message.tries)
    else:
        message.state, message.reason, message.sent_at = S.SENT, "", clock.now()
    if message.is_secret and message.state != S.WAITING:
        message.body = ""
    message.save(update_fields=["tries", "state", "reason", "not_before", "sent_at", "body"])
    return message.state == S.SENT
