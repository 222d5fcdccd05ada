"""Names of persons, one or several in a cell, and delegations."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from .problems import Problem, shown
from .text import plain, squeezed, words

NAME_LIMIT = 60

_DOTS = str.maketrans(dict.fromkeys("．•・‧∙⋅●﹒᛫⸱･", "·"))
_CJK = r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\ue000-\uf8ff\uf900-\ufaff\U00020000-\U0003ffff"
_DOT_BETWEEN = re.compile(rf"(?<=[{_CJK}])\s*[.。·]\s*(?=[{_CJK}])")
_CJK_SPACE = re.compile(rf"(?<=[{_CJK}·])\s+|\s+(?=[{_CJK}·])")
_NOTE = re.compile(r"^(?P<name>[^()（）\[\]【】]*)[(（\[【](?P<note>[^()（）]*)[)）\]】]?$")
_EMPTY = {"", "-", "--", "—", "——", "/", "\\", "无", "空", "空缺", "待定", "暂缺", "缺"}
_STRONG = re.compile(r"[、，,;；/\n\r|]+|\s*和\s+")
_MANY = r"[\d一二三四五六七八九十百两余多]*"
_COUNT = re.compile(rf"\s*(?:等\s*{_MANY}\s*(?:名|位)?\s*(?:人|代表|委员)?|共\s*{_MANY}\s*(?:名|位)?人)\s*$")
_OUTSIDE_BRACKETS = re.compile(r"[(（][^)）]*[)）]")


@dataclass(frozen=True)
class PersonRef:
    """A name as cleaned, and what stood in brackets after it: 李四（营口团）, 王某（女，满族）."""

    name: str
    note: str = ""


def clean_name(text: str) -> str:
    """张　三 → 张三; all middle dots → ·; single spaces stay between Latin words."""
    text = plain(unicodedata.normalize("NFC", text)).translate(_DOTS)
    text = _DOT_BETWEEN.sub("·", text)
    return _CJK_SPACE.sub("", text).strip("·,，、;；:： ")


def parse_person(cell: Any) -> PersonRef | Problem | None:
    """One person's name; None when empty; emoji, digits, formulas and over-long names are problems."""
    text = plain(cell)
    if squeezed(text) in _EMPTY:
        return None
    bracketed = _NOTE.match(text)
    note = ""
    if bracketed and bracketed["name"].strip():
        text, note = bracketed["name"], plain(bracketed["note"])
    return _checked_name(clean_name(text), cell, note)


def parse_names(cell: Any) -> tuple[PersonRef, ...] | Problem | None:
    """Several names, parted by 、，,;； spaces or line breaks; 等3人 at the end is dropped."""
    text = _COUNT.sub("", str(cell or "").replace("\u3000", " ").replace("\x00", " ").strip())
    found: list[PersonRef] = []
    for piece in _split(text):
        person = parse_person(piece)
        if isinstance(person, Problem):
            return person
        if person and person.name not in {ref.name for ref in found if ref.note == person.note}:
            found.append(person)
    return tuple(found) or None


def parse_delegation(cell: Any, level: str = "") -> str | None:
    """沈阳, 沈阳市, 沈阳市代表团, 沈阳代表团, 沈阳团 → 沈阳; 解放军代表团 → 解放军.

    With `level="national"` provinces get their full name: 辽宁代表团 → 辽宁省, 内蒙古团 → 内蒙古自治区.
    """
    text = squeezed(cell).strip("·、，,。")
    if text in _EMPTY:
        return None
    text = re.sub(r"(?:代表团|代表小组|代表组|团)$", "", text) or text
    for short in ("解放军", "武警"):
        if text.startswith((short, f"中国人民{short}", "中国人民武装警察")) and len(text) <= 16:
            return _forces(text)
    if level == "national":
        return _PROVINCES.get(text, text)
    return _without_ending(text)


def _forces(text: str) -> str:
    both = "解放军" in text and ("武警" in text or "武装警察" in text)
    return "解放军和武警部队" if both else "解放军" if "解放军" in text else "武警"


def _without_ending(text: str) -> str:
    for ending in ("新区", "市", "区"):
        # 郊区, 矿区 and the autonomous regions are names as they stand; 县 stays: 朝阳县 lies in 朝阳市
        if text.endswith(ending) and len(text) - len(ending) >= 2 and not text.endswith(("自治区", "矿区")):
            return text[: -len(ending)]
    return text


def _split(text: str) -> list[str]:
    """Pieces that each hold one name. Separators inside brackets do not part."""
    notes = _OUTSIDE_BRACKETS.findall(text)
    held = _OUTSIDE_BRACKETS.sub("\x00", text)
    pieces: list[str] = []
    for part in _STRONG.split(held):
        pieces.extend(_by_spaces(part))
    rest = iter(notes)
    return [re.sub("\x00", lambda _m: next(rest), piece) for piece in pieces if piece.strip()]


def _by_spaces(part: str) -> list[str]:
    """张三 李四 are two, 张 三 is one, 王 五 赵六 are two; Latin words stay together."""
    part = re.sub(r"\s*([·．•・])\s*", r"\1", part.strip())
    if re.search(r"[A-Za-z]", part):
        return [part]
    pieces: list[str] = []
    open_single = False
    for token in part.split():
        single = len(token.replace("\x00", "")) <= 1
        if single and open_single:
            pieces[-1] += token
            open_single = False
        else:
            pieces.append(token)
            open_single = single
    return pieces


def _checked_name(name: str, cell: Any, note: str) -> PersonRef | Problem | None:
    if not name:
        return None
    if any(unicodedata.category(ch) in ("Cc", "Cf", "Cs", "So", "Sk", "Cn") for ch in name):
        return Problem("control_characters", {"value": shown(cell)})
    if len(name) > NAME_LIMIT:
        return Problem("too_long", {"length": len(name), "limit": NAME_LIMIT})
    if not all(_may_stand(ch) for ch in name) or not any(ch.isalpha() or _is_private(ch) for ch in name):
        return Problem("name_unreadable", {"value": shown(cell)})
    return PersonRef(name, note)


def _may_stand(ch: str) -> bool:
    # Private-use code points carry rare characters of older systems; they are kept.
    return ch in "·-'’. " or unicodedata.category(ch) in ("Mn", "Mc", "Nl") or ch.isalpha() or _is_private(ch)


def _is_private(ch: str) -> bool:
    return unicodedata.category(ch) == "Co"


_PROVINCE_NAMES = words(
    "北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 "
    "安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 广西壮族自治区 海南省 重庆市 "
    "四川省 贵州省 云南省 西藏自治区 陕西省 甘肃省 青海省 宁夏回族自治区 新疆维吾尔自治区 "
    "台湾省 香港特别行政区 澳门特别行政区"
)
_PROVINCES = {
    re.sub(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$", "", name): name
    for name in _PROVINCE_NAMES
}
