"""More time for the result of a referred case: asked, granted, refused, revoked, and who learns of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lianluo.accounts.actor import SYSTEM
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Entry, Notice
from lianluo.matters.actions import referral_extension as more
from lianluo.matters.actions.referral_clock import reckon_anew
from lianluo.matters.models import Referral, ReferralExtension
from tests.matters.referral_cast import Cast, cast_of

TODAY = date(2026, 7, 1)
DUE, LATER, LATEST = date(2026, 10, 1), date(2026, 11, 2), date(2026, 12, 1)
REASON = "欧阳某甲的鉴定尚未作出"


@pytest.fixture
def standing(freeze):
    return freeze(TODAY)


@pytest.fixture
def cases(standing, rooms) -> Cast:
    return cast_of(rooms)


def fresh(case: Referral) -> Referral:
    return Referral.objects.select_related("matter").get(pk=case.pk)


def asked(cases: Cast, until: date = LATER, who: str = "handler", **facts) -> Referral:
    case = cases.met(**facts)
    more.ask_extension(case, cases.as_(who), until=until, reason=REASON)
    return fresh(case)


def test_granted_the_result_is_due_later_and_stays_so(cases):
    case = asked(cases)
    first = case.due_on
    assert first < LATER and case.extended_until is None
    more.grant_extension(case, cases.as_("leader"))
    case = fresh(case)
    assert (case.due_on, case.matter.due_on) == (LATER, LATER)
    assert reckon_anew(SYSTEM) == 0 and fresh(case).due_on == LATER
    more.revoke_extension(case, cases.as_("leader"), reason="鉴定已经作出")
    case = fresh(case)
    assert (case.due_on, case.matter.due_on, case.extended_until) == (first, first, None)


def test_a_second_one_goes_on_from_the_first_and_falls_back_to_it(cases):
    case, leader = asked(cases), cases.as_("leader")
    more.grant_extension(case, leader)
    more.ask_extension(fresh(case), cases.as_("head"), until=LATEST, reason="再延")
    more.grant_extension(fresh(case), leader, until=LATEST - timedelta(days=5))
    assert fresh(case).due_on == LATEST - timedelta(days=5)
    more.revoke_extension(fresh(case), leader, reason="不再需要")
    assert fresh(case).due_on == LATER


def test_refused_the_limit_stays(cases):
    case = asked(cases)
    before = case.due_on
    with pytest.raises(ValidationError):
        more.refuse_extension(case, cases.as_("leader"), reason=" ")
    more.refuse_extension(case, cases.as_("leader"), reason="理由不充分")
    assert fresh(case).due_on == before
    with pytest.raises(NotReady, match="No extension is asked for"):
        more.grant_extension(case, cases.as_("leader"))


def test_two_requests_at_once_are_impossible(cases):
    case = asked(cases)
    with pytest.raises(NotReady, match="asked for already"):
        more.ask_extension(case, cases.as_("head"), until=LATEST, reason="再延")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralExtension.objects.create(
            referral=case, asked_on=TODAY, asked_by=cases.users["head"], until=LATEST, reason="再延"
        )


def test_what_has_ended_is_neither_asked_for_nor_granted(cases, freeze):
    asked_in_time, late = asked(cases), cases.met()
    freeze(asked_in_time.due_on + timedelta(days=1))
    with pytest.raises(NotReady, match="cannot be extended"):
        more.ask_extension(late, cases.as_("handler"), until=LATEST, reason=REASON)
    with pytest.raises(NotReady, match="cannot be extended"):
        more.grant_extension(asked_in_time, cases.as_("leader"))
    more.refuse_extension(asked_in_time, cases.as_("leader"), reason="已经届满")


@pytest.mark.parametrize("facts", [{"until": TODAY}, {"reason": ""}])
def test_a_request_needs_a_later_day_and_a_reason(cases, facts):
    case = cases.met()
    with pytest.raises(ValidationError):
        more.ask_extension(case, cases.as_("handler"), **{"until": LATER, "reason": REASON, **facts})


def test_more_than_asked_for_is_not_granted(cases):
    with pytest.raises(ValidationError):
        more.grant_extension(asked(cases), cases.as_("leader"), until=LATEST)


def test_where_the_spp_set_the_day_its_consent_stands_first(cases):
    named = {"chain": "spp", "came_by": "paper", "named_due_on": DUE}
    case, leader = asked(cases, **named), cases.as_("leader")
    consent = {"agreed_by": "最高检检务督察局", "agreed_paper": "高检函〔2026〕7号", "agreed_on": TODAY}
    for missing in consent:
        with pytest.raises(ValidationError) as refused:
            more.grant_extension(case, leader, **{**consent, missing: None if missing == "agreed_on" else ""})
        assert missing in refused.value.message_dict
    assert fresh(case).due_on == DUE
    more.grant_extension(case, leader, **consent)
    assert fresh(case).due_on == LATER
    more.revoke_extension(case, leader, reason="最高检收回")
    assert fresh(case).due_on == DUE


def test_decisions_are_offered_where_a_request_waits(cases, client_of):
    leader, waiting, quiet = client_of(cases.users["leader"]), asked(cases), cases.met()
    assert "grant-extension" in leader.get(waiting.get_absolute_url()).content.decode()
    page = leader.get(quiet.get_absolute_url()).content.decode()
    assert "grant-extension" not in page and "Grant the extension" not in page


def test_who_may_not(cases):
    case = cases.met()
    for name in ("leader", "clerk", "other_handler", "chief", "superior", "stranger", "auditor"):
        with pytest.raises(Refused):
            more.ask_extension(case, cases.as_(name), until=LATER, reason=REASON)
    more.ask_extension(case, cases.as_("handler"), until=LATER, reason=REASON)
    for name in ("handler", "head", "clerk", "chief", "superior", "auditor"):
        with pytest.raises(Refused):
            more.grant_extension(case, cases.as_(name))


def test_only_the_access_list_is_told_and_the_reason_stays_with_the_case(cases):
    case = asked(cases, who="head")
    more.grant_extension(case, cases.as_("leader"))
    told = Notice.objects.filter(entry__act__contains="_extension").values_list("user__username", flat=True)
    assert set(told) == {"leader", "clerk", "handler", "head"}
    facts = Entry.objects.filter(act__contains="_extension").values_list("facts", flat=True)
    assert all(REASON not in str(each) for each in facts)
    assert not ReferralExtension.objects.visible_to(cases.as_("superior")).exists()


def test_the_page_shows_the_sum_and_the_steps(cases, client_of):
    case = asked(cases, chain="spp", came_by="paper", named_due_on=DUE)
    leader = client_of(cases.users["leader"])
    page = leader.get(f"/matters/referrals/{case.pk}/grant-extension/").content.decode()
    assert 'name="agreed_paper"' in page
    data = {
        "until": str(LATER),
        "agreed_by": "最高检",
        "agreed_on": str(TODAY),
        "agreed_paper": "高检函〔2026〕7号",
    }
    assert leader.post(f"/matters/referrals/{case.pk}/grant-extension/", data).status_code == 302
    page = leader.get(case.get_absolute_url()).content.decode()
    assert "高检函〔2026〕7号" in page and REASON in page and str(LATER) in page and str(DUE) in page
    assert (
        client_of(cases.users["chief"]).get(f"/matters/referrals/{case.pk}/ask-extension/").status_code == 404
    )
