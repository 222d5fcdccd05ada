"""Proposals of the province's CPPCC committee: of a member, of members together, a party, a sector, a special committee."""

from __future__ import annotations

import random
from dataclasses import dataclass

from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.demo.scans import scan
from lianluo.demo.story import Course, Story
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing, handing, kinds
from lianluo.matters.actions import reply as replies
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.models import Matter
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.actions.mandate import add_mandate
from lianluo.people.actions.organisation import register_organisation
from lianluo.people.actions.person import register_person
from lianluo.people.models import Organisation, Proposer, Session
from lianluo.rules.queries import result_classes

PLACE, TERM = "辽宁省", 13
COMMITTEE = "政协辽宁省委员会提案委员会"
DEPARTMENT = "第八检察部"
MEMBERS = (("缪示例", "医药卫生界"), ("阮示例", "教育界"), ("蔺示例", "经济界"))
ORGANISATIONS = (
    (Organisation.Kind.PARTY, "民盟示例省委员会"),
    (Organisation.Kind.SECTOR, "医药卫生界别（示例）"),
    (Organisation.Kind.SPECIAL_COMMITTEE, "示例社会和法制委员会"),
)
ANSWER = "我院已部署专项监督，会同主管部门建立线索移送和联席会议机制，下一步将持续跟进整改效果。"


@dataclass(frozen=True)
class Proposal:
    """`raised_by`: names of members or one organisation, the first leads; `until` says how far it has come."""

    number: str
    title: str
    raised_by: tuple[str, ...]
    until: str
    days_ago: int


PROPOSALS = (
    Proposal("0101", "关于加强医疗美容领域检察公益诉讼的提案", ("缪示例",), "closed", 70),
    Proposal("0118", "关于完善校园周边食品安全监督的提案", ("阮示例", "缪示例", "蔺示例"), "handed_over", 40),
    Proposal("0126", "关于强化知识产权检察综合保护的提案", ("民盟示例省委员会",), "closed", 70),
    Proposal("0131", "关于规范网络售药监督的提案", ("医药卫生界别（示例）",), "signed_off", 17),
    Proposal("0140", "关于健全行政检察与行政执法衔接机制的提案", ("示例社会和法制委员会",), "registered", 8),
)


class Proposals:
    """Begins with the register of the committee, before its first proposals."""

    def __init__(self, story: Story):
        self.story, self.cast, self.clerk = story, story.cast, story.cast.clerk
        self.dice = random.Random("proposals")
        self.proposers: dict[str, Proposer] = {}
        self.session: Session

    def begin(self) -> None:
        self.story.begin(self.register(), 90, self.dice)
        for proposal in PROPOSALS:
            self.story.begin(self.handled(proposal), proposal.days_ago, self.dice)

    def register(self) -> Course:
        office = self.cast.office
        term = term_of("member", "provincial", PLACE, TERM, "政协第十三届辽宁省委员会")
        self.session = session_of(term, 4, "省政协十三届四次会议")
        for place, (name, sector) in enumerate(MEMBERS, 1):
            contacts = {
                "address": f"沈阳市示例大街{place}号",
                "postcode": "110000",
                "telephone": "024-00009000",
            }
            person = register_person(
                self.clerk, office, name=name, facts={"work": "示例单位"}, contacts=contacts
            )
            add_mandate(self.clerk, person, term=term, group=sector)
            self.proposers[name] = person
        for place, (kind, name) in enumerate(ORGANISATIONS, 10):
            contacts = {
                "address": f"沈阳市样本路{place}号",
                "postcode": "110000",
                "telephone": f"024-000091{place}",
            }
            self.proposers[name] = register_organisation(
                self.clerk,
                office,
                body=term.body,
                kind=kind,
                name=name,
                contact_person="示例联系人",
                contacts=contacts,
            )
        return
        yield

    def handled(self, proposal: Proposal) -> Course:
        """From the paper to the letter, as far as it has come."""
        lead, *others = [self.proposers[name] for name in proposal.raised_by]
        matter = register_matter(
            self.clerk, self.cast.office, kind=Matter.Kind.PROPOSAL, title=proposal.title, lead=lead, others=others,
            number=proposal.number, session=self.session, source=COMMITTEE, handed_over_on=clock.today(),
            registered=False, content="建议检察机关加大监督力度，推动源头治理。",
        )  # fmt: skip
        yield 3
        kinds.decide_registration(matter, self.clerk, on=clock.today(), decided_by=COMMITTEE, registered=True)
        if proposal.until == "registered":
            return
        yield 2
        leader = self.cast.leader_of(DEPARTMENT).user
        department = self.cast.departments[DEPARTMENT]
        handing.hand_over(matter, self.clerk, department=department, mode="sole", leader=leader)
        if proposal.until == "handed_over":
            return
        yield from self._answered(matter, lead)
        if proposal.until == "closed":
            yield from self._posted(matter, lead)

    def _answered(self, matter: Matter, lead: Proposer) -> Course:
        head, handler = self.cast.head(DEPARTMENT), self.cast.handler(DEPARTMENT)
        row = matter.assignments.get()
        yield 1
        assignments.sign_for(row, head, handler=handler.user)
        yield 4
        self._contact(row, lead, "before", "希望持续跟踪监督成效。")
        yield 3
        self._contact(row, lead, "during", "对办理思路表示认可。")
        reply = replies.draft(row, handler)
        chosen = next(row for row in result_classes("member", "", clock.today()) if row.code == "A")
        points = [("加大监督力度，推动源头治理", ANSWER)]
        replies.edit(
            reply, handler, points=points, result_class=chosen, disclosure="open", disclosure_reason=""
        )
        replies.submit(reply, handler)
        yield 1
        replies.pass_as_head(reply, head)
        replies.pass_as_office(reply, self.clerk)
        yield 1
        replies.sign_off(reply, self.cast.leader_of(DEPARTMENT))

    def _contact(self, row, lead: Proposer, gate: str, said: str) -> None:
        handler = self.cast.handler(DEPARTMENT)
        assignments.record_contact(
            row,
            handler,
            gate=gate,
            on=clock.today(),
            person=lead,
            by_whom=handler.user.name,
            way="telephone",
            said=said,
        )

    def _posted(self, matter: Matter, lead: Proposer) -> Course:
        yield 1
        letters.compose(self.clerk, self.cast.office, session=self.session)
        letter = matter.letter_items.first().letter
        if not letter.number:
            letters.number(letter, self.clerk)
        yield 1
        posting.dispatch(
            letter, self.clerk, way="express", on=clock.today(), tracking=f"EX0000{letter.pk:05d}CN"
        )
        yield 3
        posting.deliver(letter, self.clerk, on=clock.today())
        yield 5
        self._contact(matter.assignments.get(), lead, "after", "对答复表示满意。")
        signed_by = "示例联系人" if isinstance(lead, Organisation) else ""
        matter.refresh_from_db()
        closing.record_feedback(
            matter, self.clerk, person=lead, attitude="satisfied", result="satisfied", received_on=clock.today(),
            comment="满意。", signed_by=signed_by, scan=scan(),
        )  # fmt: skip
        yield 2
        closing.close(matter, self.clerk)
