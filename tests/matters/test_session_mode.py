"""Opening session mode, its listening groups, and closing it so that nothing is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import WrongStage
from lianluo.matters.actions import session_mode as modes
from lianluo.matters.actions import voiced
from lianluo.matters.models import Matter, Reply, SessionMode
from lianluo.matters.voicing_clock import sums_of_voiced
from lianluo.matters.voicing_queries import closing_of, delegations_of
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.models import Session
from lianluo.rules import effects
from lianluo.rules.actions import rule as rules
from lianluo.rules.models import Rule
from tests.matters.session_cast import fresh


def test_it_is_open_once_for_a_session(sitting):
    facts = {"session": Session.objects.get(), "from_on": clock.today(), "until_on": clock.today()}
    with pytest.raises(ValidationError, match="open for this session already"):
        modes.open_mode(sitting.as_("clerk"), sitting.cast.rooms.organ, **facts)
    modes.close(sitting.mode, sitting.as_("clerk"))
    assert modes.open_mode(sitting.as_("clerk"), sitting.cast.rooms.organ, **facts).is_open


def test_only_the_office_opens_it(sitting):
    facts = {"session": Session.objects.get(), "from_on": clock.today(), "until_on": clock.today()}
    for name in ("head", "leader", "listener", "stranger", "auditor"):
        with pytest.raises(Refused):
            modes.open_mode(sitting.as_(name), sitting.cast.rooms.organ, **facts)


def test_days_and_bodies_that_cannot_be_are_refused(sitting):
    clerk, organ, day = sitting.as_("clerk"), sitting.cast.rooms.organ, clock.today()
    congress = sitting.mode.session
    committee = session_of(term_of("member", "provincial", "辽宁省", 13, "十三届"), 4, "四次会议")
    for facts, words in (
        ({"session": committee, "from_on": day, "until_on": day}, "everyday opinion"),
        ({"session": congress, "from_on": day, "until_on": day - timedelta(days=1)}, "before the first"),
        ({"session": congress, "from_on": day - timedelta(days=9), "until_on": day - timedelta(days=2)},
         "over already"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=words):
            modes.open_mode(clerk, organ, **facts)


def test_a_delegation_is_heard_by_one_group(sitting):
    clerk = sitting.as_("clerk")
    with pytest.raises(ValidationError, match="第一听会组 listens to 沈阳 already"):
        modes.arrange(sitting.mode, clerk, name="第二听会组", delegations=["沈阳", "大连"], members=[])
    with pytest.raises(ValidationError, match="group of this name"):
        modes.arrange(sitting.mode, clerk, name="第一听会组", delegations=[], members=[])
    changed = modes.arrange(
        sitting.mode, clerk, name="第一听会组", delegations=["沈阳", "大连"], members=[], group=sitting.group
    )
    assert changed.pk == sitting.group.pk
    with pytest.raises(Refused):
        sitting.voice()  # no longer a member


def test_the_preview_says_what_closing_does_and_closing_does_it(sitting):
    in_hand, answered = sitting.voice(1), sitting.answered(2)
    checked, told = sitting.checked(3), sitting.told(4)
    interim = sitting.told(5, wants_more=True)
    fate = closing_of(sitting.mode)
    assert set(fate.closing) == {told}
    assert set(fate.passing) == {in_hand, answered, checked, interim}
    done = modes.close(sitting.mode, sitting.as_("clerk"))
    assert done == {"closed": 1, "passed_on": 4}
    assert fresh(told).matter.stage == "closed"
    assert fresh(told).matter.closed_on == clock.today()
    for opinion in (in_hand, answered, checked, interim):
        now = fresh(opinion)
        assert now.stage == "passed_on"
        assert not now.matter.is_final
        row = now.matter.assignments.get()
        assert row.due_on == now.matter.internal_due_on


def test_an_answer_that_was_not_told_goes_on_as_a_draft(sitting):
    in_hand, answered, interim = sitting.voice(1), sitting.answered(2), sitting.told(3, wants_more=True)
    modes.close(sitting.mode, sitting.as_("clerk"))
    for opinion in (answered, interim):
        reply = Reply.objects.get(assignment__matter=opinion.matter)
        point = reply.points.get()
        assert (reply.stage, point.answer) == ("drafted", "已研究，将于年内落实。")
        assert point.asked == opinion.words
    assert not Reply.objects.filter(assignment__matter=in_hand.matter).exists()


def test_a_draft_begun_in_the_usual_way_is_kept(sitting):
    from lianluo.matters.actions import reply as replies  # noqa: PLC0415 only here

    opinion = sitting.voice()
    voiced.sign_for(opinion, sitting.as_("handler"))
    row = opinion.matter.assignments.get()
    replies.draft(row, sitting.as_("handler"), points=[("问", "原拟稿")])
    voiced.answer(fresh(opinion), sitting.as_("handler"), text="短答")
    modes.close(sitting.mode, sitting.as_("clerk"))
    assert list(Reply.objects.get().points.values_list("answer", flat=True)) == ["原拟稿", "短答"]


def test_it_closes_once_and_only_by_the_office(sitting):
    for name in ("head", "leader", "listener", "stranger"):
        with pytest.raises(Refused):
            modes.close(sitting.mode, sitting.as_(name))
    modes.close(sitting.mode, sitting.as_("clerk"))
    with pytest.raises(WrongStage):
        modes.close(sitting.mode, sitting.as_("clerk"))


def test_withdrawn_ones_stay_withdrawn(sitting):
    opinion = sitting.voice()
    voiced.withdraw(opinion, sitting.as_("clerk"), reason="误录")
    assert modes.close(sitting.mode, sitting.as_("clerk")) == {"closed": 0, "passed_on": 0}
    assert Matter.objects.get(pk=opinion.matter_id).stage == "withdrawn"
    assert SessionMode.objects.get().stage == "closed"


def test_each_delegation_is_named_once(sitting):
    assert delegations_of(sitting.mode) == ["沈阳"]


def test_a_changed_setting_says_which_hours_move_and_moves_them(sitting, django_capture_on_commit_callbacks):
    waiting, told = sitting.voice(1), sitting.told(2)
    rule = Rule.objects.get(key="session.reply")
    fields = {
        "key": "session.reply", "value": "48", "unit": "hour", "start": "voiced", "holiday_rule": "none",
        "applies_kind": "deliberation_opinion", "valid_from": clock.today(), "source": "本院规定",
    }  # fmt: skip
    clerk = sitting.as_("clerk")
    (effect,) = [
        each for each in effects.foretold(clerk, lambda: rules.add_rule(clerk, **fields)) if each.count
    ]
    assert effect.count == 1
    assert waiting.matter.title in effect.moved[0].label
    with django_capture_on_commit_callbacks(execute=True):
        rules.add_rule(clerk, **fields)
    now = fresh(waiting)
    assert now.answer_due_at == waiting.voiced_at + timedelta(hours=48)
    assert fresh(told).answer_due_at == told.answer_due_at
    assert "48" in sums_of_voiced(now)[0]["rows"][0]["what"]
    assert rule.value == "24"
