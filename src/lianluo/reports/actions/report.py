"""Drawing up, editing and issuing the summary report of a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianluo.accounts.models import Role, User
from lianluo.accounts.permissions import require
from lianluo.documents.actions.files import keep_version
from lianluo.documents.models import Version
from lianluo.documents.rendering import render_docx, render_pdf, render_xlsx
from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, NotReady, act, action
from lianluo.people.models import Body, Session
from lianluo.reports import annexing, queries, wording
from lianluo.reports.composing import annex_paper, report_paper
from lianluo.reports.models import ReportAnnex, SessionReport
from lianluo.reports.queries import PENDING, UNKNOWN, Snapshot
from lianluo.reports.workflow import REPORT
from lianluo.units.models import Unit

KINDS = Version.Kind
Step = Callable[[str], None]


class NoMatters(Exception):
    """There is nothing to report on; the sentence says so."""


@dataclass(frozen=True)
class Reading:
    """What one moment of the database said."""

    snapshot: Snapshot
    groups: list[dict]


def read(actor, office: Unit, session: Session) -> Reading:
    """Reads the figures and the annex of a session at one moment. NotReady when they do not foot, NoMatters when empty."""
    require(actor, "reports.draw_up", office)
    with queries.one_moment():
        snapshot = queries.freeze(office, session, clock.today())
        groups = annexing.groups_of(snapshot)
    if snapshot.faults:
        raise NotReady([_("The figures do not add up; no report is made."), *snapshot.faults])
    if not snapshot.counts["total"]:
        raise NoMatters(_("There are no matters of that session."))
    return Reading(snapshot, groups)


@action("reports.draw_up", "report.draw_up")
def draw_up(actor, office: Unit, *, session: Session, reading: Reading):
    """A draft from what was read; an earlier draft of the session is superseded, its number and addressees taken over."""
    earlier = SessionReport.objects.filter(office=office, session=session).without_rows().first()
    if earlier and earlier.stage == SessionReport.Stage.DRAFTED:
        supersede(earlier, actor)
    words, snapshot = naming_of(session), reading.snapshot
    kept = earlier if earlier and earlier.stage == SessionReport.Stage.DRAFTED else None
    report = SessionReport.objects.create(
        office=office,
        session=session,
        title=words.title,
        as_of=snapshot.day,
        figures=snapshot.counts,
        rows=snapshot.rows,
        by={name: list(found.items()) for name, found in snapshot.by.items()},
        sections=_sections(session, snapshot, words),
        addressees=kept.addressees if kept else _addressees(office, session),
        copies=kept.copies if kept else "",
        number=kept.number if kept else "",
        drawn_up_by=actor.user,
        supersedes=earlier,
    )
    ReportAnnex.objects.create(report=report, title=words.annex_title, groups=reading.groups)
    total = snapshot.counts["total"]
    return Done(report, about=report, facts={"matters": total, "as_of": snapshot.day})


@act(REPORT, "edit")
def edit(
    report, actor, *, sections: list[dict], title: str, addressees: str, copies: str = "", number: str = ""
):
    """Words only; what was counted stays."""
    report.sections, report.title, report.addressees = sections, title, addressees
    report.copies, report.number = copies, number
    keep_report(actor, report)
    leaders = User.objects.filter(
        posts__role__in=(Role.LEADER, Role.CHIEF), posts__unit=report.office, posts__until_on=None
    )
    return Done(report, facts={"number": number}, tell=list(leaders.distinct()) if number else ())


@act(REPORT, "issue")
def issue(report, actor):
    """The leader signs: the paper bears his name and today's date. An issued one of the session is superseded."""
    issued = SessionReport.objects.filter(
        office=report.office, session=report.session, stage=SessionReport.Stage.ISSUED
    )
    issued.update(stage=SessionReport.Stage.SUPERSEDED)
    report.signer, report.signed_on = actor.user.name, clock.today()
    report.issued_by, report.issued_at = actor.user, clock.now()
    report.stage = SessionReport.Stage.ISSUED
    keep_report(actor, report)
    return Done(report, tell=[report.drawn_up_by] if report.drawn_up_by else ())


@act(REPORT, "supersede")
def supersede(report, actor):
    """Only its stage changes; rows, words and files stay to be read."""
    return Done(report)


@action("reports.look", "report.download")
def download(actor, report: SessionReport, *, paper: str) -> Done:
    """Every paper that is given out is recorded. `paper` is a key of `queries.papers_of`; result: the version or None."""
    version = queries.papers_of(report).get(paper)
    return Done(version, facts={"file": version.file.name if version else ""})


def keep_report(actor, report: SessionReport) -> None:
    """Word and PDF of the report as it stands, as its next versions."""
    paper = report_paper(report)
    keep_version(actor, report, KINDS.WORD, f"{report.title}.docx", render_docx(paper))
    keep_version(actor, report, KINDS.PDF, f"{report.title}.pdf", render_pdf(paper))


def keep_annex(actor, annex: ReportAnnex) -> None:
    """The annex as workbook and Word."""
    paper = annex_paper(annex)
    keep_version(actor, annex, KINDS.WORKBOOK, f"附件：{annex.title}.xlsx", render_xlsx(paper))
    keep_version(actor, annex, KINDS.WORD, f"附件：{annex.title}.docx", render_docx(paper))


def naming_of(session: Session) -> wording.Naming:
    return wording.naming(session.name, session.term.body.kind == Body.Kind.COMMITTEE)


def _sections(session: Session, snapshot: Snapshot, words: wording.Naming) -> list[dict]:
    departments = sum(label != PENDING for label in snapshot.by["department"])
    groups = sum(label != UNKNOWN for label in snapshot.by["group"])
    return wording.sections(snapshot.counts, queries.classes_of(session), words, departments, groups)


def _addressees(office: Unit, session: Session) -> str:
    """省委、省人大常委会: the Party committee and the body of the session, of the office's own level."""
    place = office.name.removesuffix("人民检察院")
    level = next(
        (word for word in ("省", "自治区", "市", "州", "盟", "县", "区", "旗") if place.endswith(word)), ""
    )
    body = "政协" if session.term.body.kind == Body.Kind.COMMITTEE else "人大常委会"
    return f"{level}委、{level}{body}" if level else ""
