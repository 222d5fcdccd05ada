"""What becomes of each row of a register of referred cases. Nothing is written.

A case that stands in the register already is unchanged, whoever may see it: landing it twice would falsify every rate. More
than that is told only of cases the actor may open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from lianluo.accounts.models import User
from lianluo.exchange.judging import DUPLICATE, NEW, REFUSED, Verdict
from lianluo.exchange.ledgers.heads import Recognised
from lianluo.exchange.ledgers.problems import Problem
from lianluo.exchange.ledgers.referral_values import Meeting, Rated, SaidOfRecord
from lianluo.exchange.ledgers.rows import ParsedRow
from lianluo.foundation import clock
from lianluo.matters.actions.referral_handling import people_of
from lianluo.matters.models import Referral
from lianluo.matters.referral_checks import REFERENCE
from lianluo.matters.referral_queries import outcomes
from lianluo.matters.referral_taking import Taken, faults, stage_of
from lianluo.people.models import Mandate, Person
from lianluo.units.models import Unit

LEVELS = {"national": "全国", "provincial": "省", "municipal": "市", "county": "县"}


@dataclass
class Fate:
    """state new or unchanged; `stage` is where a new one lands."""

    state: str
    taken: Taken
    changes: dict[str, list] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        return str(stage_of(self.taken))


class ReferralsJudge:
    """Rows of a register of referred cases against those the procuratorate has."""

    def __init__(self, actor, office: Unit, recognised: Recognised):
        self.actor, self.office, self.recognised = actor, office, recognised
        self.into = office.name
        self.house = House(office)
        self.known_outcomes = set(outcomes())
        self.met: dict[tuple, int] = {}

    def judge(self, rows: list[ParsedRow]) -> list[Verdict]:
        persons = _persons(self.office, rows)
        concerned = _organs(rows)
        takens = [self._taken(row, persons, concerned) for row in rows]
        registered = self._registered([taken for taken in takens if taken])
        return [self._verdict(row, taken, registered) for row, taken in zip(rows, takens, strict=True)]

    def _registered(self, takens: list[Taken]) -> dict[tuple, dict[date, str]]:
        """(person, case name) → day of receipt → its number, "" where the actor may not open it."""
        names, persons = {taken.case_name for taken in takens}, {taken.person.pk for taken in takens}
        rows = Referral.objects.filter(matter__office=self.office, person__in=persons, case_name__in=names)
        mine = set(Referral.objects.visible_to(self.actor).filter(pk__in=rows).values_list("pk", flat=True))
        found: dict[tuple, dict[date, str]] = {}
        for row in rows:
            same = found.setdefault((row.person_id, row.case_name), {})
            same[row.received_on] = row.number if row.pk in mine else ""
        return found

    def _verdict(self, row: ParsedRow, taken: Taken | None, registered: dict) -> Verdict:
        if row.repeats:
            return Verdict(row, DUPLICATE, like_row=row.repeats, why="repeats")
        if taken is None or row.refused:
            return Verdict(row, REFUSED)
        same = registered.get((taken.person.pk, taken.case_name), {})
        if taken.received_on in same:
            fate = Fate("unchanged", taken)
            return Verdict(row, fate.state, fate)
        like = next(filter(None, same.values()), None)
        like = self._above(row, taken) or like
        self._tell(row, taken)
        return Verdict(row, DUPLICATE if like else NEW, Fate("new", taken), like, "same_case" if like else "")

    def _above(self, row: ParsedRow, taken: Taken) -> int | None:
        earlier = self.met.setdefault((taken.person.pk, taken.case_name), row.row)
        return None if earlier == row.row else earlier

    def _taken(self, row: ParsedRow, persons: Persons, concerned: dict[str, Unit]) -> Taken | None:
        """The row as the register can take it; None when it is refused."""
        if row.repeats or row.refused:
            return None
        person = self._person(row, persons)
        unit, handler = self._answerable(row)
        if row.refused:
            return None
        taken = Taken(person=person, unit=unit, handler=handler, **self._facts(row, concerned, unit, handler))
        for key, code in faults(taken, clock.today()):
            row.refuse(code, self.recognised, key, value=row.raw.get(key, ""))
        if len(taken.case_number) > 40 or not REFERENCE.match(taken.case_number):
            row.refuse("case_number_unreadable", self.recognised, "case_number", value=taken.case_number[:40])
        return None if row.refused else taken

    def _person(self, row: ParsedRow, persons: Persons) -> Person | None:
        name = row.values["deputy"]
        found = persons.find(name, row.values.get("delegation") or "", row.values.get("level") or "")
        if len(found) == 1:
            return found[0]
        code = "proposer_ambiguous" if found else "proposer_unknown"
        row.refuse(code, self.recognised, "deputy", value=name)
        return None

    def _answerable(self, row: ParsedRow) -> tuple[Unit | None, User | None]:
        """An open case that was handed over needs the unit that answers; of one that is over it may be gone."""
        text, values = row.values.get("unit") or "", row.values
        unit = self.house.unit(text)
        if unit:
            return unit, self.house.handler(unit, values.get("handler") or "")
        if values.get("handed_over_on") and not (values.get("closed_on") or values.get("fed_back_on")):
            code = "department_unknown" if text else "no_value"
            label = str(self.recognised.family.field("unit").label)
            row.refuse(code, self.recognised, "unit", value=text, label=label)
        return None, None

    def _facts(self, row: ParsedRow, concerned: dict, unit, handler) -> dict[str, Any]:
        values = row.values
        kept = {key: values.get(key) or "" for key in _TEXTS} | {key: values.get(key) for key in _DAYS}
        source, said = values["source"], values["record"]
        met, rated = values.get("meeting") or Meeting(), values.get("rating") or Rated()
        kept |= {
            "chain": source.chain,
            "came_by": source.came_by,
            "fed_back_way": values.get("fed_back_way") or "",
        }
        if source.chain == Referral.Chain.SPP:
            kept["fed_back_on"] = values.get("reported_on") or kept["fed_back_on"]
            kept["fed_back_way"] = Referral.FeedbackWay.TO_SPP if kept["fed_back_on"] else ""
        return kept | {
            "concerned": concerned.get(values.get("concerned") or ""),
            "record": (said.number, said.filed_on, said.filed_by) if said.number else None,
            "met": (met.way, met.on, met.place, met.by_whom) if met.way else None,
            "rating": (rated.handling, rated.explanation) if rated.handling else None,
            "progress": _progress(values, concerned, unit, handler),
        }

    def _tell(self, row: ParsedRow, taken: Taken) -> None:
        """What the clerk should know of a row that lands."""
        said: SaidOfRecord = row.values["record"]
        if not said.number:
            self._notice(row, "record", "lands_without_record")
        if row.values.get("unit") and not taken.unit:
            self._notice(row, "unit", "unit_as_note", value=row.values["unit"])
        if taken.unit and row.values.get("handler") and not taken.handler:
            self._notice(row, "handler", "handler_as_note", value=row.values["handler"])
        if row.values.get("concerned") and not taken.concerned:
            self._notice(row, "concerned", "organ_as_note", value=row.values["concerned"])
        if taken.outcome and taken.outcome not in self.known_outcomes:
            self._notice(row, "outcome", "outcome_not_listed", value=taken.outcome)
        if taken.chain == Referral.Chain.SPP and row.values.get("fed_back_way") not in (None, "to_spp"):
            self._notice(row, "fed_back_way", "told_by_spp")

    def _notice(self, row: ParsedRow, key: str, code: str, **params) -> None:
        column = self.recognised.by_field[key].heading
        row.notices.append(Problem(code, params, column, key))


_TEXTS = (
    "case_name",
    "case_number",
    "cause",
    "claim",
    "paper_number",
    "result",
    "outcome",
    "fed_back_by",
    "note",
)
_DAYS = ("received_on", "handed_over_on", "due_on", "fed_back_on", "closed_on")


def _progress(values: dict, concerned: dict, unit, handler) -> str:
    """The row's progress, and what of its names the register of units and accounts does not know."""
    unknown = [
        f"{label}：{values[key]}"
        for key, label, known in (
            ("unit", "台账所载承办单位", unit), ("handler", "台账所载承办人", handler),
            ("concerned", "台账所载涉及检察院", concerned.get(values.get("concerned") or "")),
        )
        if values.get(key) and not known
    ]  # fmt: skip
    return "；".join(filter(None, [values.get("progress"), *unknown]))[:500]


class House:
    """Who may answer for a case: departments of the procuratorate and procuratorates below it, with their people."""

    def __init__(self, office: Unit):
        units = Unit.objects.departments_of(office) | Unit.objects.under(office).organs().exclude(
            pk=office.pk
        )
        self.units: dict[str, Unit] = {}
        for unit in units.open_on(clock.today()):
            for name in filter(None, (unit.name, unit.short_name)):
                self.units.setdefault(name, unit)
        self.people: dict[int, list[User]] = {}

    def unit(self, text: str) -> Unit | None:
        return self.units.get(text)

    def handler(self, unit: Unit, name: str) -> User | None:
        """The one of that name who serves in the unit."""
        if not name:
            return None
        if unit.pk not in self.people:
            self.people[unit.pk] = people_of(unit)
        found = [user for user in self.people[unit.pk] if user.name == name]
        return found[0] if len(found) == 1 else None


class Persons:
    """Deputies and members the procuratorate keeps, by name, of whatever term: a past case may be of a former one."""

    def __init__(self, rows: Iterable[Person]):
        self.by_name: dict[str, list[Person]] = {}
        for person in rows:
            self.by_name.setdefault(person.name, []).append(person)

    def find(self, name: str, group: str, level: str) -> list[Person]:
        """Of several with one name those of the group, then those of the level."""
        found = self.by_name.get(name, [])
        for fits in (lambda mandate: mandate.group == group, lambda mandate: _is_of(mandate, level)):
            if len(found) > 1:
                found = [person for person in found if any(map(fits, person.mandates.all()))] or found
        return found


def _is_of(mandate: Mandate, level: str) -> bool:
    return bool(level) and level.startswith(LEVELS.get(mandate.term.body.level, "-"))


def _persons(office: Unit, rows: list[ParsedRow]) -> Persons:
    names = {row.values.get("deputy") for row in rows if row.values.get("deputy")}
    mandates = Prefetch("mandates", Mandate.objects.select_related("term__body"))
    return Persons(
        Person.objects.filter(keeper=office, name__in=names).prefetch_related(mandates).order_by("pk")
    )


def _organs(rows: list[ParsedRow]) -> dict[str, Unit]:
    """Procuratorates the rows name, by the name used."""
    names = {row.values.get("concerned") for row in rows if row.values.get("concerned")}
    found: dict[str, Unit] = {}
    for unit in Unit.objects.organs().filter(Q(name__in=names) | Q(short_name__in=names)).order_by("pk"):
        for name in (unit.name, unit.short_name):
            found.setdefault(name, unit)
    return found
