"""The console command: exit status, one JSON object, sentences for the person, last one out stops the database."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from lianluo.config import commands
from lianluo.config.cli import parser
from lianluo.demo.office import RealRegister
from lianluo.foundation import postgres


@pytest.fixture(scope="module")
def data():
    folder = Path(tempfile.mkdtemp(prefix="ll-"))
    folder.chmod(0o755)
    yield folder
    postgres.stop(folder)
    shutil.rmtree(folder)


def lianluo(data: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess:
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("LIANLUO_")}
    surroundings |= {
        "LIANLUO_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "lianluo.config.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
        **settings,
    }
    command = [sys.executable, "-m", "lianluo.config.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=surroundings, check=False)


def test_check_works_on_an_empty_folder_and_prints_one_object(data):
    done = lianluo(data, "check", "--json")
    facts = json.loads(done.stdout)
    assert done.returncode in (0, 1)
    assert {finding["name"] for finding in facts["findings"]} >= {
        "database",
        "jobs",
        "disk",
        "pages",
        "translations",
    }
    assert next(each for each in facts["findings"] if each["name"] == "database")["ok"]


def test_a_command_stops_the_database_it_started(data):
    lianluo(data, "check")
    assert not (data / "postgres" / "cluster" / "postmaster.pid").exists()


def test_a_command_leaves_the_database_of_a_running_office_alone(data):
    with postgres.serving(data):
        pid = (data / "postgres" / "cluster" / "postmaster.pid").read_text()
        lianluo(data, "check")
        assert (data / "postgres" / "cluster" / "postmaster.pid").read_text() == pid


def test_a_missing_file_is_not_done_and_named(data):
    done = lianluo(data, "import", "roster", "没有.xlsx", "--json")
    assert done.returncode == 2
    assert "没有.xlsx" in json.loads(done.stdout)["error"]
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_workbook_is_not_done(data, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    done = lianluo(data, "import", "matters", str(broken), "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_used_stops_with_a_sentence(data):
    done = lianluo(data, "check", "--json", LIANLUO_PORT="eighty")
    assert done.returncode == 2
    assert "LIANLUO_PORT" in json.loads(done.stdout)["error"]


def test_a_wrong_command_line_is_not_done(data):
    assert lianluo(data, "import", "roster").returncode == 2


def test_help_names_every_command_of_the_readme():
    told = parser().format_help()
    for command in ("up", "demo", "account", "import", "letters", "report", "check"):
        assert f"\n    {command} " in told
    assert "prepare" not in told.split("positional")[1].split("options")[0]


def test_the_first_administrator_comes_from_the_command_line(data):
    nameless = lianluo(data, "account", "first", "--json")
    assert nameless.returncode == 2 and "--name" in json.loads(nameless.stdout)["error"]
    made = json.loads(lianluo(data, "account", "first", "--name", "蒲守拙", "--json").stdout)
    again = json.loads(lianluo(data, "account", "first", "--json").stdout)
    assert (made["created"], again["created"]) == (True, False)
    assert made["password"] != again["password"]


def test_a_database_with_a_register_starts_without_the_demo_and_says_how_to_begin(monkeypatch, capsys):
    def refuse(wanted):
        raise RealRegister("a register already")

    monkeypatch.setattr(commands, "demo", refuse)
    commands._demo_at_first_start(None)
    assert "lianluo account" in capsys.readouterr().err


def test_a_report_of_nothing_is_not_done_and_says_what_to_do(data, tmp_path):
    done = lianluo(data, "report", "session", "--out", str(tmp_path / "out"), "--json")
    assert done.returncode == 2
    assert "lianluo import matters" in json.loads(done.stdout)["error"]
    assert "Traceback" not in done.stderr


def test_a_report_has_json_and_names_the_sessions_there_are(data, tmp_path):
    roster, matters = tmp_path / "名册.csv", tmp_path / "清单.csv"
    roster.write_text("辽宁省第十四届人民代表大会代表名册\n姓名,代表团\n佟见一,沈阳\n", encoding="utf-8")
    matters.write_text(
        "省十四届人大四次会议建议清单\n类别,编号,标题,领衔代表,内容,交办日期\n"
        "建议,1,关于示例的建议,佟见一,内容,2026-02-01\n",
        encoding="utf-8",
    )
    for kind, file in (("roster", roster), ("matters", matters)):
        assert lianluo(data, "import", kind, str(file), "--json").returncode == 0
    other = lianluo(
        data, "report", "session", "--out", str(tmp_path), "--session", "省十三届人大一次会议", "--json"
    )
    assert other.returncode == 2 and "省十四届人大四次会议" in json.loads(other.stdout)["error"]
    done = lianluo(data, "report", "session", "--out", str(tmp_path / "out"), "--json")
    facts = json.loads(done.stdout)
    assert (done.returncode, facts["session"]) == (0, "省十四届人大四次会议")
    assert [Path(file).name for file in facts["files"]] == ["报告.docx", "报告.pdf", "附件.xlsx", "附件.docx"]
    assert all(Path(file).stat().st_size > 1_000 for file in facts["files"])
