"""Tonight's answers as slips, a deputy each, delegation by delegation. In Chinese: they are handed to deputies."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils import timezone

from lianluo.documents.papers import Slip, SlipItem, SlipsPaper
from lianluo.foundation import clock, pinyin
from lianluo.matters.models import SessionMode, VoicedOpinion

TITLE = "关于审议意见的答复"
CLOSING = "感谢您对检察工作的关心、支持和监督。"


def slips_paper(
    mode: SessionMode, opinions: Iterable[VoicedOpinion], *, contact: str = "", two_up: bool = False
) -> SlipsPaper:
    """`opinions` with answer, person and department; those of one deputy come on one slip, in the order voiced."""
    rows = sorted(opinions, key=_place)
    slips = tuple(
        Slip(found[0].person.name, found[0].delegation.removesuffix("代表团"), tuple(map(_item, found)))
        for _person, each in groupby(rows, key=lambda row: row.person_id)
        if (found := list(each))
    )
    opening = f"您在{mode.session.name}审议时提出的意见，现答复如下："
    return SlipsPaper(
        TITLE, mode.office.name, opening, CLOSING, slips, clock.today(), contact=contact, two_up=two_up
    )


def _place(opinion: VoicedOpinion) -> tuple:
    person = opinion.person
    return pinyin.sort_key(opinion.delegation), person.sort_key, person.pk, opinion.voiced_at


def _item(opinion: VoicedOpinion) -> SlipItem:
    at = timezone.localtime(opinion.voiced_at)
    department = opinion.matter.department.name if opinion.matter.department else ""
    voiced = f"{at.month}月{at.day}日{at.hour}时{at.minute:02d}分"
    return SlipItem(voiced, opinion.words, department, opinion.answer, opinion.is_interim)
