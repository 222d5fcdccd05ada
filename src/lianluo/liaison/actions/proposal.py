"""A proposal of ties is kept as the solver found it, and accepted whole or in part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianluo.foundation import clock
from lianluo.foundation.workflow import Done, act, action
from lianluo.liaison.assigning import TiePlan
from lianluo.liaison.models import TieProposal, TieProposalLine
from lianluo.liaison.tie_queries import Asked
from lianluo.liaison.workflow import TIE_PROPOSAL
from lianluo.people.actions.moving import Move, move_ties
from lianluo.units.models import Unit

FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class Accepted:
    """How many lines landed, and (deputy, why not) of the others."""

    landed: int
    refused: tuple[tuple[str, str], ...]


@action("liaison.arrange", "liaison.propose_ties")
def keep(actor, office: Unit, *, asked: Asked, plan: TiePlan) -> Done:
    """The plan with the settings it was made under; without a plan what stands against it. Nothing changes by it."""
    proposal = TieProposal.objects.create(
        office=office, day=asked.day, rules=asked.frozen_rules, cost=plan.cost, bound=plan.bound,
        seconds=round(plan.seconds, 3), stopped_by_clock=plan.stopped_by_clock, made_by=actor.user,
        shortages=[{"uncovered": each.uncovered, "ways": [[asdict(row) for row in way] for way in each.ways]}
                   for each in plan.shortages],
        loads=_loads(asked, plan),
    )  # fmt: skip
    TieProposalLine.objects.bulk_create(_lines(proposal, asked, plan), batch_size=1000)
    return Done(proposal, about=proposal, facts={"asked": None, "plan": None, "lines": len(plan.lines)})


@act(TIE_PROPOSAL, "accept", then=lambda proposal: _follow(proposal))
def accept(proposal: TieProposal, actor, *, from_on: date, lines: Iterable[int] | None = None) -> Done:
    """The ties change from `from_on` on, for all lines or those of these ids. Lines that went stale stay, with the reason;
    they may be accepted again on another day. Lines accepted before are left alone."""
    today = clock.today()
    if not today <= from_on <= today + FARTHEST:
        raise ValidationError({"from_on": _("Choose a day from today on, within a year.")})
    rows = proposal.lines.waiting() if lines is None else proposal.lines.waiting().filter(pk__in=list(lines))
    rows = list(rows.select_related("person", "officer", "before"))
    moves = {row.person_id: Move(row.person, row.before_id, row.officer) for row in rows}
    facts = {"reason": str(proposal)}
    refused = {
        move.person.pk: words
        for move, words in move_ties(
            actor, proposal.office, list(moves.values()), from_on, facts, newest_only=True
        )
    }
    for row in rows:
        row.refused = refused.get(row.person_id, "")
        row.taken_on = None if row.refused else from_on
    TieProposalLine.objects.bulk_update(rows, ["refused", "taken_on"], batch_size=1000)
    landed = [row for row in rows if row.taken_on]
    told = {user.pk: user for row in landed for user in (row.before, row.officer) if user}
    result = Accepted(len(landed), tuple((row.person.name, row.refused) for row in rows if row.refused))
    counts = {"lines": None, "landed": result.landed, "refused": len(result.refused)}
    return Done(result, about=proposal, facts=counts, tell=list(told.values()))


@act(TIE_PROPOSAL, "discard")
def discard(proposal: TieProposal, actor) -> Done:
    return Done(proposal, about=proposal)


def _follow(proposal: TieProposal) -> None:
    """In part as soon as one line has landed, accepted once none is left."""
    if proposal.lines.changes().exclude(taken_on=None).exists():
        left = proposal.lines.waiting().exists()
        proposal.stage = TieProposal.Stage.PARTLY if left else TieProposal.Stage.ACCEPTED
        proposal.save(update_fields=["stage"])


def _lines(proposal: TieProposal, asked: Asked, plan: TiePlan) -> list[TieProposalLine]:
    today, levels = asked.officer_of(), {each.key: each.level for each in asked.deputies}
    return [
        TieProposalLine(
            proposal=proposal, person_id=line.deputy, before_id=today.get(line.deputy), officer_id=line.officer,
            level=levels[line.deputy], is_change=today.get(line.deputy) != line.officer,
            reasons=[[each.code, each.about, each.points] for each in line.reasons],
        )
        for line in plan.lines
    ]  # fmt: skip


def _loads(asked: Asked, plan: TiePlan) -> list[list]:
    before, ranks = asked.contacts_of(), {each.key: each.rank for each in asked.officers}
    counts: dict[int, int] = {}
    for officer in asked.officer_of().values():
        counts[officer] = counts.get(officer, 0) + 1
    return [
        [each.officer, ranks[each.officer], each.capacity, before.get(each.officer, 0), each.contacts,
         counts.get(each.officer, 0), each.deputies]
        for each in plan.loads
        if each.contacts or before.get(each.officer)
    ]  # fmt: skip
