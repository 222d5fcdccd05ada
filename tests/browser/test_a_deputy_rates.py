"""The deputy's whole path at 390×844: the code on the printed letter, two taps, a new round, a second letter, satisfied."""

import os
import re
from io import BytesIO
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from lianluo.accounts.actor import actor_of
from lianluo.accounts.models import Role
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.printing import keep_paper
from lianluo.foundation import clock
from lianluo.matters.actions import assignment as assignments
from lianluo.matters.actions import closing, handing
from lianluo.matters.models import Assignment, Feedback, Matter
from lianluo.people.models import Person
from scripts.looking import axe_findings, too_wide
from tests.flows import acting
from tests.rooms import open_office, user_in

pytestmark = pytest.mark.browser

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
LOOKS = os.environ.get("LOOK_AT")
"""A folder for pictures of what the deputy sees."""


@pytest.fixture
def cast(transactional_db, tmp_path, live_server, settings):
    """The people of the office, and one matter in the handler's hands."""
    settings.MEDIA_ROOT, settings.PORTAL_ADDRESS = tmp_path / "files", live_server.url
    office = open_office(tmp_path)
    office.bring(1, 1)
    office.clerk.phone = "024-00000000"
    office.clerk.save()
    Person.objects.update(address="沈阳市示例路1号", postcode="110000")
    department = actor_of(office.handler).unit
    users = {
        "clerk": office.clerk, "handler": office.handler,
        "head": user_in(department, "head", Role.DEPARTMENT_HEAD),
        "leader": user_in(office.organ, "leader", Role.LEADER),
    }  # fmt: skip
    cast = SimpleNamespace(office=office.organ, **{name: actor_of(user) for name, user in users.items()})
    handing.hand_over(
        Matter.objects.get(), cast.clerk, mode="sole", department=department, leader=users["leader"]
    )
    assignments.sign_for(Assignment.objects.get(), cast.head, handler=office.handler)
    return cast


def letter_on_paper(cast) -> str:
    """The matter is answered and the letter on its way; what the deputy reads on the last page of it."""
    acting.answered(cast, Assignment.objects.get())
    [letter] = letters.compose(cast.clerk, cast.office, all_signed=False).letters
    letter = letters.number(letter, cast.clerk)
    printed = keep_paper(cast.clerk, letter, kind="pdf")
    posting.dispatch(letter, cast.clerk, way="express", on=clock.today(), tracking="EX1")
    posting.deliver(letter, cast.clerk, on=clock.today())
    return PdfReader(BytesIO(printed.file.path.read_bytes())).pages[-1].extract_text()


class Deputy:
    """At her own telephone, by touch or by keys alone; `acts` counts taps or presses of a button."""

    def __init__(self, context, url: str, by_keys: bool):
        self.tab, self.url, self.by_keys, self.acts = context.new_page(), url, by_keys, 0
        self.tab.set_default_timeout(8_000)

    def types_code(self, code: str) -> None:
        self.tab.goto(f"{self.url}/portal/r/")
        self.examine("code")
        self._reach("[name=code]")
        self.tab.keyboard.type(code.lower())
        self.press(".rating-go")
        expect(self.tab).to_have_url(f"{self.url}/portal/rate/")

    def press(self, selector: str) -> None:
        self.acts += 1
        if self.by_keys:
            self._reach(selector)
            self.tab.keyboard.press("Enter")
        else:
            self.tab.locator(selector).first.tap()

    def rates(self, **grades: str) -> int:
        """How many acts the rating took once its page was open."""
        self.examine("open")
        before = self.acts
        for axis, value in grades.items():
            self.press(f"[id$='-{axis}-{value}']")
            expect(self.tab.locator(f"[id$='-{axis}-{value}']")).to_have_attribute("aria-pressed", "true")
        expect(self.tab.locator(".rating-state")).to_contain_text("您的评价已经收到")
        taken = self.acts - before
        self.examine("rated")
        return taken

    def adds(self, words: str) -> None:
        self._reach(".rating-words textarea")
        self.tab.keyboard.type(words)
        self.press(".rating-words .rating-go")
        expect(self.tab.locator(".rating-state")).to_contain_text("您补充的意见也已收到")
        self.examine("words")

    def _reach(self, selector: str) -> None:
        """By the tab key from where she stands, like somebody without a mouse; else by a tap."""
        if not self.by_keys:
            self.tab.locator(selector).first.tap()
            return
        wanted = self.tab.locator(selector).first
        for _press in range(60):
            if wanted.evaluate("node => node === document.activeElement"):
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"{selector} is not reached by the tab key")

    def examine(self, name: str) -> None:
        assert axe_findings(self.tab) == [] and not too_wide(self.tab)
        if LOOKS and not self.by_keys:
            self.tab.screenshot(path=f"{LOOKS}/{name}-{self.acts}.png", full_page=True)


@pytest.mark.parametrize("hand", ["touch", "keys"])
def test_from_the_printed_code_to_the_second_answer(cast, chromium, live_server, hand):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    deputy = Deputy(context, live_server.url, by_keys=hand == "keys")
    paper = letter_on_paper(cast)
    assert "寄回本表同样有效" in paper
    first = CODE.search(paper).group()
    deputy.types_code(first)
    taps = deputy.rates(attitude="satisfied", result="unsatisfied")
    print(f"{hand}: {taps} taps for the first rating")
    assert taps <= 2
    deputy.adds("没有回应夜间巡查")
    made = Feedback.objects.get()
    assert (made.way, made.result, made.comment) == ("code", "unsatisfied", "没有回应夜间巡查")

    closing.handle_again(Matter.objects.get(), cast.clerk, reason="代表对办理结果不满意")
    second = CODE.search(letter_on_paper(cast)).group()
    assert second != first
    deputy.tab.goto(f"{live_server.url}/portal/r/{first.replace('-', '')}/")
    expect(deputy.tab.locator("[role=alert]")).to_contain_text("现在不能使用")
    deputy.examine("refused")
    deputy.tab.goto(
        f"{live_server.url}/portal/r/{second.replace('-', '')}"
    )  # as the square on the paper leads
    expect(deputy.tab).to_have_url(f"{live_server.url}/portal/rate/")
    taps = deputy.rates(attitude="satisfied", result="satisfied")
    print(f"{hand}: {taps} taps for the second rating")
    assert taps <= 2
    assert Feedback.objects.get(round=2).result == "satisfied"
    context.close()


def test_without_scripts_the_buttons_are_plain(cast, chromium, live_server):
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False, locale="zh-CN"
    )
    tab = context.new_page()
    tab.goto(f"{live_server.url}/portal/r/{CODE.search(letter_on_paper(cast)).group()}/")
    tab.click("[id$='-attitude-satisfied']")
    tab.click("[id$='-result-basically']")
    expect(tab.locator(".rating-state")).to_contain_text("您的评价已经收到")
    assert Feedback.objects.get().result == "basically"
    context.close()
