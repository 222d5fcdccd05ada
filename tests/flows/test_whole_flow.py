"""One session from beginning to end: two small workbooks, the plan, the departments, the leader, the post, the deputies.

Three deputies, four matters: 2001 is Jia's alone, 2002 is Jia's with Yi, 2003 is Bing's and leaves him unsatisfied at
first, 2004 is for reference. Every step stands at its own day of 2026.
"""

from collections import Counter
from datetime import date

import pytest

from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.models import Letter
from lianluo.exchange.importing import import_file
from lianluo.foundation import clock
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Entry
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing
from lianluo.matters.actions import plan as plans
from lianluo.matters.models import Assignment, Commitment, Matter
from lianluo.people.models import Person, Session
from lianluo.reports.actions.report import read
from tests.exchange.workbooks import workbook
from tests.flows.acting import answered, contact
from tests.scans import scan

ROSTER = (
    ["辽宁省第十四届人民代表大会代表名册"],
    ["姓名", "性别", "代表团", "手机", "通信地址", "邮编"],
    ["甲代表", "男", "沈阳", "19900000001", "沈阳市示例路1号", "110000"],
    ["乙代表", "女", "大连", "19900000002", "大连市示例路2号", "116000"],
    ["丙代表", "男", "鞍山", "19900000003", "鞍山市示例路3号", "114000"],
)
MATTERS = (
    ["省十四届人大四次会议代表建议交办清单"],
    ["编号", "类别", "标题", "领衔代表", "联名人", "内容", "交办日期", "承办方式", "主办部门"],
    ["2001", "代表建议", "关于甲事的建议", "甲代表", "", "请办甲事。", "2026-02-02", "独办", "第二检察部"],
    [
        "2002",
        "代表建议",
        "关于联名事的建议",
        "甲代表",
        "乙代表",
        "请办。",
        "2026-02-02",
        "独办",
        "第二检察部",
    ],
    ["2003", "代表建议", "关于丙事的建议", "丙代表", "", "请办丙事。", "2026-02-02", "独办", "第二检察部"],
    ["2004", "审议意见", "关于参阅事的意见", "丙代表", "", "供参阅。", "2026-02-02", "参阅", "第二检察部"],
)


@pytest.fixture
def office(cast, tmp_path):
    cast.clerk.user.phone = "024-00000000"
    cast.clerk.user.save()
    for name, rows in (("roster", ROSTER), ("matters", MATTERS)):
        (tmp_path / f"{name}.xlsx").write_bytes(workbook(*rows))
    cast.files = tmp_path
    return cast


def on(month: int, day: int):
    return clock.standing_at(date(2026, month, day))


def numbered(number: str) -> Matter:
    return Matter.objects.get(outside_number=number)


def stages() -> dict[str, str]:
    return dict(Matter.objects.order_by("outside_number").values_list("outside_number", "stage"))


def received(cast) -> None:
    roster = import_file(cast.clerk, cast.office, "roster", cast.files / "roster.xlsx").as_json()
    matters = import_file(cast.clerk, cast.office, "matters", cast.files / "matters.xlsx").as_json()
    assert (roster["created"], matters["created"]) == (3, 4)
    assert roster["refused"] == matters["refused"] == []
    again = import_file(cast.clerk, cast.office, "matters", cast.files / "matters.xlsx").as_json()
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 4)


def handed_over(cast) -> None:
    plan = plans.draw_up(cast.clerk, cast.office, session=Session.objects.get(), title="分解方案")
    lines = list(plan.lines.values_list("pk", flat=True))
    plans.edit_lines(
        plan, cast.clerk, lines=lines, values={"leader": cast.leader.user, "measure": "走访后答复"}
    )
    plans.submit(plan, cast.clerk)
    plans.approve(plan, cast.leader, meeting="党组会")
    assert plans.publish(plan, cast.clerk) == 4


def signed_for(cast) -> None:
    for row in Assignment.objects.exclude(role="reference"):
        assignments.sign_for(row, cast.head, handler=cast.handler.user)
    assignments.read(Assignment.objects.get(role="reference"), cast.head)


def replied(cast, number: str) -> None:
    answered(cast, Assignment.objects.get(matter__outside_number=number), "已采纳，六月底前完成。")


def posted(cast) -> list[Letter]:
    made = letters.compose(cast.clerk, cast.office).letters
    for letter in made:
        letter = letters.number(letter, cast.clerk)
        posting.dispatch(letter, cast.clerk, way="express", on=clock.today(), tracking="EX1")
    return made


def delivered(cast, made: list[Letter]) -> None:
    for letter in made:
        posting.deliver(letter, cast.clerk, on=clock.today())


def rated(cast, number: str, name: str, result: str = "satisfied") -> None:
    person = Person.objects.get(name=name)
    closing.record_feedback(
        numbered(number), cast.clerk, person=person, attitude="satisfied", result=result,
        received_on=clock.today(), scan=scan(),
    )  # fmt: skip


def visited(cast, number: str) -> None:
    contact(cast, Assignment.objects.get(matter__outside_number=number), "after")


def test_from_two_workbooks_to_the_last_closing(office):
    with on(2, 3):
        received(office)
    with on(2, 9):
        handed_over(office)
    with on(2, 11):
        signed_for(office)
        assert stages() == dict.fromkeys(("2001", "2002", "2003"), "signed_for") | {"2004": "closed"}
    with on(3, 2):
        for number in ("2001", "2002", "2003"):
            replied(office, number)
        closing.promise(numbered("2001"), office.clerk, text="印发办法", due_on=date(2026, 6, 30))
    with on(3, 4):
        first = posted(office)
        items = {letter.addressee.name: letter.items.count() for letter in first}
        assert items == {"甲代表": 2, "乙代表": 1, "丙代表": 1}
    with on(3, 9):
        delivered(office, first)
        _feedback_of_the_first_round(office)
    _second_round(office)
    with on(6, 20):
        promise = Commitment.objects.get()
        closing.keep_promise(
            numbered("2001"), office.clerk, commitment=promise, on=clock.today(), proof="已印发"
        )
    _counted(office)


def _feedback_of_the_first_round(office) -> None:
    for number in ("2001", "2002", "2003"):
        visited(office, number)
    rated(office, "2001", "甲代表")
    rated(office, "2002", "甲代表", "basically")
    rated(office, "2003", "丙代表", "unsatisfied")
    closing.close(numbered("2001"), office.clerk)
    with pytest.raises(NotReady):  # Yi signed 2002 as well and has not answered; silence is not satisfaction
        closing.close(numbered("2002"), office.clerk)
    rated(office, "2002", "乙代表")
    closing.close(numbered("2002"), office.clerk)


def _second_round(office) -> None:
    with on(3, 12):
        closing.handle_again(numbered("2003"), office.clerk, reason="未回应具体点位")
        assert stages()["2003"] == "signed_for"
        assert numbered("2003").due_on == date(2026, 4, 9)  # a month from the day of the unsatisfied rating
    with on(3, 25):
        replied(office, "2003")
        again = posted(office)
        assert [(letter.addressee.name, letter.round) for letter in again] == [("丙代表", 2)]
    with on(3, 30):
        delivered(office, again)
        visited(office, "2003")
        rated(office, "2003", "丙代表")
        closing.close(numbered("2003"), office.clerk)


def _counted(office) -> None:
    assert set(stages().values()) == {"closed"}
    assert Counter(Letter.objects.values_list("stage", flat=True)) == {"delivered": 4}
    sequences = list(Letter.objects.order_by("sequence").values_list("sequence", flat=True))
    assert sequences == [1, 2, 3, 4]
    closed = dict(Matter.objects.values_list("outside_number", "closed_on"))
    assert closed["2003"] == date(2026, 3, 30)
    assert {row.replied_on for row in Matter.objects.exclude(mode="reference")} == {
        date(2026, 3, 4), date(2026, 3, 25),
    }  # fmt: skip
    told = Entry.objects.filter(act__startswith="matter.").order_by("id")
    assert list(told.values_list("at", flat=True)) == sorted(told.values_list("at", flat=True))
    assert {row.at.date().year for row in told} == {2026}
    with on(6, 30):
        _reported(office)


def _reported(office) -> None:
    """The summary report says what happened."""
    counts = read(office.clerk, office.office, Session.objects.get()).snapshot.counts
    expected = {
        "total": 4, "needing_reply": 3, "replied": 3, "overdue": 0, "closed": 4, "handled_again": 1, "class_A": 3,
        "answers_due": 4, "answers_sent": 4, "forms_silent": 0, "commitments": 1, "commitments_kept": 1,
    }  # fmt: skip
    assert {name: counts[name] for name in expected} == expected
