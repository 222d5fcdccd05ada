"""`lianluo due` at the console, on a folder with nothing in it: exit status, one list, sentences for the person."""

from __future__ import annotations

import json

from tests.config.test_cli import data, lianluo  # noqa: F401 the first is a fixture

HEADING = "start,value,unit,direction\n"


def asked(folder, file, text: str | bytes):
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = lianluo(folder, "due", "--file", str(file), "--json")
    return done.returncode, json.loads(done.stdout), done.stderr


def test_answers_refused_rows_and_files_that_are_none(data, tmp_path):  # noqa: F811
    file = tmp_path / "due.csv"
    status, found, _said = asked(
        data, file, HEADING + "2025-07-01,3,month,after\n2027-01-12,5,workday,before\n"
    )
    assert status == 0
    assert [(row["start"], row["due"], row["provisional"]) for row in found] == [
        ("2025-07-01", "2025-10-09", False),
        ("2027-01-12", "2027-01-05", True),
    ]
    assert all(set(row) == {"start", "due", "provisional", "why"} for row in found)
    assert all(row["why"][-1].endswith(row["due"]) for row in found)

    status, found, said = asked(data, file, HEADING + "2025-07-01,3,month,after\n2026-02-30,3,month,after\n")
    assert status == 1
    assert [row["due"] for row in found] == ["2025-10-09", None]
    assert "row 3: start: “2026-02-30”" in said

    for wrong, words in (
        (b"\xff\xfe\x00", "UTF-8"), ("9" * 200_000, "1"), ("start,value\n2026-01-01,3\n", "unit"), ("", "start"),
        (HEADING + f"2026-01-01,{'9' * 200_000},month,after\n", "2"),
    ):  # fmt: skip
        status, facts, said = asked(data, file, wrong)
        assert status == 2 and words in facts["error"] and "Traceback" not in said
