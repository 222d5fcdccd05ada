"""A small office for page tests: the clerk, a department, an auditor, an office elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lianluo.accounts.actions.post import appoint, register_user
from lianluo.accounts.actor import SYSTEM
from lianluo.accounts.models import Role, User
from lianluo.exchange.importing import import_file
from lianluo.foundation import clock
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit

TITLE = "辽宁省第十四届人民代表大会代表名册\n姓名,代表团,手机,性别,政治面貌,工作单位及职务\n"
LIST = "省十四届人大四次会议建议清单\n类别,编号,标题,领衔代表,内容,交办日期\n"
LANGUAGES = ("zh-hans", "en")
SERVES_FROM = date(2018, 1, 1)
"""Everybody has his post since then: a test may let the clock stand on any later day, whatever day it is today."""


@dataclass
class Office:
    organ: Unit
    clerk: User
    handler: User
    auditor: User
    stranger: User
    folder: object = field(repr=False)

    def bring(self, first: int, last: int, handed_over_on: date | None = None) -> None:
        """Deputies and one matter of each, numbered from `first` to `last`."""
        day = handed_over_on or clock.today()
        numbers = range(first, last + 1)
        people = "".join(f"{name_of(i)},沈阳,199000000{i:02d},女,群众,沈阳市示例中学教师\n" for i in numbers)
        rows = "".join(f"建议,{2000 + i},关于示例{i}的建议,{name_of(i)},内容{i},{day}\n" for i in numbers)
        import_file(SYSTEM, self.organ, "roster", self.file("roster.csv", TITLE + people))
        import_file(SYSTEM, self.organ, "matters", self.file("list.csv", LIST + rows))

    def file(self, name: str, text: str):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


def name_of(number: int) -> str:
    return f"佟见{'零一二三四五六七八九'[number]}"


def open_office(folder) -> Office:
    units_seeding.seed()
    rules_seeding.seed()
    organ = Unit.objects.get(code="21")
    department = Unit.objects.get(parent=organ, name="第一检察部")
    elsewhere = Unit.objects.exclude(code=None).filter(parent=organ.parent).exclude(pk=organ.pk).first()
    people = {
        name: user_in(unit, name, role)
        for name, unit, role in (
            ("clerk", organ, Role.LIAISON_OFFICE), ("handler", department, Role.HANDLER),
            ("auditor", organ, Role.AUDITOR), ("stranger", elsewhere, Role.LIAISON_OFFICE),
        )
    }  # fmt: skip
    return Office(organ, **people, folder=folder)


def user_in(unit: Unit, username: str, role: str) -> User:
    user = register_user(SYSTEM, unit, username=username, name=username, password="wei-zhi-shu-72")
    appoint(SYSTEM, user, unit=unit, role=role, from_on=SERVES_FROM)
    return user


def page_in(client, language: str, address: str, **headers):
    client.cookies["django_language"] = language
    return client.get(address, **headers)
