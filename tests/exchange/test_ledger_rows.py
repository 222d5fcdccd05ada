import io

import pytest

from lianluo.exchange.ledgers import matters, rosters
from lianluo.exchange.ledgers.heads import recognise
from lianluo.exchange.ledgers.matters import derive_title
from lianluo.exchange.ledgers.reading import read
from lianluo.exchange.ledgers.refusals import RefusalBook

from .workbooks import parsed

ROSTER = ["序号", "姓名", "性别", "民族", "党派", "出生年月", "代表团", "工作单位", "职务", "联系电话"]


def test_a_person():
    rows, _found = parsed(
        rosters,
        ROSTER,
        [
            1,
            "王　丽（女，满族）",
            "",
            "",
            "九三",
            "1975.03",
            "沈阳市代表团",
            "某厂",
            "厂长",
            "024-12345678、13900000000",
        ],
    )
    values = rows[0].values
    assert (values["name"], values["sex"], values["nationality"]) == ("王丽", "female", "满族")
    assert values["work"] == "某厂厂长"
    assert (values["mobile"], values["office_phone"]) == ("13900000000", "024-12345678")
    assert rows[0].raw["birth"] == "1975.03" and rows[0].ordinal == "1"


def test_refused_rows_name_their_column_and_all_their_problems():
    rows, _found = parsed(rosters, ROSTER, [1, "", "x", "", "", "1975.13"], [2, "王" * 200], [3, "张三😀"])
    assert [(p.code, p.column) for p in rows[0].problems] == [
        ("sex_unknown", "性别"),
        ("month_unreadable", "出生年月"),
        ("no_name", "姓名"),
    ]
    assert [row.problems[0].code for row in rows[1:]] == ["too_long", "control_characters"]


def test_totals_footnotes_and_repeated_headings_are_skipped_and_told():
    rows, found = parsed(
        rosters,
        ROSTER,
        [1, "张三", "男"],
        ROSTER,
        [],
        [2, "李四", "女"],
        ["合计", "", 2],
        ["备注：名单截至1月"],
        ["填表人：王五"],
    )
    assert [row.values["name"] for row in rows] == ["张三", "李四"]
    assert [(item.row, item.problem.code) for item in found.skipped] == [
        (3, "skipped_heading"),
        (6, "skipped_total"),
        (7, "skipped_footer"),
        (8, "skipped_footer"),
    ]


def test_a_repeated_row_is_marked_and_namesakes_are_not():
    rows, _found = parsed(
        rosters,
        ["序号", "姓名", "出生年月", "代表团"],
        [1, "张三", "1975.03", "沈阳市代表团"],
        [2, "张三", "1980.01", "沈阳"],
        [3, "张 三", "1975年3月", "沈阳"],
    )
    assert [row.repeats for row in rows] == [None, None, 2]


def test_shifted_cells_do_not_cost_the_person():
    rows, _found = parsed(
        rosters, ["姓名", "编号", "党派", "民族", "代表团"], ["马梅", "129", "3887", "致公", "黄浦区"]
    )
    assert not rows[0].refused and rows[0].values["party"] == "致公党党员"
    assert [notice.code for notice in rows[0].notices] == ["columns_shifted"]


def test_delegation_of_a_national_roster_comes_from_its_title():
    rows, _found = parsed(
        rosters, ["第十四届全国人民代表大会辽宁省代表团代表名册"], ["姓名", "性别"], ["张三", "男"]
    )
    assert rows[0].values["delegation"] == "辽宁省"


MATTERS = [
    "序号",
    "编号",
    "类别",
    "标题(案由)",
    "领衔代表",
    "代表团",
    "联名人",
    "内容",
    "交办日期",
    "承办方式",
]


def test_a_matter():
    rows, _found = parsed(
        matters,
        MATTERS,
        [
            1,
            1001,
            "代表建议",
            "关于甲\n的建议",
            "李四(营口团)",
            "",
            "张三、王 五等3人",
            "甲\n乙",
            "2026.2.9",
            "单办",
        ],
    )
    values = rows[0].values
    assert values["title"] == "关于甲的建议" and values["title_derived"] is False
    assert (values["proposer"], values["delegation"]) == ("李四", "营口")
    assert [person.name for person in values["joint"]] == ["张三", "王五"]
    assert (values["kind"], values["mode"], values["outside_number"]) == ("suggestion", "sole", "1001")
    assert values["handed_over_on"].isoformat() == "2026-02-09" and values["content"] == "甲\n乙"


def test_refused_matters():
    rows, _found = parsed(
        matters,
        MATTERS,
        [1, "", "日常建议", "", "张三", "", "", "一、现状及问题\n（一）总体现状\n正文", "2026-02-09", ""],
        [2, "", "日常建议", "", "张三", "", "", "", "2026-02-09", ""],
        [3, "", "日常建议", "甲", "", "", "", "", "2026-02-09", ""],
        [4, "", "不明", "甲", "张三", "", "", "", "2026-02-09", ""],
        [5, "", "", "甲", "张三", "", "", "", "2026-02-09", ""],
        [6, "", "日常建议", "甲", "张三", "", "", "", "二月九日左右", ""],
    )
    assert [(row.problems[0].code, row.problems[0].column) for row in rows] == [
        ("no_title", "标题(案由)"),
        ("no_title_no_content", "标题(案由)"),
        ("no_value", "领衔代表"),
        ("kind_unknown", "类别"),
        ("no_value", "类别"),
        ("date_unreadable", "交办日期"),
    ]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("省十四届人大四次会议代表建议清单", "suggestion"),
        ("省十四届人大四次会议代表审议意见", "deliberation_opinion"),
        ("政协第十三届辽宁省委员会第二次会议提案清单", "proposal"),
        ("日常建议台账", "everyday_opinion"),
    ],
)
def test_without_a_column_the_title_tells_the_kind(title, kind):
    rows, _found = parsed(matters, [title], ["标题", "领衔代表"], ["甲", "张三"])
    assert rows[0].values["kind"] == kind


def test_a_title_of_two_kinds_tells_none():
    rows, _found = parsed(matters, ["代表建议、审议意见台账"], ["标题", "领衔代表"], ["甲", "张三"])
    assert rows[0].problems[0].code == "no_value"


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("领导您好！金洞管理区应公布考试成绩。谢谢", "金洞管理区应公布考试成绩"),
        ("尊敬的杨市长：您好！我是本地人，反映食品安全问题。", "我是本地人，反映食品安全问题"),
        ("毛市长:您好! 我叫周某某，反映拆迁问题。", "我叫周某某，反映拆迁问题"),
        ("领导，你好，我要投诉物业收费不透明。", "我要投诉物业收费不透明"),
        ("局长：上次举报的噪音仍未整改。", "上次举报的噪音仍未整改"),
        ("省人社厅您好：职称评审何时开始？", "职称评审何时开始？"),
        ("西地省商务厅：超市在关门之际仍在售卡。", "超市在关门之际仍在售卡"),
        ("你好想咨询下棚户区改造何时动工", "想咨询下棚户区改造何时动工"),
        ("我是学生家长，孩子面临高考，学习紧张。", "我是学生家长，孩子面临高考，学习紧张"),
        ("每年春运\n部分客车涨价。", "每年春运部分客车涨价"),
        ("1、电梯屡次发生故障，无人修理。", "电梯屡次发生故障，无人修理"),
        ("长" * 60, "长" * 39 + "…"),
        ("领导您好！", "领导您好"),
        ("案由：\n武术作为重要载体", None),
        ("一.基本情况\n深化改革以来", None),
        ("（一）总体现状\n情况普遍", None),
        ("1. 背景\n情况普遍", None),
    ],
)
def test_titles_from_the_content(content, title):
    assert derive_title(content) == title


def test_refused_rows_come_back_as_a_workbook_that_can_be_mended():
    rows, found = parsed(
        matters,
        ["省十四届人大四次会议代表建议"],
        MATTERS,
        [1, "", "代表建议", "=cmd|' /C calc'!A0", "张三", "", "", "+1", "二月", ""],
        [2, "", "代表建议", "乙", "张三", "", "", "", "2026-02-09", ""],
    )
    rows[1].refuse("proposer_unknown", found, "proposer", value="张三")
    file = io.BytesIO()
    book = RefusalBook(file, found)
    for row in rows:
        book.add(row)
    book.close()
    sheet = read(file.getvalue(), "refused.xlsx", family="matters")
    written = [cells for _number, cells in sheet.rows()]
    assert written[0][0] == "省十四届人大四次会议代表建议"
    assert written[1][: len(MATTERS)] == MATTERS
    assert written[2][3] == "'=cmd|' /C calc'!A0" and written[2][7] == "'+1"
    assert written[2][-4:-2] == ["3", "交办日期"] and "二月" in written[2][-2]
    assert written[3][-4:-2] == ["4", "领衔代表"]
    again = recognise(sheet.rows(), "matters")
    assert again.body.session_short == "省十四届人大四次会议"
    mended = list(matters.parse_rows(sheet, again))
    assert mended[0].values["title"] == "=cmd|' /C calc'!A0"
