"""The handover of an officer: what is passed on, who signs, what moves and when."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lianluo.accounts.models import Post, Role, User
from lianluo.foundation import jobs
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.models import Entry, Notice
from lianluo.liaison.actions import handover as acts
from lianluo.liaison.actions import visit as visits
from lianluo.liaison.handover_queries import open_work
from lianluo.liaison.models import CountedContact, Handover, Visit
from lianluo.matters.models import Commitment, Matter
from lianluo.people.models import Person, Tie
from tests.rooms import user_in

JUNE, FIRST = date(2026, 6, 10), date(2026, 6, 15)


@pytest.fixture
def june(desk, freeze):
    """In June: the officer looks after two deputies, the other after the third."""
    freeze(JUNE)
    for person in desk.people[:2]:
        desk.tie(person, desk.officer)
    desk.tie(desk.people[2], desk.other)
    return desk


def drawn_up(desk, *takers: User, day=FIRST) -> Handover:
    chosen = dict(zip((person.pk for person in desk.people), takers, strict=False))
    return acts.draw_up(desk.clerk, desk.rooms.organ, giver=desk.officer, day=day, why="调离", takers=chosen)


def fresh(handover: Handover) -> Handover:
    return Handover.objects.get(pk=handover.pk)


def officers_on(day: date) -> list[tuple[str, str]]:
    rows = Tie.objects.filter(from_on__lte=day).exclude(until_on__lt=day).order_by("person__pk")
    return list(rows.values_list("person__name", "officer__username"))


def work_of(june) -> tuple[Visit, Visit, Visit]:
    """A plan for after the handover, one for before it, and a contact of March with something left to be done."""
    first, second = june.people[:2]
    plan, early = (
        visits.plan(
            june.clerk,
            june.rooms.organ,
            party=june.party(person),
            facts={"form": "door", "planned_on": date(2026, 6, day)},
        )
        for person, day in ((first, 20), (second, 12))
    )
    met = june.met(date(2026, 3, 10), second)
    Visit.objects.filter(pk=met.pk).update(follow_up="寄送典型案例", follow_up_due_on=date(2026, 6, 30))
    return plan, early, met


def test_an_officer_leaves_in_june(june, client_of, freeze):
    """Two colleagues take over; each signs; then the ties, the plan and the follow-up are theirs."""
    first, second, rest = june.people
    plan, early, met = work_of(june)
    clerk, giver, taker = (client_of(user) for user in (june.rooms.clerk, june.officer, june.other))
    facts = {"giver": june.officer.pk, "day": str(FIRST), "why": "调离", "taker": june.other.pk}
    clerk.post(reverse("liaison:handover_draw_up"), facts)
    handover = Handover.objects.get()
    told = Notice.objects.filter(entry__act="liaison.draw_up_handover")
    assert {notice.user for notice in told} == {june.officer, june.head}
    third = user_in(june.head.posts.get().unit, "third", Role.HANDLER)
    lines = {line.person: str(line.pk) for line in handover.lines.all()}
    takers = {lines[first]: june.other.pk, lines[second]: third.pk}
    clerk.post(reverse("liaison:handover_name_takers", args=[handover.pk]), takers)

    assert "Sign the handover" in giver.get("/").content.decode()
    notes = {lines[first]: "宜周末登门", lines[second]: ""}
    giver.post(reverse("liaison:handover_give", args=[handover.pk]), notes)
    page = taker.get(handover.get_absolute_url()).content.decode()
    assert all(words in page for words in ("宜周末登门", "2026-06-20", "寄送典型案例", "2026-03-10"))
    assert "2026-06-12" not in page, "what he still does himself is not handed over"

    taker.post(reverse("liaison:handover_take", args=[handover.pk]))
    assert fresh(handover).stage == "given" and officers_on(FIRST)[0][1] == "handler"
    with pytest.raises(Refused):
        acts.take(fresh(handover), june.as_(june.other))
    acts.take(fresh(handover), june.as_(third))
    assert fresh(handover).stage == "taken"
    before = [(first.name, "handler"), (second.name, "handler"), (rest.name, "other")]
    assert officers_on(date(2026, 6, 14)) == before
    assert officers_on(FIRST) == [(first.name, "other"), (second.name, "third"), (rest.name, "other")]
    for visit in (plan, early, met):
        visit.refresh_from_db()
    assert (plan.officer, early.officer, met.follow_up_by) == (june.other, june.officer, third)
    assert Entry.objects.filter(act="liaison.hand_on").count() == 2


def test_what_was_taken_over_is_done_by_the_takers(june, freeze):
    first, second = june.people[:2]
    plan, _early, met = work_of(june)
    handover = drawn_up(june, june.other, june.other)
    acts.give(handover, june.as_(june.officer), notes={})
    acts.take(fresh(handover), june.as_(june.other))
    freeze(date(2026, 6, 20))
    visits.follow_up(met, june.as_(june.other), on=date(2026, 6, 18))
    party = june.party(first, officer=june.other)
    visits.record(plan, june.as_(june.other), party=party, facts={"form": "door", "on": date(2026, 6, 20)})
    visits.approve(plan, june.as_(june.head))
    assert CountedContact.objects.get(visit=plan).officer == june.other
    assert CountedContact.objects.get(visit=met).officer == june.officer, "March stays his"


def test_promises_and_matters_stand_on_the_slip(june):
    first = june.people[0]
    matter = Matter.objects.get(signatories__person=first)
    Commitment.objects.create(matter=matter, text="年底前建成", due_on=date(2026, 12, 31))
    kept = Commitment.objects.create(matter=matter, text="已建成", due_on=JUNE, kept_on=JUNE)
    work = open_work(june.clerk, drawn_up(june), [first.pk, june.people[1].pk])
    assert work[first.pk]["promises"] == [[matter.pk, "年底前建成", "2026-12-31"]] and kept.kept_on
    assert [row[0] for row in work[first.pk]["matters"]] == [matter.pk]
    assert work[june.people[1].pk]["promises"] == []


def test_what_the_giver_sees_is_what_is_kept(june):
    """A handler who was never given a matter does not pass its title on; the clerk who signs in his place does."""
    handover = drawn_up(june, june.other, june.other)
    acts.give(handover, june.as_(june.officer), notes={})
    assert [line.open_work["matters"] for line in handover.lines.all()] == [[], []]
    acts.send_back(fresh(handover), june.as_(june.other), reason="请补充备注")
    User.objects.filter(pk=june.officer.pk).update(is_active=False)
    acts.give_in_place(fresh(handover), june.clerk, reason="已调离")
    assert all(line.open_work["matters"] for line in handover.lines.all())
    assert fresh(handover).signed_by == june.rooms.clerk


def test_who_may_sign_and_what_must_be_there(june):
    handover = drawn_up(june, june.other)
    with pytest.raises(NotReady, match="1 deputies have no taker"):
        acts.give(handover, june.as_(june.officer), notes={})
    acts.name_takers(handover, june.clerk, takers={line.pk: june.other for line in handover.lines.all()})
    for user in (june.head, june.other, june.rooms.clerk):
        with pytest.raises(Refused):
            acts.give(handover, june.as_(user), notes={})
    with pytest.raises(NotReady, match="can still sign"):
        acts.give_in_place(handover, june.clerk, reason="出差")
    with pytest.raises(Refused):
        acts.take(handover, june.as_(june.head))
    with pytest.raises(WrongStage):
        acts.take(handover, june.as_(june.other))
    with pytest.raises(ValidationError, match="Nobody hands over to himself"):
        acts.name_takers(handover, june.clerk, takers={handover.lines.first().pk: june.officer})


@pytest.mark.parametrize("twice", [True, False])
def test_nothing_to_hand_over(june, twice):
    if twice:
        drawn_up(june)
    else:
        Tie.objects.filter(officer=june.officer).update(until_on=JUNE)
    with pytest.raises(NotReady, match="open already" if twice else "looks after nobody"):
        drawn_up(june)


def test_a_taker_without_a_post_on_that_day_cannot_sign(june):
    handover = drawn_up(june, june.other, june.other)
    acts.give(handover, june.as_(june.officer), notes={})
    Post.objects.filter(user=june.other).update(until_on=date(2026, 6, 14))
    with pytest.raises(ValidationError, match="other holds no post here on that day"):
        acts.take(fresh(handover), june.as_(june.other))
    acts.call_off(fresh(handover), june.clerk, reason="另行安排")
    assert officers_on(FIRST)[0][1] == "handler"


def test_a_deputy_who_went_elsewhere_meanwhile_is_named_and_stays(june):
    first, second = june.people[:2]
    handover = drawn_up(june, june.other, june.other)
    acts.give(handover, june.as_(june.officer), notes={})
    Tie.objects.filter(person=first).update(until_on=JUNE)
    june.tie(first, june.head, from_on=date(2026, 6, 11))
    acts.take(fresh(handover), june.as_(june.other))
    line = handover.lines.get(person=first)
    assert "head looks after the deputy" in line.refused and fresh(handover).stage == "taken"
    assert dict(officers_on(FIRST)) == {
        first.name: "head",
        second.name: "other",
        june.people[2].name: "other",
    }


def test_the_takers_are_sought_by_a_job(june, client_of):
    """Rank, area and load decide; nobody but the giver's deputies is touched."""
    answer = client_of(june.rooms.clerk).post(
        reverse("liaison:handover_draw_up"), {"giver": june.officer.pk, "day": "2026-06-15"}
    )
    assert "/jobs/" in answer["Location"] and not Handover.objects.exists()
    jobs.run_waiting()
    handover = Handover.objects.get()
    assert {line.taker for line in handover.lines.all()} == {june.head}
    assert {line.person for line in handover.lines.all()} == set(june.people[:2])


def test_the_slip_is_foreign_to_those_it_does_not_concern(june, client_of):
    handover = drawn_up(june, june.other, june.other)
    stranger = user_in(Post.objects.get(user=june.head).unit, "stranger2", Role.HANDLER)
    for user, status in ((june.rooms.clerk, 200), (june.officer, 200), (june.other, 200), (june.head, 200), (stranger, 404),
                         (june.rooms.stranger, 404), (june.rooms.auditor, 404)):  # fmt: skip
        assert client_of(user).get(handover.get_absolute_url()).status_code == status, user
    assert Person.objects.count() == 3
