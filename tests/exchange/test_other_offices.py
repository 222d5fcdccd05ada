"""Workbooks of other offices: other headings, order, groups of headings, several sheets, notes below, old encodings."""

import pytest

from lianluo.accounts.actor import SYSTEM
from lianluo.exchange.importing import CannotImport, import_file
from lianluo.matters.models import Matter, Signatory
from lianluo.people.models import Mandate, Person

from .workbooks import workbook


def bring(rooms, tmp_path, family, name, content, named="") -> dict:
    path = tmp_path / name
    path.write_bytes(content)
    return import_file(SYSTEM, rooms.organ, family, path, named=named).as_json()


def test_groups_of_headings_over_merged_cells_and_a_column_of_numbers(rooms, tmp_path):
    """Town A: title over the table, 基本情况 and 联系方式 merged over their columns, delegation merged downwards."""
    content = workbook(
        ["某市出席辽宁省第十四届人民代表大会代表名册（表一）"],
        ["序号", "代表团", "基本情况", "", "", "联系方式", ""],
        ["", "", "姓 名", "性别", "出生年月", "手机", "通讯地址"],
        [1, "沈阳", "郎知远", "男", 1970.01, 13900000001, "示例路1号"],
        [2, "", "那云舒", "女", "1981年5月", "139 0000 0002", "示例路2号"],
        ["合计", "", "2人", "", "", "", ""],
        ["填表人：某某　2026年1月5日"],
        merges=[(1, 2, 1, 4, "基本情况"), (1, 5, 1, 6, "联系方式"), (1, 0, 2, 0, "序号"), (1, 1, 2, 1, "代表团"),
                (3, 1, 4, 1, "沈阳")],
    )  # fmt: skip
    found = bring(rooms, tmp_path, "roster", "名册.xlsx", content)
    assert (found["created"], found["refused"]) == (2, [])
    assert set(Mandate.objects.values_list("person__name", "delegation")) == {
        ("郎知远", "沈阳"),
        ("那云舒", "沈阳"),
    }
    assert Person.objects.get(name="那云舒").mobile == "13900000002"


def test_a_gb18030_csv_with_semicolons_and_members_of_the_cppcc(rooms, tmp_path):
    """Town B: exported from an old program; sectors instead of delegations; rare characters."""
    text = "政协辽宁省第十三届委员会委员名单;;;\r\n界别;委员姓名;单位及职务;政治面貌\r\n科技界;王𬭚;示例研究所研究员;九三学社社员\r\n教育界;㑇䶮;示例大学教授;无党派人士\r\n"
    found = bring(rooms, tmp_path, "roster", "委员.csv", text.encode("gb18030"))
    assert (found["created"], found["refused"]) == (2, [])
    assert set(Mandate.objects.values_list("person__name", "sector", "kind")) == {
        ("王𬭚", "科技界", "member"), ("㑇䶮", "教育界", "member"),
    }  # fmt: skip
    assert bring(rooms, tmp_path, "roster", "委员.csv", text.encode("gb18030"))["unchanged"] == 2


def test_a_list_on_the_third_sheet_in_another_order_with_notes_below(rooms, tmp_path):
    """Town C: cover, instructions, list; the columns run from right to left of ours; remarks under the table."""
    rooms.bring(1, 3)
    listed = [
        ["辽宁省第十四届人民代表大会第四次会议代表建议交办清单"],
        ["交办时间", "承办方式", "主要内容", "附议代表", "领衔人", "建议名称", "建议编号", "建议类别"],
        ["2026年2月9日", "独办", "加强未成年人司法保护", "佟见二、佟见三", "佟见一（沈阳代表团）", "关于甲的建议", "第0041号", "代表建议"],
        ["2026.2.9", "主办", "规范远程提讯", "", "佟见二", "关于乙的建议", "0042", "建议"],
        [],
        ["说明：以上建议由省人大代表工作委员会交办。"],
        ["联系人：某某　电话：024-00000000"],
    ]  # fmt: skip
    content = workbook(["封面"], sheets=[("填表说明", [["一、请勿改动表头"]]), ("交办清单", listed)])
    found = bring(rooms, tmp_path, "matters", "交办.xlsx", content)
    assert (found["created"], found["refused"]) == (2, [])
    matter = Matter.objects.get(title="关于甲的建议")
    assert (matter.handed_over_on.isoformat(), matter.mode) == ("2026-02-09", "sole")
    assert list(Signatory.objects.filter(matter=matter).values_list("person__name", flat=True)) == [
        "佟见一",
        "佟见二",
        "佟见三",
    ]


def test_a_list_whose_title_names_no_session_is_refused_with_what_to_do(rooms, tmp_path):
    """Town D: the title names only the year; with the session told it lands."""
    rooms.bring(1, 1)
    content = workbook(
        ["2026年度人大代表建议办理任务分解表"],
        ["序号", "建议题目", "提出人", "类型", "收文日期", "承办部门"],
        [1, "关于丙的建议", "佟 见 一", "代表建议", "20260209", "第一检察部"],
    )
    with pytest.raises(CannotImport, match="--session"):
        bring(rooms, tmp_path, "matters", "任务.xlsx", content)
    before = Matter.objects.count()
    found = bring(rooms, tmp_path, "matters", "任务.xlsx", content, named="省十四届人大四次会议")
    assert (found["created"], found["refused"]) == (1, [])
    assert Matter.objects.count() == before + 1


def test_namesakes_among_the_signatories_are_told_apart_by_brackets(rooms, tmp_path):
    """Town E: two people of one name; a co-signatory in brackets lands, one without is refused and named."""
    roster = "辽宁省第十四届人民代表大会代表名册\n代表团,代表姓名,出生日期\n沈阳代表团,王伟,1970-01-02\n大连代表团,王伟,1980-05-06\n锦州代表团,郎知远,\n"
    assert bring(rooms, tmp_path, "roster", "名册.csv", roster.encode())["created"] == 2 + 1
    head = (
        ["辽宁省第十四届人民代表大会第四次会议建议"],
        ["编号", "案由", "第一提案人", "所在代表团", "联名人", "交办日期", "类别"],
    )
    rows = [
        ["1", "关于甲的建议", "王伟", "大连", "郎知远", "2026-02-09", "建议"],
        ["2", "关于乙的建议", "郎知远", "", "王伟（沈阳团）", "2026-02-09", "建议"],
        ["3", "关于丙的建议", "郎知远", "", "王伟", "2026-02-09", "建议"],
    ]
    found = bring(rooms, tmp_path, "matters", "建议.xlsx", workbook(*head, *rows))
    assert found["created"] == 2
    assert [(each["row"], each["column"]) for each in found["refused"]] == [(5, "联名人")]
    assert Matter.objects.get(outside_number="1").lead_group == "大连"
    joint = Signatory.objects.get(matter__outside_number="2", role="joint")
    assert joint.person.birth_year == 1970
