"""The life of a briefing: drafted, submitted, approved, sent; superseded by a correction, or discarded unsent."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianluo.correspondence.briefings import Briefing
from lianluo.foundation.workflow import Step, Workflow


def can_be_submitted(briefing, actor) -> list[str]:
    missing = []
    if not briefing.body.strip():
        missing.append(_now("The text is empty."))
    if not briefing.summary.strip():
        missing.append(_now("The short text for the e-mail is missing."))
    if not briefing.aim:
        missing.append(_now("Nobody is chosen to receive it."))
    return missing


def has_no_correction(briefing, actor) -> list[str]:
    if briefing.corrections.exclude(stage=Briefing.Stage.DISCARDED).exists():
        return [_now("A correction is being written already.")]
    return []


S = Briefing.Stage
WRITE, SEND, APPROVE = (f"correspondence.{name}_briefing" for name in ("draft", "send", "approve"))

BRIEFING = Workflow(
    name="briefing",
    label=_("Briefing"),
    stages=S,
    initial=S.DRAFTED,
    final=(S.SENT, S.SUPERSEDED, S.DISCARDED),
    steps=(
        Step("edit", _("Edit the text"), (S.DRAFTED,), None, WRITE, rank=20),
        Step("choose", _("Choose recipients"), (S.DRAFTED,), None, WRITE, rank=15),
        Step("submit", _("Submit for approval"), (S.DRAFTED,), S.SUBMITTED, WRITE, can_be_submitted, rank=10),
        Step("approve", _("Approve"), (S.SUBMITTED,), S.APPROVED, APPROVE, rank=10),
        Step("return", _("Return"), (S.SUBMITTED,), S.DRAFTED, APPROVE, rank=20),
        Step("take_back", _("Take back to the draft"), (S.SUBMITTED, S.APPROVED), S.DRAFTED, WRITE, rank=60),
        Step("send", pgettext_lazy("briefing", "Send"), (S.APPROVED,), S.SENT, SEND, rank=10,
             confirm=_("The list of recipients is frozen now; the e-mails leave at once and cannot be called back.")),
        Step("correct", _("Correct what was sent"), (S.SENT,), None, WRITE, has_no_correction, rank=80),
        Step("correction_sent", _("Correction sent"), (S.SENT,), S.SUPERSEDED, "", automatic=True),
        Step("discard", _("Discard the draft"), (S.DRAFTED,), S.DISCARDED, WRITE, rank=90,
             confirm=_("The text stays on record and is never sent.")),
    ),
)  # fmt: skip
