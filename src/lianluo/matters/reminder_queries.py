"""Whom a reminder reaches, and what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import clock
from lianluo.matters.ladder import HOURS, KEYS, LONGEST, BadHours, BadRung, Rung, read_hours, read_rung
from lianluo.matters.models import CalendarFeed, Deadline, Digest, Matter
from lianluo.matters.sums import left_of
from lianluo.rules.models import Rule
from lianluo.rules.queries import NoRule, rule

BATCH = 1_000
Part = Deadline.Part
NEXT = {
    Part.STATUTORY: _lazy("Answer the deputy"),
    Part.INTERNAL: _lazy("Have the reply signed off"),
    Part.REHANDLE: _lazy("Answer the deputy again"),
    Part.ANSWER: _lazy("Submit the reply"),
    Part.SIGN_FOR: _lazy("Sign for the matter"),
    Part.REASSIGN: _lazy("Decide on the return"),
    Part.CO_OPINION: _lazy("Give the opinion to the lead department"),
    Part.FIRST_CONTACT: _lazy("Contact the deputy"),
    Part.FEEDBACK: _lazy("Collect the feedback form"),
    Part.PROMISE: _lazy("Keep the commitment and enter what shows it"),
}
"""What is to be done next, by the part of the clock."""


def ladder_on(day: date) -> list[Rung]:
    """The rungs in force. One that cannot be read is left out; the page of rules shows it as it is."""
    found = []
    for row in Rule.objects.valid_on(day).filter(key__in=KEYS, applies_kind="", applies_level=""):
        try:
            found.append(read_rung(row.key, row.value))
        except BadRung:
            continue
    return found


def hours_on(day: date) -> range:
    """The hours in which people are reminded. Without a rule that can be read: eight to six."""
    try:
        return read_hours(rule(HOURS, day).value)
    except (NoRule, BadHours):
        return range(8, 18)


def ahead(today: date, after: int = 0) -> list[Deadline]:
    """A batch of running deadlines that a rung may have reached, in the order of their ids."""
    rows = Deadline.objects.running().filter(due_on__lte=today + clock.timedelta(days=LONGEST), pk__gt=after)
    rows = rows.exclude(matter__stage=Matter.Stage.WITHDRAWN).exclude(matter__kind="referred_case")
    return list(rows.select_related("matter", "assignment").defer("matter__content").order_by("pk")[:BATCH])


def start_of(row: Deadline) -> date:
    """From which day the share of the time left is counted."""
    matter = row.matter
    if row.part == Part.FEEDBACK and matter.replied_on:
        return matter.replied_on
    if row.assignment is None:
        return matter.handed_over_on
    moment = row.assignment.handed_over_at if row.part == Part.SIGN_FOR else row.assignment.signed_for_at
    return timezone.localtime(moment or row.assignment.handed_over_at).date()


@dataclass
class Reached:
    """Who serves where today, read once: people by unit and role."""

    day: date
    _posts: dict[tuple, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self):
        held = Post.objects.held_on(self.day).filter(user__is_active=True)
        for unit, role, user in held.values_list("unit", "role", "user"):
            self._posts[unit, role].add(user)

    def people(self, row: Deadline, who: Iterable[str]) -> set[int]:
        """User ids. Where no handler is named the head of the department is told, of an office's own date the office."""
        return {user for each in who for user in self._of(row, each)}

    def _of(self, row: Deadline, who: str) -> set[int]:
        matter = row.matter
        heads = self._posts[row.unit_id, Role.DEPARTMENT_HEAD]
        office = self._posts[matter.office_id, Role.LIAISON_OFFICE]
        if who == "handler":
            return {row.holder_id} if row.holder_id else heads or office
        if who == "head":
            return heads
        if who == "office":
            return office
        named = row.assignment.leader_id if row.assignment else None
        chiefs = self._posts[matter.office_id, Role.LEADER] | self._posts[matter.office_id, Role.CHIEF]
        return {named} if named else chiefs


def feed_key_of(user: User) -> str:
    """The secret of the user's calendar address; empty where there is none."""
    return CalendarFeed.objects.filter(user=user).values_list("key", flat=True).first() or ""


def owner_of_feed(key: str) -> User | None:
    """Whose calendar the secret address shows; None when it was taken back or the account is closed."""
    row = CalendarFeed.objects.select_related("user").filter(key=key, user__is_active=True).first()
    return row.user if row and key else None


@dataclass(frozen=True)
class Line:
    """One line of a digest: the next act, on which matter, by when, and how that stands."""

    act: str
    matter: str
    title: str
    url: str
    due: date
    state: str
    words: str


def lines_of(digest: Digest, actor_sees) -> list[Line]:
    """The lines of a digest whose matters may still be seen, the most urgent first. `actor_sees`: visible matters."""
    rows = Deadline.objects.filter(reminders__digests=digest, matter__in=actor_sees).distinct()
    return list(
        _lines(rows.select_related("matter").defer("matter__content").order_by("due_on", "pk"), digest.on)
    )


def _lines(rows: Iterable[Deadline], today: date) -> Iterator[Line]:
    """The internal date of a matter is left out where the department's own falls on the same day."""
    rows = list(rows)
    own = {(row.matter_id, row.due_on) for row in rows if row.part == Part.ANSWER}
    for row in rows:
        if row.part == Part.INTERNAL and (row.matter_id, row.due_on) in own:
            continue
        state, words = left_of(row.due_on, today)
        if row.met_on or row.stopped_on:
            state, words = "done", _("done since")
        yield Line(
            str(NEXT[row.part]),
            row.matter.label,
            row.matter.title,
            row.matter.get_absolute_url(),
            row.due_on,
            state,
            words,
        )
