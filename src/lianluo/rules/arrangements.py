"""The State Council's notice of a year as lines of text: a day or a span, and whether it is rest or work. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_LINES = 200
LONGEST_SPAN = 31
_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_LINE = re.compile(rf"^{_DAY}(?:\s*(?:to|至|到|—|–|~|～)\s*{_DAY})?\s*[,，、:：]?\s*(.*)$", re.IGNORECASE)
_REST = ("rest", "off", "休", "放假")
_WORK = ("work", "班", "上班")
_OPENS = (12, 20)
"""New Year's holiday and its make-up days may lie in the December before."""
_TABLE_HEAD = ["date", "name", "is_off_day"]
"""A published table of holidays; its last cell says True for rest and False for a make-up day."""


def read(text: str, year: int) -> dict[date, bool]:
    """day → is it worked. ValidationError with a sentence for each line that cannot be read or contradicts another."""
    found: dict[date, bool] = {}
    wrong: list[str] = []
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) > MOST_LINES:
        raise ValidationError({"text": _("More than %(n)d lines.") % {"n": MOST_LINES}})
    for number, line in enumerate(lines, 1):
        if not line or line.lower().split(",") == _TABLE_HEAD:
            continue
        try:
            first, last, works = _read_line(line, year)
            for day in _span(first, last):
                if found.setdefault(day, works) != works:
                    raise ValueError(_("%(day)s is both rest and work.") % {"day": day.isoformat()})
        except ValueError as reason:
            wrong.append(
                _("Line %(n)d (%(line)s): %(reason)s") % {"n": number, "line": line[:40], "reason": reason}
            )
    if wrong:
        raise ValidationError({"text": wrong})
    if not found:
        raise ValidationError({"text": _("No day is given.")})
    return found


def _read_line(line: str, year: int) -> tuple[date, date, bool]:
    match = _LINE.match(line)
    if not match:
        raise ValueError(_("not a day followed by rest or work"))
    first = _date(match.group(1, 2, 3))
    last = _date(match.group(4, 5, 6)) if match[4] else first
    if first < date(year - 1, *_OPENS) or last > date(year, 12, 31):
        raise ValueError(_("the day is not of %(year)d") % {"year": year})
    if not timedelta(0) <= last - first < timedelta(LONGEST_SPAN):
        raise ValueError(_("the span ends before it begins or is longer than a month"))
    return first, last, _works(match[7].lower())


def _works(word: str) -> bool:
    cell = word.rpartition(",")[2].strip()
    if cell in ("true", "false"):
        return cell == "false"
    rests, works = any(each in word for each in _REST), any(each in word for each in _WORK)
    if rests == works:
        raise ValueError(_("say rest or work after the day"))
    return works


def _date(parts) -> date:
    try:
        return date(*map(int, parts))
    except ValueError:
        raise ValueError(_("there is no such day")) from None


def _span(first: date, last: date):
    while first <= last:
        yield first
        first += timedelta(1)
