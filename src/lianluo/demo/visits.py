"""Who looks after whom in the demonstration office, the visits of the last three months, what is planned and proposed."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from lianluo.accounts.models import Role
from lianluo.demo.story import Course, Story
from lianluo.foundation import clock
from lianluo.liaison.actions import handover, proposal
from lianluo.liaison.actions import remark as remarks
from lianluo.liaison.actions import round as rounds
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.actions.charge import set_charge
from lianluo.liaison.actions.remark import Saying
from lianluo.liaison.assigning import assign
from lianluo.liaison.handover_queries import tied_persons
from lianluo.liaison.models import Remark, Visit
from lianluo.liaison.tie_queries import asked_of
from lianluo.matters.models import Matter
from lianluo.people.actions.tie import tie
from lianluo.people.models import Mandate, Person

SAID = (
    "建议检察机关多到企业开展法治宣讲，讲身边的案例。",
    "希望加大对电信网络诈骗的打击力度，老年人受骗的情况在乡镇仍然较多。",
    "对公益诉讼工作表示肯定，建议继续关注饮用水水源地保护。",
    "建议未成年人保护工作与学校、社区衔接，形成固定的联系机制。",
    "希望检察听证多邀请基层代表参加，听证结果及时告知。",
    "建议优化营商环境，对涉企案件依法审慎采取强制措施。",
)
ANSWERED = ("当场介绍了有关工作情况，会后书面回复。", "说明了现行做法，意见带回院里研究。", "")
FORMS = ("door", "seminar", "door", "zone", "telephone", "seminar", "invitation")
OPINION = Matter.Kind.EVERYDAY_OPINION
KINDS = (OPINION, OPINION, "", OPINION, Matter.Kind.MEETING_REQUEST)
"""What every third visit brings: opinions, a note, a request to meet."""
TURNS = 44
WITHOUT = 5
"""So many deputies have no officer yet: the ledger shows them."""


class Visits:
    """Every head of a department and both leaders are officers; the longer ago, the more of their visits are approved."""

    def __init__(self, story: Story):
        self.story, self.cast, self.dice = story, story.cast, random.Random("visits")
        heads = [
            actor for actor in self.cast.actors.values() if actor.role in (Role.DEPARTMENT_HEAD, Role.LEADER)
        ]
        self.met: Counter[int] = Counter()
        self.officers = sorted(heads, key=lambda actor: actor.user_id)

    def begin(self) -> None:
        self.story.begin(self.course(), 96, self.dice)
        self.story.begin(self.ahead(), 1, self.dice)

    def course(self) -> Course:
        groups = self._tied()
        for turn in range(TURNS):
            officer = self.officers[turn % len(self.officers)]
            self._visit(officer, groups[officer.user_id], turn)
            yield 1 if turn % 2 else 3

    def _tied(self) -> dict[int, list[Person]]:
        """Each officer some deputies of neighbouring delegations, since the beginning of the year."""
        people = list(
            Person.objects.filter(keeper=self.cast.office).order_by("mandates__delegation", "pk").distinct()
        )
        people = list(dict.fromkeys(people))[:-WITHOUT]
        groups: dict[int, list[Person]] = {actor.user_id: [] for actor in self.officers}
        for place, person in enumerate(people):
            officer = self.officers[place * len(self.officers) // len(people)]
            tie(self.cast.clerk, person, officer=officer.user, from_on=date(clock.today().year, 1, 1))
            groups[officer.user_id].append(person)
        return groups

    def _visit(self, officer, people: list[Person], turn: int) -> None:
        form = FORMS[turn % len(FORMS)]
        most = self.dice.choice((4, 5, 6)) if form in ("seminar", "zone") else self.dice.choice((1, 1, 2))
        chosen = tuple(sorted(people, key=lambda person: self.met[person.pk])[:most])
        self.met += Counter(person.pk for person in chosen)
        party = visits.Party(chosen, officer.user)
        facts = {
            "form": form, "on": clock.today(), "place": self.dice.choice(("代表单位", "社区活动室", "")),
            "said": self.dice.choice(SAID), "answered": self.dice.choice(ANSWERED), "reported": "通报上半年检察工作情况。",
        }  # fmt: skip
        if turn % 6 == 0:
            facts |= {
                "follow_up": "寄送有关典型案例材料",
                "follow_up_due_on": clock.today() + timedelta(days=15),
            }
        sayings = [Saying(chosen[0], facts["said"], KINDS[turn // 3 % len(KINDS)])] if turn % 3 == 0 else []
        made = visits.record_new(
            officer, self.cast.office, party=party, facts=facts, sayings=sayings, is_another=True
        )
        if turn % 9 == 8:
            visits.send_back(made, self.cast.clerk, reason="请补充代表所提意见的具体内容。")
        elif turn < TURNS - 5:
            visits.approve(made, self.cast.clerk)
        for remark in made.remarks.filter(kind=OPINION) if turn < TURNS - 20 else ():
            self._settle(remark)

    def _settle(self, remark: Remark) -> None:
        """The same words of the same deputy become one matter."""
        try:
            remarks.register(self.cast.clerk, remark)
        except ValidationError:
            remarks.dismiss(self.cast.clerk, remark, answer="同一代表已提出相同意见，并入前件办理。")

    def ahead(self) -> Course:
        """What is planned for the coming days."""
        for place, officer in enumerate(self.officers[:4]):
            tied = Person.objects.filter(ties__officer=officer.user).order_by("pk")[:2]
            visits.plan(
                self.cast.clerk, self.cast.office, party=visits.Party(tuple(tied), officer.user),
                facts={"form": Visit.Form.DOOR, "planned_on": clock.today() + timedelta(days=3 + place), "place": "代表单位",
                       "purpose": "通报全年检察工作，听取意见建议"},
                is_known=True,
            )  # fmt: skip
        self._arranged()
        self._round()
        return
        yield

    def _round(self) -> None:
        """A round of three weeks that waits to be accepted."""
        first = clock.today() + timedelta(days=7)
        facts = {
            "name": f"{first:%Y年%m月}分片走访", "from_on": first,
            "until_on": min(first + timedelta(days=20), date(first.year, 12, 31)),
        }  # fmt: skip
        teams = [rounds.Travellers(each.user) for each in self.officers[:3]]
        rounds.reckon(rounds.draw_up(self.cast.clerk, self.cast.office, teams=teams, facts=facts).pk)

    def _arranged(self) -> None:
        """A proposal of who should look after whom, and an officer's handover that waits for his signature."""
        clerk, office, day = self.cast.clerk, self.cast.office, clock.today() + timedelta(days=7)
        for officer in self.officers:
            tied = Mandate.objects.filter(person__ties__officer=officer.user).values_list(
                "delegation", flat=True
            )
            set_charge(
                clerk,
                office,
                officer=officer.user,
                capacity=None,
                delegations=sorted({*tied} - {""}),
                fields=[],
            )
        asked = asked_of(clerk, office, day)
        plan = assign(asked.deputies, asked.officers, asked.ties, asked.rules)
        proposal.keep(clerk, office, asked=asked, plan=plan)
        giver, taker = [actor.user for actor in self.officers if actor.role == Role.DEPARTMENT_HEAD][:2]
        takers = dict.fromkeys(tied_persons(office, giver, day), taker)
        handover.draw_up(clerk, office, giver=giver, day=day, why="岗位调整", takers=takers)
