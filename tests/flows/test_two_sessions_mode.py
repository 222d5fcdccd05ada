"""A day of session mode: two listeners, three departments, answers by the evening, and the way back into normal handling."""

from datetime import datetime, timedelta

import pytest

from lianluo.accounts.actor import actor_in
from lianluo.accounts.models import Post, Role, User
from lianluo.documents.rendering import render_pdf
from lianluo.foundation import clock
from lianluo.journal.models import Entry, Notice
from lianluo.matters.actions import closing, session_mode, voiced, voicing
from lianluo.matters.actions import reply as replies
from lianluo.matters.history import timeline_of
from lianluo.matters.models import Matter, Reply, VoicedOpinion
from lianluo.matters.voicing_paper import slips_paper
from lianluo.matters.voicing_queries import closing_of, counts_of, deputy_named, opinions_for, printable
from lianluo.people.actions.body import session_of, term_of
from lianluo.people.models import Mandate, Person

OPENS = datetime(2026, 1, 27, 8, 30)


@pytest.fixture
def congress(cast):
    """Three deputies of two delegations; one more person who is none."""
    term = term_of("deputy", "provincial", "辽宁省", 14, "辽宁省第十四届人民代表大会")
    for name, spelled, initials, delegation in (
        ("安一鸣", "anyiming", "aym", "沈阳"), ("白二川", "baierchuan", "bec", "沈阳"), ("车三思", "chesansi", "css", "大连"),
    ):  # fmt: skip
        person = Person.objects.create(
            keeper=cast.office, name=name, spelled=spelled, initials=initials, sort_key=spelled
        )
        Mandate.objects.create(person=person, term=term, kind="deputy", delegation=delegation)
    Person.objects.create(
        keeper=cast.office, name="安一明", spelled="anyiming", initials="aym", sort_key="anyiming"
    )
    return session_of(term, 4, "省十四届人大四次会议")


@pytest.fixture
def listeners(cast):
    """A handler of another department, and a second clerk; both serve in the office."""
    found = []
    for name, unit, role in (
        ("郑听", cast.other_head.unit, Role.HANDLER),
        ("王听", cast.clerk.unit, Role.LIAISON_OFFICE),
    ):
        user = User.objects.create(username=name, name=name)
        found.append(actor_in(Post.objects.create(user=user, unit=unit, role=role, from_on=OPENS.date())))
    return found


def opened(cast, congress, listeners):
    first, second = listeners
    with clock.standing_at(OPENS):
        mode = session_mode.open_mode(
            cast.clerk,
            cast.office,
            session=congress,
            from_on=OPENS.date(),
            until_on=OPENS.date() + timedelta(days=5),
        )
        group = session_mode.arrange(
            mode, cast.clerk, name="一组", delegations=["沈阳"], members=[first.user]
        )
        session_mode.arrange(mode, cast.clerk, name="二组", delegations=["大连"], members=[second.user])
    return mode, group


def taken_down(cast, mode, group, first, second) -> list[VoicedOpinion]:
    """Three opinions, typed as heard. A namesake in sound who is no deputy is not offered."""
    with clock.standing_at(OPENS + timedelta(hours=2)):
        heard = {}
        for typed, who, department, words in (
            ("aym", first, cast.head.unit, "建议公开追赃挽损情况。"), ("白二川", first, cast.head.unit, "建议回头看。"),
            ("css", second, cast.other_head.unit, "建议延伸基层联络。"),
        ):  # fmt: skip
            person = deputy_named(who, mode, typed).person
            heard[person.name] = voicing.voice(
                mode, who, person=person, words=words, department=department, draft=typed, group=group
            )
    return [heard[name] for name in ("安一鸣", "白二川", "车三思")]


def test_a_day_of_session_mode(cast, congress, listeners):
    mode, group = opened(cast, congress, listeners)
    one, two, three = taken_down(cast, mode, group, *listeners)
    told = Notice.objects.filter(user=cast.head.user, entry__act="session_mode.voice")
    assert told.count() == 2
    assert counts_of(opinions_for(cast.clerk))["in_hand"] == 3
    assert not opinions_for(cast.stranger).exists()

    # Afternoon: one answer passes, one comes back once, the third is nobody's before the evening.
    with clock.standing_at(OPENS + timedelta(hours=6)):
        voiced.answer(one, cast.handler, text="每年公开一次，今年6月底前首次公开。")
        voiced.answer(two, cast.head, text="研究后答复。")
        voiced.return_for_redraft(two, cast.clerk, reason="请写明何时答复。")
        voiced.answer(two, cast.head, text="半年后回头看，会后书面报告。", is_interim=True)
        for opinion in (one, two):
            voiced.check(opinion, cast.clerk)

    # Evening: slips of both, the deputy is told face to face.
    with clock.standing_at(OPENS + timedelta(hours=12)):
        ready = list(printable(opinions_for(cast.clerk), "to_tell"))
        paper = slips_paper(mode, ready)
        assert [slip.deputy for slip in paper.slips] == ["安一鸣", "白二川"]
        assert render_pdf(paper).startswith(b"%PDF")
        for opinion in (one, two):
            voiced.tell(opinion, listeners[0], way="in_person", said="满意")

    # Next day the third is past its hour, whatever day it is.
    with clock.standing_at(OPENS + timedelta(hours=26, minutes=1)):
        assert list(VoicedOpinion.objects.all().overdue()) == [three]

    # The session ends: what closes and what goes on is known beforehand.
    with clock.standing_at(OPENS + timedelta(days=4)):
        fate = closing_of(mode)
        assert ([row.pk for row in fate.closing], {row.pk for row in fate.passing}) == (
            [one.pk],
            {two.pk, three.pk},
        )
        session_mode.close(mode, cast.clerk)
        closed, open_ = Matter.objects.get(pk=one.matter_id), Matter.objects.get(pk=two.matter_id)
        assert (closed.stage, closed.replied_on) == ("closed", OPENS.date())
        assert Reply.objects.get(assignment__matter=closed).points.get().answer.startswith("每年公开")
        assert open_.stage == "signed_for"
        draft = Reply.objects.get(assignment__matter=open_)
        assert draft.stage == "drafted"

        handled_as_usual(cast, draft, open_)
        assert_journal(closed)


def handled_as_usual(cast, draft, matter):
    """The interim one is taken up where it stands, by the house clock and the usual steps."""
    assert matter.assignments.get().due_on == matter.internal_due_on
    replies.edit(draft, cast.head, points=[("回头看", "已完成。")])
    closing.promise(matter, cast.clerk, text="半年后回头看", due_on=matter.internal_due_on)


def assert_journal(matter):
    acts = set(Entry.objects.filter(about_model="matters.VoicedOpinion").values_list("act", flat=True))
    assert {
        "session_mode.voice",
        "voiced.answer",
        "voiced.check",
        "voiced.tell",
        "voiced.return_for_redraft",
    } <= acts
    titles = [str(entry["title"]) for entry in timeline_of(matter)]
    assert (titles[0], titles[-1]) == ("Close session mode", "Take down")
