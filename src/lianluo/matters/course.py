"""How far one matter has come: its rows read once, and the stepper made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.matters.models import Assignment, Contact, Feedback, Matter, Reply, ReplyPoint
from lianluo.matters.procedures import Procedure, procedure_of

REFERENCE, CO = Matter.Mode.REFERENCE, Matter.Mode.CO
Gate, S = Contact.Gate, Matter.Stage


@dataclass
class Course:
    """`replies` are those of the present round by assignment; `contacts` of the round by gate, oldest first."""

    matter: Matter
    assignments: list[Assignment]
    replies: dict[int, Reply]
    contacts: dict[str, list[Contact]]
    signatories: int
    rated: int

    @property
    def procedure(self) -> Procedure:
        return procedure_of(self.matter.kind)

    @property
    def current(self) -> list[Assignment]:
        return [row for row in self.assignments if row.stage != Assignment.Stage.SENT_BACK]

    @property
    def owes_contact(self) -> bool:
        """Whoever answers the deputy contacts him (§13); co-handling and reading do not, nor do some kinds."""
        if not self.procedure.gates:
            return False
        rows = self.current
        return any(row.answers for row in rows) if rows else self.matter.needs_reply

    @property
    def is_reading(self) -> bool:
        return self.matter.mode == REFERENCE

    @property
    def is_rated(self) -> bool:
        """Whether every signatory has rated the present round."""
        return self.rated >= self.signatories

    def missing_gates(self) -> list[str]:
        return [gate for gate in (Gate.BEFORE, Gate.DURING) if not self.contacts.get(gate)]


def course_of(matter: Matter) -> Course:
    """Of a matter the caller has read through its own gate: five queries, however many rows."""
    people = (
        "department", "handler", "leader", "signed_for_by", "hand_down__by_office", "hand_down__via",
        "hand_down__inner_department",
    )  # fmt: skip
    assignments = list(matter.assignments.select_related(*people))
    for row in assignments:
        row.matter = matter
    texts = Prefetch("points", ReplyPoint.objects.order_by("position"))
    replies = Reply.objects.filter(assignment__in=assignments, round=matter.round)
    by_assignment = {row.pk: row for row in assignments}
    found = {}
    for reply in replies.select_related("result_class", "drafted_by").prefetch_related(texts):
        reply.assignment = by_assignment[reply.assignment_id]
        found[reply.assignment_id] = reply
    contacts: dict[str, list[Contact]] = {}
    for contact in matter.contacts.filter(round=matter.round).select_related("person", "organisation"):
        contacts.setdefault(contact.gate, []).append(contact)
    rated = Feedback.objects.filter(matter=matter, round=matter.round).count()
    return Course(matter, assignments, found, contacts, matter.signatories.count(), rated)


def stepper_of(course: Course) -> list[dict]:
    """Steps for `{% stepper %}`. The first one not done is the current one; what is missing stands instead of a date."""
    steps = [step for step in _steps(course) if step]
    if course.matter.stage in Matter.LEFT:
        return [step for step in steps if step["state"] == "done"]
    if course.matter.is_final:
        return steps
    ahead = next((step for step in steps if step["state"] == "todo"), None)
    if ahead:
        ahead["state"], ahead["note"] = "current", ahead.pop("missing", "") or ahead["note"]
    return steps


def _steps(course: Course) -> list[dict | None]:
    """In their order; what the kind does not know is left out."""
    row = course.procedure
    return [
        _registered(course), _decided(course), _told(course), _handed_over(course), _signed_for(course),
        _met(course),
        *[_gate(course, gate) for gate in (Gate.BEFORE, Gate.DURING) if gate in row.gates],
        _signed_off(course), _letter(course), _reported(course),
        _gate(course, Gate.AFTER) if Gate.AFTER in row.gates else None,
        _feedback(course) if row.asks_feedback else None, _closed(course),
    ]  # fmt: skip


def _decided(course: Course) -> dict | None:
    """立案, where the proposal came before the committee had decided."""
    row = getattr(course.matter, "registration", None) if course.procedure.by_members else None
    if row is None:
        return None
    return _step(pgettext("stepper", "Registration"), row.decided_on is not None, row.decided_on)


def _told(course: Course) -> dict | None:
    """The deputies who asked for a meeting know when and whom they meet."""
    if "hold_meeting" not in course.procedure.steps:
        return None
    row = getattr(course.matter, "meeting", None)
    day, limit = (row.told_on, None) if row else (None, course.matter.due_on)
    return _step(pgettext("stepper", "Arrangement told"), day is not None, day, limit=limit)


def _met(course: Course) -> dict | None:
    if "hold_meeting" not in course.procedure.steps:
        return None
    row = getattr(course.matter, "meeting", None)
    day = row.held_on if row else None
    return _step(pgettext("stepper", "Meeting"), day is not None, day, limit=row.meets_on if row else None)


def _reported(course: Course) -> dict | None:
    if "report_upward" not in course.procedure.steps:
        return None
    row = getattr(course.matter, "meeting", None)
    day = row.reported_on if row else None
    return _step(pgettext("stepper", "Report to the committee"), day is not None, day)


def _step(label, done: bool, on=None, missing: str = "", limit=None, applies: bool = True) -> dict:
    state = "na" if not applies and not done else "done" if done else "todo"
    note = _("by %(date)s") % {"date": _short(limit)} if limit and state == "todo" else ""
    return {"label": label, "state": state, "date": _short(on), "note": note, "missing": missing}


def _short(day) -> str:
    """11-26; with its year where that is not the present one's neighbour is left to the history."""
    if day is None:
        return ""
    if not isinstance(day, date) or hasattr(day, "hour"):
        day = timezone.localtime(day).date()
    return f"{day:%m-%d}"


def _registered(course: Course) -> dict:
    return _step(pgettext("stepper", "Register"), True, course.matter.registered_at)


def _handed_over(course: Course) -> dict:
    rows = course.current
    first = min((row.handed_over_at for row in rows), default=None)
    return _step(pgettext("stepper", "Hand over"), bool(rows), first)


def _signed_for(course: Course) -> dict:
    rows = course.current
    taken = [row for row in rows if row.signed_for_at or row.fulfilled_at]
    last = max((row.signed_for_at or row.fulfilled_at for row in taken), default=None)
    limit = min((row.sign_for_due_on for row in rows if row.sign_for_due_on), default=None)
    missing = f"{len(taken)}/{len(rows)}" if len(rows) > 1 else ""
    whole = bool(rows) and len(taken) == len(rows)
    return _step(pgettext("stepper", "Sign for"), whole, last, missing, limit)


def _gate(course: Course, gate: str) -> dict:
    found = course.contacts.get(gate, [])
    reached = len({contact.proposer_key for contact in found})
    missing = f"{reached}/{course.signatories}" if course.signatories else ""
    last = max((contact.on for contact in found), default=None)
    return _step(Gate(gate).label, bool(found), last, missing, applies=course.owes_contact)


def _signed_off(course: Course) -> dict:
    matter = course.matter
    days = [reply.signed_off_on for reply in course.replies.values() if reply.signed_off_on]
    done = matter.stage in (S.SIGNED_OFF, S.REPLIED, S.CLOSED) and not course.is_reading
    label = pgettext("stepper", "Reply signed off")
    return _step(label, done, max(days, default=None), limit=matter.internal_due_on,
                 applies=not course.is_reading)  # fmt: skip


def _letter(course: Course) -> dict:
    matter = course.matter
    label = pgettext("stepper", "Letter") if course.procedure.by_letter else pgettext("stepper", "Answer")
    done = matter.replied_on is not None
    owed = matter.needs_reply and course.procedure.owes_reply
    return _step(label, done, matter.replied_on, limit=matter.due_on, applies=owed)


def _feedback(course: Course) -> dict:
    done = bool(course.rated) and course.rated >= course.signatories
    return _step(
        pgettext("stepper", "Feedback"), done, None, f"{course.rated}/{course.signatories}",
        applies=course.owes_contact and course.procedure.asks_feedback,
    )  # fmt: skip


def _closed(course: Course) -> dict:
    if course.matter.stage in Matter.LEFT:
        return _step(S(course.matter.stage).label, True, course.matter.closed_on)
    return _step(pgettext("stepper", "Close"), course.matter.stage == S.CLOSED, course.matter.closed_on)
