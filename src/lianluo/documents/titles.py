"""Breaking a document's title into lines shaped as a trapezium or a diamond, never inside a word or a number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import combinations, pairwise

_NUMBER = r"第[0-9０-９一二三四五六七八九十百千零〇A-Za-z-]{1,12}(?:号|届|次|条|件|期)?"
_COUNT = "第?[一二三四五六七八九十]+"
_SESSION = rf"(?:省|全国|市)?(?:政协|人大)?{_COUNT}届(?:人大|政协|人民代表大会|委员会)?(?:常委会)?(?:{_COUNT}次会议)?"
_WHOLE = re.compile(
    rf"{_SESSION}|{_COUNT}次会议|{_NUMBER}|\d+年(?:\d+月)?(?:\d+日)?|[A-Za-z0-9.%-]+|〔\d+〕\d+号"
)
_NO_START = "、，。；：？！》）」』”’〕的等和与及"
_NO_END = "《（「『“‘〔、和与及对在"
_GOOD_END = ("关于", "会议", "期间", "、", "》")


def break_title(text: str, per_line: int = 19) -> list[str]:
    """Lines of at most `per_line` full-width characters where the words allow it; a "\\n" given is respected."""
    given = [line.strip() for line in text.split("\n") if line.strip()]
    if len(given) > 1:
        return [
            line for part in given for line in (_break(part, per_line) if width(part) > per_line else [part])
        ]
    return _break(given[0], per_line) if given else [""]


def width(text: str) -> float:
    """Width in full-width characters; a letter or figure counts half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


@lru_cache(maxsize=2048)
def _cached(text: str, per_line: int) -> tuple[str, ...]:
    pieces = atoms(text, per_line)
    needed = max(1, -(-int(width(text) * 2) // (per_line * 2)))
    for lines in range(needed, needed + 3):
        if found := _best(pieces, lines, per_line):
            return tuple(found)
    return tuple(_greedy(pieces, per_line))


def _break(text: str, per_line: int) -> list[str]:
    return [text] if width(text) <= per_line else list(_cached(text, per_line))


def atoms(text: str, per_line: int = 19) -> list[str]:
    """Pieces that must stay whole: words, numbers (第0012号), years, Latin runs; with marks bound to neighbours."""
    import rjieba  # noqa: PLC0415 slow import

    pieces: list[str] = []
    place = 0
    for match in _WHOLE.finditer(text):
        pieces += rjieba.cut(text[place : match.start()])
        pieces.append(match.group())
        place = match.end()
    pieces += rjieba.cut(text[place:])
    return _halved(_bound(_quoted(pieces, per_line)), per_line)


def _quoted(pieces: list[str], per_line: int) -> list[str]:
    """A 《…》 that fits one line becomes one piece."""
    joined: list[str] = []
    queue = list(pieces)
    while queue:
        piece = queue.pop(0)
        if "《" in piece and "》" not in piece:
            end = next((index for index, other in enumerate(queue) if "》" in other), None)
            whole = piece + "".join(queue[: end + 1]) if end is not None else ""
            if whole and width(whole) <= per_line:
                piece, queue = whole, queue[end + 1 :]
        joined.append(piece)
    return joined


def _bound(pieces: list[str]) -> list[str]:
    """Binds marks that may not begin or end a line to the piece before or after."""
    bound: list[str] = []
    for piece in pieces:
        if bound and (piece[0] in _NO_START or (bound[-1][-1] in _NO_END and bound[-1][-1] != "、")):
            bound[-1] += piece
        else:
            bound.append(piece)
    return bound


def _halved(pieces: list[str], per_line: int) -> list[str]:
    """Cuts a piece longer than a line, since nothing else can be done."""
    return [
        piece[start : start + per_line]
        for piece in pieces
        for start in range(0, max(len(piece), 1), per_line if width(piece) > per_line else max(len(piece), 1))
    ]


def _best(pieces: list[str], lines: int, per_line: int) -> list[str] | None:
    if lines > 4 or len(pieces) < lines:
        return None
    choices = (
        ["".join(pieces[a:b]) for a, b in pairwise((0, *cuts, len(pieces)))]
        for cuts in combinations(range(1, len(pieces)), lines - 1)
    )
    fitting = [choice for choice in choices if max(map(width, choice)) <= per_line]
    return min(fitting, key=_ugliness) if fitting else None


def _ugliness(lines: list[str]) -> float:
    widths = [width(line) for line in lines]
    middle = sum(widths) / len(widths)
    spread = sum(((each - middle) / middle) ** 2 for each in widths) * 40
    endings = sum(3 for line in lines[:-1] if not line.endswith(_GOOD_END))
    return spread + endings + _shape(widths)


def _shape(widths: list[float]) -> float:
    """A rectangle and an hourglass are to be avoided; so is a last line of three characters."""
    penalty = 25.0 if min(widths) <= 3 else 0.0
    if len(set(widths)) == 1:
        penalty += 2
    if any(b < a and b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        penalty += 15
    return penalty


def _greedy(pieces: list[str], per_line: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece) > per_line:
            lines.append("")
        lines[-1] += piece
    return lines
