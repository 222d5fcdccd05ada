import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianluo.exchange.ledgers.bodies import parse_body, parse_delegation_title
from lianluo.exchange.ledgers.numerals import from_chinese, to_chinese


@pytest.mark.parametrize(
    ("title", "kind", "level", "place", "term", "session"),
    [
        ("辽宁省第十四届人民代表大会代表名册(虚构人物)", "deputy", "provincial", "辽宁省", 14, None),
        ("第十四届全国人民代表大会辽宁省代表团代表名册", "deputy", "national", "", 14, None),
        ("第14届全国人民代表大会第4次会议", "deputy", "national", "", 14, 4),
        ("十四届全国人大四次会议代表建议", "deputy", "national", "", 14, 4),
        ("政协辽宁省第十三届委员会委员名单", "member", "provincial", "辽宁省", 13, None),
        ("政协第十三届辽宁省委员会第二次会议提案", "member", "provincial", "辽宁省", 13, 2),
        ("中国人民政治协商会议第十四届全国委员会第三次会议", "member", "national", "", 14, 3),
        ("全国政协十四届三次会议提案", "member", "national", "", 14, 3),
        ("省政协十三届二次会议提案清单", "member", "provincial", "", 13, 2),
        ("沈阳市第十七届人民代表大会代表名册", "deputy", "municipal", "沈阳市", 17, None),
        ("沈阳市和平区第十九届人民代表大会", "deputy", "county", "沈阳市和平区", 19, None),
        ("上海市第十五届人民代表大会", "deputy", "provincial", "上海市", 15, None),
        ("内蒙古自治区第十四届人民代表大会第二次会议", "deputy", "provincial", "内蒙古自治区", 14, 2),
        ("省十四届人大四次会议代表建议、审议意见台账", "deputy", "provincial", "", 14, 4),
        ("省人大十四届四次会议", "deputy", "provincial", "", 14, 4),
        ("市十七届人大三次会议", "deputy", "municipal", "", 17, 3),
        (
            "关于转交辽宁省第十四届人民代表大会第四次会议代表建议的通知",
            "deputy",
            "provincial",
            "辽宁省",
            14,
            4,
        ),
        ("附件1：辽宁省第 １４ 届人民代表大会代表名册", "deputy", "provincial", "辽宁省", 14, None),
    ],
)
def test_titles(title, kind, level, place, term, session):
    body = parse_body(title)
    assert (body.kind, body.level, body.place, body.term, body.session) == (kind, level, place, term, session)


@pytest.mark.parametrize(
    "title", ["说明:提出人为虚构", "", "代表名册", "辽宁省人大代表名册", "第十四届运动会", "第零届人大"]
)
def test_no_body_in_it(title):
    assert parse_body(title) is None


@pytest.mark.parametrize(
    ("title", "formal", "short"),
    [
        (
            "省十四届人大四次会议",
            "省第十四届人民代表大会",
            "省十四届人大四次会议",
        ),
        (
            "辽宁省第十四届人民代表大会第四次会议",
            "辽宁省第十四届人民代表大会",
            "省十四届人大四次会议",
        ),
        (
            "第十四届全国人民代表大会第四次会议",
            "第十四届全国人民代表大会",
            "十四届全国人大四次会议",
        ),
        (
            "政协辽宁省第十三届委员会第二次会议",
            "政协第十三届辽宁省委员会",
            "省政协十三届二次会议",
        ),
        (
            "全国政协十四届三次会议",
            "政协第十四届全国委员会",
            "全国政协十四届三次会议",
        ),
    ],
)
def test_formal_and_short_names(title, formal, short):
    body = parse_body(title)
    assert (body.formal, body.session_short) == (formal, short)


def test_a_formal_name_reads_as_itself():
    for title in ("辽宁省第十四届人民代表大会", "第十四届全国人民代表大会", "政协第十三届辽宁省委员会"):
        assert parse_body(title).formal == title


def test_the_delegation_of_a_national_roster():
    assert parse_delegation_title("第十四届全国人民代表大会辽宁省代表团代表名册") == "辽宁省"
    assert parse_delegation_title("辽宁省第十四届人民代表大会代表名册") == ""


@given(st.integers(1, 99))
def test_numerals_both_ways(number):
    assert from_chinese(to_chinese(number)) == from_chinese(str(number)) == number


@given(st.text(max_size=40))
def test_no_title_breaks_the_parser(text):
    body = parse_body(text)
    assert body is None or 1 <= body.term <= 99
