"""What clerks upload by mistake, and what others upload on purpose: a clear message, nothing lost, nothing half landed."""

import json
from argparse import Namespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from lianluo.accounts.actor import SYSTEM
from lianluo.config import commands
from lianluo.exchange.importing import CannotImport, import_file
from lianluo.exchange.ledgers import reading
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.foundation import jobs
from lianluo.matters.models import Matter
from lianluo.people.models import Person

from .test_import_pages import checked, desk, imported, kept  # noqa: F401 the fixture
from .test_ledger_reading import _with_part
from .workbooks import workbook

TITLE = ["辽宁省第十四届人民代表大会代表名册"]
HEADS = ["姓名", "代表团", "出生年月", "备注"]
GOOD = ["郎知远", "沈阳", "1970.01", ""]
LIST = ["省十四届人大四次会议建议清单"]
LIST_HEADS = ["类别", "编号", "标题", "领衔代表", "内容", "交办日期"]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64

WHOLE_FILES = {
    "empty file": (b"", "名册.xlsx"),
    "empty workbook": (workbook(), "名册.xlsx"),
    "headings only, unknown": (workbook(["甲", "乙"], ["1", "2"]), "名册.xlsx"),
    "broken": (workbook(TITLE, HEADS, GOOD)[:-200], "名册.xlsx"),
    "picture": (PNG, "名册.xlsx"),
    "pdf": (b"%PDF-1.7 x", "名册.csv"),
    "text as workbook": ("姓名,代表团\n".encode(), "名册.xlsx"),
    "workbook as text": (workbook(TITLE, HEADS, GOOD), "名册.csv"),
    "other ending": (b"MZ", "名册.exe"),
    "no heading row": (workbook(TITLE, GOOD, GOOD), "名册.xlsx"),
    "zip bomb": (_with_part(workbook(["姓名"]), "xl/sharedStrings.xml", b" " * (200 * 2**20)), "名册.xlsx"),
}


def page(client, content, name="名册.xlsx", family="roster", **fields):
    file = content if not isinstance(content, bytes) else SimpleUploadedFile(name, content)
    return client.post("/import/", {"family": family, "file": file, **fields})


@pytest.mark.parametrize("what", WHOLE_FILES)
def test_a_file_that_is_no_ledger_is_refused_by_page_and_command(desk, rooms, tmp_path, what):  # noqa: F811
    content, name = WHOLE_FILES[what]
    answer = page(desk, content, name)
    assert answer.status_code == 200 and len(str(answer.context["form"].errors)) > 20
    assert not list((tmp_path / "uploads").glob("*/*"))
    (tmp_path / name).write_bytes(content)
    with pytest.raises((Unreadable, CannotImport)) as caught:
        import_file(SYSTEM, rooms.organ, "roster", tmp_path / name)
    assert str(caught.value)
    assert not Person.objects.exists()


def test_100_mb_are_refused_by_their_size_before_anything_is_read(desk, monkeypatch, tmp_path):  # noqa: F811
    file = TemporaryUploadedFile("名册.xlsx", "application/octet-stream", 100 * 2**20, None)
    file.file.truncate(100 * 2**20)
    form_class = __import__("lianluo.exchange.forms", fromlist=["UploadForm"]).UploadForm
    monkeypatch.setattr(reading, "read", lambda *_a, **_k: pytest.fail("the file was read"))
    form = form_class({"family": "roster"}, {"file": file}, actor=None)
    assert "100 MB" in str(form.errors["file"]) and "50 MB" in str(form.errors["file"])


def bring(rooms, tmp_path, family, *rows) -> dict:
    path = tmp_path / "file.xlsx"
    path.write_bytes(workbook(*rows))
    return import_file(SYSTEM, rooms.organ, family, path).as_json()


ROWS = {
    "year 0": (["关若棠", "大连", "0000.01", ""], "出生年月"),
    "year 9999": (["关若棠", "大连", "9999-01-01", ""], "出生年月"),
    "negative number": (["关若棠", "大连", -1975, ""], "出生年月"),
    "200 characters": (["长" * 200, "大连", "", ""], "姓名"),
    "emoji as name": (["😀😀", "大连", "", ""], "姓名"),
    "no name": (["", "大连", "1970.01", "x"], "姓名"),
    "a long delegation": (["关若棠", "连" * 90, "", ""], "代表团"),
    "a formula as name": (["=cmd|' /C calc'!A0", "大连", "", ""], "姓名"),
}


@pytest.mark.parametrize("what", ROWS)
def test_a_bad_row_is_named_and_the_others_land(rooms, tmp_path, what):
    row, column = ROWS[what]
    found = bring(rooms, tmp_path, "roster", TITLE, HEADS, GOOD, row)
    assert found["created"] == 1 and Person.objects.get().name == "郎知远"
    assert [(each["row"], each["column"]) for each in found["refused"]] == [(4, column)]
    assert found["refused"][0]["reason"]


def test_rare_characters_emoji_and_line_breaks_are_kept_as_they_are(rooms, tmp_path):
    note = "一\n二😀\n=1+1"
    found = bring(
        rooms,
        tmp_path,
        "roster",
        TITLE,
        HEADS,
        ["王𬭚𪨧", "沈阳", "", note],
        ["㑇䶮", "大连", "", "=cmd|' /C calc'!A0"],
    )
    assert (found["created"], found["refused"]) == (2, [])
    assert Person.objects.get(name="王𬭚𪨧").note == note
    assert Person.objects.get(name="㑇䶮").note == "=cmd|' /C calc'!A0"


def test_300_columns_and_headings_that_stand_twice(desk, rooms, tmp_path):  # noqa: F811
    heads = [*HEADS, "姓名", *[f"列{n}" for n in range(300)]]
    content = workbook(TITLE, heads, [*GOOD, "别人", *["x"] * 300])
    url = kept(desk, content, name="名册.xlsx")
    form = desk.get(url + "columns/").context["form"]
    assert len(form.cells) == 80 and form.hidden_count == len(heads) - 80
    imported(desk, checked(desk, url))
    assert Person.objects.get().name == "郎知远"


def test_bad_rows_of_a_list_of_matters_are_named(rooms, tmp_path):
    rooms.bring(1, 1)
    good = ["建议", "3001", "关于甲的建议", "佟见一", "内容", "2026-02-09"]
    bad = {
        5: ["建议", "3002", "关于乙的建议", "查无此人", "内容", "2026-02-09"],
        6: ["建议", "3003", "关于丙的建议", "佟见一", "内容", ""],
        7: ["建议", "3004", "关于丁的建议", "佟见一", "内容", "9999-12-31"],
        8: ["建议", "3" * 50, "关于戊的建议", "佟见一", "内容", "2026-02-09"],
        9: ["建议", "3006", "长" * 300, "佟见一", "内容", "2026-02-09"],
        10: ["信访", "3007", "关于己的建议", "佟见一", "内容", "2026-02-09"],
        11: ["建议", "3008", "关于庚的建议", "佟见一", "内容", "0000-01-01"],
        12: ["建议", "3009", "关于辛的建议", "佟见一", "内容", "1990-01-01"],
    }
    found = bring(rooms, tmp_path, "matters", LIST, LIST_HEADS, good, ["", "", "", "", "", ""], *bad.values())
    refused = {each["row"]: each["column"] for each in found["refused"]}
    assert found["created"] + len(refused) == 9 and set(refused) == set(bad)
    assert (
        refused[5] == "领衔代表"
        and refused[6] == refused[7] == refused[12] == "交办日期"
        and refused[10] == "类别"
    )
    assert Matter.objects.filter(outside_number="3001").exists()


def test_one_number_twice_in_a_file_lands_once_and_is_named(rooms, tmp_path):
    rooms.bring(1, 1)
    rows = [["建议", "3001", f"关于{name}的建议", "佟见一", "内容", "2026-02-09"] for name in "甲乙"]
    for _turn in range(2):
        found = bring(rooms, tmp_path, "matters", LIST, LIST_HEADS, *rows)
        assert [(each["row"], each["of_row"]) for each in found["duplicates"]] == [(4, 3)]
    assert Matter.objects.get(outside_number="3001").title == "关于甲的建议"


def test_one_person_twice_in_a_file_lands_once_and_is_named(rooms, tmp_path):
    rows = [["郎知远", "沈阳", "1970.01", note] for note in ("甲", "乙")]
    for _turn in range(2):
        found = bring(rooms, tmp_path, "roster", TITLE, HEADS, *rows, ["郎知远", "沈阳", "1981.05", ""])
        assert [(each["row"], each["of_row"]) for each in found["duplicates"]] == [(4, 3)]
        assert found["created"] + found["unchanged"] == 2
    assert sorted(Person.objects.values_list("birth_year", "note")) == [(1970, "甲"), (1981, "")]


def test_the_command_says_in_words_what_is_wrong_with_the_file(rooms, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(commands.office, "prepare", lambda: rooms.organ)
    path = tmp_path / "名册.xlsx"
    path.write_bytes(workbook(TITLE, HEADS, GOOD, ["关若棠", "大连", "1980.13", ""]))
    wanted = Namespace(
        command="import", kind="roster", file=path, body="", session="", dry_run=False, json=True
    )
    status, facts = commands.run(wanted)
    assert status == commands.ROWS_REFUSED and [each["row"] for each in facts["refused"]] == [4]
    assert json.loads(json.dumps(facts))["created"] == 1
    assert "第 4 行" in capsys.readouterr().out
    assert jobs.run_waiting() == 0
