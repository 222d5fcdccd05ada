"""A kept report as papers: the report with its tables, and the annex."""

from __future__ import annotations

from collections.abc import Mapping

from lianluo.documents.papers import (
    AnnexGroup,
    AnnexPaper,
    AnnexRow,
    ReportPaper,
    Section,
    Table,
    chinese_date,
    read_sections,
)
from lianluo.matters.procedures import procedure_of
from lianluo.reports.models import ReportAnnex, SessionReport
from lianluo.reports.queries import breakdown

COLUMNS = {
    "total": "总数", "needing_reply": "需答复", "replied": "已答复", "on_time": "按期答复", "late": "超期答复",
    "overdue": "超期未答",
}  # fmt: skip
"""Figures in the tables of the paper, and on the page in the same order."""
HEADS = {"department": "承办部门", "group": "代表团（界别）", "kind": "类别"}
CAPTIONS = {
    "department": "表1　各部门承办和答复情况（单位：件）",
    "group": "表2　各代表团（界别）意见建议答复情况（单位：件）",
    "kind": "表3　各类意见建议答复情况（各类分别统计，不合并计算）",
}


def report_paper(report: SessionReport) -> ReportPaper:
    """As it prints: the number and the date stay blank until it is issued."""
    return ReportPaper(
        organ=report.office.name,
        number=report.number,
        title=report.title,
        addressees=report.addressees,
        sections=(_opening(report), *_sections(report)),
        signed_on=report.signed_on,
        signer=report.signer,
        closing="特此报告。",
        tables=tuple(_table(report, by) for by in HEADS if by in report.by),
        attachments=(annex_title(report),),
        copies=tuple(filter(None, report.copies.replace(",", "，").split("，"))),
        printed_by=f"{report.office.name}办公室",
        printed_on=report.signed_on,
    )


def annex_title(report: SessionReport) -> str:
    return report.annex.title


def _opening(report: SessionReport) -> Section:
    matter = report.title.removeprefix("关于").removesuffix("的报告")
    return Section("", (f"现将{matter}报告如下（截至{chinese_date(report.as_of)}）。",))


def _sections(report: SessionReport) -> tuple[Section, ...]:
    found = []
    for part in report.sections:
        found.append(Section(part["heading"], ()))
        found += read_sections(part["text"], below=1)
    return tuple(found)


def _table(report: SessionReport, by: str) -> Table:
    named = _kind_named if by == "kind" else str
    rows = [_cells(named(label), counts) for label, counts in breakdown(report, by, COLUMNS)]
    whole = [] if by == "kind" else [_cells("合计", report.figures)]
    return Table(
        heading=(HEADS[by], *COLUMNS.values()),
        rows=(*rows, *whole),
        widths=(0.22, *[0.13] * len(COLUMNS)),
        caption=CAPTIONS[by],
        total=bool(whole),
    )


def _kind_named(kind: str) -> str:
    """代表建议、批评和意见（件）: each kind with its own unit word, so that nothing is added up across them."""
    row = procedure_of(kind)
    return f"{row.counted_as}（{row.unit_word}）"


def _cells(label: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    return (label, *(str(counts[name]) for name in COLUMNS))


def annex_paper(annex: ReportAnnex) -> AnnexPaper:
    """Grouped as the SPP groups it, by topic; the topic of a matter is the department that has it."""
    groups = tuple(
        AnnexGroup(group["topic"], tuple(AnnexRow(**row) for row in group["rows"])) for group in annex.groups
    )
    return AnnexPaper(annex.title, groups)
