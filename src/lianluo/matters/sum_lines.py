"""The lines that pauses, extensions and caps add to the sum of a deadline. Read in the language of the page."""

from __future__ import annotations

from datetime import date
from functools import cache

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianluo.rules.sums import SumLine


@cache
def _lazily(words):
    """Django makes a class each time `lazy` is asked; a sum has a dozen texts."""
    return lazy(words, str)


def _text(words, *values):
    return _lazily(words)(*values)


def extension_line(extended, due: date) -> SumLine:
    words = _text(_extension, extended.granted_by, extended.granted_on, extended.told_on)
    return SumLine("extension", _("Extension"), words, on=due)


def revoked_line(extended) -> SumLine:
    words = _text(_revoked, extended.until, extended.revoked_on)
    return SumLine("extension", _("Extension revoked"), words, days=0)


def late_line(extended, due: date) -> SumLine:
    """Granted until a day that is not later than the deadline already is."""
    return SumLine("extension", _("Extension"), _text(_not_later, extended.until, due), days=0)


def cut_line(until: date, due: date, source: str) -> SumLine:
    return SumLine("cut", _("Six months at most"), _text(_cut, until, due), source, on=due)


def unmoved_line(first: date, last: date | None, reason: str, source: str) -> SumLine:
    """A pause that this clock does not know."""
    return SumLine("pause", _("Pause"), _text(_unmoved, first, last, reason), source, days=0)


def standing_line(first: date) -> SumLine:
    words = _text(_standing, first)
    return SumLine("standing", _("Still paused"), words, days=0)


def cap_line(due: date) -> SumLine:
    words = _text(gettext, "The internal deadline never lies after the statutory one.")
    return SumLine("cap", _("Not later"), words, on=due)


def given_line(words, due: date) -> SumLine:
    """A day that a person set."""
    return SumLine("given", _("Set"), words, on=due)


def _extension(by: str, on: date, told: date | None) -> str:
    facts = {"body": by or gettext("the procuratorate"), "day": on, "told": told}
    if told is None:
        return gettext("Granted by %(body)s on %(day)s.") % facts
    return gettext("Granted by %(body)s on %(day)s; the deputy was told on %(told)s.") % facts


def _revoked(until: date, on: date) -> str:
    return gettext("The extension until %(until)s was revoked on %(day)s and no longer counts.") % {
        "until": until, "day": on,
    }  # fmt: skip


def _not_later(until: date, due: date) -> str:
    return gettext("Granted until %(until)s, which is not later than %(due)s.") % {"until": until, "due": due}


def _cut(until: date, due: date) -> str:
    return gettext("Granted until %(until)s, but six months from the day of hand-over end on %(due)s.") % {
        "until": until, "due": due,
    }  # fmt: skip


def _unmoved(first: date, last: date | None, reason: str) -> str:
    span = gettext("%(first)s to %(last)s") % {"first": first, "last": last or gettext("this day")}
    return gettext("%(span)s, %(reason)s: this clock goes on.") % {"span": span, "reason": reason}


def _standing(first: date) -> str:
    return gettext("The clock has stood still since %(day)s; each further day moves the date on.") % {
        "day": first
    }
