"""The tree every installation starts with: SPP, the provinces' procuratorates, Liaoning's cities and counties by
area code (GB/T 2260; the two 铁西区 differ by code only), dispatched offices without a code, provincial departments."""

from __future__ import annotations

import csv
from importlib import resources

from django.db import transaction

from lianluo.units.actions.unit import open_unit
from lianluo.units.models import Unit

LIAONING = "21"
LEVELS = {2: Unit.Level.PROVINCIAL, 4: Unit.Level.MUNICIPAL, 6: Unit.Level.COUNTY}
DISPATCHED = ("辽宁省人民检察院沈阳铁路运输分院", "辽宁省人民检察院辽河分院")
DEPARTMENTS = (
    "办公室", "政治部", "第一检察部", "第二检察部", "第三检察部", "第四检察部", "第五检察部", "第六检察部",
    "第七检察部", "第八检察部", "第九检察部", "第十检察部", "法律政策研究室", "案件管理办公室", "检务督察部",
    "检察技术信息部", "计划财务装备局", "司法警察总队", "机关党委",
)  # fmt: skip


def seed() -> int:
    """Add the units that are missing; the number added. Safe to run again."""
    with transaction.atomic():
        before = Unit.objects.count()
        root = Unit.objects.filter(parent=None).first() or open_unit(
            None, Unit.Kind.PROCURATORATE, Unit.Level.NATIONAL, "最高人民检察院", short_name="最高检"
        )
        _seed_by_code(root)
        _seed_liaoning(Unit.objects.get(code=LIAONING))
        return Unit.objects.count() - before


def _seed_by_code(root: Unit) -> None:
    known = {unit.code: unit for unit in Unit.objects.exclude(code=None)}
    text = resources.files("lianluo.units").joinpath("data", "divisions.csv").read_text("utf-8")
    for position, row in enumerate(csv.DictReader(text.splitlines())):
        code, place = row["code"], row["name"]
        if code in known:
            continue
        parent = known[code[:-2]] if len(code) > 2 else root
        # A county's full name carries its city, as on its seal; a province's and a city's does not.
        name = f"{known_place(parent)}{place}人民检察院" if len(code) == 6 else f"{place}人民检察院"
        known[code] = open_unit(
            parent, Unit.Kind.PROCURATORATE, LEVELS[len(code)], name, code=code, position=position
        )


def known_place(organ: Unit) -> str:
    return organ.name.removesuffix("人民检察院")


def _seed_liaoning(office: Unit) -> None:
    if not office.letter_code:
        office.short_name, office.letter_code = "辽宁省院", "辽检"
        office.save(update_fields=["short_name", "letter_code"])
    known = set(office.children.values_list("name", flat=True))
    for position, name in enumerate(DISPATCHED):
        if name not in known:
            open_unit(office, Unit.Kind.DISPATCHED, Unit.Level.MUNICIPAL, name, position=100 + position)
    for position, name in enumerate(DEPARTMENTS):
        if name not in known:
            open_unit(office, Unit.Kind.DEPARTMENT, Unit.Level.PROVINCIAL, name, position=position)
