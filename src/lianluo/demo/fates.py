"""How far each of the 178 matters has come, and how it got there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lianluo.matters.models import Matter

SOLE, LEAD, CO, SEPARATE, REFERENCE = (
    Matter.Mode.SOLE, Matter.Mode.LEAD, Matter.Mode.CO, Matter.Mode.SEPARATE, Matter.Mode.REFERENCE,
)  # fmt: skip


@dataclass(frozen=True)
class Fate:
    """`stop`: where the handling stands still ("" goes on to the end). `ending`: what the deputy makes of the reply.

    `detour`: "sent_back" (to the office, which hands it to another department), "refused" (the office declines),
    "redrafted" (a reviewer returned the first version).
    """

    stop: str = ""
    ending: str = "satisfied"
    detour: str = ""
    mode: str = SOLE
    delay: int = 0
    """Days the draft lay longer than usual."""


FIRST = (  # handed over some three months ago: nearly all answered, most closed
    (27, Fate()),
    (5, Fate(mode=LEAD)),
    (3, Fate(mode=SEPARATE)),
    (3, Fate(detour="redrafted")),
    (2, Fate(detour="sent_back")),
    (1, Fate(detour="refused")),
    (8, Fate(ending="basically")),
    (9, Fate(ending="silent")),
    (2, Fate(ending="again")),
    (1, Fate(ending="again_in_vain")),
    (1, Fate(ending="again_slowly")),
    (2, Fate(ending="unsatisfied")),
    (4, Fate(ending="unvisited")),
    (8, Fate(ending="awaited")),
    (2, Fate(mode=CO)),
    (1, Fate(mode=CO, ending="awaited")),
    (3, Fate(mode=REFERENCE)),
    (3, Fate(stop="at_leader")),
    (2, Fate(stop="contacted")),
    (2, Fate(stop="drafted", mode=LEAD)),
    (2, Fate(stop="redraft")),
    (1, Fate(stop="withdrawn")),
)
SECOND = (  # handed over two months ago, published six weeks ago
    (6, Fate(ending="awaited")),
    (5, Fate(ending="awaited", delay=8)),
    (6, Fate(ending="awaited", delay=14)),
    (4, Fate(ending="awaited", mode=LEAD)),
    (2, Fate(ending="awaited", mode=SEPARATE)),
    (2, Fate(detour="redrafted", ending="awaited")),
    (1, Fate(mode=CO, stop="signed_off")),
    (5, Fate(stop="at_leader")),
    (4, Fate(stop="at_office")),
    (4, Fate(stop="at_head")),
    (2, Fate(stop="redraft")),
    (3, Fate(stop="drafted")),
    (3, Fate(stop="contacted")),
    (2, Fate(stop="signed_for", mode=LEAD)),
    (2, Fate(stop="signed_for", detour="sent_back")),
    (2, Fate(stop="handed_over")),
    (1, Fate(stop="return_asked")),
    (1, Fate(stop="returned_to_office")),
    (1, Fate(stop="withdrawn")),
)


def dealt(table, numbers: list[int]) -> dict[int, Fate]:
    """Number → fate; the table's counts are those of the numbers."""
    fates = [fate for count, fate in table for _turn in range(count)]
    if len(fates) != len(numbers):
        raise ValueError(f"{len(fates)} fates for {len(numbers)} matters")
    return dict(zip(numbers, fates, strict=True))


def once_more(fate: Fate) -> Fate:
    """The second round of a matter that left its deputy unsatisfied."""
    endings = {"again": "satisfied", "again_in_vain": "in_vain", "again_slowly": "awaited"}
    stop = "contacted" if fate.ending == "again_slowly" else ""
    return replace(fate, ending=endings[fate.ending], stop=stop, detour="")
