"""A hand-made session of eight matters whose figures are known by heart."""

from __future__ import annotations

from datetime import date, timedelta

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.accounts.models import Post
from lianluo.correspondence.models import Delivery, Dispatch, Letter, LetterItem
from lianluo.matters.models import Assignment, Commitment, Contact, Feedback, Matter, Reply, ReplyPoint
from lianluo.people.models import Session
from lianluo.reports.actions.report import draw_up, keep_annex, keep_report, read
from lianluo.rules.models import ResultClass
from lianluo.units.models import Unit

TODAY = date(2026, 7, 1)


def known_session(rooms, freeze) -> dict[int, Matter]:
    """Matters 1–8: 1 replied on time, 2 late, 3 signed off, 4 overdue, 5 in hand, 6 co-handled, 7 reference, 8 withdrawn."""
    freeze(date(2026, 2, 20))
    Post.objects.update(from_on=date(2026, 1, 1))
    rooms.bring(1, 8)
    freeze(TODAY)
    found = {int(matter.outside_number) - 2000: matter for matter in Matter.objects.all()}
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    Matter.objects.exclude(pk__in=[found[5].pk, found[8].pk]).update(department=department)
    due, stages = date(2026, 6, 1), Matter.Stage
    changes = {
        1: {"stage": stages.CLOSED, "replied_on": due}, 2: {"stage": stages.REPLIED, "replied_on": due + timedelta(1)},
        3: {"stage": stages.SIGNED_OFF, "due_on": date(2026, 8, 1)}, 4: {"stage": stages.HANDLED, "round": 2},
        5: {"due_on": TODAY}, 6: {"mode": "co", "replied_on": due}, 7: {"mode": "reference"}, 8: {"stage": stages.WITHDRAWN},
    }  # fmt: skip
    for n, columns in changes.items():
        Matter.objects.filter(pk=found[n].pk).update(**{"due_on": due, **columns})
        found[n].refresh_from_db()
    for n, code in ((1, "A"), (2, "C"), (3, None)):
        signed_reply(rooms, found[n], department, code)
    for n in (1, 2):
        letter_to(rooms, found[n], delivered=n == 1)
    contacts(rooms, found[1])
    person = found[1].signatories.get().person
    Feedback.objects.create(
        matter=found[1], person=person, attitude="satisfied", result="basically", received_on=TODAY,
        entered_by=rooms.clerk,
    )  # fmt: skip
    for text, due_on, kept_on in (("甲", due, due), ("乙", due, None), ("丙", TODAY, None)):
        Commitment.objects.create(matter=found[1], text=text, due_on=due_on, kept_on=kept_on)
    return found


def signed_reply(rooms, matter, department, code: str | None) -> Reply:
    row = Assignment.objects.create(
        matter=matter, department=department, role=matter.mode, stage="fulfilled", handler=rooms.handler
    )
    chosen = ResultClass.objects.filter(body_kind="deputy", code=code).first()
    reply = Reply.objects.create(
        assignment=row, stage="signed_off", result_class=chosen, drafted_by=rooms.handler, signed_off_on=TODAY
    )
    ReplyPoint.objects.create(
        reply=reply, position=1, asked="所提问题", answer=f"关于{matter.outside_number}号的答复内容。"
    )
    return reply


def letter_to(rooms, matter, delivered: bool) -> Letter:
    person = matter.signatories.get().person
    letter = Letter.objects.create(
        office=rooms.organ, person=person, session=matter.session, title="答复", salutation="代表",
        opening="", closing="", stage="delivered" if delivered else "dispatched",
    )  # fmt: skip
    LetterItem.objects.create(
        letter=letter, matter=matter, reply=Reply.objects.get(assignment__matter=matter)
    )
    sent = Dispatch.objects.create(
        letter=letter, way="express", address="沈阳", dispatched_on=TODAY, dispatched_by=rooms.clerk
    )
    if delivered:
        Delivery.objects.create(dispatch=sent, state="delivered", on=TODAY, recorded_by=rooms.clerk)
    return letter


def contacts(rooms, matter) -> None:
    person = matter.signatories.get().person
    for gate, way, exception in (
        ("before", "in_person", ""),
        ("during", "telephone", ""),
        ("after", "", "代表出差"),
    ):
        Contact.objects.create(
            matter=matter, person=person, gate=gate, way=way, exception=exception, on=TODAY, by_whom="承办人",
            recorded_by=rooms.handler,
        )  # fmt: skip


def drawn_up(rooms, actor=None, papers: bool = False):
    actor, session = actor or actor_of(rooms.clerk), Session.objects.get()
    reading = read(actor, rooms.organ, session)
    report = draw_up(actor, rooms.organ, session=session, reading=reading)
    if papers:
        keep_report(SYSTEM, report)
        keep_annex(SYSTEM, report.annex)
    return report
