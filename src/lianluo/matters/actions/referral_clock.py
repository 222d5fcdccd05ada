"""Days of open referred cases, reckoned anew after a setting or the calendar changed."""

from __future__ import annotations

from lianluo.foundation.workflow import Done, action
from lianluo.journal.writing import record
from lianluo.matters.actions.referral import follow
from lianluo.matters.actions.referral_access import clerks_of
from lianluo.matters.models import Referral
from lianluo.matters.referral_clock import Days, days_of
from lianluo.rules import effects


@action("matters.referral_reckon", "referral.reckon_all")
def reckon_anew(actor, _thing=None):
    """Handler, leader and clerks of a case are told when its day moves. Returns how many moved."""
    now = effects.state()
    running = Referral.objects.filter(stage__in=Referral.RUNNING).select_related(
        "matter__office", "handler", "leader"
    )
    changed = [
        case
        for case in running.select_for_update(of=("self",))
        if _moved(case, days_of(case, now.rules, now.calendar))
    ]
    for case in changed:
        case.save(update_fields=["procedural_due_on", "due_on", "due_is_provisional"])
        follow(case)
        told = [case.handler, case.leader, *clerks_of(case)]
        record(actor, "referral.reckon", case, {"due_on": case.due_on and case.due_on.isoformat()}, told)
    return Done(len(changed), facts={"n": len(changed)})


def _moved(case: Referral, days: Days) -> bool:
    """Whether a day is another one; the case bears the new ones then. Without a rule the day stays."""
    procedural = days.procedural or case.procedural_due_on
    result = days.result or case.due_on
    if (procedural, result) == (case.procedural_due_on, case.due_on):
        return False
    case.procedural_due_on, case.due_on, case.due_is_provisional = procedural, result, days.provisional
    return True
