"""The people around one matter, and a matter in the hands of their department."""

from __future__ import annotations

from dataclasses import dataclass

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import handing
from lianluo.matters.actions import reply as replies
from lianluo.matters.models import Assignment, Matter, Reply
from lianluo.rules.models import ResultClass
from lianluo.units.models import Unit
from tests.rooms import Office, user_in


@dataclass
class Cast:
    rooms: Office
    head: User
    leader: User
    other_head: User

    @property
    def everybody(self) -> dict[str, User]:
        names = ("clerk", "handler", "auditor", "stranger")
        return {
            **{name: getattr(self.rooms, name) for name in names},
            "head": self.head, "leader": self.leader, "other_head": self.other_head,
        }  # fmt: skip

    def as_(self, name: str):
        return actor_of(self.everybody[name])

    def department(self, name: str = "第一检察部") -> Unit:
        return Unit.objects.get(parent=self.rooms.organ, name=name)

    def handed_over(self, number: int = 1, mode: str = "sole", others: list[str] = ()) -> Assignment:
        """A matter of `number`, handed over to 第一检察部."""
        self.rooms.bring(number, number)
        matter = Matter.objects.get(outside_number=str(2000 + number))
        handing.hand_over(
            matter, self.as_("clerk"), department=self.department(), mode=mode,
            co_departments=[self.department(name) for name in others], leader=self.leader,
        )  # fmt: skip
        return Assignment.objects.get(matter=matter, department=self.department())

    def signed_for(self, number: int = 1, **facts) -> Assignment:
        row = self.handed_over(number, **facts)
        assignments.sign_for(row, self.as_("head"), handler=self.rooms.handler)
        row.refresh_from_db()
        return row

    def contact(self, row: Assignment, gate: str, **facts) -> None:
        person = row.matter.signatories.first().person
        facts = {"way": "telephone", "said": "同意", **facts}
        assignments.record_contact(
            row, self.as_("handler"), gate=gate, on=clock.today(), person=person, by_whom="承办人", **facts
        )

    def drafted(self, number: int = 1) -> Reply:
        row = self.signed_for(number)
        for gate in ("before", "during"):
            self.contact(row, gate)
        reply = replies.draft(row, self.as_("handler"))
        self.write(reply, [("问题一", "答复一")])
        return reply

    def write(self, reply: Reply, points: list[tuple[str, str]]) -> None:
        chosen = ResultClass.objects.get(body_kind="deputy", level="", code="A")
        replies.edit(reply, self.as_("handler"), points=points, result_class=chosen, disclosure="open")

    def before_leader(self, number: int = 1) -> Reply:
        reply = self.drafted(number)
        replies.submit(reply, self.as_("handler"))
        replies.pass_as_head(reply, self.as_("head"))
        replies.pass_as_office(reply, self.as_("clerk"))
        reply.refresh_from_db()
        return reply


def cast_of(rooms: Office) -> Cast:
    department = Unit.objects.get(parent=rooms.organ, name="第一检察部")
    other = Unit.objects.get(parent=rooms.organ, name="第二检察部")
    return Cast(
        rooms,
        head=user_in(department, "head", Role.DEPARTMENT_HEAD),
        leader=user_in(rooms.organ, "leader", Role.LEADER),
        other_head=user_in(other, "other_head", Role.DEPARTMENT_HEAD),
    )
