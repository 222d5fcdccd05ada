"""A year of an office: its roster imported, who looks after whom proposed by the solver, visits planned, recorded, sent back,
approved day by day; then the duty as of three past days, reckoned again here from the visits themselves."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.accounts.models import Role, User
from lianluo.exchange.importing import import_file
from lianluo.foundation import jobs
from lianluo.journal.actions.jobruns import start_run
from lianluo.liaison.actions import handover as handovers
from lianluo.liaison.actions import proposal as proposals
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.actions.charge import set_charge
from lianluo.liaison.actions.duty import keep_all
from lianluo.liaison.models import CountedContact, Duty, TieProposal, Visit
from lianluo.liaison.queries import standings
from lianluo.liaison.tie_jobs import propose_ties
from lianluo.people.actions.mandate import end_mandate
from lianluo.people.models import Mandate, Person, Tie
from lianluo.units.models import Unit
from tests.flows.conftest import LEDGERS
from tests.rooms import user_in

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
BEGUN, DAY = date(2025, 1, 6), timedelta(days=1)
ASKED = (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30))
WAYS = ("door", "door", "seminar", "telephone", "zone", "letter", "invitation", "greeting", "message")
COUNTING = {"door", "seminar", "zone", "telephone", "video", "letter", "invitation", "attending"}


class Year:
    """The office in which the year is lived. `dice` makes it the same each time."""

    def __init__(self, cast, freeze):
        self.cast, self.freeze, self.dice = cast, freeze, random.Random(2025)
        self.office, self.clerk = cast.office, cast.clerk
        departments = Unit.objects.filter(parent=self.office, kind=Unit.Kind.DEPARTMENT).order_by("pk")[:9]
        self.heads = [user_in(unit, f"head{n}", Role.DEPARTMENT_HEAD) for n, unit in enumerate(departments)]
        self.leaders = [user_in(self.office, f"leader{n}", Role.LEADER) for n in range(3)]
        self.chief = user_in(self.office, "chief", Role.CHIEF)
        self.city = user_in(Unit.objects.get(code="2101"), "city_officer", Role.LIAISON_OFFICE)
        self.waiting: list[Visit] = []

    @property
    def officers(self) -> list[User]:
        return [self.chief, *self.leaders, *self.heads]

    def propose(self, day: date) -> TieProposal:
        run = start_run(self.clerk, "ties", "ties", propose_ties, day=day.isoformat())
        jobs.run_waiting()
        run.refresh_from_db()
        assert run.state == "done", run.error
        made = TieProposal.objects.latest("pk")
        proposals.accept(made, self.clerk, from_on=day)
        return TieProposal.objects.get(pk=made.pk)

    def live(self, first: date, last: date) -> None:
        """On about half of the days somebody goes; what was recorded is approved within the week, or sent back and mended."""
        day = first
        while day <= last:
            self.freeze(day)
            if day.weekday() < 5 and self.dice.random() < 0.55:
                self.go(day)
            if day.weekday() == 4:
                self.decide(day)
            day += DAY

    def go(self, day: date) -> None:
        officer = self.dice.choice(self.officers)
        his = list(
            Person.objects.filter(
                pk__in=Tie.objects.held_on(day).filter(officer=officer).values("person")
            ).order_by("pk")
        )
        persons = self.dice.sample(his, min(len(his), self.dice.choice((1, 1, 2, 3))))
        if self.dice.random() < 0.2:
            persons.append(
                self.dice.choice(
                    list(Person.objects.exclude(pk__in=[each.pk for each in persons]).order_by("pk")[:40])
                )
            )
        persons = [person for person in dict.fromkeys(persons) if person.mandates.held_on(day).exists()]
        if not persons:
            return
        goes = (
            officer
            if self.dice.random() < 0.85
            else self.dice.choice([user for user in self.officers if user != officer])
        )
        more = {} if goes == officer else {"proxy_for": officer, "proxy_reason": "出差"}
        along = (
            [user for user in self.dice.sample(self.officers, 2) if user not in (goes, officer)]
            if self.dice.random() < 0.3
            else []
        )
        if self.dice.random() < 0.15:
            along.append(self.city)
        absent = frozenset([persons[-1].pk]) if len(persons) > 1 and self.dice.random() < 0.3 else frozenset()
        party = visits.Party(tuple(persons), goes, colleagues=tuple(along), absent=absent, **more)
        facts = {"form": self.dice.choice(WAYS), "on": day, "said": "希望加强普法"}
        self.waiting.append(
            visits.record_new(actor_of(goes), self.office, party=party, facts=facts, is_another=True)
        )

    def decide(self, day: date) -> None:
        later = []
        for visit in self.waiting:
            fate = self.dice.random()
            visit.refresh_from_db()
            if fate < 0.1:
                later.append(visit)
            elif fate < 0.2 and visit.stage == "recorded":
                visits.send_back(visit, self.clerk, reason="请补充地点")
                visits.record(
                    visit, actor_of(visit.officer), party=self.same(visit), is_another=True,
                    facts={"form": visit.form, "on": visit.on, "place": "代表单位"},
                )  # fmt: skip
                later.append(visit)
            else:
                self.approve(visit)
        self.waiting = later

    def approve(self, visit: Visit) -> None:
        """Now and then an approved record turns out wrong."""
        visits.approve(visit, self.clerk)
        if self.dice.random() < 0.04:
            visit.refresh_from_db()
            visits.reopen(visit, self.clerk, reason="经核实未见到代表")

    def same(self, visit: Visit) -> visits.Party:
        met = list(visit.met.select_related("person"))
        users = tuple(row.user for row in visit.companions.filter(user__isnull=False).select_related("user"))
        return visits.Party(
            tuple(row.person for row in met), visit.officer, visit.proxy_for, visit.proxy_reason, users,
            absent=frozenset(row.person_id for row in met if row.is_absent),
        )  # fmt: skip


def covered(spans, on: date) -> set[date]:
    """Days of the year in these spans as known on `on`: what ends later runs on, what begins later is not known."""
    found = set()
    for start, end in spans:
        start = max(start or FIRST, FIRST)
        if start > on:
            continue
        last = LAST if end is None or end > on else min(end, LAST)
        found |= {start + DAY * n for n in range((last - start).days + 1)}
    return found


def counts(visit: Visit, person: int, office: Unit, ties: list[Tie]) -> bool:
    """Whether an approved visit counts for a person, from who was there and who looked after whom on that day."""
    there = {visit.officer_id, visit.proxy_for_id}
    there |= {row.user_id for row in visit.companions.all() if row.office_id == office.pk}
    held = {
        tie.officer_id
        for tie in ties
        if tie.person_id == person
        and tie.from_on <= visit.on
        and (tie.until_on is None or tie.until_on >= visit.on)
    }
    was_met = any(row.person_id == person and not row.is_absent for row in visit.met.all())
    return visit.stage == "approved" and visit.form in COUNTING and was_met and bool(there & held)


def by_hand(office: Unit, on: date) -> dict[int, tuple]:
    ties = list(Tie.objects.filter(office=office))
    held = list(
        Visit.objects.filter(on__range=(FIRST, on), office=office).prefetch_related("met", "companions")
    )
    found = {}
    for person in Person.objects.prefetch_related("mandates"):
        days = covered([(row.from_on, row.until_on) for row in person.mandates.all()], on)
        if not days:
            continue
        tied = covered([(tie.from_on, tie.until_on) for tie in ties if tie.person_id == person.pk], on) & days
        done = [visit.on for visit in held if counts(visit, person.pk, office, ties)]
        owed = int(Fraction(2 * len(tied), 365) + Fraction(1, 2))
        found[person.pk] = (len(days), len(tied), owed, len(done), max(done, default=None))
    return found


@pytest.fixture
def year(cast, freeze):
    freeze(BEGUN)
    import_file(SYSTEM, cast.office, "roster", LEDGERS / "roster_session.xlsx")
    assert Person.objects.count() == 123
    return Year(cast, freeze)


def end_a_mandate(year: Year, person: Person, last: date) -> None:
    mandate = person.mandates.get()
    end_mandate(year.clerk, person, mandate=mandate, state=Mandate.State.ENDED, on=last, reason="调离辖区")


def hand_over(year: Year, leaving: User, day: date) -> None:
    """All his deputies to three colleagues; everybody signs."""
    his = Tie.objects.held_on(day).filter(officer=leaving).order_by("pk")
    takers = {tie.person_id: year.heads[n % 3 + 2] for n, tie in enumerate(his)}
    handover = handovers.draw_up(year.clerk, year.office, giver=leaving, day=day, why="轮岗", takers=takers)
    handovers.give(handover, actor_of(leaving))
    for taker in set(takers.values()):
        handovers.take(handover, actor_of(taker))
    year.heads.remove(leaving)


def known_on(office: Unit, on: date) -> dict[int, tuple]:
    rows = standings(office.pk, 2025, on)
    return {row.person: (row.days, row.tied_days, row.owed, row.done, row.last_on) for row in rows}


def test_a_year_and_what_was_known_on_three_days_of_it(year):
    cities = ("沈阳", "大连", "鞍山", "抚顺", "本溪", "丹东", "锦州", "营口", "阜新")
    for head, city in zip(year.heads, cities, strict=True):
        set_charge(year.clerk, year.office, officer=head, capacity=None, delegations=[city], fields=[])
    made = year.propose(BEGUN + DAY)
    assert made.stage == "accepted" and Tie.objects.count() == 123
    assert made.cost - made.bound <= 0.01 * made.cost
    year.live(BEGUN + DAY, date(2025, 4, 30))

    year.freeze(date(2025, 5, 6))
    gone = Person.objects.filter(ties__officer=year.heads[0]).first()
    end_a_mandate(year, gone, date(2025, 5, 5))
    year.live(date(2025, 5, 6), date(2025, 6, 12))

    year.freeze(date(2025, 6, 13))
    leaving = year.heads[1]
    hand_over(year, leaving, date(2025, 6, 16))
    assert not Tie.objects.held_on(date(2025, 6, 16)).filter(officer=leaving).exists()
    year.live(date(2025, 6, 16), date(2025, 12, 30))

    year.freeze(LAST)
    assert Visit.objects.count() > 100 and CountedContact.objects.count() > 80
    assert set(Visit.objects.values_list("stage", flat=True)) >= {"approved", "returned"}
    for on in (*ASKED, LAST):
        known = known_on(year.office, on)
        assert len(known) == 123 and known == by_hand(year.office, on), on
    assert known_on(year.office, LAST)[gone.pk][:3] == (125, 119, 1)
    keep_all()  # as every night: ties that begin on a later day are known from then on
    columns = ("person", "days", "tied_days", "owed", "done", "last_on")
    stored = Duty.objects.filter(office=year.office, year=2025).values_list(*columns)
    assert {person: tuple(rest) for person, *rest in stored} == by_hand(year.office, LAST)
