"""Letters of a whole session in both formats, through the very function behind the page and the command.

178 letters to 178 deputies, each with one reply of four points, read from the database and rendered as PDF and Word.
"""

from __future__ import annotations

import time

from bench.imports import bring, empty
from bench.list_page import clerk_of
from bench.place import table
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions.printing import rendered
from lianluo.foundation import clock
from lianluo.matters.models import Assignment, Matter, Reply, ReplyPoint
from lianluo.rules.queries import result_classes
from lianluo.units.models import Unit

LETTERS = 178
LIMIT = 60  # seconds
ANSWER = (
    "我院高度重视您提出的建议，组织业务部门到实地调研，与有关单位会商后制定了具体措施，并将持续推进落实。" * 4
)


def answered(office: Unit) -> None:
    """Every matter with a reply that is signed off, in bulk."""
    department = Unit.objects.departments_of(office).first()
    Matter.objects.update(stage=Matter.Stage.SIGNED_OFF, department=department)
    user = clerk_of(office).user
    chosen = result_classes("deputy", "", clock.today())[0]
    given = Assignment.objects.bulk_create(
        Assignment(matter=each, department=department, role="sole", stage=Assignment.Stage.FULFILLED)
        for each in Matter.objects.all()
    )
    replies = Reply.objects.bulk_create(
        Reply(assignment=each, stage=Reply.Stage.SIGNED_OFF, result_class=chosen, disclosure="open",
              drafted_by=user, signed_off_on=clock.today(), signed_off_by=user)
        for each in given
    )  # fmt: skip
    ReplyPoint.objects.bulk_create(
        ReplyPoint(reply=reply, position=n, asked=f"关于第{n}项措施", answer=ANSWER)
        for reply in replies
        for n in range(1, 5)
    )


def main() -> None:
    empty()
    office = Unit.objects.get(code="21")
    actor = clerk_of(office)
    bring(office, LETTERS)
    answered(office)
    for each in letters.compose(actor, office).letters:
        letters.number(each, actor)
    began, used, spent, last = time.perf_counter(), time.process_time(), {}, time.perf_counter()
    for _letter, kind, content in rendered(office):
        now = time.perf_counter()
        count, seconds, size = spent.get(kind, (0, 0.0, 0))
        spent[kind] = (count + 1, seconds + now - last, size + len(content))
        last = now
    took, used = time.perf_counter() - began, time.process_time() - used
    lines = [
        (kind, str(count), f"{seconds:.1f} s", "", f"{size / count / 1024:.0f} kB")
        for kind, (count, seconds, size) in spent.items()
    ]
    lines.append((f"both (allowed: {LIMIT} s)", str(LETTERS), f"{took:.1f} s", f"{used:.1f} s", ""))
    table(("letters as", "files", "time", "processor", "size of one"), lines)
