"""One row for each kind of input: who raises it, who hands it over, its clock, its answer, its end (domain §2.1).

Whatever differs between the kinds is read from here; the handling itself is the same. A kind asks `procedure_of(kind)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.matters.models import Contact, Matter

Kind, Gate = Matter.Kind, Contact.Gate
THREE_GATES = (Gate.BEFORE, Gate.DURING, Gate.AFTER)


class Clock(StrEnum):
    """Where the day of the answer comes from."""

    STATUTORY = "statutory"  # the law's three or six months from hand-over
    HOUSE = "house"  # the office's own limit
    NAMED = "named"  # the paper that asks names the day
    MEETING = "meeting"  # counted from the day of a meeting
    NONE = "none"


class Reply(StrEnum):
    """In which form the answer goes out."""

    LETTER = "letter"  # a reply letter to each signatory
    REPORT = "report"  # one written report to the body that asked
    FEEDBACK = "feedback"  # a short written feedback to those who raised it
    BY_HEAD = "by_head"  # at the meeting or in writing, by the head of the procuratorate
    FACE_TO_FACE = "face_to_face"  # at a meeting, then in writing
    GUARDED = "guarded"  # told in person or in writing, within what may be told


class Table(StrEnum):
    """In which table of a report it is counted. What stands in one table is never added to another."""

    STATUTORY = "statutory"
    PROPOSALS = "proposals"
    OPINIONS = "opinions"
    SUPERVISION = "supervision"
    CASES = "cases"


@dataclass(frozen=True)
class Procedure:
    """`noun`, `counted_as` and `unit_word` are Chinese: they go into papers, which are Chinese in every language."""

    kind: str
    noun: str
    counted_as: str
    unit_word: str
    raised_by: Any
    handed_over_by: Any
    clock: Clock
    limit_key: str
    """The setting that gives the day of the answer; "" where a paper names it or there is none."""
    reply: Reply
    table: Table
    owes_reply: bool = True
    asks_feedback: bool = True
    gates: tuple[str, ...] = THREE_GATES
    answers_each: bool = True
    by_members: bool = False
    """Raised by members of a CPPCC committee: sector instead of delegation, result classes of the committee."""
    by_body: bool = False
    """Raised by a body, which need not have persons behind it."""
    lead_words: Any = _("Lead deputy")
    """What the first of those who raise it is called on pages, forms and in papers."""
    joint_words: Any = _("Co-signing deputies")
    fewest: int = 1
    """So many deputies the law asks for, in a congress of a county and above."""
    steps: tuple[str, ...] = ()
    """Steps of the matter that only this kind (and those that say so) has."""
    basis: str = ""
    """The text the procedure comes from."""

    @property
    def has_statutory_clock(self) -> bool:
        return self.clock == Clock.STATUTORY

    @property
    def has_clock(self) -> bool:
        return self.clock != Clock.NONE

    @property
    def by_letter(self) -> bool:
        """Answered by a reply letter; otherwise the answer is recorded (`record_answer`)."""
        return self.reply == Reply.LETTER

    @property
    def occasion_words(self):
        """What the register asks about the occasion, or ""."""
        return OCCASIONS.get(self.kind, "")

    @property
    def clock_words(self):
        return CLOCK_WORDS[self.clock]

    @property
    def reply_words(self):
        return REPLY_WORDS[self.reply] if self.owes_reply else NO_REPLY

    @property
    def table_words(self):
        return TABLE_WORDS[self.table]


OCCASIONS = {
    Kind.STANDING_COMMITTEE_OPINION: _("Report that was deliberated"),
    Kind.INSPECTION_REPORT: _("What was inspected or studied"),
    Kind.INQUIRY: _("Meeting at which it was asked"),
    Kind.INTERPELLATION: _("Meeting at which it was put"),
    Kind.EVERYDAY_OPINION: _("On which occasion"),
    Kind.MEETING_REQUEST: _("What the deputies wish to speak about"),
}
CLOCK_WORDS = {
    Clock.STATUTORY: _("three months from hand-over, six for hard ones with consent"),
    Clock.HOUSE: _("the office's own limit"),
    Clock.NAMED: _("the day named in the paper"),
    Clock.MEETING: _("arrangement told within seven days, answered within thirty days of the meeting"),
    Clock.NONE: _("none"),
}
REPLY_WORDS = {
    Reply.LETTER: _("a reply letter to each signatory"),
    Reply.REPORT: _("a written report on study and handling"),
    Reply.FEEDBACK: _("prompt written feedback"),
    Reply.BY_HEAD: _("by the head, at the meeting or in writing"),
    Reply.FACE_TO_FACE: _("at the meeting, then in writing; reported to the standing committee"),
    Reply.GUARDED: _("in person or in writing, within what may be told"),
}
NO_REPLY = _("none owed; one may be given")
TABLE_WORDS = {
    Table.STATUTORY: _("in the statutory report"),
    Table.PROPOSALS: _("in the table of proposals"),
    Table.OPINIONS: _("in a table of its own"),
    Table.SUPERVISION: _("in the table of supervision"),
    Table.CASES: _("in the table of cases"),
}

DEPUTIES, MEMBERS = _("deputies"), _("CPPCC members")
FIRST_PROPOSER, SECONDERS = _("First proposer"), _("Co-proposers")
WORKING_BODY = _("working body of the standing committee")
ANSWERED, UNANSWERED, READ_OUT = ("record_answer",), ("conclude",), ("name_day", "record_answer")
DEPUTIES_LAW, MEETING_RULE = "《代表法》（2025年修正）第五十一条", "《辽宁省实施代表法办法》（2011年修正）"

ROWS = (
    Procedure(
        Kind.SUGGESTION, "建议", "代表建议、批评和意见", "件", DEPUTIES, WORKING_BODY,
        Clock.STATUTORY, "reply.statutory", Reply.LETTER, Table.STATUTORY, basis=DEPUTIES_LAW,
    ),
    Procedure(
        Kind.DELIBERATION_OPINION, "审议意见", "审议意见", "条", _("deputies, in a group meeting"),
        _("our own listeners, or the secretariat of the session"),
        Clock.HOUSE, "reply.internal", Reply.LETTER, Table.OPINIONS, basis="本院办理规定",
    ),
    Procedure(
        Kind.STANDING_COMMITTEE_OPINION, "审议意见", "常委会审议意见", "件", _("standing committee"),
        _("office of the standing committee"), Clock.NAMED, "", Reply.REPORT, Table.SUPERVISION,
        asks_feedback=False, gates=(), answers_each=False, by_body=True, steps=READ_OUT,
        basis="《各级人民代表大会常务委员会监督法》（2024年修正）",
    ),
    Procedure(
        Kind.EVERYDAY_OPINION, "意见建议", "日常建议", "条", _("deputies and members"),
        _("nobody, or a liaison officer"), Clock.HOUSE, "reply.internal", Reply.LETTER, Table.OPINIONS,
        lead_words=pgettext_lazy("lead", "Raised by"), joint_words=pgettext_lazy("joint", "Raised by"),
        basis="本院办理规定",
    ),
    Procedure(
        Kind.PROPOSAL, "提案", "政协提案", "件", MEMBERS, _("proposal committee of the CPPCC committee"),
        Clock.STATUTORY, "reply.statutory", Reply.LETTER, Table.PROPOSALS, by_members=True,
        lead_words=FIRST_PROPOSER, joint_words=SECONDERS,
        steps=("decide_registration",), basis="《全国政协提案工作条例》（2018年修订）",
    ),
    Procedure(
        Kind.SOCIAL_INFORMATION, "社情民意信息", "社情民意信息", "条", MEMBERS, _("CPPCC committee"),
        Clock.NONE, "", Reply.LETTER, Table.OPINIONS, owes_reply=False, asks_feedback=False, gates=(),
        by_members=True, lead_words=FIRST_PROPOSER, joint_words=SECONDERS, steps=UNANSWERED,
    ),
    Procedure(
        Kind.REFERRED_CASE, "转交案件", "转交案件", "件", _("deputies and members"),
        _("the SPP, the provincial procuratorate, or directly"),
        Clock.HOUSE, "referred.result", Reply.GUARDED, Table.CASES,
    ),
    Procedure(
        Kind.MEETING_REQUEST, "约见", "约见", "次", DEPUTIES, WORKING_BODY,
        Clock.MEETING, "meet.answer", Reply.FACE_TO_FACE, Table.SUPERVISION, asks_feedback=False, gates=(),
        steps=("arrange_meeting", "hold_meeting", "record_answer", "report_upward"), basis=MEETING_RULE,
    ),
    Procedure(
        Kind.INQUIRY, "询问", "询问", "件", DEPUTIES, _("presidium or chairpersons' meeting"),
        Clock.NAMED, "", Reply.BY_HEAD, Table.SUPERVISION, asks_feedback=False, gates=(), answers_each=False,
        steps=READ_OUT, basis="《地方各级人民代表大会和地方各级人民政府组织法》（2022年修正）",
    ),
    Procedure(
        Kind.INTERPELLATION, "质询案", "质询", "件", _("a delegation, or ten deputies"),
        _("presidium or chairpersons' meeting"), Clock.NAMED, "", Reply.BY_HEAD, Table.SUPERVISION,
        asks_feedback=False, gates=(), answers_each=False, fewest=10, steps=READ_OUT,
        basis="《地方各级人民代表大会和地方各级人民政府组织法》（2022年修正）",
    ),
    Procedure(
        Kind.INSPECTION_REPORT, "视察、专题调研报告", "视察、专题调研报告", "件", _("group of deputies"),
        _("office of the standing committee"), Clock.HOUSE, "reply.internal", Reply.FEEDBACK, Table.SUPERVISION,
        asks_feedback=False, gates=(), answers_each=False, steps=ANSWERED,
        basis="《代表法》（2025年修正）",
    ),
)  # fmt: skip

_BY_KIND = {row.kind: row for row in ROWS}
SPECIAL = frozenset(step for row in ROWS for step in row.steps)
"""Steps that a matter has only if its kind names them."""


def procedure_of(kind: str) -> Procedure:
    """The row of a kind (a value of `Matter.Kind`). KeyError for what is no kind."""
    return _BY_KIND[kind]


def kinds_in(table: Table) -> tuple[str, ...]:
    """Kinds counted in this table, in the order of the rows."""
    return tuple(row.kind for row in ROWS if row.table == table)


def kinds_where(**facts: Any) -> tuple[str, ...]:
    """Kinds whose rows have these values: `kinds_where(by_members=True)`."""
    return tuple(
        row.kind for row in ROWS if all(getattr(row, name) == value for name, value in facts.items())
    )
