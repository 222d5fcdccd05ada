"""The register of past referred cases: read, judged, taken over under the guard, and what the four rates make of it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lianluo.accounts.actor import SYSTEM
from lianluo.config import cli, commands, office
from lianluo.exchange.importing import import_file
from lianluo.exchange.models import Batch
from lianluo.foundation import jobs
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import NotReady
from lianluo.journal.models import Entry, Notice
from lianluo.matters.actions import referral as referrals
from lianluo.matters.actions import referral_handling as handling
from lianluo.matters.actions import referral_text as texts
from lianluo.matters.models import Matter, Referral, ReferralText
from lianluo.reports.referral_queries import Scope, counts_of
from tests.exchange.workbooks import workbook
from tests.matters.referral_cast import Cast, cast_of
from tests.rooms import name_of

TODAY = date(2026, 7, 1)
HEADINGS = [
    "序号", "办结日期", "收到日期", "来源", "代表委员", "案件名称", "诉求", "交办文号", "交办时间", "承办部门", "承办人", "办理时限",
    "三个规定记录", "办前见面情况", "办理进展", "处理结果", "结果类别", "反馈日期", "反馈方式", "反馈人", "满意度", "上报最高检日期",
]  # fmt: skip
PARTY = "欧阳某甲"


@pytest.fixture
def today(freeze) -> None:
    freeze(TODAY)


@pytest.fixture
def cases(today, rooms, settings, tmp_path) -> Cast:
    settings.DATA = tmp_path
    return cast_of(rooms)


def row(number: int = 1, **facts) -> list:
    """A closed direct case; `facts` by heading, None empties."""
    said = {
        "序号": str(number), "办结日期": "2025-06-20", "收到日期": "2025-03-01", "来源": "来信", "代表委员": name_of(1),
        "案件名称": f"{PARTY}申诉案{number}", "诉求": "请求依法查明", "交办文号": f"转〔2025〕{number}号",
        "交办时间": "2025-03-10", "承办部门": "第一检察部", "承办人": "handler", "办理时限": "2025-06-10",
        "三个规定记录": "已记录 三记〔2025〕8号 2025-03-02", "办前见面情况": "2025-03-15 代表工作单位 承办人、联络员",
        "处理结果": "维持原决定，已释法说理。", "结果类别": "维持原决定", "反馈日期": "2025-06-15", "反馈方式": "当面",
        "反馈人": "联络员", "满意度": "满意", **facts,
    }  # fmt: skip
    return [said.get(heading) or "" for heading in HEADINGS]


def book(*rows: list) -> bytes:
    return workbook(["转交案件台账"], HEADINGS, *rows)


def bring(cases: Cast, *rows: list, actor=None, **wishes) -> dict:
    file = cases.rooms.folder / "台账.xlsx"
    file.write_bytes(book(*rows))
    return import_file(actor or cases.as_("clerk"), cases.rooms.organ, "referrals", file, **wishes).as_json()


def one(cases: Cast, **facts) -> Referral:
    found = bring(cases, row(**facts))
    assert found["created"] == 1, found
    return Referral.objects.get()


def test_a_closed_case_lands_with_its_days_and_tells_nobody(cases):
    case = one(cases)
    assert (case.stage, case.handed_over_on, case.fed_back_on) == (
        "closed",
        date(2025, 3, 10),
        date(2025, 6, 15),
    )
    assert (case.closed_on, case.due_on, case.result_approved_on) == (
        date(2025, 6, 20), date(2025, 6, 10), date(2025, 6, 15),
    )  # fmt: skip
    assert (case.unit.name, case.handler, case.outcome) == (
        "第一检察部",
        cases.users["handler"],
        "维持原决定",
    )
    assert (case.inquiry.number, case.inquiry.filed_on) == ("三记〔2025〕8号", date(2025, 3, 2))
    contact = case.contacts.get()
    assert (contact.way, contact.place, contact.by_whom) == ("in_person", "代表工作单位", "承办人、联络员")
    assert (case.rating.handling, case.rating.explanation) == ("satisfied", "satisfied")
    assert case.procedural_due_on is None and case.matter.stage == "closed"
    assert not Notice.objects.filter(entry__about_model="matters.Referral").exists()
    entry = Entry.objects.get(act="referral.take_over")
    assert entry.about_id == case.pk and PARTY not in json.dumps(entry.facts, ensure_ascii=False)


def test_the_same_register_twice_changes_nothing(cases):
    rows = [row(1), row(2), row(3, 满意度="很好")]
    first, second = bring(cases, *rows), bring(cases, *rows)
    assert (first["created"], second["created"], second["unchanged"]) == (2, 0, 2)
    assert Referral.objects.count() == 2
    again = bring(cases, *rows, actor=cases.as_("second_clerk"))
    assert again["unchanged"] == 2 and Referral.objects.count() == 2


def test_a_dry_run_writes_nothing(cases):
    assert bring(cases, row(), dry_run=True)["created"] == 1
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("facts", "column"),
    [
        ({"案件名称": "欧阳建国申诉案"}, "案件名称"),
        ({"三个规定记录": None}, "三个规定记录"),
        ({"三个规定记录": "已记录"}, "三个规定记录"),
        ({"来源": "不知道"}, "来源"),
        ({"代表委员": "查无此人"}, "代表委员"),
        ({"交办时间": None, "反馈日期": None, "满意度": None}, "交办时间"),
        ({"处理结果": None, "结果类别": None}, "处理结果"),
        ({"办结日期": "2026-12-01"}, "办结日期"),
        ({"交办时间": "2025-01-01"}, "交办时间"),
        ({"反馈日期": None}, "满意度"),
        ({"反馈方式": "报最高检"}, "反馈方式"),
        ({"办结日期": None, "反馈日期": None, "满意度": None, "承办部门": "无此部门"}, "承办部门"),
    ],
)
def test_what_cannot_be_is_refused_with_its_column(cases, facts, column):
    found = bring(cases, row(**facts))
    assert (found["created"], [each["column"] for each in found["refused"]]) == (0, [column])
    assert found["refused"][0]["reason"]


def test_alike_rows_are_named_and_repeated_ones_stay_out(cases):
    found = bring(cases, row(1), row(1), row(1, 收到日期="2025-03-02"))
    assert found["created"] == 2
    assert [each["row"] for each in found["duplicates"]] == [4, 5]


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, "fed_back"),
        ({"反馈日期": None, "满意度": None}, "met"),
        ({"反馈日期": None, "满意度": None, "办前见面情况": None}, "signed_for"),
        ({"反馈日期": None, "满意度": None, "承办人": None}, "handed_over"),
        ({"反馈日期": None, "满意度": None, "交办时间": None, "承办部门": None}, "record_checked"),
        ({"反馈日期": None, "满意度": None, "交办时间": None, "三个规定记录": "无"}, "registered"),
    ],
)
def test_an_open_case_lands_at_the_stage_its_days_prove(cases, facts, stage):
    case = one(cases, 办结日期=None, **facts)
    assert case.stage == stage
    assert case.matter.stage == Matter.Stage.HANDLED


def test_an_open_case_goes_on_once_record_and_leader_are_there(cases):
    days = {
        "办结日期": None,
        "反馈日期": None,
        "满意度": None,
        "收到日期": "2026-06-01",
        "交办时间": "2026-06-02",
    }
    case = one(cases, 三个规定记录="无", 办前见面情况="2026-06-05 代表单位 承办人", **days)
    assert case.stage == "met" and case.due_on == date(2026, 9, 2)
    handler, clerk = cases.as_("handler"), cases.as_("clerk")
    text = cases.text(case, "result")
    assert text.text == "维持原决定，已释法说理。" and text.stage == ReferralText.Stage.DRAFTED
    with pytest.raises(NotReady, match="record"):
        texts.submit(text, handler)
    referrals.file_record_late(
        case, clerk, number="三记〔2026〕1号", filed_on=TODAY, filed_by="某处长", nature="supervision"
    )
    referrals.name_leader(case, clerk, leader=cases.users["leader"])
    texts.submit(text, handler)
    texts.approve(text, cases.as_("leader"))
    case.refresh_from_db()
    assert case.stage == "result_approved"


def test_a_unit_that_signs_for_a_case_whose_deputy_was_met_goes_on_at_once(cases):
    case = one(cases, 办结日期=None, 反馈日期=None, 满意度=None, 承办人=None)
    handling.sign_for(case, cases.as_("head"), handler=cases.users["handler"])
    case.refresh_from_db()
    assert case.stage == "met"


def test_only_the_importer_and_who_answers_may_open_the_case(cases):
    case = one(cases)
    may = {name for name in cases.users if Referral.objects.visible_to(cases.as_(name)).exists()}
    assert may == {"clerk", "head", "handler"}
    assert {name for name in cases.users if Referral.objects.known_to(cases.as_(name)).exists()} >= {
        "superior"
    }
    with pytest.raises(Refused):
        bring(cases, row(2), actor=SYSTEM)
    with pytest.raises(Refused):
        bring(cases, row(2), actor=cases.as_("chief"))
    assert Referral.objects.get() == case


def upload(client, content: bytes, name: str = f"{PARTY}等案.xlsx") -> str:
    answer = client.post("/import/", {"family": "referrals", "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"].removesuffix("columns/")


def through_the_pages(client, content: bytes) -> str:
    url = upload(client, content)
    form = client.get(url + "columns/").context["form"]
    chosen = {cell["field"].html_name: cell["field"].value() or "" for cell in form.cells if cell["field"]}
    client.post(url + "columns/", chosen)
    jobs.run_waiting()
    return url


def test_through_the_pages(cases, client_of):
    client = client_of(cases.users["clerk"])
    url = through_the_pages(client, book(row(1), row(2, 三个规定记录="无"), row(3, 案件名称="欧阳建国案")))
    new = client.get(url + "?group=new").content.decode()
    assert f"{PARTY}申诉案1" in new and "Lands without an outside-inquiry record" in new
    assert "欧阳建国案" in client.get(url + "?group=refused").content.decode()
    client.post(url)
    jobs.run_waiting()
    assert Referral.objects.count() == 2
    refused = client.get(url + "refused/")
    assert refused.status_code == 200
    file = cases.rooms.folder / "refused.xlsx"
    file.write_bytes(b"".join(refused))
    mended = import_file(cases.as_("clerk"), cases.rooms.organ, "referrals", file)
    assert [each["column"] for each in mended.refused] == ["案件名称"]


def test_every_door_of_the_batch_is_shut_to_all_others(cases, client_of):
    """Neither a colleague of the same liaison office nor any rank opens the file, its rows or what came of them."""
    client = client_of(cases.users["clerk"])
    url = through_the_pages(client, book(row(1), row(2, 案件名称="欧阳建国案")))
    client.post(url)
    jobs.run_waiting()
    doors = [
        "",
        "columns/",
        "columns/forgetting/",
        "progress/",
        "result/",
        "refused/",
        "?group=new",
        "result/?group=refused",
    ]
    assert client.get(url + "refused/").status_code == 200
    for name in cases.users:
        if name == "clerk":
            continue
        other = client_of(cases.users[name])
        assert {other.get(url + door).status_code for door in doors} == {404}, name
        assert {other.post(url + door).status_code for door in ("", "cancellation/", "columns/")} == {404}, (
            name
        )
        page = other.get("/import/")
        assert page.status_code == 404 or PARTY not in page.content.decode()
    batch = Batch.objects.get()
    assert not Batch.objects.visible_to(cases.as_("superior")).filter(pk=batch.pk).exists()


def test_the_journal_says_that_an_import_took_place_and_no_name(cases, client_of):
    client = client_of(cases.users["clerk"])
    url = through_the_pages(client, book(row(1), row(2, 案件名称="欧阳建国案")))
    client.post(url)
    jobs.run_waiting()
    acts = set(Entry.objects.values_list("act", flat=True))
    assert {"exchange.upload_file", "exchange.start_import", "referral.take_over"} <= acts
    for entry in Entry.objects.all():
        told = json.dumps(entry.facts, ensure_ascii=False) + entry.about_text
        assert PARTY not in told and "欧阳" not in told and "诉求" not in told, entry.act
    case, run = Referral.objects.get(), Batch.objects.get().import_run
    addresses = [
        reverse("matters:referrals"), reverse("matters:referral_looks"), case.get_absolute_url(), "/jobs/",
        f"/jobs/{run.pk}/", "/search/?q=欧阳", "/", reverse("reports:referral_rows", args=["closed"]),
    ]  # fmt: skip
    for name in ("auditor", "superior", "chief", "stranger", "second_clerk", "other_head", "sysadmin"):
        other = client_of(cases.users[name])
        for address in addresses:
            assert PARTY not in other.get(address).content.decode(), (name, address)


def register_of_103() -> list[list]:
    """86 direct, 17 by the SPP. Of all: 100 accepted (3 not handed over), 95 met, 90 closed, 88 of them fed back (2 closed
    without), 80 rated: 76 satisfied, 3 basically, 1 not."""
    rows = []
    for number in range(1, 104):
        facts: dict = {}
        if number > 86:
            facts |= {"来源": "最高检交办", "反馈方式": "报最高检", "上报最高检日期": "2025-06-15"}
        if number in (81, 82, 83):
            facts |= {
                "交办时间": None,
                "办结日期": None,
                "反馈日期": None,
                "满意度": None,
                "办前见面情况": None,
            }
        elif number in range(71, 81):
            facts |= {"办结日期": None, "反馈日期": None, "满意度": None, "上报最高检日期": None}
            facts |= {"办前见面情况": None} if number > 75 else {}
        elif number in (1, 2):
            facts |= {"反馈日期": None, "反馈方式": None, "满意度": None}
        elif number in range(3, 11):
            facts |= {"满意度": "未评价"}
        elif number in (11, 12, 13):
            facts |= {"满意度": "办理满意、释明基本满意"}
        elif number == 14:
            facts |= {"满意度": "不满意"}
        rows.append(row(number, **facts))
    return rows


def test_the_four_rates_of_a_register_of_103(cases):
    assert bring(cases, *register_of_103())["created"] == 103
    scope = Scope(cases.rooms.organ.pk)
    found = counts_of(cases.as_("clerk"), scope)
    wanted = {
        "received": 103, "chain_direct": 86, "chain_spp": 17, "accepted": 100, "preparing": 3, "met": 95, "closed": 90,
        "overdue": 10, "fed_back": 88, "unfed": 2, "rated": 80, "silent": 8, "satisfied": 76, "basically": 3,
        "unsatisfied": 1,
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted
    seventeen = counts_of(cases.as_("superior"), Scope(cases.rooms.organ.pk, chain="spp"))
    assert (seventeen["closed"], seventeen["fed_back"], seventeen["satisfied"]) == (17, 17, 17)


def test_the_command_names_a_clerk(cases, monkeypatch, capsys):
    file = cases.rooms.folder / "台账.xlsx"
    file.write_bytes(book(row(1), row(2, 三个规定记录=None)))
    monkeypatch.setattr(commands.office, "prepare", lambda: cases.rooms.organ)
    line = ["import", "referrals", str(file), "--json"]
    with pytest.raises(office.NoClerk, match="second_clerk"):
        commands.run(cli.parser().parse_args(line))
    status, facts = commands.run(cli.parser().parse_args([*line, "--as", "clerk"]))
    assert (status, facts["created"], facts["refused"][0]["row"]) == (cli.ROWS_REFUSED, 1, 4)
    assert Referral.objects.visible_to(cases.as_("clerk")).count() == 1
    assert not Referral.objects.visible_to(cases.as_("second_clerk")).exists()
