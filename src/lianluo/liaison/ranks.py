"""Which rank a post has, and the settings of ties: who may look after which level, and what a mismatch costs. Pure.

The rank follows from the post alone: chief procurator and leader by their role; a department head by his role, and
whoever else bears the title of a head or deputy head (主任, 副部长); everybody else is staff. The settings say "by level,
full coverage" (分层级+全覆盖).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from lianluo.accounts.models import ADMINISTRATORS, Role
from lianluo.rules import keys

CHIEF, LEADER, HEAD, STAFF = "chief", "leader", "head", "staff"
RANKS = (CHIEF, LEADER, HEAD, STAFF)
"""The highest first."""
LABELS = {
    CHIEF: _("chief procurator"), LEADER: _("leader of the procuratorate"), HEAD: _("middle manager"), STAFF: _("staff"),
}  # fmt: skip
WORDS = {"检察长": CHIEF, "院领导": LEADER, "部门负责人": HEAD, "其他人员": STAFF}
"""As the setting `tie.ranks` writes them."""
POINTS = {"地区不符": "area", "专业不符": "field", "更换": "keep", "均衡": "fairness"}
"""As the setting `tie.points` writes them."""
KEY_RANKS, KEY_LOAD, KEY_POINTS = "tie.ranks", "tie.load", "tie.points"
_LEADING = re.compile(r"副检察长|专职委员|纪检监察组组长|政治部主任$")
_HEADING = re.compile(r"(主任|部长|处长|局长|科长|队长)$")
_PAIR = re.compile(r"^(\D+?)\s*(\d{1,3})$")


class BadSetting(ValueError):
    """A setting of ties cannot be read; the message says how it is written."""


def rank_of(role: str, title: str = "") -> str:
    """The rank of a post; "" for the three administrators, who look after nobody."""
    if role in ADMINISTRATORS:
        return ""
    if role in (Role.CHIEF, Role.LEADER):
        return CHIEF if role == Role.CHIEF else LEADER
    title = re.sub(r"[（(].*?[)）]", "", title).strip()
    if _LEADING.search(title):
        return LEADER
    return HEAD if role == Role.DEPARTMENT_HEAD or _HEADING.search(title) else STAFF


def read_ranks(value: str) -> dict[str, int]:
    """“院领导 0、部门负责人 5” → rank → points. Raises BadSetting."""
    return _read(value, WORDS, _t("“%(value)s” is not a list of ranks with points. Write some of these, each with a whole "
                                  "number: %(words)s."))  # fmt: skip


def read_points(value: str) -> dict[str, int]:
    """“地区不符 30、专业不符 10、更换 20、均衡 2” → field of `Rules` → points; all four stand there. Raises BadSetting."""
    told = _t("“%(value)s” does not give points for each of these, as whole numbers: %(words)s.")
    found = _read(value, POINTS, told)
    if set(found) != set(POINTS.values()):
        raise BadSetting(told % {"value": value, "words": "、".join(POINTS)})
    return found


def check_settings() -> None:
    """The editor of rules refuses what could not be read here."""
    keys.read_with(KEY_RANKS, read_ranks)
    keys.read_with(KEY_POINTS, read_points)


def _read(value: str, words: Mapping[str, str], told: str) -> dict[str, int]:
    pairs = [_PAIR.match(part.strip()) for part in re.split(r"[、，,；;]+", value) if part.strip()]
    found = {words.get(pair[1].strip()): int(pair[2]) for pair in pairs if pair}
    if not pairs or None in pairs or None in found or len(found) < len(pairs):
        raise BadSetting(told % {"value": value, "words": "、".join(words)})
    return found


@dataclass(frozen=True)
class Serving:
    """An officer's post on a day: the highest of several."""

    rank: str
    unit_id: int
    title: str = ""


def highest(posts) -> dict[int, Serving]:
    """User id → the post of the highest rank, the newest of equal ones; administrators have none.

    `posts`: rows with user_id, unit_id, role, title, from_on, pk."""
    found: dict[int, Serving] = {}
    for post in sorted(posts, key=lambda post: (post.from_on, post.pk), reverse=True):
        rank = rank_of(post.role, post.title)
        known = found.get(post.user_id)
        if rank and (known is None or RANKS.index(rank) < RANKS.index(known.rank)):
            found[post.user_id] = Serving(rank, post.unit_id, post.title)
    return found
