"""A deputy fetches her own letter from her own pages."""

from __future__ import annotations

from lianluo.accounts.actor import SYSTEM
from lianluo.correspondence.actions.printing import file_name
from lianluo.correspondence.models import Letter
from lianluo.correspondence.papers import paper_of, with_everything
from lianluo.documents.actions.files import keep_version
from lianluo.documents.models import Version
from lianluo.documents.rendering import render_pdf
from lianluo.foundation.workflow import Done, action

PDF = Version.Kind.PDF


@action("correspondence.fetch_own")
def fetch_letter(actor, letter: Letter) -> Done:
    """The paper as it went out, as a kept Version; an unchanged one is not kept twice. Each fetching is in the journal."""
    letter = with_everything(Letter.objects.filter(pk=letter.pk)).get()
    version = keep_version(SYSTEM, letter, PDF, file_name(letter, PDF), render_pdf(paper_of(letter)))
    return Done(version, about=letter, facts={"version": version.n})
