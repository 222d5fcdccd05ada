"""The feedback as plain data: a letter to the deputy, or a report to the SPP, which answers him."""

from __future__ import annotations

from django.utils import timezone

from lianluo.documents.papers import LetterPaper, ReportPaper, read_sections
from lianluo.matters.models import Referral, ReferralText
from lianluo.people.models import Mandate

SPP = "最高人民检察院"


def paper_of(referral: Referral, text: ReferralText) -> LetterPaper | ReportPaper:
    """In Chinese in either language: an official paper. Nothing but the approved text goes into it."""
    return _report(referral, text) if referral.goes_up else _letter(referral, text)


def _letter(referral: Referral, text: ReferralText) -> LetterPaper:
    mandate = referral.person.mandates.order_by("-term__number", "-pk").first()
    address = "委员" if mandate and mandate.kind == Mandate.Kind.MEMBER else "代表"
    office = referral.matter.office
    return LetterPaper(
        organ=office.name, number="", title=f"{office.name}关于转交案件（{referral.number}）办理情况的反馈",
        salutation=f"{referral.person.name}{address}：",
        opening=f"您于{_day(referral.received_on)}转交的案件，我院已依法办理，现将有关情况反馈如下。",
        sections=read_sections(text.text), closing="感谢您对检察工作的关心、支持和监督。",
        signed_on=timezone.localtime(text.approved_at).date(), disclosure="不予公开",
    )  # fmt: skip


def _report(referral: Referral, text: ReferralText) -> ReportPaper:
    office = referral.matter.office
    paper = f"（{referral.paper_number}）" if referral.paper_number else ""
    return ReportPaper(
        organ=office.name, number=referral.report_number,
        title=f"{office.name}关于交办案件（{referral.number}）办理情况的报告", addressees=f"{SPP}：",
        sections=(*read_sections(f"你院交办{paper}的案件，我院已依法办理，现将拟反馈代表（委员）的情况报告如下。"),
                  *read_sections(text.text)),
        signed_on=timezone.localtime(text.approved_at).date(), signer=referral.leader.name if referral.leader else "",
        closing="特此报告。",
    )  # fmt: skip


def _day(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
