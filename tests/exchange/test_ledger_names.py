import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianluo.exchange.ledgers.names import (
    PersonRef,
    clean_name,
    parse_delegation,
    parse_names,
    parse_person,
)
from lianluo.exchange.ledgers.problems import Problem


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张 三", "张三"),
        ("李　四", "李四"),
        ("张\n三", "张三"),
        ("阿布都·艾山江", "阿布都·艾山江"),
        ("阿布都．艾山江", "阿布都·艾山江"),
        ("阿布都•艾山江", "阿布都·艾山江"),
        ("阿布都・艾山江", "阿布都·艾山江"),
        ("爱新觉罗.德甄", "爱新觉罗·德甄"),
        ("白音 · 其其格", "白音·其其格"),
        ("𠮷田㼆", "𠮷田㼆"),
        ("王𬭚", "王𬭚"),
        ("李\ue5e5", "李\ue5e5"),
        ("John  Smith", "John Smith"),
        ("张三、", "张三"),
    ],
)
def test_names_are_cleaned(cell, name):
    assert parse_person(cell).name == name


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("张三😀", "control_characters"),
        ("张三\x07", "control_characters"),
        ("王" * 200, "too_long"),
        ("=cmd|' /C calc'!A0", "name_unreadable"),
        ("-1", "name_unreadable"),
        ("13900000000", "name_unreadable"),
        (13900000000.0, "name_unreadable"),
    ],
)
def test_what_is_no_name_is_a_problem(cell, code):
    assert parse_person(cell).code == code


@pytest.mark.parametrize("cell", ["", "　", "—", "无", "空缺", None])
def test_no_name(cell):
    assert parse_person(cell) is None


def test_brackets_are_a_note():
    assert parse_person("王丽（女，满族）") == PersonRef("王丽", "女，满族")
    assert parse_person("李四(营口团)") == PersonRef("李四", "营口团")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("张三、李四，王五", ["张三", "李四", "王五"]),
        ("张三,李四;王五；赵六", ["张三", "李四", "王五", "赵六"]),
        ("张三 李四　王五", ["张三", "李四", "王五"]),
        ("张 三 李四", ["张三", "李四"]),
        ("张　三、李　四", ["张三", "李四"]),
        ("张三\n李四", ["张三", "李四"]),
        ("张三、李四等3人", ["张三", "李四"]),
        ("张三、李四等三人", ["张三", "李四"]),
        ("张三、李四等", ["张三", "李四"]),
        ("张三(沈阳)、张三(大连)", ["张三", "张三"]),
        ("张三、张三", ["张三"]),
        ("阿布都·艾山江、许雪", ["阿布都·艾山江", "许雪"]),
        ("白音 · 其其格 许雪", ["白音·其其格", "许雪"]),
        ("John Smith、许雪", ["John Smith", "许雪"]),
    ],
)
def test_lists_of_names(cell, names):
    assert [person.name for person in parse_names(cell)] == names


def test_a_bad_name_spoils_the_list():
    assert parse_names("张三、12345").code == "name_unreadable"
    assert parse_names("无") is None


@pytest.mark.parametrize(
    ("cell", "level", "delegation"),
    [
        ("沈阳", "", "沈阳"),
        ("沈阳市", "", "沈阳"),
        ("沈阳市代表团", "", "沈阳"),
        ("沈阳代表团", "", "沈阳"),
        ("沈 阳 团", "", "沈阳"),
        ("葫芦岛代表团", "", "葫芦岛"),
        ("解放军代表团", "", "解放军"),
        ("解放军和武警部队代表团", "", "解放军和武警部队"),
        ("武警代表团", "", "武警"),
        ("驻沪部队", "", "驻沪部队"),
        ("嘉定", "", "嘉定"),
        ("嘉定区", "", "嘉定"),
        ("浦东新区", "", "浦东"),
        ("朝阳县", "", "朝阳县"),
        ("郊区", "", "郊区"),
        ("辽宁省", "", "辽宁省"),
        ("辽宁代表团", "national", "辽宁省"),
        ("辽宁省代表团", "national", "辽宁省"),
        ("内蒙古团", "national", "内蒙古自治区"),
        ("—", "", None),
    ],
)
def test_delegations(cell, level, delegation):
    assert parse_delegation(cell, level) == delegation


CJK = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(st.text(CJK, min_size=2, max_size=4), st.sampled_from([" ", "\u3000", "  ", "\u00a0"]))
def test_spaces_never_change_a_name(name, space):
    if name in ("空缺", "待定", "暂缺"):
        return
    assert parse_person(space.join(name)) == parse_person(name) == PersonRef(name)


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@given(st.one_of(st.text(), st.floats(), st.dates(), st.none()))
def test_no_cell_breaks_the_parser(cell):
    assert parse_person(cell) is None or isinstance(parse_person(cell), PersonRef | Problem)
    assert parse_names(cell) is None or isinstance(parse_names(cell), tuple | Problem)
