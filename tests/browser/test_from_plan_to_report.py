"""Two matters from the breakdown plan to the issued report, by four people, each at a browser of his own."""

import re

import pytest
from playwright.sync_api import expect

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Role
from lianluo.matters.models import Matter
from tests.browser.hands import PRIMARY, Hands
from tests.rooms import open_office, user_in

pytestmark = pytest.mark.browser

SCAN = {"name": "征询意见表.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}


@pytest.fixture
def people(transactional_db, tmp_path, settings, live_server, tab_of, freeze):
    """Clerk, head, handler and leader by name; two deputies, each with a matter that is registered."""
    settings.DATA = tmp_path
    office = open_office(tmp_path)
    office.bring(1, 2)
    office.clerk.phone = "024-00000000"
    office.clerk.save()
    department = actor_of(office.handler).unit
    users = {
        "clerk": office.clerk, "handler": office.handler,
        "head": user_in(department, "head", Role.DEPARTMENT_HEAD),
        "leader": user_in(office.organ, "leader", Role.LEADER),
    }  # fmt: skip
    return {name: Hands(tab_of(user, "zh-CN"), live_server.url) for name, user in users.items()}


def test_from_plan_to_report(people):
    clerk, head, handler, leader = (people[name] for name in ("clerk", "head", "handler", "leader"))
    _plan(clerk, leader)
    _sign_for_both(head)
    for matter in Matter.objects.order_by("outside_number"):
        _answer(handler, matter)
    _review(head, clerk, leader)
    _letters(clerk)
    _feedback(clerk, handler)
    _report(clerk, leader)


def _plan(clerk: Hands, leader: Hands) -> None:
    clerk.go("/matters/plans/")
    clerk.take("拟订方案")
    clerk.send()
    clerk.sees("0/2")
    clerk.tab.check("thead [data-choose-all]")
    clerk.tab.select_option(".bulkbar select[name=department]", label="第一检察部")
    clerk.tab.click(".bulkbar button[value=set]")
    clerk.sees("2/2")
    clerk.examine()
    clerk.tab.locator(".acts summary", has_text="导出").click()
    assert clerk.kept("a[href$='paper.docx']").startswith(b"PK")
    clerk.take("报批")
    clerk.send()
    board = clerk.tab.url.removeprefix(clerk.url)
    leader.go(board)
    leader.take("批准")
    leader.send(meeting="党组扩大会议")
    clerk.go(board)
    clerk.take("印发并交办")
    clerk.send()
    clerk.sees("已印发")


def _sign_for_both(head: Hands) -> None:
    head.go("/")
    head.sees("签收")
    head.go("/matters/assignments/")
    head.tab.check("thead [data-choose-all]")
    head.tab.locator(".bulkbar button", has_text="签收").click()
    head.tab.select_option("main form select[name=handler]", label="handler")
    head.send()
    head.sees("签收：已办 2 件")
    head.go("/matters/?tab=all")
    expect(head.tab.locator("#rows tbody tr", has_text="办理中")).to_have_count(2)


def _answer(handler: Hands, matter: Matter) -> None:
    """Both contacts, then the draft, as the page of the matter asks for them."""
    for gate in ("before", "during"):
        handler.go(matter.get_absolute_url())
        handler.take("登记沟通联系")
        _record_contact(handler, gate)
    handler.take("拟稿")
    handler.tab.locator("main form textarea[name=answer]").first.fill("已研究落实，六月底前完成。")
    handler.tab.locator("main form [name=result_class]").first.select_option(index=1)
    handler.tab.check("main form [name=disclosure][value=open]")
    handler.tab.click("main form button[name=submit]")
    handler.sees("送审")
    handler.examine()


def _record_contact(handler: Hands, gate: str) -> None:
    handler.tab.check(f"main form [name=gate][value={gate}]")
    handler.tab.check("main form [name=persons] >> nth=0")
    handler.tab.check("main form [name=way][value=telephone]")
    handler.send(by_whom="承办人", said="希望写明时限")


def _review(head: Hands, clerk: Hands, leader: Hands) -> None:
    """The head passes both at once, the office one by one, the leader signs both."""
    head.go("/matters/replies/")
    head.tab.check("thead [data-choose-all]")
    head.tab.locator(".bulkbar button", has_text="审核通过").click()
    head.send()
    for matter in Matter.objects.order_by("outside_number"):
        clerk.go(matter.get_absolute_url())
        clerk.take("审核")
        clerk.tab.get_by_role("button", name="审核通过").click()
        clerk.sees("院领导")
    leader.go("/matters/replies/")
    leader.tab.check("thead [data-choose-all]")
    leader.tab.locator(".bulkbar button", has_text="签发").click()
    leader.send()
    leader.sees("签发：已办 2 件")


def _letters(clerk: Hands) -> None:
    clerk.go("/letters/compose/")
    clerk.send()
    clerk.tab.check("thead [data-choose-all]")
    clerk.tab.locator(".bulkbar button", has_text="编号").click()
    clerk.send()
    clerk.sees("已办 2 件")
    for number in (1, 2):
        clerk.go(f"/letters/?q=〕{number}号")
        clerk.tab.locator("#rows td.title a").first.click()
        clerk.take("登记寄出")
        clerk.send(address="沈阳市示例路1号")
        clerk.take("登记签收")
        clerk.send()
        clerk.sees("已送达")
    assert clerk.kept("form[action$='/paper/docx/'] button").startswith(b"PK")
    assert clerk.kept("form[action$='/paper/pdf/'] button").startswith(b"%PDF")


def _feedback(clerk: Hands, handler: Hands) -> None:
    """The forms come one after the other: the first deputy is content, the second is not."""
    clerk.go("/letters/forms/")
    answered = []
    for rating, left in (("satisfied", "还有 1 封答复函"), ("unsatisfied", "没有其他答复函")):
        answered.append(re.search("关于示例.的建议", clerk.tab.inner_text("main")).group())
        for axis in ("attitude", "result"):
            clerk.tab.check(f"main form [name^={axis}][value={rating}]")
        clerk.tab.set_input_files("main form [name=scan]", SCAN)
        clerk.send()
        clerk.sees(left)
    satisfied, unsatisfied = (Matter.objects.get(title=title).get_absolute_url() for title in answered)
    _begin_again(clerk, handler, unsatisfied)
    _close(clerk, handler, satisfied)


def _begin_again(clerk: Hands, handler: Hands, address: str) -> None:
    """The handler has the matter on his desk once more."""
    clerk.go(address)
    clerk.take("再次办理")
    clerk.send(reason="代表对办理结果不满意")
    clerk.sees("已开始再次办理")
    clerk.sees("第2轮")
    handler.go(address)
    handler.sees("第2轮")
    expect(handler.tab.locator(PRIMARY).first).to_contain_text("登记沟通联系")


def _close(clerk: Hands, handler: Hands, address: str) -> None:
    """Once the deputy was called after the reply, closing is the main act."""
    handler.go(address)
    handler.take("登记沟通联系")
    _record_contact(handler, "after")
    clerk.go(address)
    clerk.take("办结")
    clerk.send()
    clerk.sees("已办结")


def _report(clerk: Hands, leader: Hands) -> None:
    """Figures that open, words that are edited, a number, the leader's signature."""
    clerk.go("/reports/draw-up/")
    clerk.send()
    clerk.wait()
    clerk.go("/reports/")
    clerk.tab.locator("#rows td.title a").first.click()
    clerk.examine()
    page = clerk.tab.url.removeprefix(clerk.url)
    clerk.tab.locator("main a[href*='/rows/total/']").first.click()
    expect(clerk.tab.locator("#rows tbody tr")).to_have_count(2)
    clerk.examine()
    clerk.go(page)
    clerk.take("修改正文")
    clerk.send(number="辽检发[2026]12号", text_0="今年共办理代表建议两件。")
    clerk.sees("辽检发〔2026〕12号")
    clerk.take("修改正文")
    expect(clerk.tab.locator("main form [name=text_0]")).to_have_value("今年共办理代表建议两件。")
    leader.go(page)
    leader.take("签发")
    leader.send()
    leader.sees("已签发")
    assert leader.kept("a[href$='/papers/report_pdf/']").startswith(b"%PDF")
