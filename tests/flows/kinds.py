"""An office in which every kind of input can be told as a story: deputies, members, a city and a county below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianluo.accounts.actor import Actor, actor_in
from lianluo.accounts.models import Post, User
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import handing
from lianluo.matters.actions import reply as replies
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.buttons import buttons_of
from lianluo.matters.course import course_of
from lianluo.matters.models import Assignment, Matter, Reply
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.models import Mandate, Person
from lianluo.rules.models import ResultClass
from lianluo.units.models import Unit

TODAY = date(2026, 3, 2)


def actor(name: str, unit: Unit, role: str) -> Actor:
    user = User.objects.create_user(name, "a-long-password", name=name)
    return actor_in(Post.objects.create(user=user, unit=unit, role=role, from_on=date(2020, 1, 1)))


@dataclass
class World:
    cast: object

    def __post_init__(self):
        term = term_of("deputy", "provincial", "辽宁省", 14, "辽宁省第十四届人民代表大会")
        other = term_of("member", "provincial", "辽宁省", 13, "政协辽宁省第十三届委员会")
        self.session = session_of(term, 4, "省十四届人大四次会议")
        self.plenum = session_of(other, 4, "省政协十三届四次会议")
        self.deputies = [self._person(f"佟代表{n}", "deputy", term) for n in "一二三四五六七八九十"]
        self.members = [self._person(f"岳委员{n}", "member", other) for n in "一二"]

    def _person(self, name: str, kind: str, term) -> Person:
        person = Person.objects.create(keeper=self.cast.office, name=name)
        group = {"delegation": "沈阳"} if kind == "deputy" else {"sector": "社会科学界"}
        Mandate.objects.create(person=person, kind=kind, term=term, **group)
        return person

    def register(self, kind: str, title: str = "关于某事", **facts) -> Matter:
        people = self.members if kind in ("proposal", "social_information") else self.deputies
        facts = {"handed_over_on": clock.today(), **facts}
        if "particulars" not in facts or "raised_by" not in facts["particulars"]:
            facts.setdefault("lead", people[0])
        return register_matter(self.cast.clerk, self.cast.office, kind=kind, title=title, **facts)

    def handed_over(self, matter: Matter, **facts) -> Assignment:
        handing.hand_over(matter, self.cast.clerk, department=self.cast.head.unit, mode="sole", **facts)
        return Assignment.objects.get(matter=matter, department=self.cast.head.unit, stage="handed_over")

    def signed_for(self, matter: Matter) -> Assignment:
        row = self.handed_over(matter)
        assignments.sign_for(row, self.cast.head, handler=self.cast.handler.user)
        row.refresh_from_db()
        return row

    def contact(self, row: Assignment, gate: str) -> None:
        for signed in row.matter.signatories.select_related("person"):
            assignments.record_contact(
                row, self.cast.handler, gate=gate, on=clock.today(), person=signed.person, by_whom="承办人",
                way="telephone", said="同意",
            )  # fmt: skip

    def drafted(self, row: Assignment, **facts) -> Reply:
        reply = replies.draft(row, self.cast.handler)
        return replies.edit(reply, self.cast.handler, points=[("问", "答")], **facts)

    def letter_facts(self, member: bool = False) -> dict:
        kind = "member" if member else "deputy"
        return {"result_class": ResultClass.objects.get(body_kind=kind, code="A"), "disclosure": "open"}

    def sign(self, reply: Reply) -> Matter:
        cast = self.cast
        replies.submit(reply, cast.handler)
        replies.pass_as_head(reply, cast.head)
        replies.pass_as_office(reply, cast.clerk)
        replies.sign_off(reply, cast.leader)
        return Matter.objects.get(pk=reply.matter.pk)

    def sees(self, who: Actor, matter: Matter) -> bool:
        return Matter.objects.visible_to(who).filter(pk=matter.pk).exists()


def buttons(matter: Matter, who: Actor) -> set[str]:
    """The names of the steps that the matter's page offers."""

    return {button["name"] for button in buttons_of(course_of(matter), who)}
