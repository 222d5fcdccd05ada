"""Reports of the demonstration office to its deputies: one sent, with what readers gave back, and one in the draft."""

from __future__ import annotations

import random
from datetime import timedelta

from lianluo.accounts.actor import deputy_of
from lianluo.correspondence.actions import briefing as briefings
from lianluo.correspondence.actions import briefing_sending as sending
from lianluo.correspondence.actions import followed
from lianluo.correspondence.actions import reaction as reactions
from lianluo.correspondence.briefing_queries import Aim
from lianluo.correspondence.briefings import Briefing, Reaction
from lianluo.correspondence.reports_due import calendar_of
from lianluo.demo.story import Course, Story
from lianluo.people.models import Person

SUMMARY = "向各位代表、委员报告近期全面工作情况，请提出宝贵意见。"
BODY = """<h2>一、总体情况</h2>
<p>近期，全院<strong>依法能动履职</strong>，各项检察工作平稳推进，现将有关情况报告如下。</p>
<h2>二、重点工作</h2>
<ol><li><p>持续做好涉未成年人案件综合履职，开展法治宣讲二十余场。</p></li>
<li><p>办理饮用水水源地保护公益诉讼案件，督促整改问题一批。</p></li>
<li><p>开展涉企案件专项清理，依法审慎采取强制措施。</p></li></ol>
<table><tr><th>工作</th><th>数量</th><th>说明</th></tr>
<tr><td>法治宣讲</td><td>23场</td><td>覆盖乡镇与学校</td></tr>
<tr><td>公益诉讼立案</td><td>41件</td><td>生态环境领域居多</td></tr>
<tr><td>检察听证</td><td>36次</td><td>邀请代表委员参加</td></tr></table>
<h2>三、下一步打算</h2>
<p>认真办理代表委员的意见建议，及时反馈办理进展。</p>"""
SPECIAL = """<h2>一、工作背景</h2><p>围绕代表关注的公益诉讼检察工作，现作专题报告。</p>
<h2>二、主要做法</h2><ul><li><p>建立线索移送机制。</p></li><li><p>公开典型案例。</p></li></ul>"""
SAID = "报告内容翔实，建议公开更多公益诉讼典型案例，便于代表了解办案效果。"
READ = 5
"""Every so many of the recipients have opened it."""


class Briefings:
    def __init__(self, story: Story):
        self.story, self.cast, self.dice = story, story.cast, random.Random("briefings")

    def begin(self) -> None:
        self.story.begin(self.periodic(), 40, self.dice)
        self.story.begin(self.special(), 6, self.dice)

    def periodic(self) -> Course:
        """Answers the last report of the calendar; read by some, three of whom react."""
        clerk, office = self.cast.clerk, self.cast.office
        late = [
            each for each in calendar_of() if each.kind == Briefing.Kind.PERIODIC and each.state == "late"
        ]
        dated = {"dated": late[-1].name, "due_on": late[-1].on} if late else {}
        made = briefings.draft(
            clerk,
            office,
            kind=Briefing.Kind.PERIODIC,
            title=late[-1].name if late else "近期全面工作报告",
            **dated,
        )
        made = briefings.edit(made, clerk, title=made.title, summary=SUMMARY, html=BODY)
        made = briefings.choose(made, clerk, aim=Aim(everybody=True))
        made = briefings.submit(made, clerk)
        yield 1
        made = briefings.approve(made, self.cast.leader)
        yield timedelta(hours=2)
        made = sending.send(made, clerk)
        sending.record_posting(clerk, made)
        yield 3
        rows = list(made.recipients.order_by("pk")[: READ * 3 : READ])
        for row in rows:
            reader = deputy_of(row.person_id)
            reactions.open_briefing(reader, row)
            yield timedelta(hours=3)
        given = reactions.react(deputy_of(rows[0].person_id), rows[0], kind=Reaction.Kind.WORDS, words=SAID)
        yield 1
        reactions.react(
            deputy_of(rows[1].person_id),
            rows[1],
            kind=Reaction.Kind.MORE,
            words="想了解检察听证如何报名参加。",
        )
        yield 1
        reactions.register(clerk, given)

    def special(self) -> Course:
        clerk, office = self.cast.clerk, self.cast.office
        made = briefings.draft(
            clerk, office, kind=Briefing.Kind.SPECIAL, title="公益诉讼检察工作专题报告", topic="公益诉讼"
        )
        made = briefings.edit(made, clerk, title=made.title, summary="", html=SPECIAL, topic=made.topic)
        briefings.choose(made, clerk, aim=Aim(raised="公益诉讼", focus="公益诉讼"))
        person = Person.objects.filter(keeper=office).order_by("pk").first()
        followed.follow(clerk, person, words="公益诉讼")
        yield 1
