"""Pauses and extensions as acts: what they do to the dates, and what is refused in words."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import clock as clocks
from lianluo.matters.actions import handing, leaving
from lianluo.matters.models import Assignment, Deadline, Extension, Matter, Pause
from lianluo.rules.models import Rule

HANDED = date(2026, 2, 9)
BODY = "省人大常委会人事代表选举委员会"


@pytest.fixture(autouse=True)
def ninth_of_february(freeze):
    """Before anybody takes up his post."""
    freeze(HANDED)


@pytest.fixture
def row(cast):
    """A matter handed over on 9 February, signed for on the same day."""
    return cast.signed_for()


def fresh(row: Assignment) -> Matter:
    return Matter.objects.get(pk=row.matter_id)


def days(row: Assignment) -> tuple[date, date, date]:
    matter = fresh(row)
    return matter.statutory_due_on, matter.internal_due_on, matter.due_on


def ask(cast, row, until=date(2026, 8, 10), who="handler", **facts):
    return clocks.ask_extension(fresh(row), cast.as_(who), until=until, reason="涉及三个部门", **facts)


def grant(cast, row, **facts):
    given = {
        "granted_by": BODY,
        "granted_on": date(2026, 4, 20),
        "deputy_told_on": date(2026, 4, 20),
        **facts,
    }
    return clocks.grant_extension(fresh(row), cast.as_("clerk"), **given)


def test_every_duty_has_its_date(row):
    parts = {each.part: each.due_on for each in Deadline.objects.filter(matter=row.matter)}
    assert parts == {
        "statutory": date(2026, 5, 9), "internal": date(2026, 4, 9), "answer": date(2026, 4, 9),
        "sign_for": date(2026, 2, 14), "return_apply": date(2026, 2, 14), "first_contact": date(2026, 3, 13),
    }  # fmt: skip
    assert Deadline.objects.get(part="sign_for").met_on == HANDED


def test_six_months_are_counted_from_the_hand_over(cast, row, freeze):
    freeze(date(2026, 4, 15))
    with pytest.raises(ValidationError, match="2026-08-10"):
        ask(cast, row, until=date(2026, 8, 11))
    ask(cast, row)
    assert days(row)[0] == date(2026, 5, 9)
    freeze(date(2026, 4, 20))
    grant(cast, row)
    assert days(row) == (date(2026, 8, 10), date(2026, 7, 10), date(2026, 8, 10))
    department = Assignment.objects.get(pk=row.pk)
    assert department.due_on == date(2026, 7, 10)
    assert Deadline.objects.get(part="answer").due_on == date(2026, 7, 10)


def test_what_has_ended_is_not_extended(cast, row, freeze):
    freeze(date(2026, 5, 11))
    with pytest.raises(ValidationError, match="ended on 2026-05-09"):
        ask(cast, row)
    ask(cast, row, asked_on=date(2026, 5, 8))
    with pytest.raises(ValidationError, match="cannot be extended"):
        grant(cast, row, granted_on=date(2026, 5, 11), deputy_told_on=date(2026, 5, 11))
    assert days(row)[0] == date(2026, 5, 9)


def test_a_second_request_waits_for_the_first(cast, row, freeze):
    freeze(date(2026, 4, 15))
    ask(cast, row)
    with pytest.raises(NotReady) as refusal:
        ask(cast, row, who="clerk")
    assert "2026-04-15 and is not decided yet" in str(refusal.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            matter=row.matter, asked_on=date(2026, 4, 15), until=date(2026, 8, 1), reason="第二个窗口"
        )


def test_consent_names_the_body_and_the_day_the_deputy_was_told(cast, row, freeze):
    freeze(date(2026, 4, 20))
    ask(cast, row)
    with pytest.raises(ValidationError) as refusal:
        grant(cast, row, granted_by=" ")
    assert "granted_by" in refusal.value.message_dict
    with pytest.raises(ValidationError) as refusal:
        grant(cast, row, deputy_told_on=None)
    assert "deputy_told_on" in refusal.value.message_dict
    Rule.objects.filter(key="extension.consent").update(value="no")
    grant(cast, row, granted_by="", deputy_told_on=None)
    assert days(row)[0] == date(2026, 8, 10)


def test_refused_and_revoked_the_earlier_date_holds(cast, row, freeze):
    freeze(date(2026, 4, 20))
    ask(cast, row)
    clocks.refuse_extension(
        fresh(row), cast.as_("clerk"), granted_on=date(2026, 4, 20), granted_by=BODY, reason="事项简单"
    )
    assert days(row)[0] == date(2026, 5, 9)
    ask(cast, row)
    grant(cast, row)
    with pytest.raises(ValidationError, match="before the extension was granted"):
        clocks.revoke_extension(fresh(row), cast.as_("clerk"), revoked_on=date(2026, 4, 1), reason="误录")
    clocks.revoke_extension(fresh(row), cast.as_("clerk"), revoked_on=date(2026, 4, 20), reason="误录")
    assert days(row) == (date(2026, 5, 9), date(2026, 4, 9), date(2026, 5, 9))
    with pytest.raises(NotReady):
        clocks.revoke_extension(fresh(row), cast.as_("clerk"), revoked_on=date(2026, 4, 20), reason="误录")


def test_only_the_liaison_office_keeps_the_clock(cast, row):
    for who in ("handler", "head", "leader", "stranger", "auditor"):
        with pytest.raises(Refused):
            clocks.pause(fresh(row), cast.as_(who), kind="supplement", first_on=HANDED, reason="补充材料")
    for who in ("leader", "stranger", "other_head"):
        with pytest.raises(Refused):
            ask(cast, row, who=who)


def test_a_pause_moves_the_internal_date_and_not_the_statutory_one(cast, row, freeze):
    freeze(date(2026, 3, 10))
    clocks.pause(
        fresh(row), cast.as_("clerk"), kind="supplement", first_on=date(2026, 3, 1), reason="请代表补充材料"
    )
    with pytest.raises(NotReady, match="2026-03-01"):
        clocks.pause(fresh(row), cast.as_("clerk"), kind="supplement", first_on=HANDED, reason="再补充")
    assert Deadline.objects.get(part="internal").is_paused
    assert not Deadline.objects.get(part="statutory").is_paused
    with pytest.raises(ValidationError, match="lies ahead"):
        clocks.resume(fresh(row), cast.as_("clerk"), last_on=date(2026, 3, 11))
    with pytest.raises(ValidationError, match="since 2026-03-01 only"):
        clocks.resume(fresh(row), cast.as_("clerk"), last_on=date(2026, 2, 20))
    clocks.resume(fresh(row), cast.as_("clerk"), last_on=date(2026, 3, 10))
    assert days(row) == (date(2026, 5, 9), date(2026, 4, 17), date(2026, 5, 9))  # ten days on is a Sunday
    assert not Deadline.objects.filter(is_paused=True).exists()


def test_where_the_rule_says_so_a_pause_moves_the_statutory_date(cast, row, freeze):
    Rule.objects.filter(key="pause.statutory").update(value="yes")
    freeze(date(2026, 3, 10))
    clocks.pause(
        fresh(row), cast.as_("clerk"), kind="supplement", first_on=date(2026, 3, 1), reason="补充材料"
    )
    clocks.resume(fresh(row), cast.as_("clerk"), last_on=date(2026, 3, 10))
    assert days(row) == (date(2026, 5, 19), date(2026, 4, 17), date(2026, 5, 19))


def test_a_return_under_review_stands_still_until_it_is_decided(cast, row, freeze):
    freeze(date(2026, 2, 11))
    assignments.ask_return(row, cast.as_("head"), reason="不属于本部门职责")
    standing = Pause.objects.get()
    assert (standing.first_on, standing.last_on, standing.kind) == (date(2026, 2, 11), None, "return_review")
    assert Deadline.objects.get(part="reassign").due_on == date(2026, 3, 3)
    freeze(date(2026, 2, 13))
    assignments.accept_return(Assignment.objects.get(pk=row.pk), cast.as_("clerk"))
    assert Pause.objects.get().last_on == date(2026, 2, 13)
    assert Deadline.objects.get(part="reassign").met_on is None
    assert Deadline.objects.get(part="answer").stopped_on == date(2026, 2, 13)
    handing.hand_over(fresh(row), cast.as_("clerk"), department=cast.department("第二检察部"), mode="sole")
    assert Deadline.objects.get(part="reassign").met_on == date(2026, 2, 13)
    assert days(row)[0] == date(2026, 5, 9)


def test_after_sign_off_nothing_is_sent_back(cast):
    reply = cast.before_leader()
    Assignment.objects.filter(pk=reply.assignment_id).update(stage="fulfilled")
    with pytest.raises(WrongStage, match="Send back"):
        assignments.ask_return(reply.assignment, cast.as_("head"), reason="晚了")


def test_a_withdrawn_matter_owes_nothing(cast, row, freeze):
    freeze(date(2026, 3, 2))
    leaving.withdraw(fresh(row), cast.as_("clerk"), reason="代表书面撤回")
    assert not Deadline.objects.open().exists()
    assert set(Deadline.objects.filter(met_on=None).values_list("stopped_on", flat=True)) == {
        date(2026, 3, 2)
    }
