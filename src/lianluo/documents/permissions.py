"""Who arranges the office's Word templates."""

from __future__ import annotations

from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission


@permission("documents.arrange_templates")
def may_arrange_templates(actor, office) -> bool:
    """The liaison office of the procuratorate, or the console."""
    return office is not None and is_clerk_of(actor, office)
