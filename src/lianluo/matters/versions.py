"""What changed in a reply since it was last before a reviewer. Earlier texts stand in the journal."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from lianluo.journal.models import Entry
from lianluo.matters.models import Reply, ReplyReview

_PIECES = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A run of text; `kind` is "same", "new" or "gone"."""

    kind: str
    text: str


def earlier_points(reply: Reply) -> list[tuple[str, str]] | None:
    """The points of the version before this one as (asked, answer); None for a first version."""
    returned = reply.reviews.filter(verdict=ReplyReview.Verdict.RETURNED).last()
    if returned is None:
        return None
    edits = Entry.objects.about(reply).filter(act="reply.edit", at__lt=returned.at)
    last = edits.order_by("-id").first()
    found = (last.facts if last else {}).get("points")
    return [tuple(pair) for pair in found] if isinstance(found, list) else None


def compared(old: str, new: str) -> list[Piece]:
    """Word by word, Chinese sign by sign."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    pieces = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            pieces.append(Piece("gone", "".join(before[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("new", "".join(after[j1:j2])))
    return pieces


def points_with_changes(reply: Reply) -> list[dict]:
    """Each point with `pieces` of its answer (None where there is no earlier version or nothing changed) and `is_new`."""
    earlier = earlier_points(reply)
    known = dict(earlier or [])
    shown = []
    for number, point in enumerate(reply.points.all()):
        same_place = earlier[number][1] if earlier and number < len(earlier) else None
        old = known.get(point.asked, same_place)
        changed = old is not None and old != point.answer
        pieces = compared(old, point.answer) if changed else None
        shown.append({"point": point, "pieces": pieces, "is_new": earlier is not None and old is None})
    return shown
