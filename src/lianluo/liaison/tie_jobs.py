"""Who should look after whom, found in the worker: a proposal for the procuratorate, the takers of a handover."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianluo.accounts.models import User
from lianluo.foundation.workflow import NotReady
from lianluo.journal.actions.jobruns import JobFailed, job
from lianluo.liaison.actions import handover, proposal
from lianluo.liaison.assigning import assign
from lianluo.liaison.handover_queries import without_giver
from lianluo.liaison.ranks import BadSetting
from lianluo.liaison.tie_queries import Asked, asked_of
from lianluo.rules.queries import NoRule


@job("liaison.propose_ties", safe_twice=True)
def propose_ties(progress, *, day: str) -> dict:
    """Keeps a proposal for the procuratorate of whoever asked; begun again it makes it anew."""
    actor = progress.actor
    progress.expect(3)
    asked = _asked(actor, date.fromisoformat(day))
    progress.step(_("looking for the fairest plan"))
    plan = assign(asked.deputies, asked.officers, asked.ties, asked.rules)
    progress.step(_("writing it down"))
    made = proposal.keep(actor, actor.organ, asked=asked, plan=plan)
    progress.step()
    changes = made.lines.changes().count()
    said = ngettext("%(n)d change proposed", "%(n)d changes proposed", changes) % {"n": changes}
    if plan.shortages:
        said = _("no plan under these settings")
    return {"url": reverse("liaison:tie_proposal", args=[made.pk]), "said": said}


@job("liaison.draw_up_handover", safe_twice=True)
def draw_up_handover(progress, *, giver_id: int, day: str, why: str) -> dict:
    """A handover whose takers the solver found, for those deputies somebody can take."""
    actor, on = progress.actor, date.fromisoformat(day)
    giver = User.objects.visible_to(actor).get(pk=giver_id)
    progress.expect(2)
    asked = _asked(actor, on)
    progress.step(_("looking for the takers"))
    plan = assign(*without_giver(asked, giver.pk), asked.rules)
    takers = {line.deputy: asked.users[line.officer] for line in plan.lines}
    try:
        made = handover.draw_up(actor, actor.organ, giver=giver, day=on, why=why, takers=takers)
    except NotReady as refusal:
        raise JobFailed(str(refusal)) from refusal
    progress.step()
    said = _("takers found for %(n)d deputies") % {"n": len(takers)}
    if plan.shortages:
        said = _("nobody can take them under these settings; name the takers by hand")
    return {"url": reverse("liaison:handover", args=[made.pk]), "said": said}


def _asked(actor, day: date) -> Asked:
    try:
        return asked_of(actor, actor.organ, day)
    except (NoRule, BadSetting) as error:
        raise JobFailed(str(error)) from error
