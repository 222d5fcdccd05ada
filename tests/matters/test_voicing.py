"""What is voiced in session: taken down once, at once with a department, by the hour; answered, checked, told."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.models import Entry, Notice
from lianluo.matters.actions import session_mode as modes
from lianluo.matters.actions import voiced, voicing
from lianluo.matters.models import Assignment, Contact, Matter, Reply, VoicedOpinion
from lianluo.matters.voicing_clock import sums_of_voiced, time_left
from lianluo.matters.voicing_queries import deputy_named
from lianluo.people.models import Mandate, Person
from tests.matters.session_cast import fresh

V, A = VoicedOpinion.Stage, Assignment.Stage


def test_one_act_registers_and_hands_over(sitting):
    opinion = sitting.voice(words="建议加强对未成年人的司法保护。应当建立联动机制。")
    matter = opinion.matter
    assert (matter.kind, matter.title, matter.stage) == (
        "deliberation_opinion", "建议加强对未成年人的司法保护", "handed_over",
    )  # fmt: skip
    assert (matter.lead_name, matter.lead_group, matter.in_session) == ("佟见一", "沈阳", True)
    row = matter.assignments.get()
    assert (row.department, row.role, row.stage) == (sitting.department(), "sole", "handed_over")
    assert matter.plan_lines.count() == 0
    told = Notice.objects.filter(entry__act="session_mode.voice").values_list("user__name", flat=True)
    assert list(told) == ["head"]


def test_the_house_clock_runs_beside_the_clock_in_hours(sitting):
    opinion = sitting.voice()
    assert opinion.answer_due_at == opinion.voiced_at + timedelta(hours=24)
    assert opinion.matter.internal_due_on > opinion.answer_due_at.date()
    assert opinion.matter.statutory_due_on is None


@pytest.mark.parametrize(
    ("voiced_at", "due"),
    [
        (datetime(2026, 1, 27, 23, 50), "2026-01-28 23:50"),  # over midnight
        (datetime(2026, 1, 30, 16, 5), "2026-01-31 16:05"),  # Friday into a Saturday
        (datetime(2026, 2, 16, 9, 0), "2026-02-17 09:00"),  # into the Spring Festival
    ],
)
def test_hours_of_the_calendar_are_counted_not_of_work(request, freeze, voiced_at, due):
    now = freeze(voiced_at)
    sitting = request.getfixturevalue("sitting")
    opinion = sitting.voice(voiced_at=now)
    (shown,) = sums_of_voiced(opinion)
    assert shown["total"] == due
    assert any("nights" in row["what"] for row in shown["rows"])
    assert "24" in shown["rows"][0]["what"]


def test_what_is_left_is_said_in_words(sitting):
    opinion = sitting.voice()
    at = opinion.answer_due_at
    assert time_left(opinion, at - timedelta(hours=5, minutes=20)) == ("normal", "5 h 20 min left")
    assert time_left(opinion, at - timedelta(hours=1)) == ("soon", "1 h left")
    assert time_left(opinion, at + timedelta(minutes=30)) == ("overdue", "30 min overdue")
    assert time_left(opinion, at + timedelta(hours=50)) == ("overdue", "2 days overdue")


def test_the_same_draft_sent_twice_is_one_opinion(sitting):
    first = sitting.voice(draft="d-1", words="建议一")
    again = sitting.voice(draft="d-1", words="建议一")
    assert again.pk == first.pk
    assert VoicedOpinion.objects.count() == Matter.objects.filter(kind="deliberation_opinion").count() == 1


def test_a_draft_changed_after_it_was_kept_is_not_dropped_in_silence(sitting):
    sitting.voice(draft="d-1", words="建议一")
    with pytest.raises(ValidationError, match="kept at .* with other words"):
        sitting.voice(draft="d-1", words="建议一，又及")


def test_two_listeners_hear_the_same_words_once(sitting):
    sitting.voice(words="建议加强监督。")
    with pytest.raises(ValidationError, match="listener took down these very words"):
        sitting.voice(words="建议加强监督", who="clerk")
    sitting.voice(2, words="建议加强监督。")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"words": "  "}, "words"),
        ({"words": "长" * 5001}, "words"),
        ({"voiced_at": clock.now() + timedelta(hours=1)}, "voiced_at"),
        ({"voiced_at": clock.now() - timedelta(days=30)}, "voiced_at"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(sitting, facts, field):
    facts = {
        "person": sitting.deputy(),
        "words": "建议",
        "draft": "d",
        "department": sitting.department(),
        **facts,
    }
    with pytest.raises(ValidationError) as refusal:
        voicing.voice(sitting.mode, sitting.as_("listener"), **facts)
    assert list(refusal.value.error_dict) == [field]
    assert VoicedOpinion.objects.count() == 0


def test_a_department_elsewhere_is_refused(sitting):
    elsewhere = sitting.cast.rooms.stranger.posts.get().unit
    with pytest.raises(ValidationError, match="another procuratorate"):
        sitting.voice(department=elsewhere)


def test_who_is_no_deputy_of_this_congress_is_refused(sitting):
    person = sitting.deputy()
    Mandate.objects.filter(person=person).update(state=Mandate.State.ENDED)
    with pytest.raises(ValidationError, match="no deputy of this congress"):
        sitting.voice()


def test_a_name_is_found_by_initials_and_refused_with_near_names(sitting):
    listener, mode = sitting.as_("listener"), sitting.mode
    assert deputy_named(listener, mode, "佟见一").person == sitting.deputy(1)
    assert deputy_named(listener, mode, "tongjianer").person == sitting.deputy(2)
    several = deputy_named(listener, mode, "tj").refusal
    assert "佟见一（沈阳）" in several
    assert "Choose one" in several
    near = deputy_named(listener, mode, "童见一").refusal
    assert "no deputy “童见一”" in near
    assert "佟见一" in near
    Person.objects.filter(name="佟见三").update(name="佟见叁")
    Person.objects.create(keeper=sitting.cast.rooms.organ, name="佟见三")
    assert "in the register, but is no deputy" in deputy_named(listener, mode, "佟见三").refusal


def test_who_may_take_down(sitting):
    facts = {"person": sitting.deputy(), "words": "建议", "draft": "d", "department": sitting.department()}
    for name in ("head", "handler", "leader", "auditor", "stranger", "other_head"):
        with pytest.raises(Refused):
            voicing.voice(sitting.mode, sitting.as_(name), **facts)
    for name in ("listener", "clerk"):
        assert voicing.voice(sitting.mode, sitting.as_(name), **facts).listener is not None


def test_who_sees_an_opinion(sitting):
    opinion = sitting.voice()
    seen = {
        name
        for name in (*sitting.cast.everybody, "listener")
        if VoicedOpinion.objects.visible_to(sitting.as_(name)).filter(pk=opinion.pk).exists()
    }
    assert seen == {"clerk", "handler", "head", "leader", "listener"}


def test_from_voice_to_told(sitting):
    opinion = sitting.voice()
    voiced.answer(opinion, sitting.as_("handler"), text="已部署。")
    opinion = fresh(opinion)
    row = opinion.matter.assignments.get()
    assert (opinion.stage, row.stage, row.handler.name) == ("answered", "signed_for", "handler")
    assert opinion.matter.stage == "signed_for"
    voiced.check(opinion, sitting.as_("clerk"))
    voiced.tell(fresh(opinion), sitting.as_("listener"), way="telephone", said="满意")
    opinion = fresh(opinion)
    assert (opinion.stage, opinion.matter.stage, opinion.matter.replied_on) == (
        "told",
        "replied",
        clock.today(),
    )
    reply = Reply.objects.get(assignment=row)
    assert (reply.stage, reply.signed_off_by.name, reply.points.get().answer) == (
        "signed_off",
        "clerk",
        "已部署。",
    )
    contact = Contact.objects.get(matter=opinion.matter)
    assert (contact.way, contact.said, contact.by_whom) == ("telephone", "满意", "listener")


def test_an_interim_answer_leaves_the_matter_open(sitting):
    opinion = sitting.told(1, wants_more=True)
    assert (opinion.stage, opinion.is_interim, opinion.matter.stage) == ("told", True, "signed_for")
    assert not Reply.objects.filter(assignment__matter=opinion.matter).exists()


def test_returned_answers_keep_their_text(sitting):
    opinion = sitting.answered()
    voiced.return_for_redraft(opinion, sitting.as_("clerk"), reason="请写明措施")
    opinion = fresh(opinion)
    assert (opinion.stage, opinion.answer, opinion.return_reason) == (
        "handed_over", "已研究，将于年内落实。", "请写明措施",
    )  # fmt: skip
    voiced.answer(opinion, sitting.as_("head"), text="措施三条。")
    assert fresh(opinion).return_reason == ""


def test_a_wrong_department_sends_back_and_another_has_it_by_the_same_hour(sitting):
    opinion = sitting.voice()
    voiced.send_back(opinion, sitting.as_("head"), reason="不属本部门职责")
    with pytest.raises(NotReady):
        voiced.send_back(fresh(opinion), sitting.as_("head"), reason="再退")
    voiced.reassign(fresh(opinion), sitting.as_("clerk"), department=sitting.department("第二检察部"))
    now = fresh(opinion)
    assert (now.matter.department.name, now.answer_due_at) == ("第二检察部", opinion.answer_due_at)
    stages = dict(opinion.matter.assignments.values_list("department__name", "stage"))
    assert stages == {"第一检察部": "sent_back", "第二检察部": "handed_over"}
    with pytest.raises(Refused):
        voiced.answer(now, sitting.as_("head"), text="晚了")
    voiced.answer(now, sitting.as_("other_head"), text="由我部办理。")


def test_mistakes_are_corrected_or_withdrawn(sitting):
    opinion = sitting.voice(words="建议加强坚督。")
    voiced.correct(opinion, sitting.as_("listener"), words="建议加强监督。", person=sitting.deputy(2))
    matter = fresh(opinion).matter
    assert (matter.title, matter.lead_name, matter.signatories.get().person) == (
        "建议加强监督", "佟见二", sitting.deputy(2),
    )  # fmt: skip
    assert Entry.objects.get(act="voiced.correct").facts["was"] == "建议加强坚督。"
    voiced.withdraw(fresh(opinion), sitting.as_("clerk"), reason="重复")
    assert fresh(opinion).matter.stage == "withdrawn"


@pytest.mark.parametrize(
    ("step", "facts", "may"),
    [
        ("answer", {"text": "答"}, {"head", "handler"}),
        ("sign_for", {}, {"head", "handler"}),
        ("send_back", {"reason": "非"}, {"head", "handler"}),
        ("correct", {"words": "改"}, {"clerk", "listener"}),
        ("withdraw", {"reason": "误"}, {"clerk"}),
    ],
)
def test_who_may_do_what_with_one_in_hand(sitting, step, facts, may):
    opinion = sitting.voice()
    for name in (*sitting.cast.everybody, "listener"):
        if name not in may:
            with pytest.raises(Refused):
                getattr(voiced, step)(opinion, sitting.as_(name), **facts)
    assert fresh(opinion).stage == V.HANDED_OVER
    getattr(voiced, step)(opinion, sitting.as_(sorted(may)[0]), **facts)


def test_who_may_check_and_tell(sitting):
    opinion = sitting.answered()
    for name in ("head", "handler", "leader", "listener", "stranger"):
        with pytest.raises(Refused):
            voiced.check(opinion, sitting.as_(name))
    with pytest.raises(WrongStage):
        voiced.tell(opinion, sitting.as_("listener"), way="slip")
    voiced.check(opinion, sitting.as_("clerk"))
    for name in ("other_head", "leader", "stranger", "auditor"):
        with pytest.raises(Refused):
            voiced.tell(fresh(opinion), sitting.as_(name), way="slip")
    voiced.tell(fresh(opinion), sitting.as_("head"), way="slip")
    assert not Contact.objects.filter(matter=opinion.matter).exists()


def test_nothing_is_taken_down_once_it_is_closed(sitting):
    opinion = sitting.voice()
    modes.close(sitting.mode, sitting.as_("clerk"))
    with pytest.raises(WrongStage):
        sitting.voice(2)
    with pytest.raises(WrongStage):
        voiced.answer(fresh(opinion), sitting.as_("head"), text="答")
