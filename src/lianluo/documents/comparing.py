"""Two Word files beside each other: which paragraphs were taken out, put in, or changed, and where in them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from lianluo.documents.template_filling import paragraphs

MOST = 3000  # paragraphs of a file that are compared
LIKE = 0.4


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph; `mark` is "" (in both), "out" or "in"."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph: `kind` is "same", "out", "in" or "changed"."""

    kind: str
    pieces: tuple[Piece, ...]


def compare(old: bytes, new: bytes) -> list[Line]:
    """Paragraphs of both in order. Unchanged ones stay in, so that a change is read where it stands."""
    before, after = (paragraphs(content, with_headers=True)[:MOST] for content in (old, new))
    found: list[Line] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            found += [Line("same", (Piece(text),)) for text in before[a:b]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def _changed(out: list[str], come: list[str]) -> list[Line]:
    """Paragraphs that stand in the same place and are alike are one changed paragraph."""
    found: list[Line] = []
    for old, new in zip(out, come, strict=False):
        match = SequenceMatcher(None, old, new, autojunk=False)
        if match.ratio() >= LIKE:
            found.append(Line("changed", tuple(_pieces(match, old, new))))
        else:
            found += [Line("out", (Piece(old, "out"),)), Line("in", (Piece(new, "in"),))]
    found += [Line("out", (Piece(text, "out"),)) for text in out[len(come) :]]
    return found + [Line("in", (Piece(text, "in"),)) for text in come[len(out) :]]


def _pieces(match: SequenceMatcher, old: str, new: str):
    for what, a, b, c, d in match.get_opcodes():
        if what == "equal":
            yield Piece(old[a:b])
            continue
        if b > a:
            yield Piece(old[a:b], "out")
        if d > c:
            yield Piece(new[c:d], "in")
