"""The summary report of a session into a folder: `lianluo report session --out DIR`."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from lianluo.accounts.actor import SYSTEM
from lianluo.documents.models import Version
from lianluo.exchange.ledgers.bodies import parse_body
from lianluo.matters.queries import sessions_of
from lianluo.people.models import Body, Session
from lianluo.reports.actions.report import draw_up, keep_annex, keep_report, read
from lianluo.reports.queries import papers_of
from lianluo.units.actions.seeding import LIAONING
from lianluo.units.models import Unit

FILES = {
    "report_docx": "报告.docx", "report_pdf": "报告.pdf", "annex_xlsx": "附件.xlsx", "annex_docx": "附件.docx",
}  # fmt: skip


class NoSuchSession(Exception):
    """The sentence says which sessions there are."""


def write_session_report(out: Path, *, session: str | None = None, office: Unit | None = None) -> dict:
    """{"session", "files"}: draws up a report of the session (the one handed over last) and writes its four papers.

    `session` is a name as a title row has it: 省十四届人大四次会议, 辽宁省第十四届人民代表大会第四次会议.
    Raises NoSuchSession, or the reports room's NoMatters and NotReady.
    """
    office = office or Unit.objects.get(code=LIAONING)
    wanted = _wanted(office, session)
    reading = read(SYSTEM, office, wanted)
    with transaction.atomic():
        report = draw_up(SYSTEM, office, session=wanted, reading=reading)
        keep_report(SYSTEM, report)
        keep_annex(SYSTEM, report.annex)
    papers = papers_of(report)
    return {"session": wanted.name, "files": [_write(out / name, papers[key]) for key, name in FILES.items()]}


def _write(path: Path, version: Version) -> str:
    path.write_bytes(version.file.path.read_bytes())
    return str(path)


def _wanted(office: Unit, name: str | None) -> Session:
    held = sessions_of(office)
    found = [session for session in held if not name or _means(session, name)]
    if found:
        return found[0]
    if not held:
        raise NoSuchSession(
            _("There are no matters of any session. Import a list first: lianluo import matters.")
        )
    raise NoSuchSession(
        _("There are no matters of “%(session)s”. Sessions with matters: %(held)s.")
        % {"session": name, "held": "、".join(session.name for session in held)}
    )


def _means(session: Session, name: str) -> bool:
    if name.strip() == session.name:
        return True
    said = parse_body(name)
    if said is None or said.session is None:
        return False
    body, kind = session.term.body, Body.Kind.CONGRESS if said.kind == "deputy" else Body.Kind.COMMITTEE
    same_place = not said.place or not body.place or said.place == body.place
    numbers = (said.term, said.session) == (session.term.number, session.number)
    return numbers and (kind, said.level) == (body.kind, body.level) and same_place
