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


def test_an_officer_leaves_in_june(june, client_of, freeze):
    """He has a plan, a follow-up, a deputy's matter with a promise; two colleagues take over, each signs."""
    first, second = june.people[:2]
    desk, organ = june, june.rooms.organ
    plan = visits.plan(
        june.clerk, organ, party=june.party(first), facts={"form": "door", "planned_on": date(2026, 6, 20), "purpose": "走访"}
    )  # fmt: skip
    early = visits.plan(
        june.clerk, organ, party=june.party(second), facts={"form": "door", "planned_on": date(2026, 6, 12)}
    )
    met = june.met(date(2026, 3, 10), second)
    Visit.objects.filter(pk=met.pk).update(follow_up="寄送典型案例", follow_up_due_on=date(2026, 6, 30))
    Commitment.objects.create(
        matter=Matter.objects.get(signatories__person=first), text="年底前建成", due_on=date(2026, 12, 31)
    )
    clerk, giver, taker = (client_of(user) for user in (june.rooms.clerk, june.officer, june.other))

    clerk.post(
        reverse("liaison:handover_draw_up"),
        {"giver": june.officer.pk, "day": "2026-06-15", "why": "调离", "taker": june.other.pk},
    )
    handover = Handover.objects.get()
    lines = {line.person: line for line in handover.lines.all()}
    assert (
        Notice.objects.filter(
            user__in=[june.officer, june.head], entry__act="liaison.draw_up_handover"
        ).count()
        == 2
    )
    third = user_in(june.head.posts.get().unit, "third", Role.HANDLER)
    takers = {str(lines[first].pk): june.other.pk, str(lines[second].pk): third.pk}
    clerk.post(reverse("liaison:handover_name_takers", args=[handover.pk]), takers)

    desk_page = giver.get("/").content.decode()
    assert "Sign the handover" in desk_page
    notes = {str(lines[first].pk): "关心未成年人保护，宜周末登门", str(lines[second].pk): ""}
    assert giver.post(reverse("liaison:handover_give", args=[handover.pk]), notes).status_code == 302
    page = taker.get(handover.get_absolute_url()).content.decode()
    for words in ("宜周末登门", "2026-06-20", "寄送典型案例", "2026-03-10"):
        assert words in page
    assert "2026-06-12" not in page, "what he still does himself is not handed over"
    assert officers_on(FIRST)[0][1] == "handler", "nothing moves before all have signed"

    assert taker.post(reverse("liaison:handover_take", args=[handover.pk])).status_code == 302
    assert fresh(handover).stage == "given"
    with pytest.raises(Refused):
        acts.take(fresh(handover), desk.as_(june.other))
    acts.take(fresh(handover), june.as_(third))

    assert fresh(handover).stage == "taken"
    assert officers_on(date(2026, 6, 14)) == [
        (first.name, "handler"),
        (second.name, "handler"),
        (june.people[2].name, "other"),
    ]
    assert officers_on(FIRST) == [
        (first.name, "other"),
        (second.name, "third"),
        (june.people[2].name, "other"),
    ]
    plan.refresh_from_db(), early.refresh_from_db(), met.refresh_from_db()
    assert (plan.officer, early.officer, met.officer, met.follow_up_by) == (
        june.other,
        june.officer,
        june.officer,
        third,
    )
    assert Entry.objects.filter(act="liaison.hand_on").count() == 2
    freeze(date(2026, 6, 20))
    visits.follow_up(met, june.as_(third), on=date(2026, 6, 18))
    visits.record(
        plan,
        june.as_(june.other),
        party=june.party(first, officer=june.other),
        facts={"form": "door", "on": date(2026, 6, 20)},
    )
    visits.approve(Visit.objects.get(pk=plan.pk), june.as_(june.head))
    assert CountedContact.objects.get(visit=plan).officer == june.other  # fmt: skip


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
