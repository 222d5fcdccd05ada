"""All letters of a session as one file, in the background."""

from __future__ import annotations

import tempfile
import zipfile

from django.urls import reverse
from django.utils.translation import gettext as _

from lianluo.correspondence.actions.codes import forget_attempts
from lianluo.correspondence.actions.printing import envelopes, file_name, rendered
from lianluo.correspondence.queries import ready_to_print
from lianluo.documents.actions.files import keep_output
from lianluo.foundation.jobs import background
from lianluo.journal.actions.jobruns import job
from lianluo.people.models import Session


@job("correspondence.print_all", safe_twice=True)
def print_all(progress, *, session_id: int | None, with_envelopes: bool) -> dict:
    """A zip with PDF and Word of every numbered letter. Written to disk as it grows: memory stays flat."""
    actor = progress.actor
    session = Session.objects.get(pk=session_id) if session_id else None
    ready = ready_to_print(actor.organ, session)
    progress.expect(ready.count())
    printed: list[int] = []
    refused: list = []
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for letter, kind, content in rendered(actor.organ, session, refused):
                archive.writestr(f"{kind}/{file_name(letter, kind)}", content)
                if kind == "docx":
                    printed.append(letter.pk)
                    progress.step(str(letter))
                if progress.cancelled():
                    return {"printed": len(printed)}
            if with_envelopes and printed:
                archive.writestr(
                    _("Envelope labels") + ".pdf", envelopes(actor, actor.organ, letters=printed)
                )
        kept = keep_output(actor, progress.run, _("Reply letters") + ".zip", target)
    said = _("%(n)s letters as PDF and Word") % {"n": len(printed)}
    if refused:
        reasons = "；".join(f"{letter} {reason}" for letter, reason in refused[:10])
        said = _("%(said)s; %(n)s not printed: %(reasons)s") % {
            "said": said,
            "n": len(refused),
            "reasons": reasons,
        }
    return {"printed": len(printed), "url": reverse("documents:attachment", args=[kept.pk]), "said": said}


@background("correspondence.forget_attempts", cron="50 3 * * *", safe_twice=True)
def forget_attempts_nightly() -> int:
    """Attempts at codes that are older than a day."""
    return forget_attempts()
