"""Ties: everybody has an officer, the hard rules hold, nobody is moved without need, and the points are the fewest."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from lianluo.liaison.assigning import assign
from lianluo.liaison.assigning_case import Deputy, Officer, Rules, Standing, cases

RULES = Rules(
    allowed={
        "national": {"chief": 0},
        "provincial": {"deputy_chief": 0, "manager": 3},
        "municipal": {"manager": 0, "deputy_chief": 8},
    },
    area=30, field=10, keep=None, fairness=2, gap=0.0,
)  # fmt: skip
AREAS, FIELDS = ("2101", "2102", "2103"), ("law", "farming", "medicine")


def officers(*extra: Officer, capacity=24):
    return (
        Officer("chief", "chief", frozenset({"21"}), capacity=capacity),
        Officer("he", "deputy_chief", frozenset({"2101"}), fields=frozenset({"law"}), capacity=capacity),
        Officer("lin", "manager", frozenset({"2102"}), fields=frozenset({"farming"}), capacity=capacity),
        Officer("yu", "manager", frozenset({"2103"}), capacity=capacity),
        *extra,
    )


deputies_drawn = some.lists(
    some.builds(
        Deputy,
        key=some.integers(0, 99),
        level=some.sampled_from(sorted(RULES.allowed)),
        area=some.sampled_from(("", "210101", "210202", "2103")),
        fields=some.frozensets(some.sampled_from(FIELDS), max_size=2),
        contacts=some.sampled_from((2, 2, 4)),
    ),
    min_size=1, max_size=9, unique_by=lambda each: each.key,
)  # fmt: skip
ranks = {each.key: each.rank for each in officers()}


def who(plan):
    return {line.deputy: line.officer for line in plan.lines}


def standing(plan):
    return tuple(Standing(line.deputy, line.officer) for line in plan.lines)


@settings(deadline=None, max_examples=40)
@given(deputies_drawn, some.data())
def test_everybody_has_an_officer_whom_the_rules_allow_and_who_has_room(deputies, data):
    people = officers(capacity=data.draw(some.integers(8, 40)))
    plan = assign(deputies, people, (), RULES)
    if not plan.is_complete:
        assert plan.lines == () and plan.shortages[0].ways
        return
    assert sorted(who(plan)) == sorted(each.key for each in deputies)
    assert all(ranks[who(plan)[each.key]] in RULES.allowed[each.level] for each in deputies)
    for load in plan.loads:
        carried = [each.contacts for each in deputies if who(plan)[each.key] == load.officer]
        assert (load.deputies, load.contacts) == (len(carried), sum(carried))
        assert load.contacts <= load.capacity
    assert plan.cost == sum(line.points for line in plan.lines) + sum(load.points for load in plan.loads)
    assert plan.bound == plan.cost and plan.gap == 0


def cheapest(deputies, people, ties, rules):
    """The fewest points over every plan there is, counted anew; None where there is none."""
    [case] = cases(tuple(deputies), people, ties, rules)
    before = {tie.deputy: tie.officer for tie in ties}
    best = None
    for choice in product(people, repeat=len(deputies)):
        pairs = list(zip(deputies, choice, strict=True))
        if any(who.rank not in rules.allowed[whom.level] for whom, who in pairs):
            continue
        points = 0
        for each in people:
            carried = sum(whom.contacts for whom, who in pairs if who == each)
            if carried > each.capacity:
                break
            points += sum(
                rules.fairness * max(part for part in range(8) if each.capacity * part // 8 <= contact)
                for contact in range(carried)
            )
        else:
            for whom, officer in pairs:
                points += rules.allowed[whom.level][officer.rank]
                points += rules.area * bool(
                    whom.area and not any(whom.area.startswith(code) for code in officer.areas)
                )
                points += rules.field * bool(whom.fields and not whom.fields & officer.fields)
                had = case.by_key.get(before.get(whom.key))
                points += rules.keep * bool(had and had.rank in rules.allowed[whom.level] and had != officer)
            best = points if best is None else min(best, points)
    return best


@settings(deadline=None, max_examples=25)
@given(
    some.lists(
        deputies_drawn.map(lambda rows: rows[0]), min_size=1, max_size=5, unique_by=lambda each: each.key
    ),
    some.data(),
)
def test_no_plan_costs_less(deputies, data):
    people = officers(capacity=data.draw(some.sampled_from((6, 8, 11, 24))))
    ties = tuple(
        Standing(each.key, data.draw(some.sampled_from(("chief", "he", "lin", "yu", "gone"))))
        for each in deputies
    )
    rules = replace(RULES, keep=data.draw(some.sampled_from((0, 5, 20))))
    plan, least = assign(deputies, people, ties, rules), cheapest(deputies, people, ties, rules)
    assert plan.is_complete == (least is not None)
    if least is not None:
        assert plan.cost == least


@settings(deadline=None, max_examples=20)
@given(deputies_drawn, some.randoms())
def test_the_order_of_asking_changes_nothing(deputies, dice):
    shuffled, people = list(deputies), list(officers())
    dice.shuffle(shuffled)
    dice.shuffle(people)
    once, again = assign(deputies, officers(), (), RULES), assign(shuffled, people, (), RULES)
    assert (once.lines, once.loads, once.shortages) == (again.lines, again.loads, again.shortages)


@settings(deadline=None, max_examples=20)
@given(deputies_drawn, some.sampled_from((None, 0, 20)), some.sampled_from((0.0, 0.05)))
def test_a_plan_carried_out_is_not_planned_otherwise(deputies, keep, gap):
    rules = replace(RULES, keep=keep, gap=gap)
    first = assign(deputies, officers(capacity=40), (), rules)
    again = assign(deputies, officers(capacity=40), standing(first), rules)
    assert who(again) == who(first)
    assert {reason.code for line in again.lines for reason in line.reasons} >= {"kept"}


@settings(deadline=None, max_examples=20)
@given(deputies_drawn)
def test_who_joins_moves_nobody(deputies):
    joined = Deputy("new", "municipal", "2102")
    before = assign([replace(each, key=str(each.key)) for each in deputies], officers(capacity=40), (), RULES)
    rows = [*(replace(each, key=str(each.key)) for each in deputies), joined]
    after = assign(rows, officers(capacity=40), standing(before), RULES)
    assert {key: officer for key, officer in who(after).items() if key != "new"} == who(before)
    [line] = [line for line in after.lines if line.deputy == "new"]
    assert "new" in {reason.code for reason in line.reasons}


@settings(deadline=None, max_examples=20)
@given(deputies_drawn)
def test_an_officer_who_leaves_is_the_only_one_replaced(deputies):
    before = assign(deputies, officers(capacity=60), (), RULES)
    staying = tuple(each for each in officers(capacity=60) if each.key != "lin")
    after = assign(deputies, staying, standing(before), RULES)
    for line in after.lines:
        was = who(before)[line.deputy]
        assert (line.officer == was) == (was != "lin")
        assert ("officer_left" in {reason.code for reason in line.reasons}) == (was == "lin")


def test_a_tie_ends_only_for_more_than_the_stated_gain():
    deputy, people = Deputy(1, "provincial", "2102"), officers()
    ties = (Standing(1, "he"),)  # Lin is in charge of 2102: 30 points, less 3 for the rank
    assert who(assign([deputy], people, ties, replace(RULES, keep=27))) == {1: "he"}
    moved = assign([deputy], people, ties, replace(RULES, keep=26))
    assert who(moved) == {1: "lin"}
    assert [(each.code, each.about, each.points) for each in moved.lines[0].reasons] == [
        ("level", "manager", 3), ("area", "2102", 0), ("moved", "he", 26)
    ]  # fmt: skip


def test_where_a_hard_rule_forces_it_as_few_ties_end_as_can_be():
    people = officers(Officer("shi", "manager", capacity=40), capacity=8)
    rows = [Deputy(n, "municipal", contacts=2) for n in range(5)]
    plan = assign(rows, people, [Standing(n, "yu") for n in range(5)], RULES)
    assert sum(officer != "yu" for officer in who(plan).values()) == 1


def test_what_the_office_fixed_stays_against_the_rule_of_levels():
    plan = assign([Deputy(1, "national")], officers(), [Standing(1, "yu", fixed=True)], RULES)
    assert who(plan) == {1: "yu"}
    left = assign([Deputy(1, "national")], officers()[:3], [Standing(1, "yu", fixed=True)], RULES)
    assert who(left) == {1: "chief"}


def test_loads_are_even_where_nothing_else_speaks():
    people = [Officer(n, "manager", capacity=16) for n in range(4)]
    plan = assign([Deputy(n, "municipal") for n in range(12)], people, (), RULES)
    assert {load.contacts for load in plan.loads} == {6}


def test_a_level_without_officers_is_named():
    people = [each for each in officers() if each.rank != "chief"]
    plan = assign([Deputy(1, "national"), Deputy(2, "municipal")], people, (), RULES)
    [shortage] = plan.shortages
    assert shortage.uncovered == (("national", 1),)
    assert {(each.rule, each.level, each.by) for way in shortage.ways for each in way} == {
        ("level", "national", 1)
    }


def test_short_capacity_is_named_with_both_ways_out():
    rows = [Deputy(n, "national") for n in range(5)]
    [shortage] = assign(rows, officers(capacity=6), (), RULES).shortages
    [capacity], levels = shortage.ways
    assert (capacity.rule, capacity.rank, capacity.by, capacity.officers) == (
        "capacity",
        "chief",
        4,
        (("chief", 4),),
    )
    assert {(each.rule, each.level) for each in levels} == {("level", "national")}
    assert sum(each.by for each in levels) == 2


@settings(deadline=None, max_examples=25)
@given(deputies_drawn, some.integers(0, 10))
def test_the_relief_of_capacity_is_enough_and_not_more(deputies, capacity):
    people = officers(capacity=capacity)
    plan = assign(deputies, people, (), RULES)
    if plan.is_complete:
        return
    [more] = [way for way in plan.shortages[0].ways if way[0].rule == "capacity"]
    by = dict(pair for relief in more for pair in relief.officers)
    widened = [replace(each, capacity=capacity + by.get(each.key, 0)) for each in people]
    assert assign(deputies, widened, (), RULES).is_complete
    first = min(by)
    short = [replace(each, capacity=each.capacity - (each.key == first)) for each in widened]
    assert not assign(deputies, short, (), RULES).is_complete


def test_offices_are_planned_apart_and_summed():
    rows = [Deputy((n), "municipal", office=n % 3) for n in range(9)]
    people = [Officer(n, "manager", office=n) for n in range(2)]
    heard = []
    plan = assign(rows, people, (), RULES, told=lambda *each: heard.append(each))
    assert {line.officer for line in plan.lines if line.deputy % 3 == 1} == {1}
    assert [(each.office, each.ways[0][0].rule, each.ways[0][0].by) for each in plan.shortages] == [
        (2, "no_officers", 3)
    ]
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_a_key_twice_and_numbers_below_nothing_are_refused():
    for rows, people, rules in (
        ([Deputy(1, "municipal")] * 2, officers(), RULES),
        ([Deputy(1, "municipal", contacts=-1)], officers(), RULES),
        ([], officers() * 2, RULES),
        ([], officers(), replace(RULES, area=-1)),
    ):
        with pytest.raises(ValueError):
            assign(rows, people, (), rules)
