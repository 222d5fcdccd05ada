"""The hours of running opinions reckoned anew, after a setting was changed."""

from __future__ import annotations

from lianluo.foundation.workflow import Done, action
from lianluo.matters.actions.voicing import answerers
from lianluo.matters.models import VoicedOpinion
from lianluo.matters.voicing_clock import answer_due, rule_of
from lianluo.matters.voicing_queries import hours_running
from lianluo.rules.queries import NoRule


@action("rules.set", "matters.reckon_hours")
def reckon_hours(actor, thing):
    """Every opinion without an answer told, in the sessions that are on. Returns how many moved; their departments are
    told. One whose day no setting answers for keeps its hour.
    """
    moved, heads = [], {}
    for opinion in hours_running(VoicedOpinion.objects.select_for_update(of=("self",))):
        try:
            due = answer_due(opinion.voiced_at, rule_of(opinion.mode, opinion.voiced_at)).due
        except NoRule:
            continue
        if due != opinion.answer_due_at:
            opinion.answer_due_at = due
            moved.append(opinion)
            heads |= (
                {user.pk: user for user in answerers(opinion.matter.department)}
                if opinion.matter.department
                else {}
            )
    VoicedOpinion.objects.bulk_update(moved, ["answer_due_at"], batch_size=500)
    return Done(len(moved), facts={"moved": len(moved)}, tell=heads.values() if moved else ())
