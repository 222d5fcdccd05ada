"""An open session mode in the small office: deputies of the congress, a listener, departments with their people."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from lianluo.accounts.actor import Actor, actor_of
from lianluo.accounts.models import User
from lianluo.foundation import clock
from lianluo.matters.actions import session_mode as modes
from lianluo.matters.actions import voiced, voicing
from lianluo.matters.models import ListeningGroup, SessionMode, VoicedOpinion
from lianluo.people.models import Person, Session
from lianluo.units.models import Unit
from tests.matters.cast import Cast
from tests.rooms import name_of


@dataclass
class Sitting:
    cast: Cast
    mode: SessionMode
    listener: User
    group: ListeningGroup

    def as_(self, name: str) -> Actor:
        return actor_of(self.listener) if name == "listener" else self.cast.as_(name)

    def department(self, name: str = "第一检察部") -> Unit:
        return self.cast.department(name)

    def deputy(self, number: int = 1) -> Person:
        return Person.objects.get(name=name_of(number))

    def voice(self, number: int = 1, words: str = "", who: str = "listener", **facts) -> VoicedOpinion:
        facts = {
            "person": self.deputy(number), "words": words or f"建议加强第{number}项工作。", "draft": str(uuid.uuid4()),
            "department": self.department(), "group": self.group, **facts,
        }  # fmt: skip
        return voicing.voice(self.mode, self.as_(who), **facts)

    def answered(self, number: int = 1, **facts) -> VoicedOpinion:
        opinion = self.voice(number)
        voiced.answer(opinion, self.as_("head"), text="已研究，将于年内落实。", **facts)
        return fresh(opinion)

    def checked(self, number: int = 1, **facts) -> VoicedOpinion:
        opinion = self.answered(number, **facts)
        voiced.check(opinion, self.as_("clerk"))
        return fresh(opinion)

    def told(self, number: int = 1, **facts) -> VoicedOpinion:
        opinion = self.checked(number)
        voiced.tell(opinion, self.as_("listener"), way="in_person", **facts)
        return fresh(opinion)


def fresh(opinion: VoicedOpinion) -> VoicedOpinion:
    return VoicedOpinion.objects.select_related("matter", "mode", "person").get(pk=opinion.pk)


def sitting_of(cast: Cast, listener: User, deputies: int = 5) -> Sitting:
    cast.rooms.bring(1, deputies)
    session = Session.objects.get()
    clerk = cast.as_("clerk")
    day = clock.today()
    mode = modes.open_mode(clerk, cast.rooms.organ, session=session, from_on=day - timedelta(days=1),
                           until_on=day + timedelta(days=5))  # fmt: skip
    group = modes.arrange(mode, clerk, name="第一听会组", delegations=["沈阳"], members=[listener])
    return Sitting(cast, mode, listener, group)
