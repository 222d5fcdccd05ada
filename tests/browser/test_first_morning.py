"""A clerk's first morning: signing in, two workbooks from the congress, the list, one matter and how it came."""

import pytest
import xlsxwriter
from playwright.sync_api import expect

from scripts.looking import axe_findings
from tests.browser.hands import run_waiting
from tests.rooms import name_of, open_office

pytestmark = pytest.mark.browser

PASSWORD = "wei-zhi-shu-72"
ROSTER = ["姓名", "代表团", "手机", "性别", "政治面貌", "工作单位及职务"]
MATTERS = ["类别", "编号", "标题", "领衔代表", "内容", "交办日期"]


def _workbook(path, title: str, head: list[str], rows: list[list[str]]):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for number, row in enumerate([[title], head, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return path


def _import(tab, family: str, path) -> None:
    """Upload, columns, check, run; ends on the list."""
    tab.get_by_role("link", name="导入", exact=True).first.click()
    tab.select_option("select[name=family]", family)
    tab.set_input_files("input[type=file]", path)
    assert axe_findings(tab) == []
    tab.click("main form button.btn-primary")
    tab.wait_for_url("**/columns/")
    assert axe_findings(tab) == []
    tab.click("main form button.btn-primary")
    tab.wait_for_url("**/import/*/")
    run_waiting()
    tab.reload()
    assert axe_findings(tab) == []
    tab.get_by_role("button", name="导入 3 行").click()
    tab.wait_for_url("**/result/")
    run_waiting()
    tab.reload()
    assert axe_findings(tab) == []
    tab.locator(".acts a.btn-primary").click()


def test_from_signing_in_to_the_history_of_a_matter(
    transactional_db, tmp_path, settings, live_server, chromium, freeze
):
    settings.DATA = tmp_path
    office = open_office(tmp_path)
    context = chromium.new_context(locale="zh-CN")
    tab = context.new_page()
    tab.goto(live_server.url)
    tab.fill("input[name=username]", office.clerk.username)
    tab.fill("input[name=password]", "wrong-" + PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("alert")).to_be_visible()
    tab.fill("input[name=password]", PASSWORD)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("工作台")

    people = [
        [name_of(i), "沈阳", f"199000000{i:02d}", "女", "群众", "沈阳市示例中学教师"] for i in (1, 2, 3)
    ]
    _import(
        tab, "roster", _workbook(tmp_path / "名册.xlsx", "辽宁省第十四届人民代表大会代表名册", ROSTER, people)
    )
    expect(tab.locator("#rows tbody tr")).to_have_count(3)

    rows = [
        ["建议", str(2000 + i), f"关于示例{i}的建议", name_of(i), "内容", "2026-11-02"] for i in (1, 2, 3)
    ]
    _import(tab, "matters", _workbook(tmp_path / "清单.xlsx", "省十四届人大四次会议建议清单", MATTERS, rows))
    expect(tab.locator("#rows tbody tr")).to_have_count(3)

    tab.goto(f"{live_server.url}/matters/?q=示例2")
    expect(tab.locator("#rows tbody tr")).to_have_count(1)
    tab.get_by_role("link", name="清除", exact=True).click()
    expect(tab.locator("#rows tbody tr")).to_have_count(3)

    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("/")
    expect(tab.locator("input[data-search]")).to_be_focused()
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("j")
    expect(tab.locator("tr.is-at")).to_have_count(1)
    opened = tab.locator("tr.is-at td.title a").inner_text()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_contain_text(opened)
    assert axe_findings(tab) == []

    tab.locator(".tabs-line a", has_text="办理过程").click()
    expect(tab.locator("#panel .timeline li").first).to_contain_text("登记")
    assert axe_findings(tab) == []
    context.close()
