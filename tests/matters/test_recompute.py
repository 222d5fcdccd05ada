"""A holiday or a rule that changes: foretold with names, then reckoned again in one run, each person told once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import SYSTEM
from lianluo.journal.models import Notice
from lianluo.matters.actions import clock as clocks
from lianluo.matters.actions.recompute import recompute_open
from lianluo.matters.clock_queries import clock_for
from lianluo.matters.jobs import keep_nightly
from lianluo.matters.models import Deadline, Matter, Meeting
from lianluo.rules import effects
from lianluo.rules.models import CalendarDay

HANDED, HOLIDAY = date(2026, 2, 10), date(2026, 5, 11)


@pytest.fixture(autouse=True)
def tenth_of_february(freeze):
    freeze(HANDED)


def add_holiday() -> CalendarDay:
    """The statutory deadline, 10 May, is a Sunday and rolls to Monday the 11th."""
    return CalendarDay.objects.create(day=HOLIDAY, is_working=False, source="辽政办〔2026〕3号")


def foretold(actor, change=add_holiday, label="Deadlines of open matters"):
    return next(each for each in effects.foretold(actor, change) if str(each.label) == label)


def test_the_preview_names_what_would_move_and_changes_nothing(cast):
    row = cast.signed_for()
    cast.rooms.bring(2, 3)
    found = foretold(cast.as_("clerk"))
    assert found.count == 3
    assert (found.moved[0].was, found.moved[0].will_be) == (HOLIDAY, date(2026, 5, 12))
    assert found.moved[0].url == row.matter.get_absolute_url()
    assert not CalendarDay.objects.exists()
    assert foretold(cast.as_("stranger")).count == 0


def test_afterwards_every_sum_adds_up_and_each_person_is_told_once(cast):
    row = cast.signed_for()
    cast.rooms.bring(2, 3)
    Notice.objects.all().delete()
    add_holiday()
    said = recompute_open(SYSTEM)
    assert said == {"matters": 3, "moved": 3, "told": 2}
    matter = Matter.objects.get(pk=row.matter_id)
    assert matter.statutory_due_on == clock_for(matter).statutory.due == date(2026, 5, 12)
    told = Notice.objects.filter(entry__act="matters.dates_moved").values_list("user__username", flat=True)
    assert sorted(told) == ["clerk", "handler"]
    assert recompute_open(SYSTEM)["moved"] == 0


def test_what_a_department_owes_is_foretold_too(cast):
    """Signed for on 10 February: five working days for sending back, twenty for the first contact (Spring Festival between)."""
    row = cast.signed_for()
    first = Deadline.objects.get(part="first_contact")

    def rest_on_that_day():
        CalendarDay.objects.create(day=first.due_on, is_working=False, source="辽政办〔2026〕4号")

    found = foretold(cast.as_("clerk"), rest_on_that_day, "Dates of departments and of forms")
    assert (found.count, found.moved[0].was) == (1, first.due_on)
    rest_on_that_day()
    recompute_open(SYSTEM)
    assert Deadline.objects.get(pk=first.pk).due_on == found.moved[0].will_be
    assert found.moved[0].label == f"{row.matter} · first contact"
    assert foretold(cast.as_("other_head"), add_holiday, "Dates of departments and of forms").count == 0


def test_a_meeting_that_was_arranged_is_foretold_by_its_own_day(cast):
    matter = cast.rooms.bring(1, 1) or Matter.objects.get()
    Matter.objects.filter(pk=matter.pk).update(kind="meeting_request")
    Meeting.objects.create(
        matter=matter, told_on=HANDED, told_how="电话", meets_on=date(2026, 3, 2), meets_whom="副检察长"
    )
    recompute_open(SYSTEM)
    due = Matter.objects.get().due_on

    def rest_on_that_day():
        CalendarDay.objects.create(day=due, is_working=False, source="辽政办〔2026〕4号")

    assert foretold(cast.as_("clerk"), rest_on_that_day).moved[0].was == due == date(2026, 4, 1)


def test_a_reckoning_that_was_killed_tells_those_of_its_first_batches_too(cast):
    cast.signed_for()
    Notice.objects.all().delete()
    add_holiday()
    kept = []

    def killed(n):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recompute_open(SYSTEM, killed, kept.append)
    assert not Notice.objects.exists()
    assert recompute_open(SYSTEM, kept=kept[-1]) == {"matters": 1, "moved": 1, "told": 2}


def test_a_pause_is_foretold_by_its_own_events(cast, freeze):
    row = cast.signed_for()
    freeze(date(2026, 3, 10))
    clocks.pause(
        row.matter, cast.as_("clerk"), kind="supplement", first_on=date(2026, 3, 1), reason="补充材料"
    )
    clocks.resume(row.matter, cast.as_("clerk"), last_on=date(2026, 3, 10))
    assert foretold(cast.as_("clerk")).count == 1


def test_each_night_a_standing_pause_moves_the_date_by_a_day(cast, freeze):
    row = cast.signed_for()
    freeze(date(2026, 3, 10))
    clocks.pause(
        row.matter, cast.as_("clerk"), kind="supplement", first_on=date(2026, 3, 1), reason="补充材料"
    )
    was = Deadline.objects.get(part="internal").due_on
    freeze(date(2026, 3, 17))
    assert keep_nightly() == 1
    assert (Deadline.objects.get(part="internal").due_on - was).days == 7


def test_matters_of_a_former_release_get_their_dates_at_night(cast):
    cast.rooms.bring(1, 2)
    Deadline.objects.all().delete()
    assert keep_nightly() == 2 and Deadline.objects.count() == 4
    assert keep_nightly() == 0


def test_the_reckoning_takes_as_many_queries_for_one_as_for_three(cast):
    cast.signed_for(1)
    counts = []
    for last in (1, 3):
        if last > 1:
            cast.rooms.bring(2, last)
        with CaptureQueriesContext(connection) as asked:
            recompute_open(SYSTEM)
        counts.append(len(asked))
    assert counts[0] == counts[1]
