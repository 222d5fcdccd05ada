"""Cells of the register of referred cases (转交案件台账): source, record by the three rules, meeting, feedback, rating."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from .dates import parse_day
from .problems import Problem, shown
from .text import one_line, squeezed

_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_NONE = {"无", "没有", "未记录", "无记录", "未填报", "未报", "无需记录", "不涉及", "否"}
_UNMET = {"无", "未见面", "未联系", "未", "否", "-", "—", "/"}
_SILENT = {"无", "未评价", "未反馈", "未收回", "未回复", "-", "—", "/"}
_EDGES = " ，,、；;。：:/（(）)【】[]"
_SOURCES = {
    "最高人民检察院交办 最高检交办 最高检转交 最高检 高检院交办 高检院": ("spp", "paper"),
    "走访收集 走访 走访座谈": ("visit", "visit"),
    "来信 代表来信 委员来信 信件": ("direct", "letter"),
    "两会 全国两会 省两会 会议期间 两会期间": ("direct", "session"),
    "省代表转交 代表转交 委员转交 代表委员转交 当面转交 省委员转交 来访": ("direct", "in_person"),
    "公文转交 来函 公文 直接转交": ("direct", "paper"),
    "下级院上报 下级院": ("direct", "lower"),
    "来电来信（非正式渠道） 来电 电话 微信": ("direct", "private"),
}
_WAYS = {
    "当面反馈 当面 见面反馈 上门反馈 面谈 面复": "in_person",
    "书面反馈 书面 函复 书面答复 信函": "in_writing",
    "报最高检统一反馈 报最高检 报最高检反馈 上报最高检 最高检统一反馈": "to_spp",
}
_SOURCE = {squeezed(word): found for words, found in _SOURCES.items() for word in words.split()}
_WAY = {word: way for words, way in _WAYS.items() for word in words.split()}
_RATINGS = (("基本满意", "basically"), ("不满意", "unsatisfied"), ("满意", "satisfied"))
_CONTACTS = (
    ("电话", "telephone"),
    ("视频", "video"),
    ("微信", "message"),
    ("短信", "message"),
    ("信函", "letter"),
)


@dataclass(frozen=True)
class Source:
    """`chain` and `came_by` as `Referral` has them."""

    chain: str
    came_by: str


@dataclass(frozen=True)
class SaidOfRecord:
    """What the register says of the record: none (`number` is empty), or its number, day and who filed it."""

    number: str = ""
    filed_on: date | None = None
    filed_by: str = ""


@dataclass(frozen=True)
class Meeting:
    """A contact before handling; with an empty `way` the register says that there was none."""

    way: str = ""
    on: date | None = None
    place: str = ""
    by_whom: str = ""


@dataclass(frozen=True)
class Rated:
    """Handling and explanation, as `Feedback.Rating`; both empty where the deputy said nothing."""

    handling: str = ""
    explanation: str = ""


def parse_source(cell: Any) -> Source | Problem | None:
    text = squeezed(cell)
    if not text:
        return None
    found = _SOURCE.get(text)
    return Source(*found) if found else Problem("source_unknown", {"value": shown(cell)})


def parse_way(cell: Any) -> str | Problem | None:
    text = squeezed(cell)
    if not text or text in _SILENT:
        return None
    return _WAY.get(text) or Problem("way_unknown", {"value": shown(cell)})


def parse_record(cell: Any) -> SaidOfRecord | Problem | None:
    """无, or 已记录 三记〔2026〕5号 2026-03-01 王某; also 三记〔2026〕5号（2026-03-01，王某）."""
    text = one_line(cell)
    if not squeezed(text):
        return None
    if squeezed(text) in _NONE:
        return SaidOfRecord()
    text = re.sub(r"^\s*(?:已记录|已填报|已登记|有)\s*", "", text)
    day, before, after = _parted(text)
    number = before.strip(_EDGES)
    if not isinstance(day, date) or not re.search(r"\d", number) or len(number) > 60:
        return Problem("record_unreadable", {"value": shown(cell)})
    return SaidOfRecord(number, day, after.strip(_EDGES)[:60])


def parse_meeting(cell: Any) -> Meeting | Problem | None:
    """2026-03-01 代表工作单位 承办人、联络员: day, place, who took part; 电话 and the like are other contacts."""
    text = one_line(cell)
    if not squeezed(text):
        return None
    if squeezed(text) in _UNMET:
        return Meeting()
    day, before, after = _parted(text)
    if not isinstance(day, date):
        return Problem("meeting_unreadable", {"value": shown(cell)})
    way = next((way for word, way in _CONTACTS if word in text), "in_person")
    place, _space, who = f"{before.strip(_EDGES)} {after.strip(_EDGES)}".strip().partition(" ")
    return Meeting(way, day, place[:80], who.strip(_EDGES)[:120])


def parse_rating(cell: Any) -> Rated | Problem | None:
    """满意, 基本满意, 不满意; or 办理满意、释明基本满意: of handling and explanation apart."""
    text = squeezed(cell)
    if not text:
        return None
    if text in _SILENT:
        return Rated()
    parts = [_rating(part) for part in re.split(r"[、，,；;/]", text) if part]
    if not 1 <= len(parts) <= 2 or None in parts:
        return Problem("rating_unknown", {"value": shown(cell)})
    return Rated(parts[0], parts[-1])


def _rating(text: str) -> str | None:
    bare = re.sub(r"^(?:对?办理(?:态度|工作)?|对?(?:释明|释法说理|说明|结果))[:：]?", "", text)
    return next((code for word, code in _RATINGS if bare in (word, f"{word}。", f"表示{word}")), None)


def _parted(text: str) -> tuple[date | None, str, str]:
    """The first day in the text, what stands before it and what behind."""
    match = _DAY.search(text)
    if match is None:
        return None, text, ""
    day = parse_day(match[0])
    return (day if isinstance(day, date) else None), text[: match.start()], text[match.end() :]
