"""Finding units by what people write."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from lianluo.units.models import Unit

ALIASES = {
    "代表联络处": "办公室",
    "代表委员联络处": "办公室",
    "联络处": "办公室",
    "办公室代表联络处": "办公室",
}
_NUMERALS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
_NUMBERED = re.compile(r"^第?(?:检察)?([一二三四五六七八九十]+)(?:检察|检)?部$")


class DepartmentNames:
    """The open departments of one procuratorate, loaded once, found by what people write."""

    def __init__(self, organ: Unit):
        self.organ = organ
        self.departments = list(Unit.objects.departments_of(organ).filter(closed_on__isnull=True))
        self._named = {
            name: unit
            for unit in self.departments
            for name in (_plain(unit.short_name), _plain(unit.name))
            if name
        }

    def named(self, text: str) -> Unit | None:
        """ "第十检察部", " 省院第10检察部", "案管办". None when unsure."""
        wanted = _plain(text, self.organ)
        if not wanted:
            return None
        named = self._named
        return named.get(wanted) or named.get(ALIASES.get(wanted, "")) or named.get(_numbered(wanted))


def organ_of(unit: Unit) -> Unit:
    """The procuratorate a unit is or stands in."""
    while unit.kind == Unit.Kind.DEPARTMENT:
        unit = unit.parent
    return unit


def department_named(organ: Unit, text: str) -> Unit | None:
    """The open department of `organ` that `text` means. None when unsure. For many texts keep a `DepartmentNames`."""
    return DepartmentNames(organ).named(text) if (text or "").strip() else None


def organ_named(text: str, within: Unit | None = None) -> Unit | None:
    """The one open procuratorate of this name or short name, below `within`. None when there is none or several."""
    wanted = _plain(text)
    organs = Unit.objects.organs().filter(closed_on__isnull=True)
    if within:
        organs = organs.under(within)
    found = list(organs.filter(name=wanted)[:2]) or list(organs.filter(short_name=wanted)[:2])
    return found[0] if wanted and len(found) == 1 else None


def _plain(text: str, organ: Unit | None = None) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text or "").split())
    plain = re.sub(r"\(.*?\)", "", plain)
    prefixes = [organ.name, organ.short_name] if organ else []
    for prefix in [*prefixes, "省院", "市院", "本院", "我院", "省检察院", "市检察院", "院"]:
        if prefix and plain.startswith(prefix) and len(plain) > len(prefix):
            plain = plain.removeprefix(prefix)
    return re.sub(r"\d+", lambda found: _numeral(found.group()), plain)


def _numeral(digits: str) -> str:
    number = int(digits)
    return _NUMERALS[number] if 0 < number < len(_NUMERALS) else digits


def _numbered(text: str) -> str:
    found = _NUMBERED.match(text)
    return f"第{found.group(1)}检察部" if found else ""


@dataclass
class Branch:
    """A procuratorate in the tree page: itself, how many departments, and the procuratorates below it."""

    unit: Unit
    departments: int = 0
    below: list[Branch] = field(default_factory=list)
    is_open: bool = False


def tree_of(units: list[Unit], open_ids: set[int]) -> list[Branch]:
    """Nested branches of `units` (organs with their departments); those in `open_ids` are shown unfolded."""
    branches = {
        unit.pk: Branch(unit, is_open=unit.pk in open_ids)
        for unit in units
        if unit.kind != Unit.Kind.DEPARTMENT
    }
    tops = []
    for unit in units:
        parent = branches.get(unit.parent_id)
        if unit.kind == Unit.Kind.DEPARTMENT:
            if parent:
                parent.departments += 1
        elif parent:
            parent.below.append(branches[unit.pk])
        else:
            tops.append(branches[unit.pk])
    return tops
