"""One procuratorate with everybody who has to do with a referred case, and the steps of one case."""

from __future__ import annotations

from dataclasses import dataclass

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Role, User
from lianluo.foundation import clock
from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.actions import referral_text as texts
from lianluo.matters.models import Referral, ReferralText, Withheld
from lianluo.people.models import Person
from lianluo.units.models import Unit
from tests.rooms import Office, user_in

WORDS = "孙某甲的申诉已经过去两年，请检察机关依法查明。"
NAME = "孙某甲故意伤害申诉案"
RESULT = "经查，原处理决定认定事实清楚，拟维持原决定。"
FEEDBACK = "您反映的案件已经依法审查完毕，程序情况已当面说明。"


@dataclass
class Cast:
    rooms: Office
    users: dict[str, User]
    deputy: Person

    def as_(self, name: str):
        return actor_of(self.users[name])

    def registered(self, **facts) -> Referral:
        facts = {
            "chain": "direct", "came_by": "letter", "person": self.deputy, "received_on": clock.today(),
            "case_name": NAME, "words": WORDS, "case_number": "辽检一部受〔2026〕12号", "claim": "请求依法查明", **facts,
        }  # fmt: skip
        return referrals.register_referral(self.as_("clerk"), self.rooms.organ, **facts)

    def approved(self, **facts) -> Referral:
        case, clerk = self.registered(**facts), self.as_("clerk")
        referrals.screen(case, clerk, finding="属于检察机关管辖的申诉案件")
        referrals.check_interest(case, clerk, interest="none")
        referrals.file_record(
            case,
            clerk,
            number="三记〔2026〕5号",
            filed_on=clock.today(),
            filed_by="某处长",
            nature="supervision",
        )
        referrals.lay_before(case, clerk, leader=self.users["leader"])
        referrals.approve(case, self.as_("leader"))
        case.refresh_from_db()
        return case

    def handed_over(self, unit: Unit | None = None, **facts) -> Referral:
        case = self.approved(**facts)
        referrals.hand_over(case, self.as_("clerk"), unit=unit or self.users["head"].posts.get().unit)
        case.refresh_from_db()
        return case

    def signed_for(self, **facts) -> Referral:
        case = self.handed_over(**facts)
        handling.sign_for(case, self.as_("head"), handler=self.users["handler"])
        case.refresh_from_db()
        return case

    def met(self, **facts) -> Referral:
        case = self.signed_for(**facts)
        self.contact(case)
        handling.choose_outcome(case, self.as_("handler"), outcome="维持原决定")
        case.refresh_from_db()
        return case

    def contact(self, case: Referral, **facts) -> None:
        facts = {
            "way": "in_person",
            "place": "代表工作单位",
            "by_whom": "承办人、联络员",
            "said": "希望讲清理由",
            **facts,
        }
        handling.record_contact(case, self.as_("handler"), on=clock.today(), **facts)

    def text(self, case: Referral, kind: str) -> ReferralText:
        return ReferralText.objects.get(referral=case, kind=kind)

    def submitted(self, case: Referral, kind: str, words: str) -> ReferralText:
        text = self.text(case, kind)
        texts.write(text, self.as_("handler"), words=words)
        texts.submit(text, self.as_("handler"))
        text.refresh_from_db()
        return text

    def with_approved_texts(self, **facts) -> Referral:
        case, leader = self.met(**facts), self.as_("leader")
        texts.approve(self.submitted(case, "result", RESULT), leader)
        texts.approve(self.submitted(case, "feedback", FEEDBACK), leader, withheld=Withheld.values)
        case.refresh_from_db()
        return case

    def fed_back(self, **facts) -> Referral:
        case = self.with_approved_texts(**facts)
        up = {"way": "to_spp", "report_number": "辽检报〔2026〕3号"} if case.goes_up else {"way": "in_person"}
        handling.feed_back(case, self.as_("clerk"), on=clock.today(), by_whom="联络员", **up)
        case.refresh_from_db()
        return case

    def closed(self, **facts) -> Referral:
        case, clerk = self.fed_back(**facts), self.as_("clerk")
        handling.rate(case, clerk, handling="satisfied", explanation="basically", received_on=clock.today())
        handling.close(case, clerk)
        case.refresh_from_db()
        return case


def cast_of(rooms: Office) -> Cast:
    organ = rooms.organ
    rooms.bring(1, 2)
    city = Unit.objects.organs().filter(parent=organ).first()
    second = Unit.objects.get(parent=organ, name="第二检察部")
    made = {
        "head": user_in(rooms.handler.posts.get().unit, "head", Role.DEPARTMENT_HEAD),
        "leader": user_in(organ, "leader", Role.LEADER),
        "chief": user_in(organ, "chief", Role.CHIEF),
        "second_clerk": user_in(organ, "second_clerk", Role.LIAISON_OFFICE),
        "other_head": user_in(second, "other_head", Role.DEPARTMENT_HEAD),
        "other_handler": user_in(rooms.handler.posts.get().unit, "other_handler", Role.HANDLER),
        "superior": user_in(organ.parent, "superior", Role.LIAISON_OFFICE),
        "city_clerk": user_in(city, "city_clerk", Role.LIAISON_OFFICE),
        "sysadmin": user_in(organ, "sysadmin", Role.SYSTEM_ADMIN),
    }
    own = {name: getattr(rooms, name) for name in ("clerk", "handler", "auditor", "stranger")}
    return Cast(rooms, own | made, Person.objects.order_by("pk").first())
