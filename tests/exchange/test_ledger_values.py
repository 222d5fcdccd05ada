import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianluo.exchange.ledgers import values
from lianluo.exchange.ledgers.fields import FAMILIES
from lianluo.exchange.ledgers.problems import MESSAGES, Kept, Problem
from lianluo.exchange.ledgers.text import one_line, text_of


@pytest.mark.parametrize(
    ("cell", "mobiles", "landlines"),
    [
        (13900000000.0, ["13900000000"], []),
        ("139 0000 0000", ["13900000000"], []),
        ("+86 13900000000", ["13900000000"], []),
        ("+86-139-0000-0000", ["13900000000"], []),
        ("8613900000000", ["13900000000"], []),
        ("１３９００００００００", ["13900000000"], []),
        ("13900000000、13900000001", ["13900000000", "13900000001"], []),
        ("13900000000 13900000001", ["13900000000", "13900000001"], []),
        ("13900000000/024-12345678", ["13900000000"], ["024-12345678"]),
        ("(024)12345678", [], ["024-12345678"]),
        ("024 12345678", [], ["024-12345678"]),
        ("024-12345678转801", [], ["024-12345678-801"]),
        ("0412-1234567", [], ["0412-1234567"]),
        (2412345678.0, [], ["024-12345678"]),
        ("12309", [], ["12309"]),
        ("12345678", [], ["12345678"]),
    ],
)
def test_phones(cell, mobiles, landlines):
    found = values.parse_phones(cell)
    assert [list(found.mobiles), list(found.landlines)] == [mobiles, landlines]


@pytest.mark.parametrize("cell", ["1390000000", "电话", "-139", -13900000000.0, "=1+1"])
def test_no_phone(cell):
    assert values.parse_phones(cell).code == "phone_unreadable"


def test_postcodes():
    assert values.parse_postcode(110000.0) == "110000"
    assert values.parse_postcode(30001.0) == "030001"
    assert values.parse_postcode("1100").code == "postcode_unreadable"
    assert values.parse_postcode("") is None


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (values.parse_sex, "男", "male"),
        (values.parse_sex, "女 性", "female"),
        (values.parse_nationality, "汉", "汉族"),
        (values.parse_nationality, "维吾尔族", "维吾尔族"),
        (values.parse_party, "中共", "中共党员"),
        (values.parse_party, "九三", "九三学社社员"),
        (values.parse_party, "农工党", "农工党党员"),
        (values.parse_party, "无党派", "无党派人士"),
        (values.parse_kind, "代表建议", "suggestion"),
        (values.parse_kind, "建议、批评和意见", "suggestion"),
        (values.parse_kind, "审议意见", "deliberation_opinion"),
        (values.parse_kind, "日常建议", "everyday_opinion"),
        (values.parse_kind, "政协提案", "proposal"),
        (values.parse_mode, "单办", "sole"),
        (values.parse_mode, "主办", "lead"),
        (values.parse_mode, "会办", "co"),
        (values.parse_mode, "分别办理", "separate"),
        (values.parse_mode, "参阅件", "reference"),
        (values.parse_result_class, "Ａ类", "A"),
        (values.parse_result_class, "b", "B"),
        (values.parse_result_class, "解决或采纳", "解决或采纳"),
        (values.parse_disclosure, "主动公开", "open"),
        (values.parse_yes, "√", True),
        (values.parse_yes, "否", False),
        (values.parse_outside_number, 1001.0, "1001"),
        (values.parse_outside_number, "0027", "0027"),
        (values.parse_words, "第一检察部、第二检察部", ("第一检察部", "第二检察部")),
        (values.parse_count, "3人", 3),
        (values.parse_email, "a.b@example.cn", "a.b@example.cn"),
        (values.line(40), "甲\r\n乙　丙", "甲乙 丙"),
    ],
)
def test_words(parse, cell, value):
    assert parse(cell) == value


@pytest.mark.parametrize(
    "parse", [values.parse_sex, values.parse_kind, values.parse_mode, values.parse_email]
)
def test_unknown_words_refuse_the_row(parse):
    assert isinstance(parse("随便写的"), Problem)


def test_unknown_nationality_and_party_only_notify():
    for parse in (values.parse_nationality, values.parse_party):
        found = parse("3887")
        assert isinstance(found, Kept) and found.value is None


def test_text_of_a_guarded_cell_comes_back_without_its_apostrophe():
    assert text_of("'=1+1") == "=1+1"
    assert text_of("'quoted'") == "'quoted'"


def test_emoji_in_running_text_are_kept_and_lines_joined():
    assert one_line("建议\n加装电梯😀") == "建议加装电梯😀"


@given(st.one_of(st.text(), st.floats(), st.booleans(), st.dates(), st.none()))
def test_no_cell_breaks_any_parser(cell):
    for family in FAMILIES.values():
        for field in family.fields:
            found = field.parse(cell)
            problem = found.notice if isinstance(found, Kept) else found
            if isinstance(problem, Problem):
                assert problem.code in MESSAGES and problem.sentence
