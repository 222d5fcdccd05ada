"""The demonstration register and lists of matters as the files an office would get them in."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass
from datetime import date

from lianluo.demo import names
from lianluo.demo.subjects import SUBJECTS, Subject

DEPUTIES, MATTERS = 123, 178
ROSTER_TITLE = "辽宁省第十四届人民代表大会代表名册"
MATTERS_TITLE = "省十四届人大四次会议代表建议交办清单"
SOURCE = "省人大常委会人事代表选举委员会"
_ROSTER_HEAD = ("序号", "代表证号", "姓名", "性别", "民族", "出生年月", "政治面貌", "工作单位及职务", "代表团", "手机",
                "通信地址", "邮编")  # fmt: skip
_MATTERS_HEAD = ("序号", "类别", "编号", "标题", "领衔代表", "代表团", "联名人", "内容", "交办日期", "承办方式",
                 "主办部门", "来源单位")  # fmt: skip
_TITLES = (
    "关于{what}的建议",
    "关于在{place}市{what}的建议",
    "关于进一步{what}的建议",
    "关于结合{place}实际{what}的建议",
)
_KINDS = {0: "审议意见", 4: "日常建议"}


@dataclass(frozen=True)
class Batch:
    """Matters number `first` to `last`, received from the congress on the day."""

    first: int
    last: int


def deputies(dice: random.Random) -> list[tuple[str, str]]:
    """(name, delegation) of each deputy."""
    return [(name, names.DELEGATIONS[i % 14]) for i, name in enumerate(names.people(DEPUTIES, dice))]


def roster(deputies: list[tuple[str, str]], dice: random.Random) -> str:
    rows = [
        (i, f"2114{i:04d}", name, dice.choice("男女"), dice.choice(("汉族", "汉族", "满族", "蒙古族")),
         f"{dice.randint(1960, 1992)}年{dice.randint(1, 12)}月", dice.choice(names.PARTIES),
         f"{place}市{dice.choice(names.WORK)}", place, f"1990000{i:04d}",
         f"辽宁省{place}市{dice.choice(names.STREETS)}{dice.randint(1, 199)}号", f"11{dice.randint(0, 9999):04d}")
        for i, (name, place) in enumerate(deputies, 1)
    ]  # fmt: skip
    return _csv(ROSTER_TITLE, _ROSTER_HEAD, rows)


def subject_of(number: int) -> Subject:
    """What matter number 1 … 178 is about."""
    return SUBJECTS[number % len(SUBJECTS)]


def matters(deputies: list[tuple[str, str]], batch: Batch, handed_over_on: date, dice: random.Random) -> str:
    rows = [_matter(i, deputies, handed_over_on, dice) for i in range(batch.first, batch.last + 1)]
    return _csv(MATTERS_TITLE, _MATTERS_HEAD, rows)


def _matter(i: int, deputies: list[tuple[str, str]], day: date, dice: random.Random) -> tuple:
    name, place = deputies[(i * 37) % len(deputies)]
    subject = subject_of(i)
    turn, which = divmod(i // len(SUBJECTS), len(subject.titles))
    title = _TITLES[turn % len(_TITLES)].format(what=subject.titles[which], place=place)
    joint = [other for other, _place in dice.sample(deputies, (0, 1, 0, 2)[i % 4])]
    joint = "、".join(other for other in joint if other not in (name, names.NAMESAKE))
    kind = _KINDS.get(i % 9, "代表建议")
    number = f"{1000 + i}" if kind == "代表建议" else ""
    named = subject.department if i % 5 else ""
    return (
        i, kind, number, title, name, place, joint, _content(subject, place), day.isoformat(), "独办", named, SOURCE,
    )  # fmt: skip


def _content(subject: Subject, place: str) -> str:
    asked = "；".join(
        f"{'一二三'[n]}、{asked.removeprefix('建议')}" for n, (asked, _answer) in enumerate(subject.points)
    )
    return f"{place}市近期调研中，{subject.found}。为此建议：{asked}。请研究办理并答复。"


def _csv(title: str, head: tuple, rows: list[tuple]) -> str:
    buffer = io.StringIO()
    buffer.write(title + "\n")
    csv.writer(buffer).writerows([head, *rows])
    return buffer.getvalue()
