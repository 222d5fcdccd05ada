"""Which department a matter should go to, how sure that is, and why. Read once per plan, then no query per matter.

In this order: the department the ledger names; what was done with the most similar earlier matters; the words by which
each department's responsibilities are known (dictionary `responsibility`, which an office may change). Only the ledger's
own word counts as settled; everything else waits for a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianluo.accounts.models import Oversight, Role
from lianluo.foundation import clock
from lianluo.foundation.likeness import Like, LikeTexts
from lianluo.matters.models import Matter, PlanLine
from lianluo.rules.queries import entries
from lianluo.units.models import Unit
from lianluo.units.queries import DepartmentNames

HIGH, MIDDLE, LOW = PlanLine.Confidence.HIGH, PlanLine.Confidence.MIDDLE, PlanLine.Confidence.LOW
ALIKE, VERY_ALIKE = 0.4, 0.7
PRECEDENTS = 5_000
"""So many of the latest matters with a department are looked through."""
_CONTENT = 400
_IN_TITLE = 3
"""A word in the title counts as often as this; the content often only mentions it."""


@dataclass(frozen=True)
class Proposal:
    department: Unit | None
    confidence: str
    why: str
    precedent_id: int | None = None
    is_settled: bool = False
    leader_id: int | None = None


class Proposals:
    """The proposals of one procuratorate; a handful of queries however many matters are asked for."""

    def __init__(self, office: Unit):
        self.names = DepartmentNames(office)
        self._departments = {unit.pk: unit for unit in self.names.departments}
        self.leaders = leaders_of(office)
        self._words = _words_of(self.names)
        self._earlier = _earlier(office, self._departments)
        self._alike = LikeTexts((matter.pk, matter.title) for matter in self._earlier.values())

    def of(self, matter: Matter) -> Proposal:
        found = self._named(matter) or self._known(matter)
        leader = self.leaders.get(found.department.pk) if found.department else None
        return Proposal(**{**found.__dict__, "leader_id": leader})

    def _named(self, matter: Matter) -> Proposal | None:
        department = self.names.named(matter.suggested_department)
        return Proposal(department, HIGH, _("named in the ledger"), is_settled=True) if department else None

    def _known(self, matter: Matter) -> Proposal:
        precedent, by_words = self._by_precedent(matter), self._by_words(matter)
        if precedent and by_words and precedent.department == by_words.department:
            return Proposal(
                precedent.department, HIGH, f"{precedent.why}; {by_words.why}"[:200], precedent.precedent_id
            )
        return precedent or by_words or Proposal(None, LOW, self._unknown(matter))

    def _unknown(self, matter: Matter) -> str:
        if matter.suggested_department:
            told = _("the ledger's department is not known here: %(name)s")
            return (told % {"name": matter.suggested_department})[:200]
        return _("no precedent and no key word")

    def _by_precedent(self, matter: Matter) -> Proposal | None:
        alike = self._alike.nearest(matter.title, at_least=ALIKE)
        if not alike:
            return None
        votes: Counter = Counter()
        for like in alike:
            votes[self._earlier[like.key].department_id] += like.likeness
        chosen, _weight = votes.most_common(1)[0]
        followed = [like for like in alike if self._earlier[like.key].department_id == chosen]
        return Proposal(
            self._departments[chosen], _sureness(followed, len(votes)), self._told(followed, len(votes)),
            followed[0].key,
        )  # fmt: skip

    def _told(self, followed: list[Like], departments: int) -> str:
        first = self._earlier[followed[0].key]
        words = {"number": first.label, "department": first.department.label, "n": len(followed)}
        told = _("%(number)s and others like it (%(n)d) went to %(department)s") % words
        if len(followed) == 1:
            told = _("%(number)s, which is like it, went to %(department)s") % words
        return f"{told}; {_('departments differed')}"[:200] if departments > 1 else told[:200]

    def _by_words(self, matter: Matter) -> Proposal | None:
        content = matter.content[:_CONTENT]
        points: Counter = Counter()
        met: dict[int, list[str]] = defaultdict(list)
        for word, pk in self._words:
            weight = len(word) * ((word in matter.title) * _IN_TITLE + (word in content))
            if weight:
                points[pk] += weight
                met[pk].append(word)
        if not points:
            return None
        ranked = points.most_common(2)
        chosen, most = ranked[0]
        clear = len(ranked) == 1 or most >= 2 * ranked[1][1]
        in_title = any(word in matter.title for word in met[chosen])
        why = _("key words: %(words)s") % {"words": pgettext("list", ", ").join(_whole(met[chosen])[:5])}
        return Proposal(self._departments[chosen], MIDDLE if clear and in_title else LOW, why[:200])


def _whole(words: list[str]) -> list[str]:
    """Without words that are part of another one: 未成年人, not 未成年人 and 未成年."""
    return [word for word in words if not any(word != other and word in other for other in words)]


def _sureness(followed: list[Like], departments: int) -> str:
    if departments > 1:
        return MIDDLE if followed[0].likeness >= VERY_ALIKE else LOW
    return HIGH if followed[0].likeness >= VERY_ALIKE else MIDDLE


def leaders_of(office: Unit) -> dict[int, int]:
    """Department → user who oversees it today."""
    today = clock.today()
    held = Oversight.objects.filter(department__parent=office, from_on__lte=today, leader__role__in=LEADING)
    held = held.exclude(until_on__lt=today).exclude(leader__until_on__lt=today)
    return dict(held.order_by("from_on", "id").values_list("department_id", "leader__user_id"))


LEADING = (Role.LEADER, Role.CHIEF)


def _words_of(names: DepartmentNames) -> list[tuple[str, int]]:
    """(word, department) of the dictionary, for departments that this procuratorate has."""
    found = []
    for entry in entries("responsibility", clock.today()):
        if department := names.named(entry.label):
            found += [(word, department.pk) for word in entry.synonyms.split()]
    return found


def _earlier(office: Unit, departments: dict[int, Unit]) -> dict[int, Matter]:
    """The latest matters that a department still open has or had in hand."""
    handled = Matter.objects.filter(office=office, department__in=list(departments))
    handled = handled.exclude(stage__in=(Matter.Stage.REGISTERED, *Matter.LEFT))
    rows = handled.only("pk", "kind", "outside_number", "title", "department").order_by("-id")[:PRECEDENTS]
    found = {matter.pk: matter for matter in rows}
    for matter in found.values():
        matter.department = departments[matter.department_id]
    return found
