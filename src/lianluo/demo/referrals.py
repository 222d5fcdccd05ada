"""Referred cases of the demonstration: a few invented ones in all states, each step by the act that the pages call."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from lianluo.demo.story import Course, Story
from lianluo.foundation import clock
from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.actions import referral_text as texts
from lianluo.matters.models import Referral, ReferralText, Withheld
from lianluo.people.models import Person


@dataclass(frozen=True)
class Case:
    """One invented case; `until` is the last thing that happens to it."""

    days_ago: int
    chain: str
    came_by: str
    name: str
    cause: str
    words: str
    claim: str
    department: str
    until: str = "archived"
    outcome: str = "维持原决定并释法说理"
    rating: tuple[str, str] | None = ("satisfied", "satisfied")
    named_in: int = 0
    formal: bool = True
    meets: bool = True


CASES = (
    Case(
        92,
        "direct",
        "letter",
        "史某甲合同诈骗申诉案",
        "合同诈骗",
        "史某甲家属多次向我反映，认为原不起诉决定的理由没有讲清，请依法审查并作出说明。",
        "请求对不起诉决定依法审查并说明理由",
        "第一检察部",
    ),
    Case(
        88,
        "visit",
        "visit",
        "某物流公司行政处罚监督案",
        "行政处罚",
        "走访时某物流公司反映，处罚决定与同类案件差别较大，请检察机关看看程序是否规范。",
        "请求监督行政处罚程序",
        "第三检察部",
        outcome="部分支持诉求",
        rating=("satisfied", "basically"),
    ),
    Case(
        84,
        "spp",
        "paper",
        "尚某乙民间借贷监督案",
        "民间借贷纠纷",
        "尚某乙反映原审采信的借条存疑，请予关注。",
        "请求对生效裁判依法监督",
        "第二检察部",
        outcome="支持诉求",
    ),
    Case(
        70,
        "direct",
        "session",
        "于某丙故意伤害申诉案",
        "故意伤害",
        "会议期间有群众递交材料，反映伤情鉴定前后不一，请依法核查。",
        "请求核查伤情鉴定",
        "第一检察部",
        until="rated",
        rating=("basically", "unsatisfied"),
    ),
    Case(
        64,
        "direct",
        "in_person",
        "某食品公司劳动争议监督案",
        "劳动争议",
        "企业职工反映补偿款迟迟没有到位，希望了解监督进展。",
        "请求说明监督进展",
        "第二检察部",
        until="fed_back",
        outcome="和解息诉",
        rating=None,
        meets=False,
    ),
    Case(
        50,
        "spp",
        "paper",
        "柳某丁职务侵占申诉案",
        "职务侵占",
        "来信反映追赃挽损进展缓慢，请最高检关注。",
        "请求说明追赃挽损进展",
        "第一检察部",
        until="met",
        named_in=40,
    ),
    Case(
        26,
        "direct",
        "letter",
        "骆某戊土地承包监督案",
        "土地承包合同纠纷",
        "村民反映承包合同的判决执行后地界仍有争议，请依法监督。",
        "请求对执行活动依法监督",
        "第三检察部",
        until="signed",
    ),
    Case(
        16,
        "direct",
        "private",
        "甘某己交通肇事案",
        "交通肇事",
        "电话中询问案件什么时候能有结果。",
        "询问办理进展",
        "第一检察部",
        until="laid",
        formal=False,
    ),
    Case(
        9,
        "direct",
        "letter",
        "某小区物业管理纠纷（某物业公司）",
        "物业服务合同纠纷",
        "建议检察机关推动规范物业收费。",
        "建议规范物业收费",
        "第三检察部",
        until="turned",
    ),
    Case(
        3,
        "visit",
        "visit",
        "于某庚盗窃申诉案",
        "盗窃",
        "走访时反映量刑与同案人相差较大，希望讲清理由。",
        "请求释法说理",
        "第一检察部",
        until="registered",
    ),
)
RESULT = (
    "经调阅材料并听取意见，承办部门审查认为原处理程序合法、依据充分。拟按“{outcome}”办结，并做好释法说理。"
)
FEEDBACK = (
    "您转交的案件，我院已依法受理、审查完毕，办理程序和法律依据已向您说明。\n"
    "有关当事人可以依法定程序继续表达诉求，我院将依法办理。"
)


class Referrals:
    """Begins a course for each case; they stop where the case is to stand."""

    def __init__(self, story: Story):
        self.story, self.cast = story, story.cast

    def begin(self) -> None:
        dice = random.Random(len(CASES))
        for number, case in enumerate(CASES):
            self.story.begin(self._course(number, case), case.days_ago, dice)

    def _course(self, number: int, case: Case) -> Course:
        row = self._registered(number, case)
        if case.until == "registered":
            return
        yield 1
        yield from self._prepared(row, case)
        if case.until in ("turned", "laid"):
            return
        yield 1
        referrals.hand_over(row, self.cast.clerk, unit=self.cast.head(case.department).unit)
        yield 2
        handling.sign_for(
            row, self.cast.head(case.department), handler=self.cast.handler(case.department).user
        )
        handling.answer_procedurally(
            row, self.cast.clerk, on=clock.today(), text="已依法受理，交由承办部门办理。"
        )
        if case.until != "signed":
            yield from self._handled(row, case)

    def _registered(self, number: int, case: Case) -> Referral:
        persons = Person.objects.filter(keeper=self.cast.office).order_by("pk")
        today = clock.today()
        return referrals.register_referral(
            self.cast.clerk, self.cast.office, chain=case.chain, came_by=case.came_by, person=persons[number * 3],
            received_on=today, case_name=case.name, words=case.words, cause=case.cause, claim=case.claim,
            is_formal=case.formal, case_number=f"示检受〔{today.year}〕{101 + number}号",
            paper_number=f"示高检代交〔{today.year}〕{7 + number}号" if case.chain == "spp" else "",
            named_due_on=today + timedelta(days=case.named_in) if case.named_in else None,
        )  # fmt: skip

    def _prepared(self, row: Referral, case: Case) -> Iterator[float]:
        clerk, leader = self.cast.clerk, self.cast.leader_of(case.department)
        if case.until == "turned":
            referrals.turn_away(row, clerk, reason="内容属代表建议，已告知代表按建议提出。")
            return
        referrals.screen(row, clerk, finding="属检察机关管辖，不属代表建议和群众信访。")
        referrals.check_interest(row, clerk, interest="none")
        yield 0.1
        referrals.file_record(
            row, clerk, number=f"三记〔{clock.today().year}〕{row.pk % 90 + 10}号", filed_on=clock.today(),
            filed_by=clerk.user.name, nature="supervision" if case.formal else "progress",
        )  # fmt: skip
        referrals.lay_before(row, clerk, leader=leader.user)
        if case.until != "laid":
            yield 1
            referrals.approve(row, leader, instruction="依法办理，注意保密。")

    def _handled(self, row: Referral, case: Case) -> Iterator[float]:
        handler = self.cast.handler(case.department)
        yield 4
        way = (
            {"way": "in_person", "place": "代表工作单位"}
            if case.meets
            else {"exception": "代表书面表示不必见面"}
        )
        handling.record_contact(
            row,
            handler,
            on=clock.today(),
            by_whom=f"{handler.user.name}、联络员",
            said="希望把法律依据讲清楚。",
            **way,
        )
        yield 5
        handling.note_progress(row, handler, on=clock.today(), text="已调阅材料，正在听取各方意见。")
        handling.choose_outcome(row, handler, outcome=case.outcome)
        if case.until != "met":
            yield from self._answered(row, case)

    def _answered(self, row: Referral, case: Case) -> Iterator[float]:
        handler, leader = self.cast.handler(case.department), self.cast.leader_of(case.department)
        found = {text.kind: text for text in ReferralText.objects.filter(referral=row)}
        for kind, words in (("result", RESULT.format(outcome=case.outcome)), ("feedback", FEEDBACK)):
            texts.write(found[kind], handler, words=words)
            texts.submit(found[kind], handler)
        yield 2
        texts.approve(found["result"], leader)
        texts.approve(found["feedback"], leader, withheld=Withheld.values)
        yield 3
        up = {"way": "to_spp", "report_number": f"示检报〔{clock.today().year}〕{row.pk % 90 + 3}号"}
        told = up if row.goes_up else {"way": "in_person" if case.meets else "in_writing"}
        handling.feed_back(row, self.cast.clerk, on=clock.today(), by_whom=handler.user.name, **told)
        if case.rating:
            yield from self._closed(row, case)

    def _closed(self, row: Referral, case: Case) -> Iterator[float]:
        clerk = self.cast.clerk
        yield 6
        given, explained = case.rating
        handling.rate(row, clerk, handling=given, explanation=explained, received_on=clock.today())
        if case.until != "rated":
            handling.close(row, clerk)
            yield 8
            handling.archive(row, clerk)
