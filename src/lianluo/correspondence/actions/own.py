"""A deputy fetches her own letter from her own pages."""

from __future__ import annotations

from lianluo.accounts.actor import SYSTEM
from lianluo.correspondence.actions.printing import kept_paper
from lianluo.correspondence.models import Letter
from lianluo.documents.models import Version
from lianluo.foundation.workflow import Done, action


@action("correspondence.fetch_own")
def fetch_letter(actor, letter: Letter) -> Done:
    """The paper as it went out, as a kept Version; an unchanged one is not kept twice. Each fetching is in the journal."""
    version = kept_paper(SYSTEM, letter, Version.Kind.PDF)
    return Done(version, about=letter, facts={"version": version.n})
