"""The ledgers that other offices handed over, against the counts that go with them."""

import json
from pathlib import Path

import pytest

from lianluo.exchange.ledgers import matters, rosters
from lianluo.exchange.ledgers.heads import recognise
from lianluo.exchange.ledgers.reading import read

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
EXPECTED = json.loads((SHARED / "ledgers" / "expected.json").read_text())


def _rows(name, module):
    sheet = read(SHARED / name, family=module.FAMILY.key)
    recognised = recognise(sheet.rows(), module.FAMILY.key)
    return list(module.parse_rows(sheet, recognised)), recognised


def test_session_roster():
    rows, found = _rows("ledgers/roster_session.xlsx", rosters)
    landed = [row for row in rows if not row.refused and not row.repeats]
    assert len(landed) == EXPECTED["roster_session"]["landed"]
    assert sum(bool(row.repeats) for row in rows) == EXPECTED["roster_session"]["repeated"]
    assert [row.problems[0].code for row in rows if row.refused] == ["no_name", "month_unreadable"]
    assert found.body.formal == "辽宁省第十四届人民代表大会"


@pytest.mark.parametrize(
    ("name", "count", "body"),
    [
        ("ledgers/roster_npc14.xlsx", EXPECTED["roster_npc14"], "第十四届全国人民代表大会"),
        ("ledgers/roster_shanghai15_gbk.csv", EXPECTED["roster_shanghai15"], None),
        ("shanghai-pc15-deputies/dev.csv", EXPECTED["roster_shanghai15"], None),
    ],
)
def test_other_rosters(name, count, body):
    rows, found = _rows(name, rosters)
    assert len(rows) == count and not any(row.refused or row.repeats for row in rows)
    assert all(row.values["delegation"] and row.values["name"] for row in rows)
    assert (found.body and found.body.formal) == body


def test_session_matters():
    """Two of the four refusals need the register: row 180 names nobody in it, row 182 is ambiguous."""
    rows, found = _rows("ledgers/items_session.xlsx", matters)
    assert len(rows) == EXPECTED["items_rows"]
    assert [row.ordinal for row in rows if row.refused] == ["179", "181"]
    assert [row.row for row in rows if row.refused] == [182, 184]
    assert len(rows) - len(EXPECTED["refused"]) == EXPECTED["landed"]
    assert found.body.session_short == "省十四届人大四次会议"
    assert sum(row.values["title_derived"] for row in rows) == 123
    assert not any("\n" in row.values["title"] for row in rows if row.values["title"])
