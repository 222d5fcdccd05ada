"""Names as written, and the names of terms."""

from __future__ import annotations

import re
import unicodedata

_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SPREAD = re.compile(rf"(?<={_HAN})[\s\u3000]+(?={_HAN})")
_DOTS = str.maketrans(dict.fromkeys("．•・‧∙⋅●﹒᛫⸱･", "·"))
_DIGITS = "零一二三四五六七八九"


def written(name: str) -> str:
    """The name as it was written, without blanks around it and without those that only spread two characters.

    The many signs for the dot in foreign names become one (·), as an imported roster has it.
    """
    return _SPREAD.sub("", unicodedata.normalize("NFC", name).strip(" \t\r\n\u3000").translate(_DOTS))


def in_chinese(number: int) -> str:
    """1 to 99: 十四, 二十."""
    tens, ones = divmod(number, 10)
    return (f"{_DIGITS[tens] if tens > 1 else ''}十" if tens else "") + (_DIGITS[ones] if ones else "")


def term_name(kind: str, place: str, number: int) -> str:
    """第十四届全国人民代表大会, 辽宁省第十四届人民代表大会, 政协第十三届辽宁省委员会. `place` "" is the national one."""
    term = f"第{in_chinese(number)}届"
    if kind == "member":
        return f"政协{term}{place or '全国'}委员会"
    return f"{place}{term}人民代表大会" if place else f"{term}全国人民代表大会"
