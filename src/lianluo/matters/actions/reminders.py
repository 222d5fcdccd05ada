"""Going through the ladder once a working day: each rung once, one digest a person, a notice and perhaps a mail."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.journal.outgoing import Outgoing, name_purposes
from lianluo.journal.sending import post
from lianluo.journal.ways import open_with, way_of, within
from lianluo.journal.writing import record
from lianluo.matters.ladder import Rung, rungs_reached
from lianluo.matters.models import CalendarFeed, Deadline, Digest, Matter, Reminder, ReminderDay
from lianluo.matters.reminder_queries import Reached, ahead, hours_on, ladder_on, lines_of, start_of
from lianluo.rules.queries import working_calendar

PURPOSE = "reminders"


def is_working_time() -> bool:
    """Nobody is reminded in the evening, at weekends or on holidays; the next working day makes up for it."""
    now = timezone.localtime(clock.now())
    return now.hour in hours_on(now.date()) and working_calendar().is_working(now.date())


def remind() -> int:
    """Once a working day; a run that was killed goes on where it stopped. Returns how many people were told."""
    today = clock.today()
    if not is_working_time():
        return 0
    if not ReminderDay.objects.filter(on=today).exists():
        _climb(today)
        ReminderDay.objects.get_or_create(on=today)
    return sum(
        _tell(digest) for digest in Digest.objects.filter(on=today, told_at=None).select_related("user")
    )


def _climb(today) -> None:
    ladder, reached, last = ladder_on(today), Reached(today), 0
    while batch := ahead(today, last):
        last = batch[-1].pk
        with transaction.atomic():
            _note(batch, ladder, reached, today)


def _note(batch: list[Deadline], ladder: list[Rung], reached: Reached, today) -> None:
    """Remember the rungs reached; the latest new one of each deadline goes into the digests of its people."""
    known = set(Reminder.objects.filter(deadline__in=batch).values_list("deadline_id", "rung", "due_on"))
    made: list[Reminder] = []
    told: list[tuple[Reminder, set[int]]] = []
    for row in batch:
        rungs = rungs_reached(ladder, start_of(row), row.due_on, today)
        fresh = [each for each in rungs if (row.pk, each.name, row.due_on) not in known]
        made += [Reminder(deadline=row, rung=each.name, due_on=row.due_on) for each in fresh]
        if fresh and fresh[-1] == rungs[-1]:
            told.append((made[-1], reached.people(row, fresh[-1].who)))
    Reminder.objects.bulk_create(made)
    _gather(told, today)


def _gather(told: list[tuple[Reminder, set[int]]], today) -> None:
    """The reminders into the digests of today, one a person."""
    people = {user for _reminder, users in told for user in users}
    Digest.objects.bulk_create([Digest(user_id=user, on=today) for user in people], ignore_conflicts=True)
    digests = dict(Digest.objects.filter(user__in=people, on=today).values_list("user", "pk"))
    line = Digest.reminders.through
    line.objects.bulk_create(
        line(digest_id=digests[user], reminder_id=reminder.pk) for reminder, users in told for user in users
    )


@transaction.atomic
def _tell(digest: Digest) -> bool:
    """The notice, and a message by each way that the person chose and the machine has."""
    digest = Digest.objects.select_for_update(of=("self",)).select_related("user").get(pk=digest.pk)
    if digest.told_at:
        return False
    digest.told_at = clock.now()
    way = way_of(digest.user)
    if way.addresses:
        digest.mailed_at = digest.told_at
        _post(digest, way.addresses, open_from(digest.told_at, way.hours))
    digest.save(update_fields=["told_at", "mailed_at"])
    record(SYSTEM, "matters.reminded", digest, {"lines": digest.reminders.count()}, tell=[digest.user])
    return True


def _post(digest: Digest, addresses: list[tuple[str, str]], when: datetime) -> None:
    """Numbers, next acts and days only: what a matter says never leaves the product."""
    lines = [
        f"{line.matter}  {line.act}  {line.due}  {line.words}"
        for line in lines_of(digest, Matter.objects.all())
    ]
    foot = _("Sign in to see the matters: %(address)s") % {
        "address": settings.SITE_ADDRESS + digest.get_absolute_url()
    }
    short = ngettext("%(n)d matter to remember.", "%(n)d matters to remember.", len(lines)) % {
        "n": len(lines)
    }
    actor = actor_of(digest.user)
    for carrier, address in addresses:
        body = f"{digest} {short}" if carrier == Outgoing.Carrier.SMS else "\n".join([*lines, "", foot])
        post(
            f"{PURPOSE}:{digest.pk}:{carrier}", purpose=PURPOSE, carrier=carrier, address=address, subject=str(digest),
            body=body, office=actor.organ if actor else None, not_before=when,
        )  # fmt: skip


def open_from(now: datetime, hours: range | None = None) -> datetime:
    """The first moment from now in which people may be told: on a working day, in their own hours or the office's."""
    calendar = working_calendar()
    while True:
        day = timezone.localtime(now).date()
        hours_then = hours or hours_on(day)
        moment = within(now, hours_then)
        if timezone.localtime(moment).date() == day and calendar.is_working(day):
            return moment
        ahead_ = timezone.localtime(now) + timedelta(days=1)
        now = ahead_.replace(hour=hours_then.start, minute=0, second=0, microsecond=0)


def register() -> None:
    open_with(open_from)
    name_purposes({PURPOSE: _lazy("Reminders")})


@action("accounts.own", "matters.renew_feed")
def renew_feed(actor, user):
    """A new secret address of the calendar feed; the former one answers nothing any more."""
    row, _made = CalendarFeed.objects.update_or_create(user=user, defaults={"key": secrets.token_urlsafe(32)})
    return Done(row, about=user)


@action("accounts.own", "matters.revoke_feed")
def revoke_feed(actor, user):
    CalendarFeed.objects.filter(user=user).update(key="")
    return Done(None, about=user)
