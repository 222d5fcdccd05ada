import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from lianluo.foundation import exports


def book_of(columns, rows, note="") -> CalamineWorkbook:
    stream = io.BytesIO()
    exports.write_xlsx(stream, "名单/一", columns, rows, note)
    stream.seek(0)
    return CalamineWorkbook.from_filelike(stream)


def test_types_stay_what_they_are():
    values = [
        "甲",
        3,
        Decimal("2.5"),
        date(2026, 1, 2),
        datetime(2026, 1, 1, 16, 30, tzinfo=UTC),
        None,
        210102199001011234,
    ]
    book = book_of([(str(n), lambda row, n=n: row[n]) for n in range(len(values))], [values])
    assert book.sheet_names == ["名单 一"]
    assert book.get_sheet_by_index(0).to_python()[1] == [
        "甲", 3.0, 2.5, date(2026, 1, 2), datetime(2026, 1, 2, 0, 30), "", "210102199001011234",
    ]  # fmt: skip


@pytest.mark.parametrize("nasty", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", '=HYPERLINK("x")'])
def test_no_cell_is_taken_for_a_formula(nasty):
    cell = book_of([("a", str)], [nasty]).get_sheet_by_index(0).to_python()[1][0]
    assert cell.startswith("'")
    assert cell == exports.guarded(nasty)


def test_ordinary_text_is_left_alone():
    assert exports.guarded("甲=乙") == "甲=乙"


def test_rows_over_the_limit_are_left_out_with_a_sentence(monkeypatch):
    monkeypatch.setattr(exports, "MAX_ROWS", 3)
    sheet = book_of([("a", str)], iter(range(10)))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[:4]] == ["a", "0", "1", "2"] and len(rows) == 6
    full = book_of([("a", str)], iter(range(3)))
    assert len(full.get_sheet_by_index(0).to_python()) == 4 and len(full.sheet_names) == 1


def test_an_empty_list_is_a_file_with_its_head():
    assert book_of([("a", str)], []).get_sheet_by_index(0).to_python() == [["a"]]
