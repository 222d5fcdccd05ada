"""The pages about ties: the board, deputies without an officer, an officer's page, a proposal."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Post, Role
from lianluo.foundation import jobs
from lianluo.journal.models import Entry
from lianluo.liaison.actions import handover as handovers
from lianluo.liaison.models import OfficerCharge, TieProposal
from lianluo.people.models import Tie
from lianluo.rules.models import Rule
from tests.liaison.conftest import TODAY
from tests.rooms import LANGUAGES, page_in, user_in


def text_of(client, name: str, *args, **query) -> str:
    return client.get(reverse(f"liaison:{name}", args=args), query).content.decode()


def test_the_board_says_who_has_too_many_and_who_has_nobody(desk, client_of):
    clerk = client_of(desk.rooms.clerk)
    for person in desk.people[:2]:
        desk.tie(person, desk.officer)
    Rule.objects.filter(key="tie.load").update(value="3")
    page = text_of(clerk, "ties")
    assert "handler" in page and "4 of 3 a year, 1 too many" in page and "第一检察部" in page
    assert "Without officer" in page and desk.people[2].name not in page
    assert desk.people[2].name in text_of(clerk, "ties_nobody")
    assert "handler" in text_of(clerk, "ties", tab="over") and ">head<" in text_of(clerk, "ties", tab="free")


def test_an_officer_who_left_stays_on_the_board_until_his_deputies_are_handed_over(desk, client_of):
    desk.tie(desk.people[0], desk.officer)
    Post.objects.filter(user=desk.officer).update(until_on=date(2026, 11, 1))
    assert "holds no post today" in text_of(client_of(desk.rooms.clerk), "ties")
    assert "handler" not in text_of(client_of(desk.head), "ties", tab="free")


def test_who_sees_whom_on_the_board(desk, client_of):
    next_unit = user_in(desk.rooms.organ, "leader", Role.LEADER)
    desk.tie(desk.people[0], desk.officer)
    desk.tie(desk.people[1], next_unit)
    seen = {user: text_of(client_of(user), "ties") for user in (desk.head, desk.officer, next_unit)}
    names = {user.username: [">handler<" in page, ">leader<" in page] for user, page in seen.items()}
    assert names == {"head": [True, False], "handler": [True, False], "leader": [True, True]}
    assert client_of(desk.rooms.auditor).get(reverse("liaison:ties")).status_code == 404
    assert client_of(desk.officer).get(reverse("liaison:officer", args=[next_unit.pk])).status_code == 404


def test_an_officer_is_suggested_with_reasons_and_named(desk, client_of):
    clerk, person = client_of(desk.rooms.clerk), desk.people[0]
    clerk.post(reverse("liaison:charge", args=[desk.head.pk]), {"capacity": "10", "delegations": ["沈阳"]})
    assert OfficerCharge.objects.get().delegations == ["沈阳"]
    page = text_of(clerk, "tie", person.pk)
    assert (
        "same area: 沈阳" in page and "rank: middle manager (5 points)" in page and "0 of 10 a year" in page
    )
    assert client_of(desk.head).get(reverse("liaison:tie", args=[person.pk])).status_code == 404
    clerk.post(reverse("liaison:tie", args=[person.pk]), {"officer": desk.head.pk, "from_on": str(TODAY)})
    assert Tie.objects.get().officer == desk.head
    assert clerk.get(reverse("liaison:tie", args=[person.pk])).status_code == 404, "he has somebody now"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"capacity": "-1"}, "greater than or equal to 0"),
        ({"delegations": ["某地"]}, "not one of the available choices"),
    ],
)
def test_a_charge_that_cannot_be_comes_back(desk, client_of, wrong, words):
    url = reverse("liaison:charge", args=[desk.head.pk])
    assert words in client_of(desk.rooms.clerk).post(url, wrong).content.decode()
    assert not OfficerCharge.objects.exists()


def test_a_tie_is_changed_and_ended_with_its_reason(desk, client_of):
    clerk = client_of(desk.rooms.clerk)
    tie = desk.tie(desk.people[0], desk.officer)
    page = text_of(clerk, "officer", desk.officer.pk)
    assert desk.people[0].name in page and reverse("liaison:tie_move", args=[tie.pk]) in page
    clerk.post(
        reverse("liaison:tie_move", args=[tie.pk]),
        {"other": desk.head.pk, "from_on": str(TODAY), "reason": "工作调整"},
    )
    moved = Tie.objects.get(officer=desk.head)
    tie.refresh_from_db()
    assert (str(tie.until_on), moved.from_on) == ("2026-11-23", TODAY)
    entry = Entry.objects.filter(act="people.move_tie").get()
    assert (entry.facts["reason"], entry.facts["before"], entry.facts["officer"]) == (
        "工作调整",
        "handler",
        "head",
    )
    clerk.post(reverse("liaison:tie_end", args=[moved.pk]), {"from_on": "2026-12-01", "reason": "代表调离"})
    moved.refresh_from_db()
    assert str(moved.until_on) == "2026-11-30"
    page = clerk.post(
        reverse("liaison:tie_end", args=[moved.pk]), {"from_on": str(TODAY), "reason": "误"}
    ).content.decode()
    assert "begins on that very day" in page


def test_a_proposal_from_button_to_ties(desk, client_of):
    clerk = client_of(desk.rooms.clerk)
    answer = clerk.post(reverse("liaison:propose_ties"), {"day": str(TODAY)})
    jobs.run_waiting()
    assert "1" in clerk.get(answer["Location"]).content.decode()
    proposal = TieProposal.objects.get()
    page = clerk.get(proposal.get_absolute_url()).content.decode()
    assert "has nobody today" in page and "It costs" in page and "Accept all changes" in page
    line = proposal.lines.first()
    accept = reverse("liaison:tie_proposal_accept", args=[proposal.pk])
    chosen = clerk.post(accept, {"ids": [line.pk]})
    assert "1 changes" in clerk.get(chosen["Location"]).content.decode()
    clerk.post(chosen["Location"], {"from_on": str(TODAY), "once": "a"})
    assert list(Tie.objects.values_list("person", flat=True)) == [line.person_id]
    every = clerk.post(accept, {"every": "1", "query": "tab=changes"})
    page = clerk.post(every["Location"], {"from_on": str(TODAY), "once": "b"}, follow=True).content.decode()
    assert "2 ties change" in page and Tie.objects.count() == 3
    assert client_of(desk.head).get(proposal.get_absolute_url()).status_code == 404


def test_a_setting_that_cannot_be_read_is_told_by_the_job(desk, client_of):
    Rule.objects.filter(key="tie.points").update(value="均衡 2")
    clerk = client_of(desk.rooms.clerk)
    answer = clerk.post(reverse("liaison:propose_ties"), {"day": str(TODAY)})
    jobs.run_waiting()
    assert "does not give points for each of these" in clerk.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    "name", ["ties", "ties_nobody", "tie_proposals", "handovers", "officer", "tie_proposal", "handover"]
)
def test_one_row_and_three_rows_take_the_same_number_of_queries(desk, client_of, name):
    clerk = client_of(desk.rooms.clerk)
    counts = []
    for n in (1, 3):
        Tie.objects.all().delete()
        if name != "ties_nobody":
            for place in range(n):
                user = (
                    desk.officer
                    if name in ("officer", "handover")
                    else [desk.officer, desk.other, desk.head][place]
                )
                desk.tie(desk.people[place], user)
        else:
            for person in desk.people[n:]:
                desk.tie(person, desk.officer)
        url = _address(desk, clerk, name, n)
        clerk.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def _address(desk, clerk, name: str, n: int) -> str:
    if name == "officer":
        return reverse("liaison:officer", args=[desk.officer.pk])
    if name.startswith("tie_proposal"):
        clerk.post(reverse("liaison:propose_ties"), {"day": str(TODAY), "once": str(n)})
        jobs.run_waiting()
        if name == "tie_proposal":
            return TieProposal.objects.first().get_absolute_url()
    if name.startswith("handover"):
        for user in {tie.officer for tie in Tie.objects.all()}:
            for each in handovers.Handover.objects.filter(giver=user, stage="drafted"):
                handovers.call_off(each, desk.clerk, reason="重做")
            made = handovers.draw_up(desk.clerk, desk.rooms.organ, giver=user, day=TODAY)
        if name == "handover":
            return made.get_absolute_url()
    return reverse(f"liaison:{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_both_languages(desk, client_of, language):
    desk.tie(desk.people[0], desk.officer)
    for name in ("ties", "ties_nobody", "handovers", "tie_proposals", "propose_ties", "handover_draw_up"):
        page = page_in(client_of(desk.rooms.clerk), language, reverse(f"liaison:{name}"))
        assert page.status_code == 200
        assert ("联络" in page.content.decode()) == (language == "zh-hans")
