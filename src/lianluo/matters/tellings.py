"""What is told of a deputy's own matters before a visit: what is done, what was promised, what is in hand, how he rated."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import reduce

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianluo.matters.models import Commitment, Feedback, Matter, Reply, Signatory
from lianluo.people.models import Tie
from lianluo.people.tellings import Telling, tell_with

DONE_WITHIN = timedelta(days=180)
PROMISED_WITHIN = timedelta(days=60)
SHOWN = 4
"""So many lines of one sort; more would not be read at a door."""
R = Feedback.Rating


def register() -> None:
    tell_with("matters", told, 10)


def told(actor, persons: list[int], day: date) -> dict[int, list[Telling]]:
    """Five queries, however many persons."""
    known = _known(actor, persons, day)
    open_ = set(Matter.objects.visible_to(actor).filter(pk__in=known).values_list("pk", flat=True))
    signed = defaultdict(list)
    for person, matter in Signatory.objects.filter(matter__in=known, person__in=persons).values_list(
        "person_id", "matter_id"
    ):
        signed[person].append(known[matter])
    replies = _replies(known)
    promises = _promises(known, day)
    rated = _ratings(actor, persons, known)
    return {
        person: [
            *_done(matters, replies, open_, day),
            *[line for matter in matters for line in promises[matter.pk]][:SHOWN],
            *_in_hand(matters, open_),
            *_record(matters, rated[person]),
        ]
        for person, matters in signed.items()
    }


def _known(actor, persons: list[int], day: date) -> dict[int, Matter]:
    """What the actor may open; and, of the persons he looks after, number, title, department and date of what they
    raised with his procuratorate: an officer who knows nothing of it cannot visit. Referred cases never."""
    tied = Tie.objects.held_on(day).filter(officer=actor.user, office=actor.organ, person__in=persons)
    his = Q(office=actor.organ, signatories__person__in=tied.values("person_id"))
    rows = Matter.objects.filter(Q(pk__in=Matter.objects.visible_to(actor).values("pk")) | his)
    rows = rows.filter(signatories__person__in=persons).exclude(kind=Matter.Kind.REFERRED_CASE)
    rows = rows.exclude(stage__in=Matter.LEFT).select_related("department").defer("content", "note")
    return {row.pk: row for row in rows.order_by("due_on", "pk").distinct()}


def _replies(known: dict[int, Matter]) -> dict[int, Reply]:
    """Matter → its answer of the present round, the last one signed off."""
    rows = Reply.objects.filter(assignment__matter__in=known, stage=Reply.Stage.SIGNED_OFF)
    rows = rows.filter(assignment__role__in=Matter.ANSWERING).select_related("assignment", "result_class")
    return {
        row.assignment.matter_id: row
        for row in rows.order_by("pk")
        if row.round == known[row.assignment.matter_id].round
    }


def _promises(known: dict[int, Matter], day: date) -> dict[int, list[Telling]]:
    found = defaultdict(list)
    rows: QuerySet[Commitment] = Commitment.objects.filter(
        matter__in=known, kept_on=None, due_on__lte=day + PROMISED_WITHIN
    )
    for row in rows.order_by("due_on", "pk"):
        words = _("%(matter)s, due by %(day)s, not kept yet")
        if row.due_on < day:
            words = _("%(matter)s, was due by %(day)s, not kept yet")
        note = words % {"matter": known[row.matter_id].label, "day": row.due_on.strftime("%m-%d")}
        title = _("Promise: %(text)s") % {"text": row.text}
        found[row.matter_id].append(Telling("alarm", title, note, first=True, tone="amber"))
    return found


def _ratings(actor, persons: list[int], known: dict[int, Matter]) -> dict[int, list[Feedback]]:
    found = defaultdict(list)
    seen = Feedback.objects.visible_to(actor)
    for row in seen.filter(matter__in=known, person__in=persons).order_by("-received_on", "-pk"):
        found[row.person_id].append(row)
    return found


def _done(matters: list[Matter], replies: dict[int, Reply], open_: set[int], day: date) -> list[Telling]:
    """Answered lately: the words to begin with."""
    lately = [
        each for each in matters
        if each.stage in (Matter.Stage.REPLIED, Matter.Stage.CLOSED)
        and each.replied_on and each.replied_on >= day - DONE_WITHIN
    ]  # fmt: skip
    lines = []
    for each in sorted(lately, key=lambda row: row.replied_on, reverse=True)[:SHOWN]:
        reply = replies.get(each.pk)
        result = reply.result_class.label if reply and reply.result_class else ""
        title = _("“%(title)s” is answered") % {"title": each.title}
        on = each.replied_on.strftime("%m-%d")
        note = _("%(matter)s, answered on %(day)s") % {"matter": each.label, "day": on}
        note = _clauses(note, result)
        lines.append(Telling("circle-check", title, note, _url(each, open_), first=True, tone="green"))
    return lines


def _in_hand(matters: list[Matter], open_: set[int]) -> list[Telling]:
    rows = [each for each in matters if each.stage in Matter.RUNNING]
    return [
        Telling("file-text", f"{each.label} {each.title}", _standing(each), _url(each, open_))
        for each in rows[:SHOWN]
    ]


def _standing(matter: Matter) -> str:
    """“In hand, lead department …, answer by 11-30”."""
    parts = [_("in hand") if matter.department else _("not handed over to a department yet")]
    if matter.department:
        parts.append(_("lead department %(name)s") % {"name": matter.department.label})
    if matter.due_on:
        parts.append(_("answer by %(day)s") % {"day": matter.due_on.strftime("%m-%d")})
    return _clauses(*parts)


def _record(matters: list[Matter], rated: list[Feedback]) -> list[Telling]:
    """How many were raised, how they were rated, and the last rating."""
    counts = {
        "n": len(matters),
        "satisfied": len({row.matter_id for row in rated if row.result == R.SATISFIED}),
        "open": len([each for each in matters if each.stage in Matter.RUNNING]),
    }
    title = _("%(n)d raised, %(satisfied)d satisfied, %(open)d in hand") % counts
    if not rated:
        return [Telling("list-check", title, _("No rating yet"))]
    counted = Counter(row.result for row in rated).most_common()
    spread = _clauses(*(f"{R(value).label} {n}" for value, n in counted))
    last = rated[0]
    note = _("Ratings of results: %(spread)s; the last on %(day)s: attitude %(attitude)s, result %(result)s") % {
        "spread": spread, "day": last.received_on.isoformat(), "attitude": last.get_attitude_display(),
        "result": last.get_result_display(),
    }  # fmt: skip
    return [Telling("list-check", title, note)]


def _clauses(*parts: str) -> str:
    return reduce(lambda one, two: _("%(one)s, %(two)s") % {"one": one, "two": two}, filter(None, parts))


def _url(matter: Matter, open_: set[int]) -> str:
    return matter.get_absolute_url() if matter.pk in open_ else ""
