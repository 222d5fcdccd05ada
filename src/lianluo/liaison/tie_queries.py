"""What a proposal of ties is made from, read in a number of queries that does not grow; and who looks after whom today."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from lianluo.accounts.models import ADMINISTRATORS, Post, User
from lianluo.foundation import clock
from lianluo.liaison import ranks
from lianluo.liaison.assigning_case import Case, Deputy, Officer, Reason, Rules, Standing
from lianluo.liaison.models import OfficerCharge
from lianluo.liaison.ranks import Serving
from lianluo.people.models import Expertise, Mandate, Person, Tie
from lianluo.rules.queries import NoRule, entries, rule
from lianluo.units.models import Unit

LEVELS = ("national", "provincial", "municipal", "county")


@dataclass(frozen=True)
class Asked:
    """One procuratorate on a day, as `assigning.assign` wants it. Keys of deputies are persons, of officers users."""

    office: Unit
    day: date
    deputies: tuple[Deputy, ...]
    officers: tuple[Officer, ...]
    ties: tuple[Standing, ...]
    rules: Rules
    contacts: int
    """Contacts a year that one deputy takes."""
    persons: dict[int, Person] = field(repr=False)
    users: dict[int, User] = field(repr=False)
    """Of officers, and of those who look after somebody without being able to any more."""

    @property
    def case(self) -> Case:
        ties = {each.deputy: each for each in self.ties}
        return Case(self.office.pk, self.deputies, self.officers, ties, self.rules)

    @property
    def frozen_rules(self) -> dict:
        return {**asdict(self.rules), "contacts": self.contacts}

    def officer_of(self) -> dict[int, int]:
        """Person id → the user who looks after the person on the day."""
        return {each.deputy: each.officer for each in self.ties}

    def contacts_of(self) -> dict[int, int]:
        """User id → contacts a year of those he looks after on the day."""
        found: dict[int, int] = {}
        weight = {each.key: each.contacts for each in self.deputies}
        for deputy, officer in self.officer_of().items():
            found[officer] = found.get(officer, 0) + weight.get(deputy, 0)
        return found


def asked_of(actor, office: Unit, day: date) -> Asked:
    """Deputies of the office's register with a mandate on the day, who serves there, today's ties, the settings of the day.

    Raises NoRule where no setting says how much an officer can take, or what a mismatch costs.
    """
    persons = _persons(actor, office, day)
    standing = running_ties(office, day).filter(person__in=persons)
    ties = {tie.person_id: tie for tie in standing.select_related("officer").order_by("from_on", "pk")}
    serving = serving_in(office, day)
    users = User.objects.in_bulk(serving)
    codes = {entry.label: entry.code for entry in entries("delegation", day)}
    times = rule("visit.min", day).number
    return Asked(
        office, day,
        tuple(_deputy(person, office, codes, times) for person in persons.values()),
        _officers(actor, office, serving, users, codes),
        tuple(Standing(tie.person_id, tie.officer_id) for tie in ties.values()),
        rules_on(day), times, persons, {**{tie.officer_id: tie.officer for tie in ties.values()}, **users},
    )  # fmt: skip


def rules_on(day: date) -> Rules:
    """The settings of ties in force on the day. Raises NoRule, BadSetting."""
    points = ranks.read_points(rule(ranks.KEY_POINTS, day).value)
    return Rules(allowed=allowed_on(day), max_load=load_on(day), **points)


def load_on(day: date) -> int:
    return rule(ranks.KEY_LOAD, day).number


def allowed_on(day: date) -> dict[str, dict[str, int]]:
    """Level → rank → points; a level of which no setting speaks has nobody."""
    found = {}
    for level in LEVELS:
        try:
            found[level] = ranks.read_ranks(rule(ranks.KEY_RANKS, day, level=level).value)
        except NoRule:
            found[level] = {}
    return found


def serving_in(office: Unit, day: date) -> dict[int, Serving]:
    """User id → his highest post in the procuratorate on the day, of those who may sign in."""
    within = Q(unit=office) | Q(unit__in=Unit.objects.departments_of(office))
    rows = Post.objects.held_on(day).filter(within, user__is_active=True).exclude(role__in=ADMINISTRATORS)
    return ranks.highest(rows)


def running_ties(office: Unit, day: date) -> QuerySet[Tie]:
    return Tie.objects.filter(office=office, from_on__lte=day).filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day)
    )


def without_officer(actor, day: date | None = None) -> QuerySet[Person]:
    """Persons of the actor's register with a mandate on the day (today) whom nobody looks after."""
    day = day or clock.today()
    rows = Person.objects.visible_to(actor).filter(keeper=actor.organ).in_office(day)
    return rows.exclude(pk__in=running_ties(actor.organ, day).values("person_id"))


def best_few(asked: Asked, person_id: int, limit: int = 5) -> list[tuple[User, tuple[Reason, ...], int, int]]:
    """(officer, reasons, contacts a year he has, his capacity) of those who may look after the person, the fewest points
    first; what the load would cost counts."""
    case, loads = asked.case, asked.contacts_of()
    deputy = next((each for each in asked.deputies if each.key == person_id), None)
    if deputy is None:
        return []

    def points(officer: Officer) -> tuple:
        has = loads.get(officer.key, 0)
        more = case.load_points(officer, has + deputy.contacts) - case.load_points(officer, has)
        full = has + deputy.contacts > case.capacity(officer)
        return full, case.price(deputy, officer) + more, officer.key

    today = asked.officer_of().get(person_id)
    found = sorted((each for each in case.candidates(deputy) if each.key != today), key=points)[:limit]
    return [
        (asked.users[each.key], case.reasons(deputy, each), loads.get(each.key, 0), case.capacity(each))
        for each in found
    ]


def _persons(actor, office: Unit, day: date) -> dict[int, Person]:
    seats = Mandate.objects.held_on(day).select_related("term__body").order_by("-term__number", "-pk")
    fields = Expertise.objects.held_on(day)
    tied = running_ties(office, day).values("person_id")
    rows = Person.objects.visible_to(actor).filter(Q(keeper=office) | Q(pk__in=tied)).in_office(day)
    rows = rows.prefetch_related(
        Prefetch("mandates", seats, to_attr="seats"), Prefetch("expertise", fields, to_attr="fields")
    )
    return {person.pk: person for person in rows.order_by("pk")}


def _deputy(person: Person, office: Unit, codes: dict[str, str], times: int) -> Deputy:
    seat = highest_seat(person.seats)
    body, group = seat.term.body, seat.delegation or seat.sector
    is_local = body.level in ("municipal", "county")
    area = body.area_code if is_local else _area(codes.get(seat.delegation, "")) or body.area_code
    fields = frozenset(each.field for each in person.fields)
    return Deputy(person.pk, body.level, area, group, fields, times, office.pk)


def highest_seat(seats: list[Mandate]) -> Mandate:
    """The seat of the highest level, the newest of equal ones; `seats` stand newest first and are not empty."""
    return min(seats, key=lambda seat: LEVELS.index(seat.term.body.level))


def _officers(actor, office: Unit, serving: dict[int, Serving], users, codes) -> tuple[Officer, ...]:
    charges = {each.officer_id: each for each in OfficerCharge.objects.filter(office=office)}
    return tuple(_officer(key, serving[key], charges.get(key), office, codes) for key in sorted(users))


def _officer(key: int, post: Serving, charge: OfficerCharge | None, office: Unit, codes) -> Officer:
    if charge is None:
        return Officer(key, post.rank, office=office.pk)
    groups = frozenset(charge.delegations)
    areas = frozenset(filter(None, (_area(codes.get(each, "")) for each in groups)))
    return Officer(key, post.rank, areas, groups, frozenset(charge.fields), charge.capacity, office.pk)


def _area(code: str) -> str:
    return code if code.isdigit() else ""


def places_on(day: date) -> dict[str, str]:
    """Area code → the office's word for the delegation from there."""
    return {entry.code: entry.label for entry in entries("delegation", day)}
