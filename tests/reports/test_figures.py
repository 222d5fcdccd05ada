"""Every figure against a session whose answers are known; what adds up, what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.foundation.workflow import NotReady
from lianluo.matters.models import Feedback, Matter
from lianluo.people.models import Session
from lianluo.reports import figures, queries
from lianluo.reports.actions.report import NoMatters, read
from tests.reports.offices import TODAY, drawn_up, known_session

KNOWN = {
    "received": 8, "withdrawn": 1, "total": 7, "kind_suggestion": 7, "kind_proposal": 0, "mode_sole": 5, "mode_co": 1,
    "mode_reference": 1, "needing_reply": 5, "replied": 2, "signed_off": 1, "in_hand": 2, "on_time": 1, "late": 1,
    "undated": 0, "overdue": 1, "not_due": 2, "no_deadline": 0, "fallen_due": 3, "closed": 1, "handled_again": 1,
    "opinion_given": 1, "opinion_due": 0, "assigned": 6, "unassigned": 1, "contact_due": 6, "before_contacted": 1,
    "before_missing": 5, "during_contacted": 1, "after_contacted": 0, "after_excepted": 1, "after_missing": 5,
    "all_gates": 0, "in_person": 1, "class_A": 1, "class_B": 0, "class_C": 1, "class_none": 0, "adopted": 1,
    "person_times": 7, "organisation_times": 0, "persons": 7, "persons_answered": 2, "answers_due": 5, "answers_sent": 2, "answers_open": 3,
    "forms_sent": 2, "forms_returned": 1, "forms_silent": 1, "result_satisfied": 0, "result_basically": 1,
    "attitude_satisfied": 1, "letters": 2, "letter_dispatched": 1, "letter_delivered": 1, "letter_returned": 0,
    "commitments": 3, "commitments_kept": 1, "commitments_missed": 1, "commitments_running": 1, "commitments_due": 2,
}  # fmt: skip


def frozen(rooms):
    return queries.freeze(rooms.organ, Session.objects.get(), TODAY)


def test_every_figure_of_the_known_session(rooms, freeze):
    known_session(rooms, freeze)
    counts = frozen(rooms).counts
    assert {name: counts[name] for name in KNOWN} == KNOWN


def test_the_live_rows_of_every_figure_are_the_frozen_ones(rooms, freeze):
    known_session(rooms, freeze)
    session, snapshot = Session.objects.get(), frozen(rooms)
    for name, figure in queries.figures_of(session).items():
        live = set(queries.live(figure, rooms.organ, session, TODAY).values_list("pk", flat=True))
        assert live == set(snapshot.rows[name]), name


def test_the_known_session_foots_and_each_share_has_its_denominator(rooms, freeze):
    known_session(rooms, freeze)
    snapshot = frozen(rooms)
    assert snapshot.faults == []
    for rate in figures.RATES:
        assert set(snapshot.rows[rate.numerator]) <= set(snapshot.rows[rate.denominator]), rate.name
    assert snapshot.by["department"].keys() == {"第一检察部", queries.PENDING}
    assert sum(map(len, snapshot.by["group"].values())) == 7


def test_everything_is_read_by_one_statement_however_many_rows(rooms, freeze):
    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as taken:
            frozen(rooms)
        return [query["sql"] for query in taken if "matters_matter" in query["sql"]]

    rooms.bring(1, 1)
    few = statements()
    rooms.bring(2, 5)
    assert len(few) == len(statements()) == 1


def test_a_second_rating_takes_the_place_of_the_first(rooms, freeze):
    found = known_session(rooms, freeze)
    person = found[1].signatories.get().person
    Feedback.objects.create(
        matter=found[1], person=person, round=2, attitude="satisfied", result="satisfied", received_on=TODAY,
        entered_by=rooms.clerk,
    )  # fmt: skip
    counts = frozen(rooms).counts
    assert (counts["forms_returned"], counts["result_satisfied"], counts["result_basically"]) == (1, 1, 0)


def test_silence_is_not_satisfaction(rooms, freeze):
    known_session(rooms, freeze)
    Feedback.objects.all().delete()
    counts = frozen(rooms).counts
    assert (counts["forms_sent"], counts["forms_returned"], counts["result_satisfied"]) == (2, 0, 0)
    assert figures.share(counts["result_satisfied"], counts["forms_returned"]) is None


def test_a_share_is_never_rounded_to_all_or_nothing():
    assert figures.share(0, 0) is None
    assert figures.share(9_999, 10_000) == 99.9
    assert figures.share(1, 10_000) == 0.1
    assert figures.share(5, 5) == 100 and figures.share(0, 5) == 0


def test_a_report_that_does_not_foot_is_refused_with_the_reason(rooms, freeze, monkeypatch):
    known_session(rooms, freeze)
    broken = [figures.Footing("total", ("assigned",))]
    monkeypatch.setattr(figures, "footings", lambda names: broken)
    with pytest.raises(NotReady) as refusal:
        read(SYSTEM, rooms.organ, Session.objects.get())
    assert "7" in refusal.value.reasons[1] and "6" in refusal.value.reasons[1]


def test_a_session_without_matters_makes_no_report(rooms, freeze):
    rooms.bring(1, 1, date(2026, 2, 1))
    Matter.objects.update(stage="withdrawn")
    with pytest.raises(NoMatters):
        drawn_up(rooms, actor_of(rooms.clerk))
