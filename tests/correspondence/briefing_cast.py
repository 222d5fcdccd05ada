"""A small office that reports to its deputies: who writes, who approves, who reads."""

from __future__ import annotations

from dataclasses import dataclass

from lianluo.accounts.actor import Actor, actor_of, deputy_of
from lianluo.accounts.models import Role
from lianluo.correspondence.actions import briefing as briefings
from lianluo.correspondence.actions import briefing_sending as sending
from lianluo.correspondence.briefing_queries import Aim
from lianluo.correspondence.briefings import Briefing, Recipient
from lianluo.people.models import Mandate, Person, Term
from tests.rooms import Office, user_in

BODY = "<h2>一、工作情况</h2><p>上半年<strong>依法履职</strong>。</p>"


@dataclass
class Desk:
    office: Office
    clerk: Actor
    leader: Actor
    chief: Actor

    def draft(self, kind: str = "periodic", html: str = BODY, **facts) -> Briefing:
        made = briefings.draft(self.clerk, self.office.organ, kind=kind, title="上半年工作报告", **facts)
        return briefings.edit(made, self.clerk, title=made.title, summary="半年工作", html=html)

    def aimed(self, aim: Aim | None = None, **facts) -> Briefing:
        return briefings.choose(self.draft(**facts), self.clerk, aim=aim or Aim(everybody=True))

    def approved(self, aim: Aim | None = None, **facts) -> Briefing:
        made = briefings.submit(self.aimed(aim, **facts), self.clerk)
        return briefings.approve(made, self.chief if made.kind == "major" else self.leader)

    def sent(self, aim: Aim | None = None, **facts) -> Briefing:
        made = sending.send(self.approved(aim, **facts), self.clerk)
        sending.queue_messages(self.clerk, made, recipients=sending.unqueued(made))
        return made


def desk_of(office: Office) -> Desk:
    leader, chief = (
        user_in(office.organ, name, role) for name, role in (("leader", Role.LEADER), ("chief", Role.CHIEF))
    )
    return Desk(office, actor_of(office.clerk), actor_of(leader), actor_of(chief))


def deputies(office: Office, count: int, with_mail: bool = True) -> list[Person]:
    """In office in the term that the small office knows."""
    office.bring(1, 1)
    term = Term.objects.get()
    people = Person.objects.bulk_create(
        Person(
            keeper=office.organ, name=f"佟见{i:03d}", sort_key=f"{i:06d}", address=f"沈阳市示例路{i}号", postcode="110000",
            email=f"d{i}@example.org" if with_mail else "",
        )
        for i in range(2, count + 1)
    )  # fmt: skip
    Mandate.objects.bulk_create(
        Mandate(person=person, term=term, kind="deputy", delegation="沈阳") for person in people
    )
    first = Person.objects.exclude(pk__in=[person.pk for person in people]).get()
    first.email, first.address, first.postcode = (
        ("d1@example.org" if with_mail else ""),
        "沈阳市示例路1号",
        "110000",
    )
    first.save()
    return [first, *people]


def reader(row: Recipient) -> Actor:
    return deputy_of(row.person_id)
