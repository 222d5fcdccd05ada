"""Slips of a whole session as one file, in the background."""

from __future__ import annotations

import tempfile
import zipfile
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from lianluo.documents.actions.files import keep_output
from lianluo.documents.rendering import render_docx, render_pdf
from lianluo.foundation.exports import tell_listeners
from lianluo.journal.actions.jobruns import job
from lianluo.matters.voicing_paper import slips_paper
from lianluo.matters.voicing_queries import opinions_for, printable


@job("matters.print_slips", safe_twice=True)
def print_slips(progress, *, ids: list[int], contact: str, two_up: bool) -> dict:
    """A zip with PDF and Word for each delegation. Reads again through what the person who started it may see."""
    actor = progress.actor
    rows = printable(opinions_for(actor).filter(pk__in=ids)).select_related("mode__session", "mode__office")
    rows = sorted(rows, key=lambda row: row.delegation)
    progress.expect(len(rows))
    done = 0
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for delegation, found in groupby(rows, key=lambda row: row.delegation):
                part = list(found)
                paper = slips_paper(part[0].mode, part, contact=contact, two_up=two_up)
                name = delegation.replace("/", "_") or _("without a delegation")
                archive.writestr(f"{name}.pdf", render_pdf(paper))
                archive.writestr(f"{name}.docx", render_docx(paper))
                done += len(part)
                progress.step(name, len(part))
                if progress.cancelled():
                    return {"printed": done}
        target.seek(0)
        kept = keep_output(actor, progress.run, _("Answers in session") + ".zip", target)
    tell_listeners(actor, _("Answers in session"), done)
    said = _("%(n)s answers as PDF and Word, a file for each delegation") % {"n": done}
    return {"printed": done, "url": reverse("documents:attachment", args=[kept.pk]), "said": said}
