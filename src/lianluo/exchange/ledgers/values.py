"""Other cells: telephone, postcode, sex, nationality, political status, and the words of a matter.

Every parser takes a cell and returns a value, None for an empty cell, a `Problem` (the row is refused) or a
`Kept` value (the row lands, with a notice).
"""

import re
from dataclasses import dataclass
from typing import Any

from .names import parse_names
from .problems import Kept, Problem, shown
from .text import one_line, paragraphs, plain, printable, squeezed, text_of, words

_NOTHING = {"", "-", "--", "—", "——", "/", "无", "不详", "暂无"}


@dataclass(frozen=True)
class Phones:
    """Numbers of one cell: mobiles as 11 digits, landlines as 024-12345678."""

    mobiles: tuple[str, ...] = ()
    landlines: tuple[str, ...] = ()


def line(limit: int):
    """A parser for text of one line with at most `limit` characters."""

    def parse(cell: Any) -> str | Problem | None:
        return _limited(one_line(cell), limit)

    return parse


def long_text(limit: int):
    """A parser for text that keeps its paragraphs."""

    def parse(cell: Any) -> str | Problem | None:
        return _limited(paragraphs(cell), limit)

    return parse


def parse_outside_number(cell: Any) -> str | Problem | None:
    """Numbers of other systems are text: 1001.0 → 1001, leading zeros kept."""
    text = plain(cell)
    return None if text in _NOTHING else _limited(text, 60)


def parse_ordinal(cell: Any) -> str | None:
    """序号 as text; never a reason to refuse a row."""
    return plain(cell)[:20] or None


def parse_phones(cell: Any) -> Phones | Problem | None:
    """One or several numbers, +86 and separators off; numbers that a spreadsheet stored as 1.39e10 too."""
    text = plain(cell)
    if text in _NOTHING:
        return None
    mobiles: list[str] = []
    landlines: list[str] = []
    for piece in re.split(r"[、，,;；/|]|\s+(?=1[3-9]\d)|\s{2,}|(?<=\d{11})\s+|或", _tight(text)):
        number = re.sub(r"^86[- ]?(?=1[3-9]\d{9}$)", "", piece.strip())
        if not number:
            continue
        digits = re.sub(r"[-\s()（）—–]", "", number)
        if re.fullmatch(r"1[3-9]\d{9}", digits) and number[0] not in "-—–":
            mobiles.append(digits)
        elif landline := _landline(number, digits):
            landlines.append(landline)
        else:
            return Problem("phone_unreadable", {"value": shown(piece)})
    return Phones(tuple(dict.fromkeys(mobiles)), tuple(dict.fromkeys(landlines)))


def parse_postcode(cell: Any) -> str | Problem | None:
    """Six digits; a zero lost at the front is put back (30001 → 030001)."""
    text = squeezed(cell)
    if text in _NOTHING:
        return None
    if not re.fullmatch(r"\d{5,6}", text):
        return Problem("postcode_unreadable", {"value": shown(cell)})
    return text.zfill(6)


def parse_email(cell: Any) -> str | Problem | None:
    text = squeezed(cell)
    if text in _NOTHING:
        return None
    ok = re.fullmatch(r"[^@\s,;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text)
    return text if ok else Problem("email_unreadable", {"value": shown(cell)})


def parse_count(cell: Any) -> int | Problem | None:
    """A count of people: 3, 3人, 三 is not read."""
    text = re.sub(r"[人名位件次]$", "", squeezed(cell))
    if text in _NOTHING:
        return None
    if not re.fullmatch(r"\d{1,5}", text):
        return Problem("number_unreadable", {"value": shown(cell)})
    return int(text)


def parse_sex(cell: Any) -> str | Problem | None:
    """ "male" or "female" (GB/T 2261.1)."""
    text = squeezed(cell).removesuffix("性")
    if text in _NOTHING:
        return None
    found = _SEXES.get(text.lower())
    return found or Problem("sex_unknown", {"value": shown(cell)})


def parse_nationality(cell: Any) -> str | Kept | None:
    """One of the 56 (GB/T 3304) with 族; an unknown word lands as empty, with a notice."""
    text = squeezed(cell)
    if text in _NOTHING:
        return None
    found = nationality(text)
    return found or Kept(None, Problem("nationality_unknown", {"value": shown(cell)}))


def nationality(text: str) -> str | None:
    """汉 → 汉族; None when it is none."""
    name = text.removesuffix("族") if len(text) > 1 else text
    return f"{name}族" if name in _NATIONALITIES else None


def parse_party(cell: Any) -> str | Kept | None:
    """Political status in the full form of the list; unknown lands as empty, with a notice."""
    text = squeezed(cell)
    if text in _NOTHING:
        return None
    found = party(text)
    return found or Kept(None, Problem("party_unknown", {"value": shown(cell)}))


def party(text: str) -> str | None:
    """中共 → 中共党员, 致公 → 致公党党员; None when it is none."""
    return _PARTIES.get(re.sub(r"[(（].*[)）]$", "", text))


def parse_kind(cell: Any) -> str | Problem | None:
    """The kind of matter, as the value of `Matter.Kind`."""
    text = re.sub(r"类$|[(（].*[)）]$", "", squeezed(cell))
    if text in _NOTHING:
        return None
    return _KINDS.get(text) or Problem("kind_unknown", {"value": shown(cell)})


def parse_mode(cell: Any) -> str | Problem | None:
    """The way of handling, as the value of `Assignment.Role`: sole, lead, co, separate, reference."""
    text = re.sub(r"(?:件|单位)$", "", squeezed(cell))
    if text in _NOTHING:
        return None
    return _MODES.get(text) or Problem("mode_unknown", {"value": shown(cell)})


def parse_result_class(cell: Any) -> str | Problem | None:
    """Ａ, A类, a → A; words of another dictionary stay as written."""
    text = squeezed(cell)
    if text in _NOTHING:
        return None
    letter = re.fullmatch(r"[“\"]?([A-Da-d])[”\"]?(?:类|[(（].*[)）]|[、.:：-].*)?", text)
    return letter[1].upper() if letter else _limited(text, 60)


def parse_disclosure(cell: Any) -> str | Kept | None:
    """ "open", "on_request" or "closed"; unknown words are left empty with a notice."""
    text = squeezed(cell)
    if text in _NOTHING:
        return None
    found = _DISCLOSURES.get(text)
    return found or Kept(None, Problem("disclosure_unknown", {"value": shown(cell)}))


def parse_yes(cell: Any) -> bool | None:
    """是, √, 重点 → True; 否, × → False; empty → None."""
    text = squeezed(cell)
    if text in _NOTHING - {"无"}:
        return None
    return text not in {"否", "无", "×", "x", "X", "0", "不是", "非", "N", "n", "no", "False"}


def parse_words(cell: Any) -> tuple[str, ...] | Problem | None:
    """A list of departments or fields, parted by 、，,;； or line breaks."""
    parts = [plain(part) for part in re.split(r"[、，,;；\n\r]+", text_of(cell))]
    found = tuple(dict.fromkeys(part for part in parts if part and part not in _NOTHING))
    if any(len(part) > 100 for part in found):
        return Problem("too_long", {"length": max(map(len, found)), "limit": 100})
    return found or None


def parse_joint(cell: Any):
    """Co-signatories as a tuple of `PersonRef`."""
    return parse_names(cell)


def _limited(text: str, limit: int) -> str | Problem | None:
    text = printable(text)
    if not text:
        return None
    return text if len(text) <= limit else Problem("too_long", {"length": len(text), "limit": limit})


def _tight(text: str) -> str:
    """138 0013 8000 and 138-0013-8000 as one number, the country's code off."""
    text = re.sub(r"[(]?(?:\+\s*|(?<!\d)00)86[)]?[- ]*", "", text)
    text = re.sub(r"(?<!\d)(1[3-9]\d)[- ](\d{4})[- ](\d{4})(?!\d)", r"\1\2\3", text)
    return re.sub(r"(?<!\d)(0\d{2,3}) (\d{7,8})(?!\d)", r"\1-\2", text)


def _landline(number: str, digits: str) -> str | None:
    match = re.fullmatch(r"[(（]?(0\d{2,3})[)）]?[- —–]?(\d{7,8})(?:(?:[-转 ]|转)+(\d{1,6}))?", number)
    if match:
        area, local, extension = match.groups()
        return f"{area}-{local}" + (f"-{extension}" if extension else "")
    if re.fullmatch(r"[1-9]\d{6,7}|[48]00\d{7}|[19]\d{4}", digits):
        return digits
    # the area code's zero lost when the number was stored as a number: 2412345678
    return f"0{digits[:2]}-{digits[2:]}" if re.fullmatch(r"(?:10|2\d)\d{8}", digits) else None


_SEXES = {"男": "male", "女": "female", "m": "male", "f": "female", "1": "male", "2": "female"}
_NATIONALITIES = words(
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 "
    "高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 "
    "普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 "
    "珞巴 基诺"
)
_PARTY_SYNONYMS = {
    "中共党员": "中共 中国共产党 共产党 共产党员 中国共产党党员 党员 中共正式党员 01",
    "中共预备党员": "预备党员 中国共产党预备党员 02",
    "共青团员": "团员 共青团 03",
    "民革党员": "民革 民革会员 民革成员 中国国民党革命委员会 04",
    "民盟盟员": "民盟 民盟成员 中国民主同盟 05",
    "民建会员": "民建 民建成员 中国民主建国会 06",
    "民进会员": "民进 民进成员 中国民主促进会 07",
    "农工党党员": "农工 农工党 农工党员 农工民主党 中国农工民主党 08",
    "致公党党员": "致公 致公党 致公党员 中国致公党 09",
    "九三学社社员": "九三 九三学社 九三社员 九三学社成员 10",
    "台盟盟员": "台盟 台盟成员 台湾民主自治同盟 11",
    "无党派人士": "无党派 无党派民主人士 无党派爱国人士 12",
    "群众": "普通群众 无 13",
}
_PARTIES = {word: name for name, words in _PARTY_SYNONYMS.items() for word in (name, *words.split())}
PARTIES = tuple(_PARTY_SYNONYMS)
_KIND_SYNONYMS = {
    "suggestion": "代表建议 建议 意见 批评 建议批评和意见 建议、批评和意见 代表建议批评和意见 "
    "代表建议、批评和意见  "
    "批评意见 意见建议 人大建议 人大代表建议 会议期间建议 闭会期间建议 代表意见",
    "deliberation_opinion": "审议意见 代表审议意见 审议发言 审议建议 审议意见建议",
    "standing_committee_opinion": "常委会审议意见 人大常委会审议意见",
    "everyday_opinion": "日常建议 日常意见 日常意见建议 走访建议 走访意见 座谈建议 平时建议",
    "proposal": "提案 政协提案 委员提案 集体提案 党派提案 界别提案 政协委员提案",
    "social_information": "社情民意 社情民意信息",
    "meeting_request": "约见 代表约见",
    "inquiry": "询问 专题询问",
    "interpellation": "质询 质询案",
    "inspection_report": "视察报告 专题调研报告 视察调研报告 视察专题调研报告 视察、专题调研报告",
}
_KINDS = {word: kind for kind, words in _KIND_SYNONYMS.items() for word in words.split()}
_MODE_SYNONYMS = {
    "sole": "独办 单办 单独办理 独立办理 独自办理",
    "lead": "主办 牵头 牵头办理 主办理 领办",
    "co": "协办 会办 协助办理 配合办理 配合 协同办理",
    "separate": "分办 分别办理 分别 分别承办",
    "reference": "参阅 参考 参阅参考 供参阅",
}
_MODES = {word: mode for mode, words in _MODE_SYNONYMS.items() for word in words.split()}
_DISCLOSURES = {
    **dict.fromkeys(["主动公开", "公开", "全文公开", "同意公开", "可公开"], "open"),
    **dict.fromkeys(["依申请公开", "依申请", "摘要公开"], "on_request"),
    **dict.fromkeys(["不予公开", "不公开", "不宜公开", "内部"], "closed"),
}
