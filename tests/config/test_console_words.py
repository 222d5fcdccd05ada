"""What the console says when something stands in the way, and that standard output keeps its one object."""

from __future__ import annotations

import json
import shutil
import tempfile
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lianluo.config import cli, commands
from lianluo.foundation import postgres
from tests.config.test_cli import lianluo

ROSTER = """辽宁省第十四届人民代表大会代表名册
姓名,代表团
佟见一,沈阳
佟见二,大连
,鞍山
"""
MATTERS = """类别,编号,标题,领衔代表,内容,交办日期
建议,1,关于示例的建议,佟见一,内容,2026-02-01
建议,1,关于示例的建议,佟见一,内容,2026-02-01
"""


@pytest.fixture(scope="module")
def data():
    """One office whose database runs all the time, as beside `lianluo up`."""
    folder = Path(tempfile.mkdtemp(prefix="ll-"))
    folder.chmod(0o755)
    with postgres.serving(folder):
        yield folder
    shutil.rmtree(folder)


def the_object(done) -> dict:
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout.count("\n") == 1
    return json.loads(done.stdout)


def test_commands_that_start_together_on_an_empty_database_wait_for_each_other(data):
    with ThreadPoolExecutor(2) as at_once:
        for done in at_once.map(lambda _n: lianluo(data, "check", "--json"), range(2)):
            told = the_object(done)
            assert told.get("findings"), (told, done.stderr)


def test_a_wrong_command_line_still_gets_its_object(capsys):
    for words in (["import", "roster", "--json"], ["report", "--json"], ["letters", "--json", "--beyond"]):
        assert cli.main(words) == cli.NOT_DONE
        told = capsys.readouterr()
        assert "--help" in json.loads(told.out)["error"]
        assert "usage: lianluo" in told.err


def test_a_wrong_command_line_without_json_leaves_standard_output_empty(capsys):
    assert cli.main(["letters"]) == cli.NOT_DONE
    told = capsys.readouterr()
    assert told.out == "" and "--out" in told.err


@pytest.mark.parametrize("kind", ["letters", "report"])
def test_a_folder_that_cannot_be_written_to_is_refused_before_anything_is_made(kind, monkeypatch, tmp_path):
    made = []
    monkeypatch.setattr(commands.office, "prepare", lambda: None)
    monkeypatch.setattr(commands, "_later", lambda *_names: lambda *args, **facts: made.append(args))
    (tmp_path / "file").write_text("a file")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(commands.NotDone, match="file"):
            getattr(commands, kind)(Namespace(out=place, session=None))
    assert made == []


def test_a_folder_for_the_papers_is_made_and_left_clean(tmp_path):
    assert commands._folder(tmp_path / "答复函" / "省院") == tmp_path / "答复函" / "省院"
    assert list((tmp_path / "答复函" / "省院").iterdir()) == []


def test_no_database_and_no_data_folder_are_sentences(data, tmp_path):
    away = "postgresql://nobody:none@127.0.0.1:9/none"
    gone = lianluo(data, "check", "--json", LIANLUO_DATABASE_URL=away)
    assert gone.returncode == 2 and "数据库" in the_object(gone)["error"]
    (tmp_path / "file").write_text("a file")
    nowhere = lianluo(tmp_path / "file" / "data", "check", "--json")
    assert nowhere.returncode == 2 and str(tmp_path / "file") in the_object(nowhere)["error"]


def test_an_empty_office_has_no_letters_and_that_is_said(data, tmp_path):
    done = lianluo(data, "letters", "--out", str(tmp_path / "函"), "--json")
    assert the_object(done) == {"letters": 0, "files": [], "refused": []}
    assert done.returncode == 0 and "No numbered letters" in done.stderr


def test_a_terminal_that_cannot_show_chinese_gets_the_same_object(data):
    done = lianluo(data, "import", "matters", "没有.csv", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 2 and "没有.csv" in the_object(done)["error"]


def test_an_import_says_where_the_rows_went_and_a_dry_run_writes_nothing(data, tmp_path):
    roster, matters = tmp_path / "名册.csv", tmp_path / "清单.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    matters.write_text(MATTERS, encoding="utf-8")
    tried = lianluo(data, "import", "roster", str(roster), "--dry-run", "--json")
    assert tried.returncode == 1 and "未写入" in tried.stderr
    done = the_object(lianluo(data, "import", "roster", str(roster), "--json"))
    assert done == the_object(tried) | {"dry_run": False}
    assert (done["into"], done["created"]) == ("辽宁省第十四届人民代表大会", 2)
    assert [row["row"] for row in done["refused"]] == [5]
    unnamed = lianluo(data, "import", "matters", str(matters), "--json")
    assert unnamed.returncode == 2 and "--session" in the_object(unnamed)["error"]
    said = lianluo(data, "import", "matters", str(matters), "--session", "省十四届人大四次会议")
    assert said.returncode == 0 and said.stdout.startswith("省十四届人大四次会议：新增 1 created")
    assert "第 3 行 row 3: 疑似与第 2 行重复" in said.stdout


def test_the_demo_names_its_accounts_also_the_second_time(monkeypatch, settings, tmp_path, db):
    settings.DATA, file = tmp_path, tmp_path / "demo-accounts.json"
    monkeypatch.setattr(commands.office, "prepare", lambda: None)
    monkeypatch.setattr(commands, "_later", lambda *_names: dict)
    assert commands.demo(Namespace())[1] == {"loaded": False, "accounts": [], "file": None}
    file.write_text('{"zhoujingyi": {}, "auditor": {}}', encoding="utf-8")
    assert commands.demo(Namespace())[1] == {
        "loaded": False,
        "accounts": ["auditor", "zhoujingyi"],
        "file": str(file),
    }
