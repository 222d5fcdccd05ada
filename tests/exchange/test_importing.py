"""The clerk's workbooks, from the file to the register and back: counts, reasons, and nothing twice."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import SYSTEM
from lianluo.exchange.importing import CannotImport, import_file
from lianluo.journal.models import Entry
from lianluo.matters.models import Matter, Signatory
from lianluo.people.models import Mandate, Person
from lianluo.rules.actions import seeding as rules_seeding
from lianluo.units.actions import seeding as units_seeding
from lianluo.units.models import Unit

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LEDGERS = SHARED / "ledgers"
SHANGHAI = SHARED / "shanghai-pc15-deputies" / "dev.csv"
ROSTER_CSV = "辽宁省第十四届人民代表大会代表名册\n姓名,代表团,手机,出生年月\n{rows}"


@pytest.fixture
def office(db) -> Unit:
    units_seeding.seed()
    rules_seeding.seed()
    return Unit.objects.get(code="21")


def bring(office, family, source, **wishes) -> dict:
    return import_file(SYSTEM, office, family, source, **wishes).as_json()


def roster(tmp_path, rows: str):
    file = tmp_path / "roster.csv"
    file.write_text(ROSTER_CSV.format(rows=rows), encoding="utf-8")
    return file


def test_the_four_ledgers_land_as_expected_and_the_second_time_all_is_unchanged(office):
    expected = json.loads((LEDGERS / "expected.json").read_text())
    files = [
        ("roster", LEDGERS / "roster_session.xlsx", "", expected["roster_session"]["landed"], [126, 127]),
        ("roster", LEDGERS / "roster_npc14.xlsx", "", expected["roster_npc14"], []),
        ("roster", SHANGHAI, "上海市第十五届人民代表大会", expected["roster_shanghai15"], []),
        ("matters", LEDGERS / "items_session.xlsx", "", expected["landed"], [182, 183, 184, 185]),
    ]
    for family, source, named, landed, refused in files:
        first = bring(office, family, source, named=named)
        second = bring(office, family, source, named=named)
        assert (first["created"], first["updated"], first["unchanged"]) == (landed, 0, 0)
        assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, landed)
        assert (
            [row["row"] for row in first["refused"]] == refused == [row["row"] for row in second["refused"]]
        )
        assert all(row["column"] and row["reason"] for row in first["refused"])


def test_the_refused_matters_are_those_that_the_ledger_names(office):
    expected = json.loads((LEDGERS / "expected.json").read_text())
    bring(office, "roster", LEDGERS / "roster_session.xlsx")
    outcome = bring(office, "matters", LEDGERS / "items_session.xlsx")
    assert [int(row["ordinal"]) for row in outcome["refused"]] == [row["row"] for row in expected["refused"]]


def test_a_formal_suggestion_gets_the_statutory_deadline_and_an_opinion_only_the_internal_one(office):
    bring(office, "roster", LEDGERS / "roster_session.xlsx")
    bring(office, "matters", LEDGERS / "items_session.xlsx")
    formal = Matter.objects.get(kind="suggestion", outside_number="1001")
    opinion = Matter.objects.filter(kind="deliberation_opinion").first()
    # Handed over on 2026-02-09; 9 May 2026 is a Saturday on which one works.
    assert (formal.statutory_due_on.isoformat(), formal.due_on) == ("2026-05-09", formal.statutory_due_on)
    assert opinion.statutory_due_on is None and opinion.due_on == opinion.internal_due_on


def test_joint_signatories_are_kept_beside_the_lead(office):
    bring(office, "roster", LEDGERS / "roster_session.xlsx")
    bring(office, "matters", LEDGERS / "items_session.xlsx")
    signed = Signatory.objects.filter(matter__outside_number="1001").order_by("position")
    assert [(row.person.name, row.role) for row in signed] == [("董晨鑫", "lead"), ("许雪", "joint")]


def test_a_changed_cell_updates_one_person_and_an_empty_cell_empties_nothing(office, tmp_path):
    bring(
        office, "roster", roster(tmp_path, "张三,沈阳,13900000001,1970.01\n李四,大连,13900000002,1971.02\n")
    )
    second = bring(
        office, "roster", roster(tmp_path, "张　三,沈阳代表团,13900000009,\n李四,大连市,,1971年2月\n")
    )
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 1, 1)
    assert Person.objects.get(name="张三").mobile == "13900000009"
    assert Person.objects.get(name="张三").birth_year == 1970
    assert Person.objects.get(name="李四").mobile == "13900000002"


def test_namesakes_in_two_delegations_are_two_people(office, tmp_path):
    outcome = bring(office, "roster", roster(tmp_path, "王伟,沈阳,,1970.01\n王伟,大连,,1980.05\n"))
    assert outcome["created"] == 2
    assert Mandate.objects.filter(person__name="王伟").count() == 2


def test_the_same_person_in_another_body_keeps_one_row_and_gets_a_second_mandate(office, tmp_path):
    bring(office, "roster", roster(tmp_path, "王伟,沈阳,,1970.01\n"))
    other = tmp_path / "npc.csv"
    other.write_text("姓名,代表团,出生年月\n王伟,辽宁省,1970年1月\n", encoding="gb18030")
    outcome = bring(office, "roster", other, named="第十四届全国人民代表大会")
    assert outcome["updated"] == 1
    assert Person.objects.filter(name="王伟").count() == 1
    assert Mandate.objects.filter(person__name="王伟").count() == 2


def test_a_dry_run_writes_nothing(office):
    outcome = bring(office, "roster", LEDGERS / "roster_session.xlsx", dry_run=True)
    assert outcome["created"] == 123
    assert not Person.objects.exists()


def test_without_body_the_whole_file_is_refused_with_what_to_do(office):
    with pytest.raises(CannotImport, match="--body"):
        bring(office, "roster", SHANGHAI)
    assert not Person.objects.exists()


def test_a_corrected_lead_signatory_becomes_the_lead_and_every_row_has_one_entry(rooms, tmp_path):
    rooms.bring(1, 3)
    head = "省十四届人大四次会议建议清单\n类别,编号,标题,领衔代表,联名人,交办日期\n"
    for lead, joint in (("佟见一", "佟见二、佟见二"), ("佟见二", "佟见三")):
        file = rooms.file("list.csv", f"{head}建议,41,关于甲的建议,{lead},{joint},2026-02-09\n")
        bring(rooms.organ, "matters", file)
    matter = Matter.objects.get(outside_number="41")
    signed = Signatory.objects.filter(matter=matter).order_by("role", "person__name")
    assert [(row.role, row.person.name) for row in signed] == [
        ("joint", "佟见一"), ("joint", "佟见三"), ("lead", "佟见二"),
    ]  # fmt: skip
    entries = Entry.objects.about(matter).order_by("id")
    assert [(entry.act, entry.facts["state"], entry.facts["file"]) for entry in entries] == [
        ("matters.import_row", "new", "list.csv"), ("matters.import_row", "changed", "list.csv"),
    ]  # fmt: skip


def test_a_long_file_takes_as_many_queries_as_a_short_one(office, tmp_path):
    def taken(rows: int, first: int) -> int:
        """New persons each time, so that all of them are written."""
        lines = "".join(f"郎{chr(first + i)},沈阳,,1970.01\n" for i in range(rows))
        with CaptureQueriesContext(connection) as queries:
            bring(office, "roster", roster(tmp_path, lines))
        return len(queries)

    taken(1, 0x4E00)
    assert taken(400, 0x5000) == taken(3, 0x6000)
