"""Rows of a list of suggestions, opinions and proposals."""

import re
from collections.abc import Iterator

from .bodies import parse_body
from .fields import MATTERS
from .heads import Recognised
from .names import PersonRef, parse_delegation
from .reading import Sheet
from .rows import ParsedRow, parse
from .text import one_line, squeezed
from .values import Phones

FAMILY = MATTERS
TITLE_LENGTH = 40

_SAME_MATTER = ("outside_number", "kind", "title", "content", "proposer", "delegation")
_PERSON = r"(?:(?<!家)长|书记|主任|领导们?|同志们?|检察官|负责人)"
_NAMED = r"(?!我)[^，。：:！!,；？?\s]{0,12}?"  # 邓, 杨克, 西地省商务: what stands before the office held
_GREETING = r"(?:[您你]们?|大家)好"
_SALUTATIONS = tuple(
    re.compile(rule)
    for rule in (
        rf"尊敬的[^，。：:！!,；？?\n]{{1,24}}?(?:{_GREETING})?\s*[，,：:！!]+\s*",
        rf"尊敬的[^，。：:！!,；？?\n]{{1,24}}?{_GREETING}\s*",
        rf"{_NAMED}(?:{_PERSON}|[局厅委办院部门组会])?{_GREETING}(?=[想，。：:！!,~～\s我请])[，。：:！!,~～\s]*",
        rf"{_NAMED}{_PERSON}[，,：:]\s*",
        rf"{_NAMED}(?:[局厅委办院部]|工作人员)\s*[：:]\s*",
        r"感谢[您你][^。！!]{0,20}[。！!]+\s*",
    )
)
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_SECTION = re.compile(
    rf"(?:案由\s*[：:]?|建议内容\s*[：:]?|{_NUMERAL}\s*[、.．，]|[（(](?:{_NUMERAL}|\d{{1,2}})[)）]|\d{{1,2}}\s*[、.．](?!\d))"
)
_ENOUGH = 8  # a first sentence shorter than this takes the next with it
_KINDS_IN_TITLE = (
    ("deliberation_opinion", "审议意见"),
    ("everyday_opinion", "日常建议"),
    ("proposal", "提案"),
    ("suggestion", "建议"),
)


def parse_rows(sheet: Sheet, recognised: Recognised) -> Iterator[ParsedRow]:
    """Matters with their signatories.

    Values as the fields' parsers give them, except: `proposer` is a str (brackets after the name go into
    `delegation` when that is empty), `joint` a tuple of `PersonRef`, `title_derived` is True when the title
    was taken from the content, `proposer_phone` is a str, `session_name` a `BodyName` of the row's own 届次
    column or None.
    """
    yield from parse(sheet, recognised, _finish, _SAME_MATTER)


def derive_title(content: str) -> str | None:
    """A title from the first sentence, without salutation, at most 40 characters.

    None when the content begins with a bare section heading: the title of a structured text is missing then.
    """
    first, _break, rest = content.strip().partition("\n")
    if rest.strip() and _is_bare_heading(first):
        return None
    text = _without_salutation(one_line(content))
    text = _SECTION.sub("", text, count=1).strip() if _SECTION.match(text) else text
    sentence = _first_sentence(text)
    if len(sentence) > TITLE_LENGTH:
        return sentence[: TITLE_LENGTH - 1].rstrip("，,、；;：: ") + "…"
    return sentence or None


def _finish(row: ParsedRow, recognised: Recognised) -> None:
    level = recognised.body.level if recognised.body else ""
    _proposer(row, recognised, level)
    _title(row, recognised)
    _kind(row, recognised)
    if row.raw.get("delegation") and level == "national":
        row.values["delegation"] = parse_delegation(row.raw["delegation"], level)
    if isinstance(row.values.get("proposer_phone"), Phones):
        phones = row.values["proposer_phone"]
        row.values["proposer_phone"] = next(iter(phones.mobiles + phones.landlines), None)
    row.values["session_name"] = parse_body(row.raw["session"]) if row.raw.get("session") else None


def _proposer(row: ParsedRow, recognised: Recognised, level: str) -> None:
    person = row.values.get("proposer")
    if isinstance(person, PersonRef):
        row.values["proposer"] = person.name
        if person.note and not row.values.get("delegation") and not row.values.get("sector"):
            row.values["delegation"] = parse_delegation(person.note.split("/")[-1], level)
    elif not any(problem.field == "proposer" for problem in row.problems):
        row.refuse("no_value", recognised, "proposer", label=str(recognised.family.field("proposer").label))


def _title(row: ParsedRow, recognised: Recognised) -> None:
    row.values["title_derived"] = False
    if row.values.get("title") or any(problem.field == "title" for problem in row.problems):
        return
    content = row.values.get("content")
    if not content:
        row.refuse("no_title_no_content", recognised, "title")
        return
    title = derive_title(content)
    if title is None:
        row.refuse("no_title", recognised, "title")
    row.values["title"], row.values["title_derived"] = title, title is not None


def _kind(row: ParsedRow, recognised: Recognised) -> None:
    """Without a column the titles of the file decide, when they name one kind only."""
    if row.values.get("kind") or any(problem.field == "kind" for problem in row.problems):
        return
    text = "".join(squeezed(title) for title in recognised.titles)
    named = {kind for kind, word in _KINDS_IN_TITLE if word in text.replace("日常建议", "日常")}
    if "日常建议" in text:
        named.add("everyday_opinion")
    if recognised.body and recognised.body.kind == "member" and len(named - {"suggestion"}) == 0:
        named = {"proposal"}
    if len(named) == 1 and (not row.raw.get("kind")):
        row.values["kind"] = named.pop()
        return
    row.refuse("no_value", recognised, "kind", label=str(recognised.family.field("kind").label))


def _is_bare_heading(line: str) -> bool:
    match = _SECTION.match(line.strip())
    return bool(match) and len(line) <= 24 and not re.search(r"[。！？!?；;]", line[match.end() :])


def _without_salutation(text: str) -> str:
    """A letter may begin with several: 领导，你好， or 尊敬的局长：您好！"""
    for _round in range(4):
        match = next((found for rule in _SALUTATIONS if (found := rule.match(text))), None)
        if match is None or not text[match.end() :].strip():
            return text
        text = text[match.end() :].lstrip("，,。！!：: ")
    return text


def _first_sentence(text: str) -> str:
    end = 0
    for match in re.finditer(r"[。！？!?；;]+", text):
        end = match.end()
        if match.start() >= _ENOUGH:
            return text[: match.start()] + ("？" if match[0][0] in "？?" else "")
    return text[end:].strip() if end and len(text) - end > _ENOUGH else text.strip("。！？!?；; ")
