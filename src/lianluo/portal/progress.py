"""How far one of her items has come, in plain dated sentences. Pure: it is told facts and asks nobody.

Five steps, whatever the office's own stages are: received, handed over, in talks with her, answered, finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import reduce

from django.utils.dateformat import format as format_day
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


class Step(IntEnum):
    RECEIVED = 1
    HANDED_OVER = 2
    IN_TALKS = 3
    ANSWERED = 4
    FINISHED = 5


STEPS = len(Step)


@dataclass(frozen=True)
class Sent:
    """One letter to her."""

    on: date | None
    delivered_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What happened to the item, as far as it concerns her. Days are the office's days."""

    received_on: date
    departments: tuple[str, ...] = ()
    handed_on: date | None = None
    contact_due_on: date | None = None
    talks: tuple[date, ...] = ()
    due_on: date | None = None
    due_is_provisional: bool = False
    extended_on: date | None = None
    extended_until: date | None = None
    letters: tuple[Sent, ...] = ()
    answered_on: date | None = None
    rated_on: date | None = None
    again_on: date | None = None
    """Since when it is handled again, after she was not satisfied."""
    finished_on: date | None = None
    is_finished: bool = False
    left: str = ""
    """Why it is not handled here: withdrawn, converted, transferred, not_registered."""
    left_on: date | None = None


@dataclass(frozen=True)
class Line:
    day: date | None
    words: str


def step_of(facts: Facts) -> Step:
    if facts.is_finished:
        return Step.FINISHED
    if facts.answered_on:
        return Step.ANSWERED
    if not facts.departments:
        return Step.RECEIVED
    return Step.IN_TALKS if facts.talks else Step.HANDED_OVER


def day_words(day: date | None, today: date) -> str:
    """ "11月24日"; with its year where that is another one."""
    if day is None:
        return ""
    shape = pgettext("day", "F j") if day.year == today.year else pgettext("day", "F j, Y")
    return format_day(day, shape)


def sentence(facts: Facts, today: date) -> str:
    """Where it stands and what comes next."""
    if facts.left:
        return _left(facts)
    if facts.is_finished:
        return _("This is finished.")
    if facts.answered_on:
        return _answered(facts, today)
    return reduce(_after, _ahead(facts, today), _where(facts))


def _after(one: str, two: str) -> str:
    return pgettext("sentences", "%(one)s %(two)s") % {"one": one, "two": two}


def _where(facts: Facts) -> str:
    names = _list(facts.departments)
    if not facts.departments:
        return _("We have received it and are choosing who handles it.")
    if facts.talks:
        return _("%(department)s is handling it and has talked with you.") % {"department": names}
    return _("It is with %(department)s.") % {"department": names}


def _list(names: tuple[str, ...]) -> str:
    return pgettext("list", ", ").join(names)


def _ahead(facts: Facts, today: date) -> list[str]:
    lines = []
    contact = facts.contact_due_on
    if contact and not facts.talks and contact >= today:
        lines.append(_("They will be in touch with you by %(day)s.") % {"day": day_words(contact, today)})
    if facts.due_on and facts.due_on >= today:
        lines.append(
            _("You will have a written answer by %(day)s.") % {"day": day_words(facts.due_on, today)}
        )
    elif facts.due_on:
        lines.append(
            _("The answer was due by %(day)s; we are working on it.")
            % {"day": day_words(facts.due_on, today)}
        )
    return lines


def _answered(facts: Facts, today: date) -> str:
    if facts.letters and facts.letters[-1].on:
        return _("The letter was sent on %(day)s.") % {"day": day_words(facts.letters[-1].on, today)}
    return _("It was answered on %(day)s.") % {"day": day_words(facts.answered_on, today)}


def _left(facts: Facts) -> str:
    return {
        "withdrawn": _("It was withdrawn."),
        "converted": _("It is handled further in another form."),
        "transferred": _("It is handled by another body, to which it was passed on."),
        "not_registered": _("It was not registered as a proposal."),
    }[facts.left]


def lines_of(facts: Facts) -> list[Line]:
    """What happened, the oldest first."""
    lines = [Line(facts.received_on, _("We received it."))]
    if facts.departments:
        words = _("Handed over to %(department)s.") % {"department": _list(facts.departments)}
        lines.append(Line(facts.handed_on, words))
    lines += [Line(day, _("We talked with you about it.")) for day in facts.talks]
    if facts.extended_until:
        words = _("The time for the answer was extended to %(day)s.")
        lines.append(
            Line(facts.extended_on, words % {"day": day_words(facts.extended_until, facts.received_on)})
        )
    for letter in facts.letters:
        lines.append(Line(letter.on, _("The letter was sent to you.")))
        if letter.delivered_on:
            lines.append(Line(letter.delivered_on, _("The letter reached you.")))
    if facts.answered_on and not facts.letters:
        lines.append(Line(facts.answered_on, _("It was answered.")))
    if facts.rated_on:
        lines.append(Line(facts.rated_on, _("You rated it.")))
    if facts.again_on:
        lines.append(Line(facts.again_on, _("We handle it again, because you were not satisfied.")))
    if facts.left:
        lines.append(Line(facts.left_on, _left(facts)))
    elif facts.is_finished:
        lines.append(Line(facts.finished_on, _("This is finished.")))
    return sorted(lines, key=lambda line: line.day or date.max)
