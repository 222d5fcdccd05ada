"""Who draws up, issues and reads reports."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_of
from lianluo.foundation.permissions import permission


def _office(thing):
    return getattr(thing, "office", thing)


@permission("reports.draw_up")
def may_draw_up(actor, thing) -> bool:
    """The liaison office of the procuratorate, or the console. `thing` is the office or a report of it."""
    return is_clerk_of(actor, _office(thing))


@permission("reports.issue")
def may_issue(actor, report) -> bool:
    """A leader in charge or the chief procurator of the report's procuratorate, who signs it."""
    return actor.role in (Role.LEADER, Role.CHIEF) and actor.organ == report.office


@permission("reports.look")
def may_look(actor, thing) -> bool:
    """The liaison office and the leaders; which reports, says `visible_to`."""
    return actor.organ is not None and actor.sees_whole_office
