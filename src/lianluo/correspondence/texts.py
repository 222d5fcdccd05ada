"""The words of a letter as the field writes them (domain §15.2). Letters are in Chinese in every interface language."""

from __future__ import annotations

from lianluo.documents.titles import width
from lianluo.matters.models import Matter, Reply
from lianluo.matters.procedures import ROWS, procedure_of
from lianluo.people.models import Body, Mandate, Person, Session

NAMED = 2  # so many matters the title of a letter names; of more it says only what they are
LONGEST_TITLE = 57  # three lines of the title (GB/T 9704, 2号)
CLOSING = "感谢您对检察工作的关心和支持。"
COPIES = {
    Mandate.Kind.DEPUTY: "{place}人大常委会办公厅",
    Mandate.Kind.MEMBER: "政协{place}委员会办公厅",
}
NOUN = {row.kind: row.noun for row in ROWS}


def mandate_for(person: Person, session: Session | None) -> Mandate | None:
    """The mandate in the session's term, else the newest one."""
    held = list(person.mandates.all())
    fitting = [mandate for mandate in held if session and mandate.term_id == session.term_id]
    return (fitting or held or [None])[0]


def form_of_address(mandate: Mandate | None) -> str:
    return "委员" if mandate and mandate.kind == Mandate.Kind.MEMBER else "代表"


def salutation(person: Person, mandate: Mandate | None) -> str:
    return f"{person.name}{form_of_address(mandate)}："


def mention(matter: Matter) -> str:
    """《关于……的建议》（第1001号）. Of an opinion that came without title or number, its own first words."""
    if matter.title_derived and not matter.outside_number:
        return f"{NOUN[matter.kind]}“{matter.title.replace('…', '……')}”"
    number = f"（第{matter.outside_number}号）" if matter.outside_number else ""
    return f"{_named(matter)}{number}"


def _named(matter: Matter) -> str:
    """The title in book title marks; those inside it become single ones (GB/T 15834 §4.15)."""
    return f"《{matter.title.translate(str.maketrans('《》', '〈〉'))}》"


def subject(matters: list[Matter], session: Session | None) -> str:
    """关于对省十四届人大四次会议第1001号建议的答复; one or two without a number are named if three lines hold them."""
    meeting = session.name if session else ""
    noun = NOUN[matters[0].kind] if len({matter.kind for matter in matters}) == 1 else "意见建议"
    if len(matters) <= NAMED:
        if all(matter.outside_number for matter in matters):
            numbers = "、".join(f"第{matter.outside_number}号" for matter in matters)
            return f"关于对{meeting}{numbers}{noun}的答复"
        if not any(matter.outside_number or matter.title_derived for matter in matters):
            title = f"关于对您提出的{''.join(map(_named, matters))}的答复"
            if width(title) <= LONGEST_TITLE:
                return title
    return f"关于对{meeting}{noun}的答复"


def opening(matters: list[Matter]) -> str:
    if len(matters) == 1:
        return f"您提出的{mention(matters[0])}收悉。现答复如下："
    unit = {procedure_of(matter.kind).unit_word for matter in matters}
    word = unit.pop() if len(unit) == 1 else "件"
    return f"您提出的{len(matters)}{word}意见建议收悉。现一并答复如下："


def copies(mandate: Mandate | None) -> str:
    """The congress's or committee's office that handed the matter over."""
    if mandate is None:
        return ""
    body: Body = mandate.term.body
    return COPIES[mandate.kind].format(place=body.place or "全国")


def class_mark(replies: list[Reply]) -> str:
    """分类:A for one answer; A、B when the letter answers several differently."""
    codes = sorted({reply.result_class.code for reply in replies if reply.result_class})
    return "、".join(codes)
