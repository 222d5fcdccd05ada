"""Columns of the lists of referred cases and of looks, and the register's headings (domain §14.5) for the workbook."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lianluo.foundation import clock
from lianluo.foundation.lists import Column, badge, day, link
from lianluo.foundation.templatetags.parts import CLOCK_ICONS
from lianluo.matters.models import Contact, Referral, ReferralLook
from lianluo.people.tables import group_of, newest

SOON = 7
S = Referral.Stage


def clock_of(stage: str, due_on: date | None) -> tuple[str, str]:
    """(state of the `.clock` badge, its words): of the result, which is due until the feedback is given."""
    if stage in Referral.GONE:
        return "paused", str(S(stage).label)
    if stage not in Referral.RUNNING:
        return "done", _t("answered")
    if due_on is None:
        return "normal", _t("not handed over yet")
    left = (due_on - clock.today()).days
    if left < 0:
        return "overdue", ngettext("%(n)d day overdue", "%(n)d days overdue", -left) % {"n": -left}
    if left == 0:
        return "soon", _t("due today")
    return ("soon" if left <= SOON else "normal"), ngettext("%(n)d day left", "%(n)d days left", left) % {
        "n": left
    }


def _clock(row):
    state, words = clock_of(row.stage, row.due_on)
    return badge(words, f"clock clock-{state}", CLOCK_ICONS[state])


def _number(row):
    return link(row.number, reverse("matters:referral", args=[row.pk])) if row.may_open else row.number


COLUMNS = [
    Column("number", _("Number"), _number, sort="number", export=lambda r: r.number, css="title"),
    Column("deputy", _("Deputy or member"), width=110, css="nowrap"),
    Column("office", _("Procuratorate"), width=110, css="nowrap", shown=False),
    Column("stage", _("Stage"), lambda r: str(S(r.stage).label), sort="stage", width=150, css="nowrap"),
    Column("unit", _("Answerable unit"), lambda r: r.unit_name or "", width=130, css="nowrap"),
    Column("received_on", _("Received on"), lambda r: day(r.received_on), sort="received_on",
           export=lambda r: r.received_on, width=110, css="nowrap"),
    Column("handed_over_on", _("Handed over on"), lambda r: day(r.handed_over_on), sort="handed_over_on",
           export=lambda r: r.handed_over_on, width=110, css="nowrap"),
    Column("due_on", _("Result by"), lambda r: day(r.due_on, r.due_is_provisional), sort="due_on",
           export=lambda r: r.due_on, width=110, css="nowrap"),
    Column("clock", _("Clock"), _clock, width=110, css="nowrap"),
    Column("closed_on", _("Closed on"), lambda r: day(r.closed_on), sort="closed_on", shown=False),
]  # fmt: skip


def moment(look: ReferralLook) -> str:
    return timezone.localtime(look.at).strftime("%Y-%m-%d %H:%M")


LOOKS = [
    Column("at", _("Time"), moment, sort="at", width=140, css="nowrap"),
    Column("user", _("Who"), lambda look: look.user.name, sort="user__name", width=110),
    Column("post", _("Post"), lambda look: f"{look.unit.label} {look.get_role_display()}", css="title"),
    Column("referral", _("Case"), lambda look: look.referral.number, width=150, css="nowrap"),
    Column("what", _("What"), lambda look: look.get_what_display(), width=130, css="nowrap"),
]

LEVELS = {"national": "全国", "provincial": "省级", "municipal": "市级", "county": "县级"}
SOURCES = {"spp": "最高检交办", "visit": "走访收集"}
CAME = {
    "paper": "公文转交", "letter": "来信", "in_person": "当面转交", "session": "两会", "visit": "走访收集",
    "lower": "下级院上报", "private": "来电来信（非正式渠道）",
}  # fmt: skip
RATINGS = {"satisfied": "满意", "basically": "基本满意", "unsatisfied": "不满意"}
WAYS = {"in_person": "当面反馈", "in_writing": "书面反馈", "to_spp": "报最高检统一反馈"}


def _source(row: Referral) -> str:
    return SOURCES.get(row.chain) or CAME[row.came_by]


def _level(row: Referral) -> str:
    mandate = newest(row.person)
    return LEVELS.get(mandate.term.body.level, "") if mandate else ""


def _record(row: Referral) -> str:
    record = getattr(row, "inquiry", None)
    return f"{record.number}（{record.filed_on}，{record.filed_by}）" if record else ""


def _meeting(row: Referral) -> str:
    met = next((each for each in row.contacts.all() if each.way == Contact.Way.IN_PERSON), None)
    return f"{met.on} {met.place} {met.by_whom}" if met else ""


def _progress(row: Referral) -> str:
    return "；".join(f"{note.on} {note.text}" for note in row.notes.all() if note.kind == "progress")


def _result(row: Referral) -> str:
    return next(
        (text.text for text in row.texts.all() if text.kind == "result" and text.stage == "approved"), ""
    )


def _rating(row: Referral) -> str:
    rating = getattr(row, "rating", None)
    return f"办理{RATINGS[rating.handling]}、释明{RATINGS[rating.explanation]}" if rating else ""


LEDGER = [
    ("收到日期", lambda r: r.received_on), ("来源", _source), ("代表姓名", lambda r: r.person.name), ("层级", _level),
    ("代表团/界别", lambda r: group_of(r.person)), ("案件名称", lambda r: r.case_name), ("案由", lambda r: r.cause),
    ("诉求摘要", lambda r: r.claim), ("涉及检察院", lambda r: r.concerned.label if r.concerned else ""),
    ("交办文号", lambda r: r.paper_number or r.number), ("交办日期", lambda r: r.handed_over_on),
    ("承办部门/院", lambda r: r.unit.label if r.unit else ""),
    ("承办检察官", lambda r: r.handler.name if r.handler else ""), ("办理期限", lambda r: r.due_on),
    ("三个规定记录情况", _record), ("办前见面日期/地点/人员", _meeting), ("办理进展", _progress), ("办理结果", _result),
    ("结果类别", lambda r: r.outcome), ("反馈日期", lambda r: r.fed_back_on),
    ("反馈方式", lambda r: WAYS.get(r.fed_back_way, "")), ("反馈人", lambda r: r.fed_back_by), ("代表评价", _rating),
    ("上报最高检日期", lambda r: r.fed_back_on if r.goes_up else None), ("办结日期", lambda r: r.closed_on),
    ("备注", lambda r: r.closing_note),
]  # fmt: skip
"""The headings of the register as offices keep it: Chinese in every language. 序号 is put before them."""
