"""Spelling of Chinese names: for sorting, since the database sorts characters by code point, and for finding by pinyin."""

from __future__ import annotations

import re
from functools import lru_cache

# Surnames read otherwise than the same character elsewhere.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "任": "ren", "盖": "ge", "朴": "piao",
    "尉": "wei", "翟": "zhai", "缪": "miao", "秘": "bi", "冼": "xian", "繁": "po", "折": "she", "黑": "he", "乐": "yue",
    "宓": "fu", "逄": "pang", "洗": "xian", "种": "chong", "华": "hua", "石": "shi", "召": "shao", "员": "yun", "祭": "zhai",
    "晟": "cheng", "那": "na", "哈": "ha", "褚": "chu", "车": "che", "重": "chong", "隗": "wei", "纪": "ji",
    "覃": "qin", "都": "du", "句": "gou", "能": "nai", "葛": "ge", "万": "wan", "沈": "shen", "宿": "su", "过": "guo",
    "燕": "yan", "佴": "nai", "郗": "xi", "郇": "xun", "邴": "bing", "谌": "chen", "訾": "zi", "牟": "mu", "贾": "jia",
    "长孙": "zhang sun", "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai", "皇甫": "huang fu", "宇文": "yu wen",
    "单于": "chan yu", "欧阳": "ou yang", "上官": "shang guan", "司马": "si ma", "诸葛": "zhu ge", "夏侯": "xia hou",
    "令狐": "ling hu", "慕容": "mu rong", "呼延": "hu yan", "公孙": "gong sun", "轩辕": "xuan yuan", "濮阳": "pu yang",
}  # fmt: skip

_KEPT = re.compile(r"[^0-9a-z]+")
_GAPS = re.compile(r"[\s\u3000·•．.]+")


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """The name's syllables without tones, ü as v: 单雄信 → shan, xiong, xin. Foreign letters stay as words."""
    bare = _GAPS.sub("", name)
    for length in (2, 1):
        if (read := SURNAMES.get(bare[:length])) and len(bare) > length:
            return (*read.split(), *_read(bare[length:]))
    return _read(bare)


def _read(text: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 slow import

    read = pinyin(text, style=Style.NORMAL, v_to_u=False, errors=lambda signs: [signs])
    kept = (_KEPT.sub("", each[0].lower().replace("ü", "v")) for each in read)
    return tuple(each for each in kept if each)


def spelled(name: str) -> str:
    """zhangsan"""
    return "".join(syllables(name))


def initials(name: str) -> str:
    """zs"""
    return "".join(each[0] for each in syllables(name))


def sort_key(name: str) -> str:
    """Sorts as a Chinese register does: syllable by syllable, the same sounds by character. "zhang san 张三"."""
    return f"{' '.join(syllables(name))} {name}"


def matches(name: str, words: str) -> bool:
    """Whether a typed word finds the name: part of it, the beginning of its pinyin or its initials."""
    bare = _GAPS.sub("", words).lower()
    if not bare:
        return True
    if bare in _GAPS.sub("", name).lower():
        return True
    return bare.isascii() and (spelled(name).startswith(bare) or initials(name).startswith(bare))
