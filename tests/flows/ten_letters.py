"""Ten letters unlike each other, every one of them composed by the actions of an office. No person here exists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.models import Letter
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing, handing
from lianluo.matters.actions import reply as replies
from lianluo.matters.actions.intake import register_matter
from lianluo.matters.models import Assignment, Matter
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.actions.mandate import add_mandate
from lianluo.people.actions.person import register_person
from lianluo.people.models import Person, Session
from lianluo.rules.models import ResultClass
from tests.flows.acting import contact, sign

DAY = date(2026, 2, 20)
RARE = "𬱖"  # GB 18030-2022, beyond level 1
LONG = (
    "办前，我院到沈阳、营口当面听取了您的意见，逐条核对了建议所列问题；办中，两次以电话和书面方式通报进展。2025年，"
    "全省检察机关共立案办理此类案件1286件，提出检察建议935件，回复整改率98.6%，提起公益诉讼47件。"
)
NESTED = "\n".join(
    (
        "一、已经落实的工作",
        LONG,
        "（一）健全机制",
        LONG,
        "1.与生态环境部门会签办法",
        LONG,
        "（1）线索移送",
        "每季度通报一次。",
        "（2）结果反馈",
        "收到线索后7个工作日内反馈。",
        "2.建立“益心为公”志愿者队伍",
        LONG,
        "（二）加强监督",
        LONG,
        "二、下一步打算",
        LONG,
    )  # fmt: skip
)
ORGANISATION = "中国民主同盟辽宁省委员会社会和法制工作委员会"
LONG_TITLE = "关于对省十四届人大四次会议第1008号《关于进一步加强近岸海域生态环境和渔业资源检察公益诉讼协作的建议》的答复"


@dataclass(frozen=True)
class Case:
    """One addressee: the name, the points of each matter, and what is unusual about the letter."""

    name: str
    matters: tuple[tuple[tuple[str, str], ...], ...] = ((("问", LONG),),)
    kind: str = Matter.Kind.SUGGESTION
    numbered: bool = True
    joint: str = ""
    promises: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


CASES = (
    Case("佟见一"),
    Case("佟见二", matters=((("问", LONG),),) * 4),
    Case("佟见三", joint="佟见四"),
    Case("佟见五", kind=Matter.Kind.PROPOSAL),
    Case("佟见六", kind=Matter.Kind.DELIBERATION_OPINION, numbered=False),
    Case("佟见七", matters=((("问", "\n".join([LONG] * 22)),),)),
    Case("佟见八", matters=((("问", NESTED),),), words=(("title", LONG_TITLE),)),
    Case(
        "佟九",
        matters=((("关于公开听证", LONG), ("关于普法宣传", LONG)),),
        promises=("修订全省检察机关公开听证工作办法。", "将公开听证次数列入市级院考评"),
    ),  # fmt: skip
    Case(f"佟{RARE}", matters=((("问", LONG),), (("关于法律援助", NESTED),))),
    Case(
        ORGANISATION,
        kind=Matter.Kind.PROPOSAL,
        words=(("copies", "省政协提案委员会；省政协办公厅；中国民主同盟辽宁省委员会"),),
    ),  # fmt: skip
)


def ten_letters(cast) -> list[Letter]:
    """The numbered letters of all cases, joint signatories included; the office's telephone is on them."""
    cast.clerk.user.phone = "024-00000000"
    cast.clerk.user.save()
    number = 1001
    for case in CASES:
        for points in case.matters:
            _signed_off(cast, case, points, str(number) if case.numbered else "")
            number += 1
    composed = letters.compose(cast.clerk, cast.office, all_signed=False).letters
    words = {case.name: dict(case.words) for case in CASES}
    for letter in composed:
        if wanted := words.get(letter.addressee.name):
            letters.edit(letter, cast.clerk, **wanted)
        letters.number(letter, cast.clerk)
    return list(Letter.objects.filter(pk__in=[letter.pk for letter in composed]).order_by("sequence"))


def _session(case: Case) -> Session:
    if case.kind == Matter.Kind.PROPOSAL:
        term = term_of("member", "provincial", "辽宁省", 13, "政协第十三届辽宁省委员会")
        return session_of(term, 4, "省政协十三届四次会议")
    term = term_of("deputy", "provincial", "辽宁省", 14, "辽宁省第十四届人民代表大会")
    return session_of(term, 4, "省十四届人大四次会议")


def _person(cast, name: str, session: Session) -> Person:
    if known := Person.objects.filter(name=name).first():
        return known
    contacts = {"address": "辽宁省营口市鲅鱼圈区示例路1号", "postcode": "115000"}
    person = register_person(cast.clerk, cast.office, name=name, facts={}, contacts=contacts)
    group = "社会福利和社会保障界" if session.term.body.kind == "committee" else "营口代表团"
    add_mandate(cast.clerk, person, term=session.term, group=group)
    return Person.objects.get(pk=person.pk)


def _signed_off(cast, case: Case, points, number: str) -> None:
    session = _session(case)
    people = [_person(cast, name, session) for name in filter(None, (case.name, case.joint))]
    matter = register_matter(
        cast.clerk, cast.office, kind=case.kind, title=f"关于推进公益诉讼检察工作的建议之{number or '一'}",
        lead=people[0], others=people[1:], session=session, number=number, content="内容", handed_over_on=DAY,
    )  # fmt: skip
    handing.hand_over(matter, cast.clerk, department=cast.head.unit, mode="sole")
    row = Assignment.objects.get(matter=matter)
    assignments.sign_for(row, cast.head, handler=cast.handler.user)
    row.refresh_from_db()
    reply = replies.draft(row, cast.handler)
    for gate in ("before", "during"):
        contact(cast, row, gate)
    chosen = ResultClass.objects.filter(code="A").first()
    replies.edit(reply, cast.handler, result_class=chosen, disclosure="open", points=list(points))
    sign(cast, reply)
    for promise in case.promises:
        matter.refresh_from_db()
        closing.promise(matter, cast.clerk, text=promise, due_on=clock.today().replace(month=12))
