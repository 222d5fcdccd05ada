"""Names of congresses, CPPCC committees and their sessions, as title rows write them."""

import re
from dataclasses import dataclass

from .numerals import from_chinese, to_chinese
from .text import squeezed

_NUMBER = r"[零〇○一二三四五六七八九十两\d]{1,4}"
_TERM = re.compile(rf"第?({_NUMBER})届")
_SESSION = re.compile(rf"第?({_NUMBER})次(?:全体)?会议")
_MEMBER = re.compile(r"中国人民政治协商会议|人民政协|政协")
_DEPUTY = re.compile(r"人民代表大会|人大")
_PLACE = re.compile(r"[\u4e00-\u9fff]{0,14}?(?:自治区|自治州|自治县|自治旗|省|市|州|盟|地区|县|旗|区|乡|镇)$")
_LEADING = re.compile(r"^.*(?:附件\d*[:：.、]?|关于|出席|参加|列席|转交|交办|召开|《|[“\"])")
_DELEGATION = re.compile(r"([\u4e00-\u9fff]{2,8}?)代表团")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_LEVELS = (
    ("provincial", ("自治区", "省", *_MUNICIPALITIES)),
    ("municipal", ("自治州", "地区", "州", "盟")),
    ("township", ("乡", "镇")),
    ("county", ("自治县", "自治旗", "县", "旗", "区")),
)
_ENDINGS = ("省", "自治区", "市", "州", "县", "区", "旗", "乡", "镇")
_SHORT_PLACE = {"provincial": "省", "municipal": "市", "county": "县", "township": "乡镇"}


@dataclass(frozen=True)
class BodyName:
    """A congress (kind deputy) or CPPCC committee (kind member) of one term, with a session when named.

    `level` is national, provincial, municipal, county or township; `place` is empty for the national level
    and where the title only says 省, 市 or 县 of its own place.
    """

    kind: str
    level: str
    place: str
    term: int
    session: int | None = None
    short_place: str = ""

    @property
    def formal(self) -> str:
        """第十四届全国人民代表大会, 辽宁省第十四届人民代表大会, 政协第十三届辽宁省委员会."""
        term, place = f"第{to_chinese(self.term)}届", self._where
        if self.kind == "member":
            return f"政协{term}{place}委员会"
        return f"{term}全国人民代表大会" if self.level == "national" else f"{place}{term}人民代表大会"

    @property
    def session_short(self) -> str:
        """省十四届人大四次会议, 十四届全国人大四次会议, 省政协十三届二次会议."""
        term = f"{to_chinese(self.term)}届"
        session = f"{to_chinese(self.session)}次会议" if self.session else ""
        if self.kind == "member":
            return f"{self._near}政协{term}{session}"
        if self.level == "national":
            return f"{term}全国人大{session}"
        return f"{self._near}{term}人大{session}"

    @property
    def _where(self) -> str:
        return "全国" if self.level == "national" else self.place or self._near

    @property
    def _near(self) -> str:
        if self.level == "national":
            return "全国"
        if self.level == "provincial":
            return self.short_place or next(
                (end for end in ("自治区", "省", "市") if self.place.endswith(end)), "省"
            )
        return self.short_place or self.place or _SHORT_PLACE[self.level]


def parse_body(text: str) -> BodyName | None:
    """The body, term and session named in a title; None when kind, level or term cannot be told."""
    line = squeezed(text)
    term = _TERM.search(line)
    number = from_chinese(term[1]) if term else None
    member, deputy = _MEMBER.search(line), _DEPUTY.search(line)
    if number is None or not (member or deputy):
        return None
    bare = _TERM.sub("", line)
    where = _member_place(bare) if member else _place_before(bare, _DEPUTY)
    if where is None:
        return None
    session = _SESSION.search(line[term.end() :])
    place, short = ("", where) if where in _ENDINGS else (where, "")
    level = _level(where)
    return BodyName(
        kind="member" if member else "deputy",
        level=level,
        place="" if level == "national" else place,
        term=number,
        session=from_chinese(session[1]) if session else None,
        short_place="" if level == "national" else short,
    )


def parse_delegation_title(text: str) -> str:
    """The delegation that a national roster is about: …辽宁省代表团代表名册 → 辽宁省; else empty."""
    line = _TERM.sub("", squeezed(text))
    after = _DEPUTY.split(line)[-1]
    found = _DELEGATION.match(after)
    return found[1] if found else ""


def _member_place(bare: str) -> str | None:
    before = _place_before(bare, _MEMBER)
    if before:
        return before
    after = bare[_MEMBER.search(bare).end() :]
    return _place_at_end(after.split("委员会")[0])


def _place_before(bare: str, word: re.Pattern[str]) -> str | None:
    return _place_at_end(bare[: word.search(bare).start()])


def _place_at_end(text: str) -> str | None:
    text = _LEADING.sub("", text)
    if text.endswith("全国"):
        return "全国"
    found = _PLACE.search(text)
    return found[0] if found else None


def _level(where: str) -> str:
    if where == "全国":
        return "national"
    for level, endings in _LEVELS:
        if where.endswith(endings):
            # 上海市 is provincial, 上海市静安区 is not: a longer name ends in its own level
            return level
    inner = where[:-1]
    return "county" if where.endswith("市") and ("市" in inner or "州" in inner) else "municipal"
