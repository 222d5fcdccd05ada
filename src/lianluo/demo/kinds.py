"""Other kinds of input beside the session's suggestions, each at another point of its way."""

from __future__ import annotations

import random
from datetime import timedelta

from lianluo.demo.story import Course, Story
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import handing, kinds, leaving, links
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.models import Matter
from lianluo.people.models import Person

COMMITTEE = "省人大常委会办公厅"
DEPARTMENT = "第九检察部"
NOTICE = "《关于交办常委会审议意见的函》"


class OtherKinds:
    """Begins when the register has deputies, some weeks before today."""

    def __init__(self, story: Story):
        self.story, self.cast = story, story.cast
        self.clerk = story.cast.clerk
        self.dice = random.Random("kinds")

    def begin(self) -> None:
        for days, course in (
            (60, self.opinion),
            (40, self.meeting),
            (33, self.voiced),
            (30, self.elsewhere),
            (12, self.inspection),
            (9, self.inquiry),
        ):
            self.story.begin(course(), days, self.dice)

    def _register(self, kind: str, title: str, content: str, **facts) -> Matter:
        return register_matter(
            self.clerk,
            self.cast.office,
            kind=kind,
            title=title,
            content=content,
            handed_over_on=clock.today(),
            **facts,
        )

    def _deputies(self, many: int) -> list[Person]:
        return list(Person.objects.filter(keeper=self.cast.office).order_by("pk")[20 : 20 + many])

    def _hand_over(self, matter: Matter) -> None:
        department = self.cast.departments[DEPARTMENT]
        leader = self.cast.leader_of(DEPARTMENT).user
        handing.hand_over(matter, self.clerk, department=department, mode="sole", leader=leader)

    def opinion(self) -> Course:
        """审议意见 of the standing committee, in the hands of a department, with the day it names."""
        day = clock.today() + timedelta(days=90)
        matter = self._register(
            "standing_committee_opinion", "关于未成年人检察工作情况报告的审议意见",
            "建议进一步加强罪错未成年人分级干预，完善与教育、民政等部门的协作机制。", source=COMMITTEE,
            particulars={
                "raised_by": "省人大常委会", "occasion": "省人民检察院关于未成年人检察工作情况的报告",
                "named_due_on": day, "named_in": NOTICE,
            },
        )  # fmt: skip
        yield 2
        self._hand_over(matter)

    def meeting(self) -> Course:
        """约见: arranged in time, held, the written answer is owed."""
        lead, *others = self._deputies(3)
        matter = self._register(
            "meeting_request", "约见省检察院分管院领导，了解涉企案件办理情况", "", lead=lead, others=others,
            source="省人大常委会代表工作机构", particulars={"occasion": "涉企案件办理和营商环境保护"},
        )  # fmt: skip
        yield 3
        kinds.arrange_meeting(
            matter, self.clerk, told_on=clock.today(), told_how="经常委会代表工作机构转告", place="省检察院会议室",
            meets_on=clock.today() + timedelta(days=12), meets_whom="分管副检察长",
        )  # fmt: skip
        yield 13
        kinds.hold_meeting(
            matter, self.clerk, held_on=clock.today() - timedelta(days=1),
            said="代表询问涉企案件办案期限和挂案清理情况，分管院领导介绍了专项工作，承诺书面答复。",
        )  # fmt: skip
        yield 1
        self._hand_over(matter)

    def voiced(self) -> Course:
        """A remark on a visit that the deputy later put in writing: converted; and one that led to further work."""
        lead = self._deputies(4)[-1]
        remark = self._register("everyday_opinion", "希望加强农村道路交通安全领域公益诉讼", "", lead=lead,
                                particulars={"occasion": "走访座谈"})  # fmt: skip
        yield 4
        made = leaving.convert(remark, self.clerk, kind="suggestion", reason="代表已按闭会期间建议书面提出。",
                               title="关于加强农村道路交通安全领域公益诉讼的建议")  # fmt: skip
        self._hand_over(made)
        yield 2
        row = made.assignments.get()
        assignments.sign_for(row, self.cast.head(DEPARTMENT), handler=self.cast.handler(DEPARTMENT).user)
        links.link_work(
            self.clerk, made, kind="public_interest_lead", number="辽检公线〔示例〕6号", on=clock.today(),
            note="据此排查农村道路安全防护设施缺失问题",
        )  # fmt: skip

    def inspection(self) -> Course:
        lead, *others = self._deputies(2)
        self._register(
            "inspection_report", "关于检察建议落实情况的专题调研报告", "建议完善检察建议回访机制。", lead=lead,
            others=others, source=COMMITTEE, particulars={"occasion": "检察建议落实情况"},
        )  # fmt: skip
        yield 1

    def elsewhere(self) -> Course:
        """A suggestion that is another organ's business."""
        lead = self._deputies(6)[-1]
        matter = self._register("suggestion", "关于规范社区矫正对象外出审批的建议", "建议明确审批层级和时限。",
                                lead=lead, number="闭1206", source=COMMITTEE)  # fmt: skip
        yield 3
        leaving.transfer(
            matter, self.clerk, addressee="省司法厅", reason="审批由社区矫正机构办理，不属检察机关职权。"
        )

    def inquiry(self) -> Course:
        """询问 at a committee's meeting, to be answered by the day named."""
        day = clock.today() + timedelta(days=20)
        self._register(
            "inquiry", "关于行政公益诉讼案件整改效果的询问", "请说明整改后续跟进监督情况。", lead=self._deputies(7)[-1],
            source=COMMITTEE, particulars={
                "occasion": "省人大常委会专题询问会", "named_due_on": day, "named_in": "《专题询问会会议通知》",
            },
        )  # fmt: skip
        yield 1
