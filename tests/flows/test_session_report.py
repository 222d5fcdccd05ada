"""The last page of the office's year: the summary report over the session's own workbooks."""

import random
from datetime import date, timedelta

from lianluo.accounts.actor import SYSTEM
from lianluo.exchange.actions.reporting import write_session_report
from lianluo.matters.models import Contact, Matter
from lianluo.people.models import Session
from lianluo.reports import figures, queries
from lianluo.reports.models import SessionReport
from lianluo.units.models import Unit

TODAY = date(2026, 6, 25)


def scatter(cast, seed: int) -> None:
    """The session's matters in all stages, dates and hands."""
    dice, departments = random.Random(seed), list(Unit.objects.departments_of(cast.office)[:6])
    for matter in Matter.objects.prefetch_related("signatories"):
        matter.stage = dice.choice(Matter.Stage.values)
        matter.mode = dice.choice(Matter.Mode.values)
        matter.department = dice.choice([None, *departments])
        matter.due_on = dice.choice([None, TODAY, TODAY - timedelta(9), TODAY + timedelta(9)])
        matter.replied_on = dice.choice([None, TODAY - timedelta(20), TODAY - timedelta(2)])
        matter.round = dice.choice([1, 1, 2])
        matter.save()
        Contact.objects.create(
            matter=matter, person=matter.signatories.all()[0].person, gate=dice.choice(Contact.Gate.values),
            way="in_person", on=TODAY, by_whom="承办人", recorded_by=cast.handler.user,
        )  # fmt: skip


def test_whatever_the_rows_are_the_figures_foot(imported, freeze):
    freeze(TODAY)
    session = Session.objects.get()
    for seed in range(5):
        scatter(imported, seed)
        snapshot = queries.freeze(imported.office, session, TODAY)
        assert snapshot.faults == []
        assert snapshot.counts["received"] == 179
        for rate in figures.RATES:
            assert set(snapshot.rows[rate.numerator]) <= set(snapshot.rows[rate.denominator])


def test_the_command_writes_four_papers_of_the_session(imported, freeze, tmp_path):
    freeze(TODAY)
    facts = write_session_report(tmp_path)
    assert facts["session"] == "省十四届人大四次会议"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "报告.docx",
        "报告.pdf",
        "附件.docx",
        "附件.xlsx",
    ]
    formal = write_session_report(tmp_path, session="辽宁省第十四届人民代表大会第四次会议")
    assert formal["session"] == facts["session"]
    assert list(SessionReport.objects.values_list("stage", "figures__total")) == [
        ("drafted", 179),
        ("superseded", 179),
    ]
    assert SYSTEM.user is None and SessionReport.objects.first().drawn_up_by is None
