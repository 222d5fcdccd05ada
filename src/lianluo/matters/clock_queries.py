"""What the clock reads: the events of matters from their rows, and the rules and the calendar held in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, Min
from django.utils import timezone

from lianluo.foundation import clock
from lianluo.matters import events as told
from lianluo.matters.deadlines import STATUTORY_KINDS, Clock, limit_of, reckon
from lianluo.matters.models import (
    Assignment,
    Commitment,
    Contact,
    Deadline,
    Extension,
    Feedback,
    Matter,
    Meeting,
    Particulars,
    Pause,
    Registration,
    Reply,
    Round,
    Signatory,
)
from lianluo.matters.own_clocks import OWN_KEYS, asked_of, has_own_clock
from lianluo.matters.reckoning import Reckoner, Rules
from lianluo.rules.deadlines import BadPeriod
from lianluo.rules.models import Rule
from lianluo.rules.queries import NoRule, rule, working_calendar

S = Matter.Stage
KEYS = (
    "reply.statutory", "reply.complex", "reply.internal", "rehandle.reply", "sign.for", "return.apply",
    "return.reassign", "cohandle.opinion", "first.contact", "feedback.return", "pause.statutory", "pause.internal",
    *OWN_KEYS,
)  # fmt: skip
"""The rules that move a matter's dates."""


def rules_in_memory(rows: Iterable[Rule] | None = None) -> Rules:
    """`rules(key, on, kind)` over rows read once: those of the database, or the ones given."""
    kept: dict[str, list[Rule]] = defaultdict(list)
    for row in Rule.objects.filter(key__in=KEYS) if rows is None else rows:
        kept[row.key].append(row)

    def found(key: str, on: date, kind: str) -> Rule:
        valid = [
            row
            for row in kept[key]
            if row.valid_from <= on and (row.valid_until is None or row.valid_until >= on)
            and row.applies_kind in ("", kind) and row.applies_level == ""
        ]  # fmt: skip
        if not valid:
            raise NoRule(key, on)
        return max(valid, key=lambda row: row.applies_kind != "")

    return found


def longest_until(matter: Matter) -> date | None:
    """The last day to which an extension may reach: six months from the hand-over, moved only by pauses that stop the
    statutory clock. None for kinds without a statutory clock, or where no rule was in force."""
    if matter.kind not in STATUTORY_KINDS:
        return None
    reckoner = Reckoner(rules_in_memory(), working_calendar())
    try:
        return limit_of(reckoner, events_of([matter])[matter.pk], clock.today()).due
    except NoRule:
        return None


def clock_for(matter: Matter) -> Clock | None:
    """The clock of a matter the caller has read through its own gate; None where no rule was in force on its day."""
    reckoner = Reckoner(rules_in_memory(), working_calendar())
    try:
        return reckon(reckoner, events_of([matter])[matter.pk], clock.today())
    except (NoRule, BadPeriod):
        return None


def needs_consent(matter: Matter) -> bool:
    """Whether the body that handed the matter over must consent to an extension, by the rule of the day of hand-over."""
    if matter.kind not in STATUTORY_KINDS:
        return False
    try:
        return rule("extension.consent", matter.handed_over_on, matter.kind).flag
    except NoRule:
        return True


def events_of(matters: list[Matter]) -> dict[int, list[told.Event]]:
    """Matter id → what happened to it. A fixed number of queries, however many matters."""
    by_id = {matter.pk: matter for matter in matters}
    found: dict[int, list[told.Event]] = {key: [] for key in by_id}
    for add in (_asked, _assignments, _contacts, _stops, _rounds, _replies, _feedback, _promises):
        for key, event in add(by_id):
            found[key].append(event)
    for matter in matters:
        found[matter.pk] += _own(matter)
    return found


def _own(matter: Matter):
    yield told.HandedOver(
        matter.handed_over_on, matter.kind, matter.office_id, matter.department_id, matter.handler_id
    )
    if matter.replied_on:
        yield told.Replied(matter.replied_on, matter.round)
    if matter.is_final and matter.closed_on:
        yield told.Ended(matter.closed_on, keeps_promises=matter.stage == S.CLOSED)


def _asked(matters: dict[int, Matter]):
    """Of kinds with a limit of their own, and of proposals that were not registered."""
    own = [key for key, matter in matters.items() if has_own_clock(matter.kind)]
    if own:
        rows = {row.matter_id: row for row in Particulars.objects.filter(matter__in=own)}
        meetings = {row.matter_id: row for row in Meeting.objects.filter(matter__in=own)}
        yield from ((key, asked_of(rows.get(key), meetings.get(key))) for key in own)
    if proposals := [key for key, matter in matters.items() if matter.kind == Matter.Kind.PROPOSAL]:
        refused = Registration.objects.filter(matter__in=proposals, state=Registration.State.REFUSED)
        yield from (
            (key, told.AskedFor(nothing_owed=True)) for key in refused.values_list("matter_id", flat=True)
        )


def _day(moment) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _assignments(matters: dict[int, Matter]):
    for row in Assignment.objects.filter(matter__in=matters).order_by("pk"):
        yield row.matter_id, told.Assigned(
            _day(row.handed_over_at), row.pk, row.role, row.department_id, row.handler_id, row.due_on
        )  # fmt: skip
        if row.signed_for_at:
            yield row.matter_id, told.SignedFor(_day(row.signed_for_at), row.pk)
        if row.sent_back_at:
            yield row.matter_id, told.SentBack(_day(row.sent_back_at), row.pk)
        if row.fulfilled_at:
            yield row.matter_id, told.Fulfilled(_day(row.fulfilled_at), row.pk)


def _contacts(matters: dict[int, Matter]):
    before = Contact.objects.filter(matter__in=matters, gate=Contact.Gate.BEFORE)
    for key, day in before.values("matter").annotate(day=Min("on")).values_list("matter", "day").order_by():
        yield key, told.Contacted(day)


def _stops(matters: dict[int, Matter]):
    """A return asked by a department that answers stops the clock of the whole matter, a co-handler's only its own."""
    for row in Pause.objects.filter(matter__in=matters).select_related("assignment"):
        words = row.reason or row.get_kind_display()
        own = row.assignment_id if row.assignment and not row.assignment.answers else None
        yield row.matter_id, told.Paused(row.first_on, row.last_on, words, row.source, own)
        if row.assignment_id and row.kind == Pause.Kind.RETURN_REVIEW:
            yield row.matter_id, told.ReturnAsked(row.first_on, row.assignment_id, row.last_on)
    states = (Extension.State.GRANTED, Extension.State.REVOKED)
    for row in Extension.objects.filter(matter__in=matters, state__in=states):
        yield row.matter_id, told.Extended(
            row.until, row.granted_on or row.asked_on, row.granted_by, row.deputy_told_on, row.revoked_on
        )  # fmt: skip


def _rounds(matters: dict[int, Matter]):
    """New rounds, and the replies of the rounds before them, whose day the stored deadlines remember."""
    if not any(matter.round > 1 for matter in matters.values()):
        return
    known = Deadline.objects.filter(
        matter__in=matters, met_on__isnull=False, part__in=(Deadline.Part.STATUTORY, Deadline.Part.REHANDLE)
    )
    met = {(row.matter_id, row.round): row.met_on for row in known}
    for row in Round.objects.filter(matter__in=matters):
        yield row.matter_id, told.Reopened(row.asked_on or row.opened_on, row.number)
        yield (
            row.matter_id,
            told.Replied(met.get((row.matter_id, row.number - 1), row.opened_on), row.number - 1),
        )


def _replies(matters: dict[int, Matter]):
    """The first round is signed off when the last of its replies is; the stage says that all are."""
    done = [
        key
        for key, matter in matters.items()
        if matter.round > 1 or matter.stage in (S.SIGNED_OFF, S.REPLIED, S.CLOSED)
    ]
    if not done:
        return
    rows = Reply.objects.filter(assignment__matter__in=done, round=1, signed_off_on__isnull=False)
    days = rows.values("assignment__matter").annotate(day=Max("signed_off_on")).order_by()
    for key, day in days.values_list("assignment__matter", "day"):
        yield key, told.SignedOff(day)


def _feedback(matters: dict[int, Matter]):
    """The forms of a round are in when every signatory has rated."""
    rated = Feedback.objects.filter(matter__in=matters).values("matter", "round").order_by()
    counts = list(
        rated.annotate(n=Count("pk"), day=Max("received_on")).values_list("matter", "round", "n", "day")
    )
    if not counts:
        return
    signed = Signatory.objects.filter(matter__in=[row[0] for row in counts]).values("matter").order_by()
    asked = dict(signed.annotate(n=Count("pk")).values_list("matter", "n"))
    for key, number, n, day in counts:
        if n >= asked.get(key, 0):
            yield key, told.FormsReturned(day, number)


def _promises(matters: dict[int, Matter]):
    for row in Commitment.objects.filter(matter__in=matters):
        yield row.matter_id, told.Promised(row.pk, row.due_on, row.kept_on)
