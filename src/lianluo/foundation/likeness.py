"""Which texts are like another one, by the pairs of signs they share. Pure, in memory, for a few thousand short texts.

Pairs that stand in many texts ("建议", "加强") weigh little, rare ones much: a pair weighs log(1 + texts / texts with it).
"""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from lianluo.foundation.bigrams import GAPS

_GAP = re.compile(f"[{re.escape(GAPS)}\\s]+")
COMMONEST = 200
"""A pair in more texts than this is too common to find a text by; it still counts towards the likeness."""


def pairs_of(text: str, longest: int = 200) -> frozenset[str]:
    """Overlapping pairs of signs; none spans a gap or a punctuation mark."""
    runs = _GAP.split(text[:longest].lower())
    return frozenset(run[i : i + 2] for run in runs for i in range(len(run) - 1))


@dataclass(frozen=True)
class Like:
    """A text that is like another: 0 nothing in common, 1 the same pairs."""

    key: Hashable
    likeness: float


class LikeTexts:
    """`LikeTexts([(key, text), …]).nearest(text)`; building and asking cost about the length of the texts."""

    def __init__(self, texts: Iterable[tuple[Hashable, str]]):
        self._pairs = {key: pairs_of(text) for key, text in texts}
        self._found_in: dict[str, list[Hashable]] = defaultdict(list)
        for key, pairs in self._pairs.items():
            for pair in pairs:
                self._found_in[pair].append(key)
        count = max(1, len(self._pairs))
        self._weights = {pair: math.log1p(count / len(keys)) for pair, keys in self._found_in.items()}
        self._unknown = math.log1p(count)
        self._totals = {key: self._weight(pairs) for key, pairs in self._pairs.items()}

    def _weight(self, pairs: Iterable[str]) -> float:
        return sum(self._weights.get(pair, self._unknown) for pair in pairs)

    def nearest(self, text: str, at_least: float = 0.3, limit: int = 5) -> list[Like]:
        """The texts most like `text`, best first: twice the shared weight over both weights."""
        pairs = pairs_of(text)
        met: dict[Hashable, float] = defaultdict(float)
        for pair in pairs:
            keys = self._found_in.get(pair, ())
            if 0 < len(keys) <= COMMONEST:
                weight = self._weights[pair]
                for key in keys:
                    met[key] += weight
        total = self._weight(pairs)
        likeliest = heapq.nlargest(limit * 4, met, key=met.__getitem__)
        found = [
            Like(key, 2 * self._weight(pairs & self._pairs[key]) / (total + self._totals[key]))
            for key in likeliest
        ]
        good = [like for like in found if like.likeness >= at_least]
        return sorted(good, key=lambda like: -like.likeness)[:limit]
