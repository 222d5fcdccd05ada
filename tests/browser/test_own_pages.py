"""A deputy's own pages at 390×844, by keyboard alone: link, one-time code, first page, item, letter, saying something."""

import re

import pytest
from playwright.sync_api import expect

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.correspondence.models import Letter
from lianluo.foundation import clock
from lianluo.journal.outgoing import Outgoing
from lianluo.matters.models import Matter
from lianluo.people.actions.access import give_access
from lianluo.people.actions.tie import tie
from scripts.looking import axe_findings
from tests.browser.hands import run_waiting

pytestmark = pytest.mark.browser
SAID = "建议在社区增设公益诉讼线索箱。"
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"
ON_IT = "(link) => document.activeElement === link"


class Keys:
    """A deputy without a pointer: she tabs to what she wants and presses Enter."""

    def __init__(self, tab):
        self.tab = tab

    def to(self, selector: str) -> None:
        wanted = self.tab.locator(selector).first.element_handle()
        for _n in range(60):
            self.tab.keyboard.press("Tab")
            if self.tab.evaluate(ON_IT, wanted):
                return
        raise AssertionError(f"{selector} cannot be reached by keyboard on {self.tab.url}")

    def press(self, selector: str, words: str = "") -> None:
        self.to(selector)
        expect(self.tab.locator(":focus")).to_contain_text(words)
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")
        self.examine()

    def examine(self) -> None:
        found = axe_findings(self.tab)
        assert not found, f"{self.tab.url}: {found}"
        assert self.tab.evaluate(TOO_WIDE) <= 0, self.tab.url


@pytest.fixture
def deputy(office, settings, monkeypatch):
    """A deputy whose matter is answered, with a letter that went out to her; text messages wait to be read by the test."""
    settings.SMS_URL = "json://gateway/{to}"
    monkeypatch.setattr("lianluo.journal.jobs.send_due", lambda: 0)
    rooms, people = office
    letter = Letter.objects.exclude(number="").select_related("person").get()
    Letter.objects.filter(pk=letter.pk).update(stage=Letter.Stage.DISPATCHED)
    Matter.objects.filter(letter_items__letter=letter).update(stage="replied", replied_on=clock.today())
    people["handler"].phone = "024-11112222"
    people["handler"].save()
    tie(SYSTEM, letter.person, officer=people["handler"], from_on=clock.today())
    return letter, give_access(actor_of(rooms.clerk), letter.person)


def come_in(keys: Keys, url: str, link: str) -> None:
    tab = keys.tab
    tab.goto(f"{url}/portal/in/{link}/")
    assert link not in tab.url
    keys.examine()
    keys.press("button[value=sms]")
    run_waiting()
    digits = re.search(r"\d{6}", Outgoing.objects.get().body).group()
    keys.to("input[name=digits]")
    tab.keyboard.type(digits)
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    keys.examine()


def look_around(keys: Keys, url: str) -> None:
    """Every other page of hers."""
    for page in (
        "data/",
        "data/correction/",
        "devices/",
        "promises/",
        "visits/",
        "letters/",
        "print/",
        "finished/",
        "leaving/",
    ):
        keys.tab.goto(f"{url}/portal/{page}")
        keys.examine()


@pytest.mark.parametrize(("language", "size"), [("zh-CN", (390, 844)), ("en", (360, 740))])
def test_from_the_link_to_her_own_words(deputy, chromium, live_server, language, size):
    letter, given = deputy
    context = chromium.new_context(
        locale=language,
        viewport={"width": size[0], "height": size[1]},
        extra_http_headers={"Accept-Language": language},
    )
    tab = context.new_page()
    tab.set_default_timeout(8_000)
    keys = Keys(tab)
    come_in(keys, live_server.url, given.link)
    expect(tab.locator("h1")).to_contain_text(letter.person.name)
    expect(tab.locator("a[href='tel:024-11112222']")).to_be_visible()
    keys.to("[data-large-type]")
    tab.keyboard.press("Enter")
    keys.examine()
    tab.keyboard.press("Enter")
    item = letter.items.first().matter
    keys.press(f"a[href='/portal/items/{item.pk}/']", item.title)
    keys.press(f"a[href='/portal/letters/{letter.pk}/']")
    expect(tab.locator("main")).to_contain_text(letter.number)
    keys.to(f"form[action$='/letters/{letter.pk}/paper/'] button")
    with tab.expect_download() as found:
        tab.keyboard.press("Enter")
    assert found.value.path().read_bytes().startswith(b"%PDF")
    keys.press("a.portal-back")
    keys.press("a[href='/portal/say/']")
    keys.to("textarea[name=words]")
    tab.keyboard.type(SAID)
    keys.press("form button.primary")
    made = Matter.objects.get(kind=Matter.Kind.EVERYDAY_OPINION, content=SAID)
    expect(tab.locator("main")).to_contain_text(made.label)
    look_around(keys, live_server.url)
    context.close()


def test_without_scripts_everything_works_too(deputy, chromium, live_server):
    letter, given = deputy
    context = chromium.new_context(
        locale="zh-CN", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    tab = context.new_page()
    tab.set_default_timeout(8_000)
    tab.goto(f"{live_server.url}/portal/in/{given.link}/")
    tab.locator("button[value=sms]").click()
    run_waiting()
    tab.locator("input[name=digits]").fill(re.search(r"\d{6}", Outgoing.objects.get().body).group())
    tab.locator("form button.primary").click()
    expect(tab.locator("h1")).to_contain_text(letter.person.name)
    tab.locator("a[href='/portal/say/']").click()
    tab.locator("textarea[name=words]").fill(SAID)
    tab.locator("form button.primary").click()
    assert Matter.objects.filter(content=SAID).exists()
    context.close()
