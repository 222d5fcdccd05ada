"""Drawing up, editing, issuing: what is kept, who may, what the papers say."""

from datetime import date
from zipfile import ZipFile

import pytest

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.accounts.models import Role
from lianluo.documents.models import Version
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady, WrongStage
from lianluo.journal.models import Entry
from lianluo.matters.models import Matter
from lianluo.reports import wording
from lianluo.reports.actions import report as reports
from lianluo.reports.composing import annex_paper, report_paper
from lianluo.reports.models import SessionReport
from lianluo.reports.queries import breakdown, papers_of
from lianluo.units.models import Unit
from tests.reports.offices import TODAY, drawn_up, known_session
from tests.rooms import user_in

ISSUE = {"title": "题目", "addressees": "省委、省人大常委会", "number": "辽检发〔2026〕9号"}


@pytest.fixture
def leader(rooms):
    return actor_of(user_in(rooms.organ, "leader", Role.LEADER))


def edited(report, actor, **facts):
    return reports.edit(report, actor, **{"sections": report.sections, **ISSUE, **facts})


def text_of(paper) -> str:
    return "\n".join(line for part in paper.sections for line in (part.heading, *part.paragraphs))


def test_the_report_says_what_was_counted(rooms, freeze):
    known_session(rooms, freeze)
    paper = report_paper(drawn_up(rooms))
    text = text_of(paper)
    assert paper.title == "关于省十四届人大四次会议代表意见建议答复情况的报告"
    assert paper.addressees == "省委、省人大常委会"
    headings = [part.heading for part in paper.sections if part.heading]
    assert headings == ["一、基本情况", "二、办理工作情况", "三、答复和反馈情况", "四、存在问题和下一步工作"]
    for words in (
        "代表意见建议7件", "7名代表", "另有1件已按程序撤回", "独办5件、协办1件、参阅1件", "直接答复代表的5件",
        "6件由1个部门承办，尚有1件正在分解交办", "已答复2件，办复率40%", "按时办复率33.3%", "A类", "发出征询意见表2份，收回1份，回收率50%",
        "未收回的1份不计入满意率", "已超过办理期限1件", "作出承诺3项，已兑现1项，未到期1项，逾期未兑现1项",
    ):  # fmt: skip
        assert words in text, words


def test_the_tables_of_the_paper_add_up(rooms, freeze):
    known_session(rooms, freeze)
    *summed, by_kind = report_paper(drawn_up(rooms)).tables
    assert by_kind.rows[0][:2] == ("代表建议、批评和意见（件）", "7") and not by_kind.total
    for table in summed:
        *rows, total = table.rows
        for column in range(1, len(table.heading)):
            assert sum(int(row[column]) for row in rows) == int(total[column])


def test_the_annex_holds_every_matter_with_what_was_answered(rooms, freeze):
    known_session(rooms, freeze)
    paper = annex_paper(drawn_up(rooms).annex)
    rows = {row.opinion[:7]: row for group in paper.groups for row in group.rows}
    assert len(rows) == 7
    said = [rows[f"关于示例{n}的建"].handling for n in (1, 3, 4, 5, 6, 7)]
    assert said[0] == "关于2001号的答复内容。（办理结果：A类）\n已于2026年6月1日答复。"
    assert said[1].endswith("答复已签发，待寄出。")
    assert said[2] == "正在办理，办理期限2026年6月1日。"
    assert said[3] == "已登记，正在分解交办。"
    assert said[4] == "已向主办单位提出协办意见。" and "参阅" in said[5]


def test_what_was_counted_stays_when_the_rows_change(rooms, freeze):
    known_session(rooms, freeze)
    report = drawn_up(rooms)
    Matter.objects.update(stage="withdrawn")
    report.refresh_from_db()
    assert report.figures["total"] == 7 and len(report.rows["total"]) == 7


def test_the_papers_are_kept_and_a_change_of_words_makes_new_versions(rooms, freeze):
    known_session(rooms, freeze)
    clerk = actor_of(rooms.clerk)
    report = drawn_up(rooms, papers=True)
    papers = papers_of(report)
    assert set(papers) == {"report_docx", "report_pdf", "annex_xlsx", "annex_docx"}
    assert papers["report_pdf"].file.path.read_bytes().startswith(b"%PDF")
    strings = ZipFile(papers["annex_xlsx"].file.path).read("xl/sharedStrings.xml").decode()
    assert "意见建议内容" in strings and "第2001号" in strings
    edited(report, clerk, sections=[{"heading": "一、新的标题", "text": "改过的一段。"}])
    word = papers_of(report)["report_docx"]
    assert word.n == 2 and papers_of(report)["annex_docx"].n == 1
    assert "改过的一段" in ZipFile(word.file.path).read("word/document.xml").decode()
    assert Version.objects.of(report).count() == 4


def test_a_leader_issues_and_his_name_and_the_date_stand_on_the_paper(rooms, freeze, leader):
    known_session(rooms, freeze)
    report = drawn_up(rooms)
    with pytest.raises(NotReady):
        reports.issue(report, leader)
    edited(report, actor_of(rooms.clerk))
    issued = reports.issue(report, leader)
    paper = report_paper(issued)
    assert (paper.signer, paper.signed_on, paper.number) == ("leader", TODAY, "辽检发〔2026〕9号")
    assert Entry.objects.about(issued).filter(act="report.issue").count() == 1
    with pytest.raises(WrongStage):
        edited(issued, actor_of(rooms.clerk))


def test_a_later_report_supersedes_and_none_is_deleted(rooms, freeze, leader):
    known_session(rooms, freeze)
    first = edited(drawn_up(rooms), actor_of(rooms.clerk))
    second = drawn_up(rooms)
    assert (second.number, second.supersedes) == (first.number, first)
    reports.issue(second, leader)
    freeze(date(2026, 7, 2))
    third = drawn_up(rooms)
    stages = dict(SessionReport.objects.values_list("pk", "stage"))
    assert stages == {first.pk: "superseded", second.pk: "issued", third.pk: "drafted"}
    edited(third, actor_of(rooms.clerk), number="辽检发〔2026〕10号")
    reports.issue(third, leader)
    assert SessionReport.objects.get(stage="issued") == third
    assert SessionReport.objects.count() == 3


def test_each_act_refuses_whoever_is_not_entitled(rooms, freeze, leader):
    known_session(rooms, freeze)
    report = drawn_up(rooms, SYSTEM)
    for user in (rooms.handler, rooms.auditor, rooms.stranger):
        actor = actor_of(user)
        with pytest.raises(Refused):
            drawn_up(rooms, actor)
        with pytest.raises(Refused):
            edited(report, actor)
        with pytest.raises(Refused):
            reports.issue(report, actor)
        assert not SessionReport.objects.visible_to(actor).exists()
    for refused, actor in ((edited, leader), (reports.issue, actor_of(rooms.clerk))):
        with pytest.raises(Refused):
            refused(report, actor)


def test_members_of_the_cppcc_are_called_so():
    words = wording.naming("省政协十三届二次会议", True)
    assert words.title == "关于省政协十三届二次会议委员提案答复情况的报告"


def test_departments_keep_the_procuratorates_own_order(rooms, freeze):
    found = known_session(rooms, freeze)
    names = ["政治部", "第二检察部", "第七检察部", "第十检察部"]
    for n, name in enumerate(names, 1):
        department = Unit.objects.get(parent=rooms.organ, name=name)
        Matter.objects.filter(pk=found[5 - n].pk).update(department=department)
    report = SessionReport.objects.get(pk=drawn_up(rooms).pk)
    order = [label for label, _counts in breakdown(report, "department", ["total"])]
    assert order == ["政治部", "第一检察部", "第二检察部", "第七检察部", "第十检察部", "尚未交办"]
