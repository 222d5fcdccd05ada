"""Session mode in the demonstration office: opened yesterday, a dozen opinions taken down, some answered and told."""

from __future__ import annotations

from datetime import timedelta

from lianluo.demo.cast import Cast
from lianluo.demo.story import Course
from lianluo.foundation import clock
from lianluo.matters.actions import session_mode as modes
from lianluo.matters.actions import voiced, voicing
from lianluo.matters.models import SessionMode, VoicedOpinion
from lianluo.matters.voicing_queries import delegations_of, deputies_of
from lianluo.people.models import Session

OPINIONS = (
    (
        "第九检察部",
        "建议加强校园周边未成年人保护，检察机关与学校、社区建立固定联络点。请把联络人名单发给学校。",
    ),
    ("第八检察部", "辽河流域水环境公益诉讼要盯住整改后的反弹，建议隔半年回头看一次。"),
    ("第四检察部", "电信网络诈骗案件追赃挽损比例偏低，建议公开每年追回多少、退给了谁。"),
    ("第六检察部", "民事执行监督要再往前走一步，企业拿到判决拿不到钱，最伤营商环境。"),
    ("第一检察部", "轻罪案件适用相对不起诉以后，行政处罚有没有跟上，建议报告里写清楚。"),
    ("第八检察部", "农村饮用水源地保护，建议检察建议同时抄送县级人大。"),
    ("第十检察部", "群众信访件答复要通俗，老百姓看不懂法言法语。"),
    ("第二检察部", "涉企案件办理周期长，建议对超过六个月的逐案说明原因。"),
    ("第三检察部", "建议加强基层院与乡镇综合执法的衔接，统一案件移送标准。"),
    ("第五检察部", "监狱巡回检察的情况，可否每年向代表通报一次。"),
    ("第九检察部", "罪错未成年人分级矫治缺场所，建议与教育、民政部门共同推进专门学校建设。"),
    ("第七检察部", "行政争议实质性化解做得好，建议把典型案例印发各代表团。"),
    ("第八检察部", "黑土地保护的公益诉讼，建议与农业农村部门共用卫星图斑数据。"),
)
ANSWERS = (
    "已要求各市院未检部门与辖区学校建立固定联络点，联络人名单本月底前送达学校。",
    "对去年以来办结的流域案件逐件开展“回头看”，今年6月底前完成，结果书面报告代表。",
    "今年起在年度报告中公开追赃挽损数额和返还情况。",
    "已部署民事执行监督专项活动，重点办理涉企案件，会后向您书面报告进展。",
    "已与公安机关会签行刑反向衔接办法，不起诉后提出行政处罚意见的情况将写入报告。",
    "今后此类检察建议同时抄送县级人大常委会。",
    "已统一信访答复文书样式，要求写明结论、理由和下一步可找的部门。",
)
PLACES = VoicedOpinion.Place
A_MOMENT, AN_HOUR = timedelta(minutes=5), timedelta(hours=1)


def sitting(cast: Cast) -> Course:
    """Five days of session mode of the latest session on record; the story ends with it open."""
    day, clerk = clock.today(), cast.clerk
    session = Session.objects.filter(term__body__kind="congress").order_by("term__number", "number").last()
    mode = modes.open_mode(clerk, cast.office, session=session, from_on=day, until_on=day + timedelta(days=5))
    listeners = _groups(cast, mode)
    yield 5 * AN_HOUR
    people = list(deputies_of(clerk, mode)[: 3 * len(OPINIONS) : 3])
    made = []
    for number, ((department, words), person) in enumerate(zip(OPINIONS, people, strict=True)):
        listener, group = listeners[person.seat]
        made.append(
            voicing.voice(
                mode, listener, person=person, words=words, department=cast.departments[department], group=group,
                place=PLACES.DELEGATION if number % 4 == 0 else PLACES.GROUP, draft=f"demonstration-{number}",
            )
        )  # fmt: skip
        yield 5 * AN_HOUR if number == 5 else A_MOMENT  # the others in the meeting of the evening
    yield from _answered(cast, made)


def _groups(cast: Cast, mode: SessionMode) -> dict:
    """Delegation → listener as an actor, and the group."""
    names, found = delegations_of(mode), {}
    half = len(names) // 2
    for name, user, part in (
        ("第一听会组", "qiaoyizhou", names[:half]),
        ("第二听会组", "youqinghe", names[half:]),
    ):
        listener = cast.actors[user]
        group = modes.arrange(mode, cast.clerk, name=name, delegations=part, members=[listener.user])
        found |= dict.fromkeys(part, (listener, group))
    return found


def _answered(cast: Cast, made: list[VoicedOpinion]) -> Course:
    """Seven answered: four of them told, one passed, two before the office; one is to go back, others wait."""
    yield A_MOMENT
    for number, (opinion, text) in enumerate(zip(made, ANSWERS, strict=False)):
        voiced.answer(opinion, cast.handler(OPINIONS[number][0]), text=text, is_interim=number == 3)
        yield A_MOMENT
    for opinion in made[:5]:
        voiced.check(opinion, cast.clerk)
    yield A_MOMENT
    told = (
        ("in_person", "满意，这件事多年没人管。"), ("telephone", ""), ("slip", ""), ("in_person", "希望会后看到书面材料。"),
    )  # fmt: skip
    for opinion, (way, said) in zip(made, told, strict=False):
        listener = next(actor for actor in cast.actors.values() if actor.user == opinion.listener)
        voiced.tell(opinion, listener, way=way, said=said)
        yield A_MOMENT
    voiced.sign_for(made[7], cast.head("第二检察部"))
    voiced.send_back(
        made[8], cast.head("第三检察部"), reason="移送标准由法律政策研究室牵头制定，建议改交该室。"
    )
