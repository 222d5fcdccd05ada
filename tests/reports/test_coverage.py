"""Coverage: every figure counted a second time in Python over invented histories, and every number against its rows."""

import random
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from fractions import Fraction
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.accounts.models import Role
from lianluo.liaison.actions import visit as acts
from lianluo.liaison.actions.duty import keep_all
from lianluo.liaison.models import CountedContact, MonthTally, Visit
from lianluo.liaison.pace import end_of_quarter, needed
from lianluo.people.actions.tie import tie, untie
from lianluo.people.models import Body, Mandate, Person, Term
from lianluo.reports import coverage_figures as figures
from lianluo.reports.coverage_queries import Scope, counts_of, tallies_of
from lianluo.units.models import Unit
from tests.liaison.conftest import TODAY
from tests.liaison.test_duty import by_hand
from tests.rooms import LANGUAGES, page_in, user_in

DAYS = (date(2026, 2, 28), date(2026, 7, 1), TODAY)
DAY = timedelta(days=1)
PAGE = "reports:coverage"


@pytest.fixture
def city(desk):
    """The procuratorate of a city below, with an officer, and a deputy it looks after too."""
    organ = Unit.objects.get(code="2101")
    return organ, user_in(organ, "citizen", Role.LEADER)


@pytest.fixture
def history(desk, city):
    """A function of a seed: persons of two levels and several cities, ties that come and go, visits alone and joint."""

    def tell(seed: int) -> None:
        dice = random.Random(seed)
        desk.rooms.bring(4, 9)
        organ, citizen = city
        desk.rooms.organ.refresh_from_db()
        bodies = [
            Term.objects.create(
                body=Body.objects.create(kind="congress", level=level, area_code=code, place=place), number=1, name=place
            )
            for level, code, place in (("national", "", ""), ("municipal", "210200", "大连市"))
        ]  # fmt: skip
        for person in desk.people:
            Mandate.objects.filter(person=person).update(
                from_on=_some_day(dice), delegation=dice.choice(["沈阳", "大连", "解放军"])
            )
            if dice.random() < 0.4:
                Mandate.objects.create(
                    person=person, kind="deputy", term=dice.choice(bodies), delegation="大连", from_on=_some_day(dice)
                )  # fmt: skip
            for officer in dice.sample([desk.officer, desk.other, citizen], 2):
                made = tie(SYSTEM, person, officer=officer, from_on=_some_day(dice))
                if dice.random() < 0.3:
                    untie(SYSTEM, person, tie=made, on=min(made.from_on + 90 * DAY, TODAY))
        for _turn in range(14):
            _visit(dice, desk, citizen)
        keep_all()

    return tell


def _some_day(dice) -> date:
    return date(2025, 10, 1) + dice.randrange(400) * DAY


def _visit(dice, desk, citizen) -> None:
    on = date(2026, 1, 2) + dice.randrange(326) * DAY
    met = [person for person in dice.sample(desk.people, dice.choice([1, 1, 2, 3])) if _in_office(person, on)]
    if not met:
        return
    party = acts.Party(
        tuple(met),
        desk.officer,
        colleagues=(citizen,) if dice.random() < 0.4 else (),
        absent=frozenset({met[-1].pk}) if len(met) > 1 and dice.random() < 0.3 else frozenset(),
    )
    facts = {"form": dice.choice(["door", "seminar", "greeting", "telephone"]), "on": on}
    made = acts.record_new(
        actor_of(desk.officer), desk.rooms.organ, party=party, facts=facts, is_another=True
    )
    if dice.random() < 0.85:
        acts.approve(made, actor_of(desk.head))
        if dice.random() < 0.1:
            made.refresh_from_db()
            acts.reopen(made, desk.clerk, reason="人数有误")


def _in_office(person, day: date) -> bool:
    return any((row.from_on or day) <= day and (row.until_on or day) >= day for row in person.mandates.all())


def _states(owed: int, done: int, officer, on: date) -> set[str]:
    """The states of one duty, from the definitions in words."""
    gone, whole = (on - date(2026, 1, 1)).days + 1, 365
    found = {"owing"} if owed else {"nothing", "untied" if officer is None else "brief"}
    if officer is None:
        found.add("nobody")
    if not owed:
        return found
    found.add("fulfilled" if done >= owed else "behind")
    found |= {"once"} if done else {"none"}
    found |= {"twice"} if done >= 2 else set()
    for name, end in (("risk_quarter", end_of_quarter(on)), ("risk_year", date(2026, 12, 31))):
        then = (end - date(2026, 1, 1)).days + 1
        should = int(Fraction(owed * then, whole) + Fraction(1, 2))
        will = int(Fraction(done * then, gone))
        if will < should:
            found.add(name)
    return found


def _duties_by_hand(offices, on: date) -> list[dict]:
    found = []
    for office in offices:
        for pk, (_days, _tied, owed, done) in by_hand(office, on).items():
            person = Person.objects.get(pk=pk)
            tied = [
                t for t in person.ties.filter(office=office) if t.from_on <= on and (t.until_on or on) >= on
            ]
            if person.keeper_id != office.pk and not _tied_in_year(person, office, on):
                continue
            officer = max(tied, key=lambda t: (t.from_on, t.pk)).officer_id if tied else None
            found.append({**_seat(person, on), "office_id": str(office.pk), "officer_id": str(officer or ""),
                          "states": _states(owed, done, officer, on)})  # fmt: skip
    return found


def _tied_in_year(person, office, on: date) -> bool:
    return any(
        t.from_on <= on and (t.until_on or on) >= date(2026, 1, 1) for t in person.ties.filter(office=office)
    )


def _seat(person, on: date) -> dict:
    order = ["national", "provincial", "municipal", "county"]
    held = [m for m in person.mandates.select_related("term__body") if (m.from_on or date(2026, 1, 1)) <= on]
    best = min(held, key=lambda m: (order.index(m.term.body.level), -m.term.number, -m.pk))
    level = best.term.body.level
    if level in ("municipal", "county"):
        city = {"2101": "沈阳", "2102": "大连"}[best.term.body.area_code[:4]]
    else:
        city = best.delegation if best.delegation in figures.PLACES else ""
    return {"level": level, "city": city, "delegation": best.delegation}


@pytest.mark.parametrize("seed", range(4))
def test_every_figure_agrees_with_a_count_by_hand_on_three_days(desk, city, history, seed):
    history(seed)
    for on in DAYS:
        for office in (desk.rooms.organ, None):
            scope = Scope(2026, on, office.pk if office else None)
            total, parts = counts_of(desk.clerk, scope)
            by = _duties_by_hand([office] if office else [desk.rooms.organ, city[0]], on)
            assert total["every"] == len(by), (on, office)
            everywhere = Counter(state for row in by for state in row["states"])
            assert {name: total[name] for name in figures.FIGURES} == {
                name: everywhere[name] for name in figures.FIGURES
            }, (on, office)
            for dimension, keys in parts.items():
                expected = defaultdict(Counter)
                for row in by:
                    expected[row[dimension]].update({**Counter(row["states"]), "every": 1})
                assert {k: {n: c for n, c in v.items() if c} for k, v in keys.items()} == expected, (
                    on,
                    dimension,
                )
            assert figures.faults(total, total["every"]) == []


@pytest.mark.parametrize("seed", range(4, 8))
def test_visits_those_met_and_contacts_agree_with_a_count_by_hand(desk, city, history, seed):
    history(seed)
    organ, _citizen = city
    for on in DAYS:
        held = [v for v in Visit.objects.filter(stage="approved") if v.on <= on]
        houses = {v.pk: set(v.houses.values_list("office_id", flat=True)) for v in held}
        heads = {v.pk: v.met.filter(is_absent=False).count() for v in held}
        contacts = Counter(CountedContact.objects.filter(on__lte=on).values_list("office_id", flat=True))
        everywhere = tallies_of(desk.clerk, Scope(2026, on))
        one = tallies_of(desk.clerk, Scope(2026, on, desk.rooms.organ.pk))
        assert _triple(everywhere.total) == (len(held), sum(heads.values()), contacts.total())
        for office in (desk.rooms.organ, organ):
            own = [v for v in held if office.pk in houses[v.pk]]
            expected = (len(own), sum(heads[v.pk] for v in own), contacts[office.pk])
            assert _triple(everywhere.by_office[office.pk]) == expected
            assert _triple(everywhere.by_level[office.level]) == expected
        assert _triple(one.total) == _triple(everywhere.by_office[desk.rooms.organ.pk])
        months = Counter(v.on.month for v in held)
        assert {m: t.visits for m, t in everywhere.by_month.items() if t.visits} == dict(months)


def _triple(tally) -> tuple[int, int, int]:
    return tally.visits, tally.heads, tally.contacts


def test_a_joint_visit_counts_once_for_each_procuratorate_and_once_in_the_sum(desk, city):
    organ, citizen = city
    person = desk.people[0]
    desk.tie(person, desk.officer)
    desk.tie(person, citizen)
    visit = desk.met(date(2026, 3, 10), person, colleagues=(citizen,))
    found = tallies_of(desk.clerk, Scope(2026, TODAY))
    assert _triple(found.total) == (1, 1, 2)
    assert {level: _triple(t) for level, t in found.by_level.items()} == {
        "provincial": (1, 1, 1),
        "municipal": (1, 1, 1),
    }
    acts.reopen(visit, desk.clerk, reason="人数有误")
    assert _triple(tallies_of(desk.clerk, Scope(2026, TODAY)).total) == (0, 0, 0)
    assert set(MonthTally.objects.values_list("visits", "heads", "contacts")) == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("owed", "on", "by", "wanted"),
    [
        (2, date(2026, 2, 1), date(2026, 3, 31), 0),  # ninety days of a year owe 0.49: none yet
        (2, date(2026, 2, 1), date(2026, 6, 30), 1),  # 0.99: one; the pace of one in 32 days brings it
        (2, date(2026, 7, 10), date(2026, 9, 30), 1),
        (2, date(2026, 7, 10), date(2026, 12, 31), 2),
        (1, date(2026, 2, 1), date(2026, 3, 31), 0),  # a quarter of one contact is none
        (2, date(2026, 12, 31), date(2026, 12, 31), 2),
        (0, date(2026, 7, 10), date(2026, 12, 31), 0),
    ],
)  # fmt: skip
def test_so_many_contacts_must_stand_for_the_pace_to_do(owed, on, by, wanted):
    assert needed(owed, 2026, on, by) == wanted


def _numbers(page: str) -> list[tuple[int, str]]:
    """(number, address) of every link of the content that says a number and opens rows; tiles by what is owed."""
    body = page[page.index('id="content"') if 'id="content"' in page else 0 :]
    found = [
        (int(number), unescape(url))
        for url, number in re.findall(
            r'<a (?:class="rows" )?href="(/visits/[^"]+)">(?:<strong>)?(\d+)<', body
        )
    ]
    tiles = re.findall(r'<a href="([^"]+)" class="tile [^>]*>.*?<span>\d+/(\d+)</span>', body)
    return found + [(int(number), unescape(url)) for url, number in tiles]


def _rows(client, url: str) -> int:
    page = client.get(url + ("&" if "?" in url else "?") + "size=100")
    assert page.status_code == 200, url
    return len(page.context["rows"])


@pytest.mark.parametrize(
    "query", ["", "?office=all", "?on=2026-07-01", "?office=all&on=2026-07-01&level=provincial"]
)
def test_every_number_on_the_page_opens_just_its_rows(desk, city, history, client_of, query):
    history(11)
    clerk = client_of(desk.rooms.clerk)
    links = _numbers(clerk.get(reverse(PAGE) + query).content.decode())
    assert len(links) > 40
    wrong = [(number, url) for number, url in dict.fromkeys(links) if _rows(clerk, url) != number]
    assert wrong == []


def test_an_officer_sees_his_own_a_head_his_department_s_and_others_nothing(desk, city, history, client_of):
    history(12)
    seen = {}
    for user in (desk.rooms.clerk, desk.officer, desk.head, desk.rooms.stranger, city[1]):
        total, _parts = counts_of(actor_of(user), Scope(2026, TODAY, actor_of(user).organ_id))
        seen[user.username] = total["every"]
    own = {row["officer_id"] for row in _duties_by_hand([desk.rooms.organ], TODAY)}
    assert str(desk.officer.pk) in own
    hand = _duties_by_hand([desk.rooms.organ], TODAY)
    mine = sum(row["officer_id"] == str(desk.officer.pk) for row in hand)
    both = sum(row["officer_id"] in (str(desk.officer.pk), str(desk.other.pk)) for row in hand)
    assert seen["handler"] == mine and seen["head"] == both and seen["clerk"] == len(hand)
    assert seen["stranger"] == 0
    lower = client_of(city[1])
    assert lower.get(reverse(PAGE), {"office": desk.rooms.organ.pk}).status_code == 404
    assert lower.get(reverse(PAGE)).status_code == 200
    officer = client_of(desk.officer)
    assert officer.get(reverse(PAGE), {"office": city[0].pk}).status_code == 404
    links = _numbers(officer.get(reverse(PAGE)).content.decode())
    assert links and all(_rows(officer, url) == number for number, url in links)
    assert client_of(desk.rooms.auditor).get(reverse(PAGE)).status_code == 404


def test_the_page_takes_as_many_queries_for_one_deputy_as_for_three(desk, client_of):
    clerk, counts = client_of(desk.rooms.clerk), []
    for person in desk.people:
        desk.tie(person, desk.officer)
        desk.met(date(2026, 3, 10), person)
        with CaptureQueriesContext(connection) as asked:
            clerk.get(reverse(PAGE))
        counts.append(len(asked))
    assert counts[0] == counts[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_answers_without_anybody_and_with_nonsense_in_the_address(desk, client_of, language):
    clerk = client_of(desk.rooms.clerk)
    Mandate.objects.all().delete()
    for query in ("", "?year=1980&on=x&level=y&kind=z", "?year=2025", "?on=2031-01-01"):
        assert page_in(clerk, language, reverse(PAGE) + query).status_code == 200


@pytest.mark.parametrize(
    ("over", "under", "words", "step"),
    [(1899, 2000, "94.9%", 3), (19, 20, "95%", 4), (79, 100, "79%", 1), (1599, 2000, "79.9%", 1), (0, 0, "—", 1), (8, 9, "89%", 2)],
)  # fmt: skip
def test_a_tile_never_seems_to_stand_in_another_step(over, under, words, step):
    assert (figures.said(over, under), figures.step_of(over, under)) == (words, step)
