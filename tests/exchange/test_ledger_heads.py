import pytest

from lianluo.exchange.ledgers import matters, rosters
from lianluo.exchange.ledgers.heads import apply_mapping, fingerprint, mapping_of, recognise
from lianluo.exchange.ledgers.problems import Unreadable
from lianluo.exchange.ledgers.reading import read

from .workbooks import parsed, workbook


def _recognised(*rows, family="roster", **options):
    return recognise(read(workbook(*rows, **options), "t.xlsx").rows(), family)


def test_headings_in_any_order_with_synonyms_spaces_and_brackets():
    found = _recognised(
        ["党\n派", "代 表 团", "ＸＸ", "姓　名", "手机号码（必填）", "出生年月"],
        ["中共", "沈阳", "", "张三", "", "1975.03"],
    )
    keys = [column.field_key for column in found.columns]
    assert keys == ["party", "delegation", None, "name", "mobile", "birth"]
    assert [column.sample for column in found.columns][3] == "张三"
    assert [column.heading for column in found.ignored] == ["XX"]


def test_title_rows_are_above_and_body_is_read_from_them():
    found = _recognised(
        ["", "", ""],
        ["沈阳市第十七届人民代表大会代表名册"],
        [],
        ["（截至2026年1月）"],
        ["序号", "姓名", "性别"],
        [1, "张三", "男"],
    )
    assert found.head_row == 5
    assert found.body.formal == "沈阳市第十七届人民代表大会"
    assert found.titles == ["沈阳市第十七届人民代表大会代表名册", "（截至2026年1月）"]


def test_two_row_headings_with_merged_cells():
    rows, found = parsed(
        rosters,
        [],
        ["", "", "手机", "通讯地址"],
        ["张三", "男", "13900000000", "某路1号"],
        merges=[(0, 0, 1, 0, "姓名"), (0, 1, 1, 1, "性别"), (0, 2, 0, 3, "联系方式")],
    )
    assert found.head_row == 2
    assert rows[0].values["mobile"] == "13900000000" and rows[0].values["address"] == "某路1号"


def test_duplicate_headings_the_first_wins_and_the_other_is_told():
    found = _recognised(["姓名", "手机", "联系电话"], ["张三", "13900000000", "13900000001"])
    assert found.columns[1].field_key == "mobile"
    assert found.columns[2].field_key is None and found.columns[2].duplicate_of == 1


def test_identity_numbers_are_never_imported():
    found = _recognised(["姓名", "身份证号", "宗教信仰"], ["张三", "210102197503010011", ""])
    assert [column.never for column in found.columns] == [False, True, True]
    assert set(found.by_field) == {"name"}


def test_an_unsure_heading_is_only_suggested():
    found = _recognised(["标题", "领衔代表", "建议承办处室"], ["甲", "张三", "公益诉讼处"], family="matters")
    assert found.columns[2].field_key is None
    assert found.columns[2].suggestion == "lead_department" and found.columns[2].confidence == 0.6


def test_corrections_by_hand_and_their_memory():
    found = _recognised(
        ["标题", "领衔代表", "建议承办处室", "备注"], ["甲", "张三", "一部", "x"], family="matters"
    )
    mended = apply_mapping(found, {"2": "lead_department", 3: None})
    assert mended.by_field["lead_department"].index == 2
    assert "note" not in mended.by_field and found.by_field["note"].index == 3
    assert mapping_of(mended) == {2: "lead_department", 3: None}
    moved = apply_mapping(found, {3: "title"})
    assert moved.by_field["title"].index == 3 and moved.columns[0].field_key is None
    with pytest.raises(KeyError):
        apply_mapping(found, {0: "nonsense"})


def test_fingerprint_ignores_spaces_and_marks():
    assert fingerprint(["姓 名", "手机"]) == fingerprint(["姓名", "手机：", ""])
    assert fingerprint(["姓名", "手机"]) != fingerprint(["手机", "姓名"])


def test_no_heading_row():
    with pytest.raises(Unreadable) as caught:
        _recognised(["张三", "男"], ["李四", "女"])
    assert caught.value.problem.code == "no_heading_row"


def test_a_missing_required_column_can_be_assigned():
    found = _recognised(["性别", "民族", "称呼"], ["男", "汉", "张三"])
    assert [item.key for item in found.missing] == ["name"]
    with pytest.raises(Unreadable, match="No column"):
        found.require()
    assert apply_mapping(found, {2: "name"}).missing == []


def test_one_column_of_names_is_a_roster():
    rows, _found = parsed(rosters, ["姓名"], ["张三"], ["李四"])
    assert [row.values["name"] for row in rows] == ["张三", "李四"]


def test_three_hundred_columns():
    heads = ["姓名", *[f"列{n}" for n in range(299)]]
    rows, found = parsed(rosters, heads, ["张三", *["x"] * 299])
    assert len(rows) == 1 and len(found.columns) == 300 and len(found.ignored) == 299


def test_session_of_a_list_of_matters():
    _rows, found = parsed(
        matters,
        ["政协第十三届辽宁省委员会第二次会议提案清单"],
        ["提案编号", "案由", "第一提案人", "界别"],
        ["0027", "甲", "张三", "工商联"],
    )
    assert found.body.session_short == "省政协十三届二次会议"


MATTERS_HEADS = ["类别", "编号", "标题", "领衔代表", "内容", "交办日期", "代表团"]
ROSTER_HEADS = ["姓名", "性别", "民族", "出生年月", "代表团", "党派", "单位及职务"]


@pytest.mark.parametrize(("heads", "family"), [(MATTERS_HEADS, "roster"), (ROSTER_HEADS, "matters")])
def test_a_list_of_the_other_kind_is_refused_rather_than_half_read(heads, family):
    found = _recognised(heads, ["甲"] * len(heads), family=family)
    with pytest.raises(Unreadable) as refused:
        found.refuse_other_kind()
    assert refused.value.problem.code == "other_kind"


@pytest.mark.parametrize(
    ("heads", "family"),
    [(["姓名", "编号", "类别"], "roster"), (["标题", "领衔代表", "代表团", "姓名"], "matters")],
)
def test_a_short_list_is_taken_for_what_it_is_said_to_be(heads, family):
    _recognised(heads, ["甲"] * len(heads), family=family).refuse_other_kind()
