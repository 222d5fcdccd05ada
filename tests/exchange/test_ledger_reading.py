import io
import struct
import time
import zipfile

import pytest

from lianluo.exchange.ledgers import matters, rosters
from lianluo.exchange.ledgers.heads import recognise
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.exchange.ledgers.reading import read

from .workbooks import parsed, workbook

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


def _code(data, name="t.xlsx", **options) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name, **options)
    assert str(caught.value)
    return caught.value.problem.code


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "t.xlsx", "file_empty"),
        (b"", "t.csv", "file_empty"),
        (b" \n\n", "t.csv", "file_empty"),
        (PNG, "t.xlsx", "file_is_picture"),
        (PNG, "t.csv", "file_is_picture"),
        (b"%PDF-1.7", "t.xlsx", "file_is_pdf"),
        (b"<html><table>", "t.xls", "file_is_web_page"),
        ("姓名,性别".encode(), "t.xlsx", "file_is_text"),
        (b"PK\x03\x04 no archive", "t.xlsx", "file_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 junk", "t.xls", "file_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 junk", "t.xlsx", "file_is_old_workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "t.xlsx",
            "file_protected",
        ),
        (b"MZ\x00\x00", "t.csv", "file_is_unknown"),
        (b"\xff\xff\xff\xff,", "t.csv", "file_unknown_encoding"),
        (b"x", "t.docx", "file_wrong_ending"),
        (b"x", "noending", "file_wrong_ending"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data, name, code):
    assert _code(data, name) == code


def test_truncated_and_spoilt_workbooks():
    good = workbook(["姓名"], ["张三"])
    assert _code(good[:-200]) == "file_broken"
    assert _code(_with_part(good, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row")) in (
        "file_broken",
        "sheet_empty",
    )


def test_empty_workbook():
    assert _code(workbook()) == "sheet_empty"


def test_another_document_in_a_zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert _code(buffer.getvalue()) == "file_is_archive"


def test_size_limit(tmp_path):
    path = tmp_path / "big.xlsx"
    with open(path, "wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(100 * 2**20)
    assert _code(path, "") == "file_too_big"
    assert _code(workbook(["姓名"]), max_bytes=1000) == "file_too_big"


def test_missing_file(tmp_path):
    assert _code(tmp_path / "none.xlsx", "") == "file_missing"


def test_zip_bomb_is_not_unpacked():
    started = time.monotonic()
    data = _with_part(workbook(["姓名"]), "xl/sharedStrings.xml", b"\x20" * (200 * 2**20))
    assert len(data) < 2**20
    assert _code(data) == "file_bomb"
    assert time.monotonic() - started < 10


def test_a_part_that_lies_about_its_size():
    data = bytearray(_with_part(workbook(["姓名"]), "xl/sharedStrings.xml", b" " * 2**20))
    real, claimed = struct.pack("<I", 2**20), struct.pack("<I", 10)
    assert data.count(real) >= 1
    assert _code(bytes(data.replace(real, claimed))) == "file_broken"


def test_too_many_entries():
    buffer = io.BytesIO(workbook(["姓名"]))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(5001):
            archive.writestr(f"xl/x{number}.xml", b"")
    assert _code(buffer.getvalue()) == "file_bomb"


def test_entities_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook xmlns:r="r"><sheets/></workbook>'
    assert _code(_with_part(workbook(["姓名"]), "xl/workbook.xml", bomb)) == "file_broken"


def test_one_stray_cell_far_away_does_not_fill_the_memory():
    data = workbook(["姓名"], ["张三"])
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="150000"><c r="XFD150000"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert _code(_with_part(data, "xl/worksheets/sheet1.xml", xml)) == "sheet_too_wide"
    far = xml.replace(b"150000", b"1048576")
    assert _code(_with_part(data, "xl/worksheets/sheet1.xml", far)) == "sheet_too_long"


def test_more_than_a_thousand_columns_are_cut():
    sheet = read(workbook(["姓名", *["x"] * 1200], ["张三"]), "t.xlsx")
    assert sheet.column_count == 1000 and sheet.columns_cut == 201
    assert len(sheet.first(1)[0][1]) == 1000


def test_of_several_sheets_the_one_with_headings():
    data = workbook(
        ["封面"],
        sheets=[("名册", [["姓名", "性别"], ["张三", "男"]]), ("清单", [["案由", "提案人", "编号"]])],
    )
    sheet = read(data, "t.xlsx", family="roster")
    assert sheet.name == "名册" and sheet.sheet_names == ["表", "名册", "清单"]
    assert read(data, "t.xlsx", family="matters").name == "清单"
    assert read(data, "t.xlsx", sheet="表").name == "表"
    assert _code(data, sheet="没有") == "sheet_missing"


def test_row_numbers_are_those_of_the_file():
    rows, _found = parsed(rosters, [], ["", "姓名", "性别"], [], ["", "张三", "男"], [], ["", "李四", "女"])
    assert [row.row for row in rows] == [4, 6]


def test_cells_merged_downwards_count_in_every_row():
    rows, _found = parsed(
        matters,
        ["序号", "标题", "领衔代表", "类别"],
        [1, "甲", "", "代表建议"],
        [2, "乙", "", "代表建议"],
        [3, "丙", "李四", "代表建议"],
        merges=[(1, 2, 2, 2, "张三")],
    )
    assert [row.values["proposer"] for row in rows] == ["张三", "张三", "李四"]


def test_formulas_take_their_cached_value_and_without_one_are_refused():
    rows, _found = parsed(
        rosters,
        ["姓名", "民族", "备注"],
        ["张三", None, "=cmd|' /C calc'!A0"],
        ["李四", None, ""],
        ["王五", None, ""],
        formulas=[(1, 1, "=A1", "满族"), (2, 1, "=A1", ""), (3, 1, "=1/0", "#DIV/0!")],
    )
    assert rows[0].values["nationality"] == "满族"
    assert rows[0].values["note"] == "=cmd|' /C calc'!A0"
    assert [row.problems[0].code for row in rows[1:]] == ["formula_without_value", "cell_error"]
    assert rows[1].problems[0].column == "民族"


def test_typed_dates_and_numbers_of_a_workbook():
    rows, _found = parsed(rosters, ["姓名", "手机", "邮编", "编号"], ["张三", 13900000000, 110000, 1001])
    assert rows[0].values["mobile"] == "13900000000"
    assert rows[0].values["postcode"] == "110000"
    assert rows[0].values["certificate_number"] == "1001"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files(encoding, delimiter):
    text = "\r\n".join(delimiter.join(row) for row in (["姓名", "性别", "民族"], ["王𬭚", "男", "汉"]))
    sheet = read(text.encode(encoding), "t.csv")
    rows = list(rosters.parse_rows(sheet, recognise(sheet.rows(), "roster")))
    assert [row.values["name"] for row in rows] == ["王𬭚"] and rows[0].row == 2


def test_line_breaks_inside_a_text_cell_are_one_row():
    sheet = read('sep=;\n姓名;备注\n张三;"甲\n乙"\n李四;丙\n'.encode(), "t.csv")
    rows = list(rosters.parse_rows(sheet, recognise(sheet.rows(), "roster")))
    assert [(row.row, row.values["note"]) for row in rows] == [(3, "甲\n乙"), (4, "丙")]


def test_an_open_quotation_mark_is_a_clear_refusal():
    assert _code(('姓名,备注\n张三,"' + "x" * 200_000).encode(), "t.csv") == "row_too_long"


def test_five_thousand_rows_quickly():
    heads = ["序号", "姓名", "性别", "民族", "出生年月", "政治面貌", "代表团", "手机", "通讯地址", "邮编"]
    row = ["张三", "男", "汉", "1975.03", "中共", "沈阳市代表团", 13900000000, "某路", "110000"]
    data = workbook([*heads, *[f"列{n}" for n in range(15)]], *[[n, *row, *["x"] * 15] for n in range(5000)])
    started = time.monotonic()
    sheet = read(data, "t.xlsx", family="roster")
    assert sum(1 for _row in rosters.parse_rows(sheet, recognise(sheet.rows(), "roster"))) == 5000
    assert time.monotonic() - started < 6


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part exchanged."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return buffer.getvalue()
