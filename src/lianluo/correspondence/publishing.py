"""Replies as the public reads them: which are to be published and by when, without contact data, and what must not slip out.

The leader decides with the reply whether it is public; the office looks the text over before it is published
(国办发〔2014〕46号, by analogy). The deputy's name stays: who proposed is public with the congress. The reviewer may leave
it out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, Min, OuterRef, QuerySet

from lianluo.correspondence.models import Letter, LetterItem
from lianluo.correspondence.papers import paper_of
from lianluo.documents.papers import LetterPaper
from lianluo.foundation import clock
from lianluo.matters.models import Reply, Signatory
from lianluo.people.models import same_proposer
from lianluo.rules.calendar import WorkingCalendar
from lianluo.rules.queries import due_by, rule, working_calendar

OUT = (Letter.Stage.DISPATCHED, Letter.Stage.DELIVERED, Letter.Stage.RETURNED)
LONGEST = 120
"""Days in which the period of the rule is over in any year."""
PATTERNS = {
    "mobile": re.compile(r"(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)"),
    "telephone": re.compile(
        r"(?<!\d)(?:0\d{2,3}[-－ ]?)?[2-9]\d{6,7}(?!\d)|(?<!\d)0\d{2,3}[-－ ]\d{7,8}(?!\d)"
    ),
    "identity": re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    "address": re.compile(
        r"[\u4e00-\u9fff]{1,8}(?:路|街|大街|巷|胡同|小区|村)[\d一二三四五六七八九十百-]+(?:号|弄|栋|幢|组)"
    ),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"),
}


@dataclass(frozen=True)
class Found:
    """One place of the text: what it looks like, the words, and some words around them."""

    kind: str
    words: str
    around: str


def publishable(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    """Replies that have gone out and whose every answer is to be made public; of joint signatories the lead's letter."""
    items = LetterItem.objects.filter(letter=OuterRef("pk"))
    leads = Signatory.objects.filter(
        same_proposer(outer="letter__"), matter=OuterRef("matter"), role=Signatory.Role.LEAD
    )
    closed = items.exclude(reply__disclosure=Reply.Disclosure.OPEN)
    rows = rows.filter(Exists(items), ~Exists(items.filter(~Exists(leads))), ~Exists(closed))
    return rows.filter(kind=Letter.Kind.REPLY, stage__in=OUT)


def with_first_posting(rows: QuerySet[Letter]) -> QuerySet[Letter]:
    return rows.annotate(posted_on=Min("dispatches__dispatched_on"))


def first_posted(letter: Letter) -> date:
    return letter.dispatches.aggregate(first=Min("dispatched_on"))["first"]


class PublicationDays:
    """Until when a reply is to be published (rule `publish` from the reply on); rule and calendar are read once."""

    def __init__(self):
        self.calendar: WorkingCalendar = working_calendar()
        self.rule = rule("publish", clock.today())

    def of(self, posted: date) -> date:
        return due_by(self.rule, posted, calendar=self.calendar).due

    def late_before(self, today: date) -> date:
        """Replies posted before this day are late today."""
        day = today - timedelta(days=LONGEST)
        while day <= today and self.of(day) < today:
            day += timedelta(days=1)
        return day


def public_paper(letter: Letter, names_kept: bool = True) -> LetterPaper:
    """Without contact person, telephone, form, copies and class; the deputy's group stands only on the form."""
    paper = paper_of(letter)
    paper = replace(
        paper, contact_person="", contact_phone="", copies=(), feedback=None, class_mark="", disclosure=""
    )
    return paper if names_kept else _without_name(paper, letter.addressee.name)


def _without_name(paper: LetterPaper, name: str) -> LetterPaper:
    def hidden(text: str) -> str:
        return text.replace(name, "×××")

    sections = tuple(
        replace(each, heading=hidden(each.heading), paragraphs=tuple(map(hidden, each.paragraphs)))
        for each in paper.sections
    )
    return replace(
        paper, sections=sections, salutation=hidden(paper.salutation), title=hidden(paper.title),
        opening=hidden(paper.opening), closing=hidden(paper.closing),
    )  # fmt: skip


def lines_of(paper: LetterPaper) -> list[str]:
    """All that the public version says, a paragraph each."""
    sections = [text for each in paper.sections for text in (each.heading, *each.paragraphs)]
    return [text for text in (paper.title, paper.salutation, paper.opening, *sections, paper.closing) if text]


def scan(paper: LetterPaper) -> list[Found]:
    """Places that look like a telephone, an identity number, an address or e-mail; the longest reading of a place."""
    found: list[Found] = []
    for line in lines_of(paper):
        taken: list[tuple[int, int]] = []
        for kind in ("identity", "mobile", "email", "address", "telephone"):
            for match in PATTERNS[kind].finditer(line):
                start, end = match.span()
                if not any(start < other_end and other < end for other, other_end in taken):
                    taken.append((start, end))
                    found.append(Found(kind, match[0], line[max(0, start - 12) : end + 12]))
    return found
