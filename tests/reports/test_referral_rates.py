"""The four rates: what each counts, what it is divided by, that every figure opens exactly the rows it counted."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.actions import referral_text as texts
from lianluo.matters.models import Referral, Withheld
from lianluo.reports import referral_figures as figures
from lianluo.reports import referral_queries as queries
from lianluo.reports.figures import share
from tests.matters.referral_cast import FEEDBACK, RESULT, cast_of

TODAY = date(2026, 3, 2)


@pytest.fixture
def standing(freeze):
    return freeze(TODAY)


@pytest.fixture
def cases(standing, rooms):
    return cast_of(rooms)


def counts(cases, **scope) -> dict[str, int]:
    office = cases.rooms.organ.pk
    return queries.counts_of(cases.as_("clerk"), queries.Scope(office, **scope))


def rate(found: dict[str, int], name: str):
    (one,) = [rate for rate in (*figures.RATES, *figures.BESIDE) if rate.name == name]
    return share(found[one.numerator], found[one.denominator])


def told_by_telephone(cases) -> Referral:
    """Contacted, but not met; told, but silent."""
    case = cases.signed_for()
    cases.contact(case, way="telephone", place="")
    handling.choose_outcome(case, cases.as_("handler"), outcome="终结")
    texts.approve(cases.submitted(case, "result", RESULT), cases.as_("leader"))
    texts.approve(cases.submitted(case, "feedback", FEEDBACK), cases.as_("leader"), withheld=Withheld.values)
    case.refresh_from_db()
    return case


def test_nothing_to_divide_by_is_neither_none_nor_all(cases, client_of):
    found = counts(cases)
    assert all(rate(found, one.name) is None for one in figures.RATES)
    page = client_of(cases.users["clerk"]).get(reverse("reports:referrals")).content.decode()
    assert page.count("<strong>—</strong>") >= 4


def test_all_that_is_done_is_a_hundred(cases):
    cases.closed()
    cases.registered()
    referrals.turn_away(cases.registered(), cases.as_("clerk"), reason="属代表建议")
    found = counts(cases)
    assert (found["received"], found["counted"], found["accepted"], found["turned_away"]) == (3, 2, 1, 1)
    assert [rate(found, name) for name in ("met_rate", "closed_rate", "feedback_rate")] == [100, 100, 100]
    assert rate(found, "satisfaction_rate") == 0, "basically satisfied is not added"
    assert found["basically"] == 1


def test_what_is_not_done_shows(cases, freeze):
    cases.closed()
    case = told_by_telephone(cases)
    handling.close_without_feedback(case, cases.as_("clerk"), reason="代表已离任")
    cases.fed_back()
    declined = cases.signed_for()
    cases.contact(declined, way="", place="", exception="代表书面谢绝")
    freeze(TODAY + timedelta(120))
    found = counts(cases)
    assert (found["met"], found["contacted"], found["declined"], found["not_met"]) == (2, 1, 1, 0)
    assert (found["closed"], found["overdue"], found["fed_back"], found["unfed"]) == (2, 2, 1, 1)
    assert rate(found, "met_rate") == 50 and rate(found, "feedback_rate") == 50
    assert (found["told"], found["rated"], found["silent"]) == (2, 1, 1)
    assert rate(found, "return_rate") == 50


def test_everything_adds_up_and_opens_its_rows(cases, client_of):
    cases.closed(chain="spp", came_by="paper")
    cases.fed_back()
    cases.handed_over()
    referrals.withdraw(cases.registered(), cases.as_("clerk"), reason="代表撤回")
    found = counts(cases)
    assert figures.faults(found, {name: name for name in found}) == []
    client = client_of(cases.users["superior"])
    query = {"office": cases.rooms.organ.pk}
    for name, number in found.items():
        page = client.get(reverse("reports:referral_rows", args=[name]), query)
        assert page.context["total"] == str(number), name
    assert client.get(reverse("reports:referral_rows", args=["nothing"]), query).status_code == 404


def test_chain_days_and_office_narrow_the_count(cases, client_of):
    cases.registered(chain="spp", came_by="paper")
    cases.registered(received_on=date(2025, 12, 1))
    assert counts(cases, chain="spp")["received"] == 1
    assert counts(cases, first=date(2026, 1, 1))["received"] == 1
    assert counts(cases, last=date(2025, 12, 31))["received"] == 1
    client = client_of(cases.users["clerk"])
    assert client.get(reverse("reports:referrals"), {"from": "2026-13-99", "chain": "x"}).status_code == 200
    elsewhere = cases.users["stranger"].posts.get().unit_id
    assert client.get(reverse("reports:referrals"), {"office": elsewhere}).status_code == 404
    for name in ("head", "handler", "auditor", "sysadmin"):
        assert client_of(cases.users[name]).get(reverse("reports:referrals")).status_code == 404


def test_three_cases_cost_as_many_queries_as_one(cases, client_of):
    client = client_of(cases.users["clerk"])
    addresses = [
        reverse("reports:referrals"), reverse("matters:referrals"), reverse("matters:referral_looks"),
        reverse("matters:referral_ledger"), reverse("matters:referrals_of_person", args=[cases.deputy.pk]),
    ]  # fmt: skip

    def cost() -> list[int]:
        taken = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as log:
                b"".join(client.get(address))
            taken.append(len(log))
        return taken

    cases.closed()
    one = cost()
    cases.closed()
    cases.met()
    assert cost() == one
