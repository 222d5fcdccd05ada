"""Who draws up, issues and reads reports."""

from __future__ import annotations

from lianluo.accounts.models import Role
from lianluo.accounts.permissions import is_clerk_at, office_id_of
from lianluo.foundation.permissions import permission


@permission("reports.draw_up")
def may_draw_up(actor, thing) -> bool:
    """The liaison office of the procuratorate, or the console. `thing` is the office or a report of it."""
    return is_clerk_at(actor, office_id_of(thing))


@permission("reports.issue")
def may_issue(actor, report) -> bool:
    """A leader in charge or the chief procurator of the report's procuratorate, who signs it."""
    return actor.role in (Role.LEADER, Role.CHIEF) and actor.organ_id == report.office_id


@permission("reports.look")
def may_look(actor, thing) -> bool:
    """The liaison office and the leaders; which reports, says `visible_to`."""
    return actor.organ is not None and actor.sees_whole_office
