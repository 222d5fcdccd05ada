"""Reading proposals of ties."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from lianluo.accounts.models import User
from lianluo.liaison import ranks
from lianluo.liaison.models import TieProposal, TieProposalLine
from lianluo.liaison.tie_words import load_words


def proposals_for(actor) -> QuerySet[TieProposal]:
    """With how many changes each makes, and how many of them have landed."""
    changes = Count("lines", filter=Q(lines__is_change=True))
    landed = Count("lines", filter=Q(lines__taken_on__isnull=False))
    rows = TieProposal.objects.visible_to(actor).select_related("made_by", "office")
    return rows.annotate(changes=changes, landed=landed)


def lines_for(actor, proposal_id: int) -> QuerySet[TieProposalLine]:
    rows = TieProposalLine.objects.visible_to(actor).filter(proposal=proposal_id)
    return rows.select_related("person", "officer", "before")


def names_in(proposal: TieProposal) -> dict[int, str]:
    """User id → name of everybody the proposal speaks of."""
    keys = {row[0] for row in proposal.loads}
    keys |= {
        key
        for each in proposal.shortages
        for way in each["ways"]
        for row in way
        for key, _by in row["officers"]
    }
    his = Q(pk__in=proposal.lines.values("officer")) | Q(pk__in=proposal.lines.values("before"))
    return dict(User.objects.filter(Q(pk__in=keys) | his).values_list("pk", "name"))


def loads_of(proposal: TieProposal, names: dict[int, str]) -> list[dict]:
    """Loads before and after, the rank of the officers and the heaviest load first."""
    rows = [
        {
            "name": names.get(officer, ""), "rank": ranks.LABELS[rank], "place": ranks.RANKS.index(rank),
            "deputies_before": had, "deputies": has, "before": load_words(before, capacity),
            "after": load_words(after, capacity), "contacts": after, "capacity": max(capacity, 1),
            "over": before > capacity,
        }
        for officer, rank, capacity, before, after, had, has in proposal.loads
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row["place"], -row["contacts"], row["name"]))


def parts_of(proposal: TieProposal) -> list[tuple[str, int, int]]:
    """What the points are for: (code of the reason, how many lines, points), and "fairness" for what is left."""
    counts: dict[str, list[int]] = {}
    for reasons in proposal.lines.values_list("reasons", flat=True):
        for code, _about, points in reasons:
            if points:
                counts.setdefault(code, []).append(points)
    found = [(code, len(points), sum(points)) for code, points in sorted(counts.items())]
    return [*found, ("fairness", 0, proposal.cost - sum(points for _code, _n, points in found))]
