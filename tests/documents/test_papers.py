from datetime import date

import pytest

from lianluo.documents import papers


@pytest.mark.parametrize("number, text", [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_chinese_numbers(number, text):
    assert papers.chinese_number(number) == text


def test_headings_carry_the_number_of_their_level():
    assert [papers.numbered(level, 2, "甲") for level in (1, 2, 3, 4)] == [
        "二、甲",
        "（二）甲",
        "2.甲",
        "（2）甲",
    ]


def test_dates_have_no_leading_zeros_and_an_open_date_stays_blank():
    assert papers.chinese_date(date(2026, 3, 5)) == "2026年3月5日"
    assert papers.chinese_date(None).strip("　") == "年　月　日"


def test_a_clerks_text_becomes_sections():
    sections = papers.read_sections(
        "先说明两点。\n一、进展\n正文甲。\n（一）做法\n正文乙。\n二、打算\n正文丙。"
    )
    assert [(part.level, part.heading, part.paragraphs) for part in sections] == [
        (1, "", ("先说明两点。",)),
        (1, "一、进展", ("正文甲。",)),
        (2, "（一）做法", ("正文乙。",)),
        (1, "二、打算", ("正文丙。",)),
    ]


def test_a_text_below_a_heading_moves_down_and_is_numbered_anew():
    sections = papers.read_sections("一、进展\n正文。\n(一)做法\n二、打算", below=1)
    assert [part.heading for part in sections] == ["（一）进展", "1.做法", "（二）打算"]


def test_numbered_sentences_and_decimals_are_no_headings():
    sections = papers.read_sections("1.完善制度，明确分工，压实责任。\n3.5万人参加。")
    assert sections == (papers.Section("", ("1.完善制度，明确分工，压实责任。", "3.5万人参加。"), 1),)
