"""The long job: reading a session and making its papers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianluo.foundation.workflow import NotReady
from lianluo.journal.actions.jobruns import JobFailed, job
from lianluo.people.models import Session
from lianluo.reports.actions.report import NoMatters, draw_up, keep_annex, keep_report, read
from lianluo.units.models import Unit


@job("reports.draw_up", safe_twice=True)
def draw_up_report(progress, *, office_id: int, session_id: int) -> dict:
    """{"report": id}. Begun again after a crash it reads again; a draft that stands already is superseded."""
    office = Unit.objects.get(pk=office_id)
    session = Session.objects.select_related("term__body").get(pk=session_id)
    actor = progress.actor
    progress.expect(4)
    progress.step(_("reading the figures"), n=0)
    try:
        reading = read(actor, office, session)
    except (NotReady, NoMatters) as trouble:
        raise JobFailed("\n".join(getattr(trouble, "reasons", [str(trouble)]))) from trouble
    progress.step(_("writing the report"))
    with transaction.atomic():  # a report stands with its papers or not at all
        report = draw_up(actor, office, session=session, reading=reading)
        progress.step(_("making the report's Word and PDF"))
        keep_report(actor, report)
        progress.step(_("making the annex"))
        keep_annex(actor, report.annex)
    progress.step()
    return {"report": report.pk}
