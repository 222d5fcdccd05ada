"""Notices that nobody has read, told outside: gathered for a person, once, in hours in which people may be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.journal.models import Notice
from lianluo.journal.outgoing import Outgoing
from lianluo.journal.sending import post
from lianluo.journal.ways import Way, open_from
from lianluo.journal.words import act_label

SETTLED = timedelta(minutes=3)
"""So long a notice waits: who sits before the screen reads it there, and what comes together is told together."""
BY_ITSELF = ("matters.reminded",)
"""Acts that have messages of their own."""
LINES = 10
PURPOSE = "notices"


def tell_outside() -> int:
    """How many people were told. Safe to run twice: what was told is behind `told_up_to`, messages have keys."""
    now = clock.now()
    return sum(_tell(user, now) for user in sorted(_waiting(now)))


def _unread(now: datetime) -> QuerySet[Notice]:
    rows = Notice.objects.unread().filter(entry__at__lte=now - SETTLED, pk__gt=F("user__way__told_up_to"))
    return rows.exclude(entry__act__in=BY_ITSELF)


def _waiting(now: datetime) -> set[int]:
    """People who have something unread that they want to be told, and may be told now."""
    rows = _unread(now).filter(user__is_active=True).exclude(user__way__pace=Way.Pace.NEVER)
    ways = Way.objects.filter(user__in=rows.order_by().values("user_id")).select_related("user")
    return {way.user_id for way in ways if way.addresses and open_from(now, way.hours) <= now}


@transaction.atomic
def _tell(user_id: int, now: datetime) -> bool:
    way = Way.objects.select_for_update(of=("self",)).select_related("user").get(user=user_id)
    day = timezone.localtime(now).date()
    if way.pace == Way.Pace.DAILY and _was_told(way, day.isoformat()):
        return False
    actor = actor_of(way.user)
    if actor is None:  # nobody serves anywhere today
        return False
    notices = list(_unread(now).filter(user=user_id).select_related("entry").order_by("pk"))
    if not notices:
        return False
    mark = day.isoformat() if way.pace == Way.Pace.DAILY else str(notices[-1].pk)
    with override(settings.LANGUAGE_CODE):
        subject, lines = _words(notices)
    for carrier, address in way.addresses:
        _post(f"{_key(way.user, mark)}:{carrier}", carrier, address, subject, lines, actor.organ)
    way.told_up_to = notices[-1].pk
    way.save(update_fields=["told_up_to"])
    return True


def _key(user: User, mark: str) -> str:
    return f"{PURPOSE}:{user.pk}:{mark}"


def _was_told(way: Way, mark: str) -> bool:
    keys = [f"{_key(way.user, mark)}:{carrier}" for carrier, _address in way.addresses]
    return Outgoing.objects.filter(key__in=keys).exists()


def _words(notices: list[Notice]) -> tuple[str, list[str]]:
    """What was done and how often. What it was done to stays in the product: mail is read by many."""
    counts: dict[str, int] = defaultdict(int)
    for notice in notices:
        counts[str(act_label(notice.entry.act))] += 1
    subject = ngettext("%(n)d unread notice", "%(n)d unread notices", len(notices)) % {"n": len(notices)}
    often = sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:LINES]
    return subject, [f"{label} {n}" for label, n in often]


def _post(key: str, carrier: str, address: str, subject: str, lines: Iterable[str], office) -> None:
    link = settings.SITE_ADDRESS + reverse("journal:notices")
    foot = _("Sign in to read them: %(address)s") % {"address": link}
    body = subject if carrier == Outgoing.Carrier.SMS else "\n".join([*lines, "", foot])
    post(key, purpose=PURPOSE, carrier=carrier, address=address, subject=subject, body=body, office=office)
