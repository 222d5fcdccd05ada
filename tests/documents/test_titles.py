import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianluo.documents.titles import break_title, width

TITLES = [
    "关于对省十四届人大代表闭会期间第0012号、第0015号建议的答复",
    "关于对省十四届人大四次会议第0123号建议的答复",
    "关于对省政协十三届三次会议第0045号提案的答复",
    "关于对省十四届人大四次会议第0012号、第0015号、第0101号、第0203号建议的答复",
    "关于对《关于进一步加强未成年人检察工作的建议》的答复",
    "关于辽宁省人民检察院办理省十四届人民代表大会第四次会议代表建议、批评和意见以及省政协十三届四次会议提案情况的报告",
]


@pytest.mark.parametrize("title", TITLES)
def test_lines_join_to_the_title_and_fit(title):
    lines = break_title(title)
    assert "".join(lines) == title
    assert max(map(width, lines)) <= 19


@pytest.mark.parametrize("title", TITLES)
def test_numbers_sessions_and_marks_stay_whole(title):
    for line in break_title(title)[:-1]:
        assert not line.endswith(("第", "《", "（")) and not line[-1].isdigit()
    for line in break_title(title)[1:]:
        assert line[0] not in "、，》）号届的"


def test_two_even_lines_break_where_the_sense_breaks():
    assert break_title(TITLES[0]) == ["关于对省十四届人大代表闭会期间", "第0012号、第0015号建议的答复"]
    assert break_title(TITLES[1]) == ["关于对省十四届人大四次会议", "第0123号建议的答复"]


def test_three_lines_are_no_hourglass():
    first, middle, last = map(
        width, break_title("关于" + "进一步加强全省检察机关公益诉讼检察工作和" * 2 + "情况的报告")
    )
    assert not (middle < first and middle < last)


def test_a_short_title_is_one_line_and_given_breaks_are_kept():
    assert break_title("关于审议意见的答复") == ["关于审议意见的答复"]
    assert break_title("上行\n下行") == ["上行", "下行"]
    assert break_title("") == [""]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="关于第号、《》0123abc 建议的答复（）省会届", max_size=90))
def test_no_text_is_lost_or_breaks_the_breaker(text):
    given_lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert "".join(break_title(text)) == "".join(given_lines)
