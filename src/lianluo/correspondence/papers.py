"""A letter as the paper that is rendered (domain §15.2), and its envelope."""

from __future__ import annotations

from collections import defaultdict

from lianluo.correspondence import codes, texts
from lianluo.correspondence.models import Letter, LetterItem
from lianluo.correspondence.portal_addresses import RATE, address_of
from lianluo.documents.papers import (
    EnvelopePaper,
    FeedbackForm,
    FormItem,
    LetterPaper,
    Section,
    chinese_date,
    numbered,
    read_sections,
)
from lianluo.matters.models import Matter, Reply
from lianluo.people.tokens import grouped

DISCLOSURE = {
    Reply.Disclosure.OPEN: "主动公开",
    Reply.Disclosure.ON_REQUEST: "依申请公开",
    Reply.Disclosure.WITHHELD: "不予公开",
}


def with_everything(letters):
    """The letters' queryset with all that a paper reads, in a fixed number of queries."""
    return letters.select_related(
        "person", "organisation__body", "office", "session", "form_code"
    ).prefetch_related(
        "items__matter__commitments",
        "items__reply__points",
        "items__reply__assignment__department",
        "person__mandates__term__body",
        "dispatches",
    )


def paper_of(letter: Letter) -> LetterPaper:
    """The printed letter with its feedback form. Contact data of the deputy is not in it."""
    items = list(letter.items.all())
    return LetterPaper(
        organ=letter.office.name,
        number=letter.number,
        title=letter.title,
        salutation=letter.salutation,
        opening=letter.opening,
        sections=tuple(_sections(items)) if letter.kind == Letter.Kind.REPLY else read_sections(letter.body),
        closing=letter.closing,
        signed_on=letter.signed_on,
        class_mark=letter.class_mark,
        disclosure=_disclosure(items),
        contact_person=letter.contact_person,
        contact_phone=letter.contact_phone,
        copies=tuple(filter(None, letter.copies.split("；"))),
        feedback=_form(letter, items) if letter.kind == Letter.Kind.REPLY else None,
    )


def _disclosure(items: list[LetterItem]) -> str:
    """The narrowest of the replies' attributes: the letter is published as a whole or not at all."""
    order = [Reply.Disclosure.WITHHELD, Reply.Disclosure.ON_REQUEST, Reply.Disclosure.OPEN]
    held = {item.reply.disclosure for item in items}
    return next((DISCLOSURE[each] for each in order if each in held), "")


def _sections(items: list[LetterItem]) -> list[Section]:
    by_matter: dict[int, list[LetterItem]] = defaultdict(list)
    for item in items:
        by_matter[item.matter_id].append(item)
    if len(by_matter) == 1:
        return _answers(items, 0)
    sections = []
    for place, answers in enumerate(by_matter.values(), start=1):
        sections.append(Section(numbered(1, place, _called(answers[0].matter))))
        sections += _answers(answers, 1)
    return sections


def _called(matter: Matter) -> str:
    """The heading of one matter among several: its number, else its title, which mostly begins with 关于 itself."""
    if matter.outside_number:
        return f"关于第{matter.outside_number}号{texts.NOUN[matter.kind]}"
    return matter.title if matter.title.startswith("关于") else f"关于“{matter.title}”"


def _answers(items: list[LetterItem], below: int) -> list[Section]:
    """Point by point. A single point needs no heading of its own; a promise stands with its day at the end."""
    points = [point for item in items for point in item.reply.points.all()]
    sections: list[Section] = []
    for place, point in enumerate(points, start=1):
        if len(points) == 1:
            sections += read_sections(point.answer, below)
        else:
            level = below + 1
            sections.append(Section(numbered(level, place, point.asked), (), level))
            sections += read_sections(point.answer, level)
    promises = tuple(
        f"我院承诺：{each.text.rstrip('。')}，于{chinese_date(each.due_on)}前落实。"
        for each in items[0].matter.commitments.all()
    )
    return [*sections, Section("", promises, below + 1)] if promises else sections


def _form(letter: Letter, items: list[LetterItem]) -> FeedbackForm:
    address = texts.address_of(letter.addressee, letter.session)
    matters = {item.matter_id: item.matter for item in items}
    return FeedbackForm(
        deputy=letter.addressee.name,
        group=address.group,
        is_organisation=address.is_organisation,
        organ=letter.office.name,
        letter_number=letter.number,
        items=tuple(
            FormItem(f"第{each.outside_number}号" if each.outside_number else each.label, each.title)
            for each in matters.values()
        ),
        return_to=letter.office.name,
        code=grouped(codes.code_for(letter.pk)) if hasattr(letter, "form_code") else "",
        rate_at=address_of(RATE),
    )


def envelope_of(letter: Letter) -> EnvelopePaper:
    """To the address of the last posting, else to the register's. Holds contact data: printing it is logged."""
    postings = list(letter.dispatches.all())
    last, proposer = (postings[-1] if postings else None), letter.addressee
    address = texts.address_of(proposer, letter.session)
    return EnvelopePaper(
        postcode=last.postcode if last else proposer.postcode,
        address=last.address if last else proposer.address,
        name=address.name,
        title=address.title,
        sender=letter.office.name,
        remark=letter.number,
    )
