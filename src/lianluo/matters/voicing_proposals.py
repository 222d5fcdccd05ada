"""The department proposed for words just typed. What it is reckoned from is kept some minutes: many type at once."""

from __future__ import annotations

import re
from functools import lru_cache

from lianluo.foundation import clock
from lianluo.matters.models import Matter
from lianluo.matters.proposals import Proposal, Proposals
from lianluo.units.models import Unit

KEPT_MINUTES = 5
SHORTEST = 4


def proposed(office: Unit, words: str) -> Proposal | None:
    """None for words too short to say anything."""
    words = words.strip()
    if len(words) < SHORTEST:
        return None
    slot = int(clock.now().timestamp() // (60 * KEPT_MINUTES))
    return _known(office.pk, slot).of(Matter(title=_first(words), content=words))


def _first(words: str) -> str:
    return re.split(r"[。；！？\n;!?]", words)[0][:60] or words[:60]


@lru_cache(maxsize=4)
def _known(office_id: int, slot: int) -> Proposals:
    return Proposals(Unit.objects.get(pk=office_id))
