"""The demonstration register and list of matters as the files an office would get them in."""

from __future__ import annotations

import csv
import io
import random
from datetime import date, timedelta

from lianluo.demo import names

DEPUTIES, MATTERS = 123, 178
ROSTER_TITLE = "辽宁省第十四届人民代表大会代表名册"
MATTERS_TITLE = "省十四届人大四次会议代表建议交办清单"
_ROSTER_HEAD = (
    "序号",
    "代表证号",
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "政治面貌",
    "工作单位及职务",
    "代表团",
    "手机",
)
_MATTERS_HEAD = ("序号", "类别", "编号", "标题", "领衔代表", "代表团", "联名人",
                 "内容", "交办日期", "承办方式", "来源单位")  # fmt: skip


def deputies(dice: random.Random) -> list[tuple[str, str]]:
    """(name, delegation) of each deputy."""
    return [(name, names.DELEGATIONS[i % 14]) for i, name in enumerate(names.people(DEPUTIES, dice))]


def roster(deputies: list[tuple[str, str]], dice: random.Random) -> str:
    rows = [
        (i, f"2114{i:04d}", name, dice.choice("男女"), dice.choice(("汉族", "汉族", "满族", "蒙古族")),
         f"{dice.randint(1960, 1992)}年{dice.randint(1, 12)}月", dice.choice(names.PARTIES),
         f"{place}市{dice.choice(names.WORK)}", place, f"1990000{i:04d}")
        for i, (name, place) in enumerate(deputies, 1)
    ]  # fmt: skip
    return _csv(ROSTER_TITLE, _ROSTER_HEAD, rows)


def matters(deputies: list[tuple[str, str]], today: date, dice: random.Random) -> str:
    """Handed over in the last four months, so that some are overdue and some are due within days."""
    return _csv(
        MATTERS_TITLE, _MATTERS_HEAD, [_matter(i, deputies, today, dice) for i in range(1, MATTERS + 1)]
    )


def _matter(i: int, deputies: list[tuple[str, str]], today: date, dice: random.Random) -> tuple:
    name, place = deputies[(i * 37) % len(deputies)]
    subject, text = names.SUBJECTS[i % len(names.SUBJECTS)]
    title = f"{names.FORMS[(i // 14) % 4].format(subject)}（{place}）"
    joint = "、".join(other for other, _place in dice.sample(deputies, i % 3) if other != name)
    formal = i % 9 != 0
    day = today - timedelta(days=dice.choice((104, 93, 88, 75, 66, 60, 45, 38, 30, 22, 14, 9, 6)))
    return (
        i, "代表建议" if formal else "审议意见", f"{1000 + i}" if formal else "", title, name, place, joint,
        f"{place}市近期调研发现，{text}。请研究办理并答复。", day.isoformat(), ("独办", "主办", "分办", "独办")[i % 4],
        "省人大常委会人事代表选举委员会",
    )  # fmt: skip


def _csv(title: str, head: tuple, rows: list[tuple]) -> str:
    buffer = io.StringIO()
    buffer.write(title + "\n")
    csv.writer(buffer).writerows([head, *rows])
    return buffer.getvalue()
