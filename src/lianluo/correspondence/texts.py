"""The words of a letter as the field writes them (domain §15.2). Letters are in Chinese in every interface language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianluo.correspondence.models import OutsideUnit
from lianluo.documents.papers import chinese_date, numbered
from lianluo.documents.titles import width
from lianluo.matters.models import Matter, Reply
from lianluo.matters.procedures import ROWS, procedure_of
from lianluo.people.models import Body, Mandate, Organisation, Person, Proposer, Session

NAMED = 2  # so many matters the title of a letter names; of more it says only what they are
LONGEST_TITLE = 57  # three lines of the title (GB/T 9704, 2号)
CLOSING = "感谢{you}对检察工作的关心和支持。"
COPIES = {
    Body.Kind.CONGRESS: "{place}人大常委会办公厅",
    Body.Kind.COMMITTEE: "政协{place}委员会办公厅",
}
YOU = {
    Organisation.Kind.DELEGATION: "贵团",
    Organisation.Kind.SECTOR: "你们",
    Organisation.Kind.MEMBER_GROUP: "你们",
}
"""How an organisation is spoken to; otherwise 贵单位."""
NOUN = {row.kind: row.noun for row in ROWS}


def mandate_for(person: Person, session: Session | None) -> Mandate | None:
    """The mandate in the session's term, else the newest one."""
    held = list(person.mandates.all())
    fitting = [mandate for mandate in held if session and mandate.term_id == session.term_id]
    return (fitting or held or [None])[0]


@dataclass(frozen=True)
class Address:
    """How a letter speaks to its addressee: `name` and `title` stand on the envelope, `you` in its sentences. `body` is
    the congress or committee that handed the matter over, None where the register does not say."""

    name: str
    title: str
    you: str
    group: str
    body: Body | None
    is_organisation: bool = False

    @property
    def salutation(self) -> str:
        return f"{self.name}{self.title}："

    @property
    def copies(self) -> str:
        """The office of the body."""
        return COPIES[self.body.kind].format(place=self.body.place or "全国") if self.body else ""


def address_of(proposer: Proposer | OutsideUnit, session: Session | None) -> Address:
    """A person as 代表 or 委员; an organisation by its full name, a delegation at its liaison group (domain §2.6)."""
    if isinstance(proposer, OutsideUnit):
        return Address(proposer.name, "", "贵单位", "", None, is_organisation=True)
    if isinstance(proposer, Organisation):
        to_group = "联络组" if proposer.kind == Organisation.Kind.DELEGATION else ""
        you = YOU.get(proposer.kind, "贵单位")
        return Address(f"{proposer.name}{to_group}", "", you, "", proposer.body, is_organisation=True)
    mandate = mandate_for(proposer, session)
    title = "委员" if mandate and mandate.kind == Mandate.Kind.MEMBER else "代表"
    if mandate is None:
        return Address(proposer.name, title, "您", "", None)
    return Address(proposer.name, title, "您", mandate.group, mandate.term.body)


def salutation(address: Address, matters: list[Matter]) -> str:
    """佟见三等2名代表： where the lead passes all the answers of the letter on; else the addressee alone. A letter that
    answers further matters of his own speaks to him, and its opening says which answer he passes on."""
    signed = {matter.signatories.count() for matter in matters if is_passed_on(matter)}
    if len(signed) == 1 and all(map(is_passed_on, matters)) and not address.is_organisation:
        return f"{address.name}等{signed.pop()}名{address.title}："
    return address.salutation


def is_passed_on(matter: Matter) -> bool:
    """The lead tells the other signatories, by his consent on record; of prefetched `relays` without a query."""
    return any(each.round == matter.round and not each.revoked_at for each in matter.relays.all())


def is_addressed(words: str, address: Address) -> bool:
    """A salutation to this addressee, alone or with those for whom he stands."""
    pattern = f"{re.escape(address.name)}(等[0-9]+名)?{re.escape(address.title)}："
    return bool(re.fullmatch(pattern, words))


def mention(matter: Matter) -> str:
    """《关于……的建议》（第1001号）. Of an opinion that came without title or number, its own first words."""
    if matter.title_derived and not matter.outside_number:
        return f"{NOUN[matter.kind]}“{matter.title.replace('…', '……')}”"
    number = f"（第{matter.outside_number}号）" if matter.outside_number else ""
    return f"{_named(matter)}{number}"


def _named(matter: Matter) -> str:
    """The title in book title marks; those inside it become single ones (GB/T 15834 §4.15)."""
    return f"《{matter.title.translate(str.maketrans('《》', '〈〉'))}》"


def subject(matters: list[Matter], session: Session | None, you: str = "您") -> str:
    """关于对省十四届人大四次会议第1001号建议的答复; one or two without a number are named if three lines hold them."""
    meeting = session.name if session else ""
    noun = NOUN[matters[0].kind] if len({matter.kind for matter in matters}) == 1 else "意见建议"
    if len(matters) <= NAMED:
        if all(matter.outside_number for matter in matters):
            numbers = "、".join(f"第{matter.outside_number}号" for matter in matters)
            return f"关于对{meeting}{numbers}{noun}的答复"
        if not any(matter.outside_number or matter.title_derived for matter in matters):
            title = f"关于对{you}提出的{''.join(map(_named, matters))}的答复"
            if width(title) <= LONGEST_TITLE:
                return title
    return f"关于对{meeting}{noun}的答复"


def opening(matters: list[Matter], you: str = "您") -> str:
    if len(matters) == 1:
        you = "你们" if is_passed_on(matters[0]) else you
        return f"{you}提出的{mention(matters[0])}收悉。现答复如下："
    unit = {procedure_of(matter.kind).unit_word for matter in matters}
    word = unit.pop() if len(unit) == 1 else "件"
    told = "、".join(mention(matter) for matter in matters if is_passed_on(matter))
    passed_on = f"，其中{told}的答复请一并转告联名提出人" if told else ""
    return f"{you}提出的{len(matters)}{word}意见建议收悉{passed_on}。现一并答复如下："


def class_mark(replies: list[Reply]) -> str:
    """分类:A for one answer; A、B when the letter answers several differently."""
    codes = sorted({reply.result_class.code for reply in replies if reply.result_class})
    return "、".join(codes)


def written_title(kind: str, about: Matter | None, corrects) -> str:
    """Of a letter that is not a reply; a correction names the letter by its number."""
    if kind == "correction":
        return f"关于更正{corrects.number}函的函"
    if kind == "interim":
        return subject([about], about.session).removesuffix("的答复") + "办理进展情况的答复"
    if kind == "opinion":
        return subject([about], about.session, signers(about)).removesuffix("的答复") + "的协办意见"
    return {
        "promise_notice": "关于承诺事项落实情况的函",
        "thanks": "感谢函",
        "appointment": "关于送达聘书的函",
    }[kind]


def written_opening(kind: str, about: Matter | None, corrects, you: str = "您") -> str:
    """The sentence before the clerk's own text; none where his text begins the letter."""
    if kind == "correction":
        return f"我院{chinese_date(corrects.signed_on)}致{you}的《{corrects.title}》（{corrects.number}），现更正如下："
    if kind == "interim":
        return f"{you}提出的{mention(about)}收悉，正在办理。现将办理进展情况答复如下："
    if kind == "opinion":
        return f"{you}主办的{signers(about)}提出的{mention(about)}收悉。现将我院协办意见函告如下："
    return {
        "promise_notice": f"现将我院答复{you}时所作承诺的落实情况告知如下：",
        "thanks": f"{you}长期以来关心和支持检察工作，谨致谢忱。",
        "appointment": f"现将聘任有关事项函告{you}：",
    }[kind]


def written_closing(kind: str, you: str) -> str:
    return f"以上意见，供{you}答复时参考。" if kind == "opinion" else CLOSING.format(you=you)


def signers(matter: Matter) -> str:
    """某某代表, 某某等3名代表; an organisation by its name."""
    rows = list(matter.signatories.select_related("person", "organisation__body"))
    if not rows:
        return "代表"
    address = address_of(rows[0].proposer, matter.session)
    joined = f"等{len(rows)}名" if len(rows) > 1 and not address.is_organisation else ""
    return f"{address.name}{joined}{address.title}"


def body_of_opinion(replies: list[Reply]) -> str:
    """Our opinion as the leader signed it, point by point, for the clerk to look over."""
    points = [point for reply in replies for point in reply.points.all()]
    if len(points) == 1:
        return points[0].answer
    return "\n".join(
        f"{numbered(1, place, point.asked)}\n{point.answer}" for place, point in enumerate(points, start=1)
    )
