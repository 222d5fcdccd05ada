"""Going through the ladder once a working day: each rung once, one digest a person, a notice and perhaps a mail."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianluo.accounts.actor import SYSTEM
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, action
from lianluo.journal.writing import record
from lianluo.matters.ladder import Rung, rungs_reached
from lianluo.matters.models import Channel, Deadline, Digest, Matter, Reminder, ReminderDay
from lianluo.matters.reminder_queries import Reached, ahead, hours_on, ladder_on, lines_of, start_of
from lianluo.rules.queries import working_calendar


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
    """The notice, and the mail after the commit where the person gave an address and the machine sends mail."""
    digest = Digest.objects.select_for_update(of=("self",)).select_related("user").get(pk=digest.pk)
    if digest.told_at:
        return False
    digest.told_at = clock.now()
    address = Channel.objects.filter(user=digest.user).exclude(mail="").values_list("mail", flat=True).first()
    if address and settings.SENDS_MAIL:
        digest.mailed_at = digest.told_at
        transaction.on_commit(lambda: _mail(digest, address))
    digest.save(update_fields=["told_at", "mailed_at"])
    record(SYSTEM, "matters.reminded", digest, {"lines": digest.reminders.count()}, tell=[digest.user])
    return True


def _mail(digest: Digest, address: str) -> None:
    """Numbers, next acts and days only: what a matter says never leaves the product by mail."""
    lines = [
        f"{line.matter}  {line.act}  {line.due}  {line.words}"
        for line in lines_of(digest, Matter.objects.all())
    ]
    foot = _("Sign in to see the matters: %(address)s") % {
        "address": settings.SITE_ADDRESS + digest.get_absolute_url()
    }
    EmailMessage(str(digest), "\n".join([*lines, "", foot]), to=[address]).send(fail_silently=True)


@action("accounts.own", "matters.set_channel")
def set_channel(actor, user, *, mail: str):
    """The address reminders are mailed to; empty: none."""
    row, _made = Channel.objects.update_or_create(user=user, defaults={"mail": mail.strip()})
    return Done(row, about=user, facts={"mail": bool(row.mail)})


@action("accounts.own", "matters.renew_feed")
def renew_feed(actor, user):
    """A new secret address of the calendar feed; the former one answers nothing any more."""
    row, _made = Channel.objects.update_or_create(user=user, defaults={"feed_key": secrets.token_urlsafe(32)})
    return Done(row, about=user)


@action("accounts.own", "matters.revoke_feed")
def revoke_feed(actor, user):
    Channel.objects.filter(user=user).update(feed_key="")
    return Done(None, about=user)
