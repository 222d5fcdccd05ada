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

from lianluo.config.cli import parser
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
    for command in ("up", "demo", "import", "letters", "report", "check"):
        assert f"\n    {command} " in told
    assert "prepare" not in told.split("positional")[1].split("options")[0]
