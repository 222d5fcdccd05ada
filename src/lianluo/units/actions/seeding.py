"""The tree every office starts with: the SPP, the provinces, Liaoning down to its counties, its departments.

Public facts: area codes of GB/T 2260, two digits for a province, four for a city, six for a county.
Matched by code, never by name (there are two 铁西区). Dispatched procuratorates have no code and are matched by name
under their parent. Safe to run again; what an office changed stays.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

from django.db import transaction

from lianluo.units.actions.unit import open_unit
from lianluo.units.models import FormerName, Unit

SPP = "最高人民检察院"
LIAONING = "21"
"""Code of the province whose procuratorate this product is delivered to."""


def seed() -> int:
    """Add the units that are missing; the number of units added."""
    with transaction.atomic():
        tree = _Tree()
        spp = tree.root()
        for row in _rows("provinces.csv"):
            tree.coded(spp, row, Unit.Level.PROVINCIAL, f"{row['name']}人民检察院", _short(row["name"]))
        _seed_liaoning(tree)
        for row in _rows("dispatched.csv"):
            tree.dispatched(row)
        _seed_departments(tree)
        return tree.added


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("lianluo.units").joinpath("data", name).read_text("utf-8")
    return csv.DictReader(text.splitlines())


def _short(province: str) -> str:
    """ "辽宁省院", "北京市院", "内蒙古区院"."""
    for full in ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区"):
        if province.endswith(full):
            return f"{province.removesuffix(full)}区院"
    return f"{province}院"


def _seed_liaoning(tree: _Tree) -> None:
    province = tree.by_code[LIAONING]
    for row in _rows("liaoning.csv"):
        if len(row["code"]) == 4:
            name = f"{row['name']}人民检察院"
            tree.coded(province, row, Unit.Level.MUNICIPAL, name, f"{row['name']}院")
        else:
            city = tree.by_code[row["code"][:4]]
            place = city.name.removesuffix("人民检察院")
            name = f"{place}{row['name']}" if row["name"].endswith("区") else row["name"]
            short = name.replace("市", "", 1) if row["name"].endswith("区") else name
            tree.coded(city, row, Unit.Level.COUNTY, f"{name}人民检察院", f"{short}院")


def _seed_departments(tree: _Tree) -> None:
    province = tree.by_code[LIAONING]
    for row in _rows("departments.csv"):
        tree.department(province, **row)
    cities = [unit for code, unit in tree.by_code.items() if code.startswith(LIAONING) and len(code) == 4]
    for city in cities:
        tree.department(city, "办公室")


class _Tree:
    """What is stored already, so that seeding asks the database once."""

    def __init__(self):
        units = list(Unit.objects.select_related("parent"))
        self.by_code = {unit.code: unit for unit in units if unit.code and unit.kind != Unit.Kind.DEPARTMENT}
        self.by_name = {(unit.parent_id, unit.name): unit for unit in units}
        for former in FormerName.objects.select_related("unit"):
            self.by_name.setdefault((former.unit.parent_id, former.name), former.unit)
        self.organ_named = {unit.name: unit for unit in units if unit.kind != Unit.Kind.DEPARTMENT}
        self.added = 0

    def root(self) -> Unit:
        found = next((unit for (parent, _name), unit in self.by_name.items() if parent is None), None)
        return found or self._add(
            None, kind=Unit.Kind.PROCURATORATE, level=Unit.Level.NATIONAL, name=SPP, short_name="最高检",
            letter_code="高检",
        )  # fmt: skip

    def coded(self, parent: Unit, row: dict[str, str], level: str, name: str, short_name: str) -> None:
        if row["code"] in self.by_code:
            return
        self._add(
            parent, kind=Unit.Kind.PROCURATORATE, level=level, name=name, short_name=short_name,
            code=row["code"], letter_code=row["letter_code"], position=int(row["code"].ljust(6, "0")),
        )  # fmt: skip

    def dispatched(self, row: dict[str, str]) -> None:
        parent = self.organ_named.get(row["parent"])
        if parent is None or (parent.pk, row["name"]) in self.by_name:
            return
        self._add(
            parent, kind=Unit.Kind.DISPATCHED, level=row["level"], name=row["name"],
            short_name=row["short_name"], position=999_000 + self.added,
        )  # fmt: skip

    def department(self, organ: Unit, name: str, short_name: str = "") -> None:
        if (organ.pk, name) in self.by_name:
            return
        position = sum(parent == organ.pk for parent, _name in self.by_name)
        self._add(organ, kind=Unit.Kind.DEPARTMENT, name=name, short_name=short_name, position=position)

    def _add(self, parent: Unit | None, **fields) -> Unit:
        unit = open_unit(None, parent, **fields)
        self.by_name[unit.parent_id, unit.name] = unit
        if unit.kind != Unit.Kind.DEPARTMENT:
            self.organ_named[unit.name] = unit
        if unit.code:
            self.by_code[unit.code] = unit
        self.added += 1
        return unit
