"""Who composes, numbers and posts letters."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_at, is_clerk_of, is_console
from lianluo.correspondence.models import Letter
from lianluo.foundation.permissions import permission


@permission("correspondence.look")
def may_look(actor, thing) -> bool:
    """Everybody but the three administrators; which letters, says `visible_to`."""
    return actor.organ is not None and not actor.is_administrator


@permission("correspondence.compose")
def may_compose(actor, office) -> bool:
    """The liaison office of the procuratorate, or the console."""
    return is_clerk_of(actor, office)


@permission("correspondence.write")
def may_write(actor, letter) -> bool:
    """The liaison office of the procuratorate whose letter it is, or the console."""
    return is_clerk_at(actor, letter.office_id)


@permission("correspondence.post")
def may_post(actor, letter) -> bool:
    """The liaison office of the procuratorate whose letter it is."""
    return is_clerk_at(actor, letter.office_id) and not is_console(actor)


@permission("correspondence.handle_many")
def may_handle_many(actor, thing) -> bool:
    """A liaison office: whether it is offered acts on several letters; each act asks again for each letter."""
    return actor.role == Role.LIAISON_OFFICE


@permission("correspondence.print")
def may_print(actor, office) -> bool:
    """The liaison office of the procuratorate, or the console: all letters and envelopes with their addresses."""
    return is_clerk_of(actor, office)


@permission("correspondence.fetch_own")
def may_fetch_own(actor, letter) -> bool:
    """A deputy, of a letter to her that has gone out."""
    return actor.is_deputy and letter.person_id == actor.person_id and letter.stage in Letter.GONE_OUT
