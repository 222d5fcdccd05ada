"""Who keeps what leaves the product."""

from __future__ import annotations

from lianluo.accounts.permissions import is_console
from lianluo.foundation.permissions import permission


@permission("journal.keep_outgoing")
def keeps_outgoing(actor, message) -> bool:
    """The liaison office whose message it is, and the system administrator there; without a message: who sees the list."""
    if is_console(actor):
        return True
    is_one = actor.role in ("liaison_office", "system_admin")
    return is_one and (message is None or message.office_id == actor.organ_id)
