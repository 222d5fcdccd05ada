"""A report: drafted from one reading of the figures, its words edited, issued, superseded by a later one."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

import lianluo.reports.permissions  # noqa: F401 registers
from lianluo.foundation.workflow import Step, Workflow
from lianluo.reports.models import SessionReport

S = SessionReport.Stage


def _printable(report, actor) -> list[str]:
    """A paper to a superior bears its number and says to whom it goes (GB/T 9704-2012)."""
    missing = []
    if not report.number:
        missing.append(
            _t("The document number is missing: the liaison office enters it under “Edit the text”.")
        )
    if not report.addressees:
        missing.append(
            _t("To whom the report goes is missing: the liaison office enters it under “Edit the text”.")
        )
    return missing  # fmt: skip


REPORT = Workflow(
    name="report",
    label=_("summary report"),
    stages=SessionReport.Stage,
    initial=S.DRAFTED,
    final=(S.ISSUED, S.SUPERSEDED),
    steps=(
        Step("edit", _("Edit the text"), (S.DRAFTED,), None, "reports.draw_up", rank=20),
        Step("issue", _("Sign and issue"), (S.DRAFTED,), S.ISSUED, "reports.issue", _printable, rank=10),
        Step(
            "supersede",
            _("Supersede the report"),
            (S.DRAFTED,),
            S.SUPERSEDED,
            "reports.draw_up",
            rank=90,
        ),
        # What a leader has signed gives way only to what a leader signs.
        Step("replaced", _("Replaced by a later report"), (S.ISSUED,), S.SUPERSEDED, "", automatic=True),
    ),
)
