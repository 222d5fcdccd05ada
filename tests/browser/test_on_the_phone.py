"""A visit day in a village without a network, at 390×844: cards are read, visits recorded, and each is one on the server."""

import time
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import expect

from lianluo.accounts.actor import SYSTEM, actor_of
from lianluo.foundation import clock
from lianluo.liaison.actions import visit as acts
from lianluo.liaison.models import Remark, Visit
from lianluo.people.actions.tie import tie
from lianluo.people.models import ContactLook, Person
from scripts.looking import axe_findings

pytestmark = pytest.mark.browser

SAID = "认可开放日改到周末。建议把中药材打假的案例拍成短片，在合作社春训时放。"
TODO = "中药材打假案例短片，春训前送到合作社"
KEYS_A_SECOND = 4
"""A thumb that types on glass; dictation is faster."""
STORED = """async () => {
  const base = (await indexedDB.databases()).find(({ name }) => name === "lianluo-visits");
  if (!base) return null;
  const db = await new Promise((done) => (indexedDB.open(base.name).onsuccess = (event) => done(event.target.result)));
  const rows = {};
  for (const store of db.objectStoreNames)
    rows[store] = await new Promise((done) => (db.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result)));
  db.close();
  const text = (value) => value instanceof CryptoKey ? `key:${value.extractable}` : value instanceof ArrayBuffer ? new TextDecoder().decode(value) : value;
  return JSON.stringify(rows, (name, value) => text(value));
}"""
AGED = """async (hours) => {
  const db = await new Promise((done) => (indexedDB.open("lianluo-visits").onsuccess = (event) => done(event.target.result)));
  const rows = db.transaction("meta", "readwrite").objectStore("meta");
  await new Promise((done) => (rows.get("owner").onsuccess = ({ target }) =>
    (rows.put({ ...target.result, at: target.result.at - hours * 3600000 }, "owner").onsuccess = done)));
  db.close();
}"""
KEPT_PAGES = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (!/\\/static\\//.test(request.url)) texts.push(await (await cache.match(request)).text());
  }
  return texts.join("\\n");
}"""


class Phone:
    """An officer's thumb: taps are counted, typing takes its time."""

    def __init__(self, context, url: str):
        self.context, self.url, self.taps, self.typed = context, url, 0, 0
        self.tab = context.new_page()
        self.tab.set_default_timeout(10_000)
        self.faults = []
        self.tab.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def go(self, address: str) -> None:
        self.tab.goto(self.url + address)
        self.settled()

    def settled(self) -> None:
        self.tab.wait_for_selector("html[data-visiting=ready]")

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.tab.locator(selector).first.click()

    def type(self, words: str) -> None:
        self.typed += len(words)
        self.tab.keyboard.type(words)

    def record(self) -> None:
        """From the card on the screen to the record."""
        self.tap("[data-record-link], .phone-foot a")
        self.tab.wait_for_selector(
            "form[data-record][data-record-ready] [data-remove-saying], form[data-record-ready]"
        )
        self.tap("textarea[name=said]")
        self.type(SAID)
        self.tap("[data-add-saying]")
        self.type(TODO)
        self.tap("label:has(> [name=case_talked][value=no])")
        self.tap("[data-submit]")

    def record_without_network(self) -> None:
        self.record()
        self.tab.wait_for_url("**/visits/day/")
        self.settled()
        expect(self.tab.locator("[data-record-state=waiting]")).to_contain_text("等待网络")

    def sign_in(self, user) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies["lianluo_desk"].value
        self.context.add_cookies([{"name": "lianluo_desk", "value": cookie, "url": self.url}])
        self.client = client

    @property
    def stored(self) -> str:
        return self.tab.evaluate(STORED) or ""


@pytest.fixture
def phone(office, chromium, live_server):
    """The officer's own, with the visit day opened once at the office."""
    rooms, people = office
    officer, persons = people["handler"], list(Person.objects.order_by("pk"))
    for person in persons[:3]:
        tie(SYSTEM, person, officer=officer, from_on=clock.today().replace(month=1, day=1))
    context = chromium.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}, has_touch=True)
    made = Phone(context, live_server.url)
    made.persons, made.officer, made.organ = persons, officer, rooms.organ
    made.sign_in(officer)
    made.go("/visits/day/")
    made.tab.evaluate("navigator.serviceWorker.ready")
    made.go("/visits/day/")
    yield made
    assert made.faults == []
    context.close()


def test_a_card_is_read_and_a_visit_recorded_without_a_network(phone, record_property):
    person = phone.persons[0]
    phone.context.set_offline(True)
    begun = time.monotonic()
    phone.go("/visits/day/")
    expect(phone.tab.locator("main")).to_contain_text(person.name)
    phone.tap(f"[data-people] a:has-text('{person.name}')")
    phone.settled()
    expect(phone.tab.locator(".vcard")).to_contain_text("三个规定")
    expect(phone.tab.locator(".vcard")).not_to_contain_text(person.mobile)
    assert axe_findings(phone.tab) == []
    phone.record_without_network()
    seconds = time.monotonic() - begun + phone.typed / KEYS_A_SECOND
    print(f"one record: {phone.taps} taps, {phone.typed} signs, {seconds:.0f} s")
    record_property("taps", phone.taps)
    record_property("seconds", round(seconds))
    assert phone.taps <= 12 and seconds <= 60
    assert not Visit.objects.exists()
    sealed = phone.stored
    assert "key:false" in sealed and person.name not in sealed and SAID not in sealed
    assert axe_findings(phone.tab) == []

    phone.context.set_offline(False)
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交")
    visit = Visit.objects.get()
    assert (visit.said, visit.case_talked, visit.officer) == (SAID, False, phone.officer)
    assert Remark.objects.get().words == TODO
    phone.go("/visits/day/")
    expect(phone.tab.locator("[data-record-state]")).to_have_count(0)


def test_an_answer_that_was_lost_makes_no_second_record(phone):
    phone.go(f"/visits/card/{phone.persons[0].pk}/")
    lost = []

    def lose(route):
        if not lost:
            lost.append(route.fetch())  # the server took it; the phone never hears of it
            return route.abort("connectionreset")
        return route.continue_()

    phone.context.route("**/visits/record.json", lose)
    phone.record()
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交过，没有重复登记")
    expect(phone.tab.locator("[data-record-state]")).to_have_count(0)
    assert lost and Visit.objects.count() == 1


def test_a_record_made_at_the_desk_meanwhile_is_told_and_decided(phone):
    person = phone.persons[0]
    phone.go(f"/visits/card/{person.pk}/")
    phone.context.set_offline(True)
    phone.go(f"/visits/card/{person.pk}/")
    phone.record_without_network()
    acts.record_new(
        actor_of(phone.officer), phone.organ, party=acts.Party((person,), phone.officer),
        facts={"form": "door", "on": clock.today(), "said": "在办公室补记的"},
    )  # fmt: skip
    phone.context.set_offline(False)
    conflict = phone.tab.locator("[data-record-state=conflict]")
    expect(conflict).to_contain_text("已有一条记录")
    assert axe_findings(phone.tab) == []
    assert Visit.objects.count() == 1
    conflict.get_by_role("button", name="补记到该条").click()
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交")
    assert Visit.objects.count() == 1
    assert list(Remark.objects.values_list("words", flat=True)) == [SAID, TODO]


def test_signing_out_leaves_nothing_to_read(phone):
    person = phone.persons[0]
    phone.go(f"/visits/card/{person.pk}/")
    assert phone.tab.evaluate(KEPT_PAGES) and person.name not in phone.tab.evaluate(KEPT_PAGES)
    phone.tab.goto(phone.url + "/visits/")
    phone.tab.locator("summary.avatar").click()
    phone.tab.get_by_role("button", name="退出登录").click()
    phone.tab.wait_for_url("**/sign-in/**")
    assert phone.stored == "" and phone.tab.evaluate(KEPT_PAGES) == ""
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
        phone.tab.goto(phone.url + "/visits/day/")


def test_what_waits_at_signing_out_is_told_and_stays_locked_to_its_user(phone):
    person = phone.persons[0]
    phone.context.set_offline(True)
    phone.go(f"/visits/card/{person.pk}/")
    phone.record_without_network()
    phone.context.route("**/visits/record.json", lambda route: route.abort())
    phone.context.set_offline(False)
    phone.tab.goto(phone.url + "/visits/")
    phone.tab.locator("summary.avatar").click()
    phone.tab.get_by_role("button", name="退出登录").click()
    dialog = phone.tab.get_by_role("dialog")
    expect(dialog).to_contain_text("本机还有 1 条走访记录没有提交")
    dialog.get_by_role("button", name="退出登录").click()
    phone.tab.wait_for_url("**/sign-in/**")
    assert "key:" not in phone.stored and SAID not in phone.stored and not Visit.objects.exists()

    phone.context.unroute("**/visits/record.json")
    again = Client()
    again.force_login(phone.officer)
    phone.context.add_cookies(
        [{"name": "lianluo_desk", "value": again.cookies["lianluo_desk"].value, "url": phone.url}]
    )
    phone.go("/visits/day/")
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交")
    assert Visit.objects.get().said == SAID


def test_several_are_met_and_a_colleague_comes_along(phone):
    first, second = phone.persons[:2]
    acts.plan(
        actor_of(phone.officer), phone.organ, party=acts.Party((first, second), phone.officer),
        facts={"form": "seminar", "planned_on": clock.today(), "place": "示例村"},
    )  # fmt: skip
    phone.go("/visits/day/")
    phone.context.set_offline(True)
    phone.tap("[data-visits] a")
    phone.settled()
    expect(phone.tab.locator(".vcard")).to_have_count(2)
    phone.tap("[data-record-link]")
    phone.tab.wait_for_selector("form[data-record-ready]")
    expect(phone.tab.locator("[name=form]:checked")).to_have_value("seminar")
    phone.tap("[data-add-saying]")
    phone.type(TODO)
    phone.tab.locator("[data-who]").select_option(str(second.pk))
    phone.tap("label:has(> [name=case_talked][value=no])")
    phone.tap(".vmore > summary")
    phone.tab.locator("[name=colleagues]").first.check()
    assert axe_findings(phone.tab) == []
    phone.tap("[data-submit]")
    phone.tab.wait_for_url("**/visits/day/")
    phone.context.set_offline(False)
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交")
    visit = Visit.objects.get()
    assert (visit.stage, visit.form, visit.met.count(), visit.place) == ("recorded", "seminar", 2, "示例村")
    assert visit.companions.get().user != phone.officer and Remark.objects.get().person == second


def test_what_is_half_written_is_there_again(phone):
    phone.context.set_offline(True)
    phone.go(f"/visits/record/?person={phone.persons[0].pk}")
    phone.tap("textarea[name=said]")
    phone.type(SAID)
    expect(phone.tab.locator("[data-state]")).to_have_text("已存草稿")
    phone.go("/visits/day/")
    phone.tap("[data-record-state=draft] a")
    expect(phone.tab.locator("textarea[name=said]")).to_have_value(SAID)
    phone.context.set_offline(False)
    phone.go(f"/visits/record/?person={phone.persons[0].pk}")
    expect(phone.tab.locator("textarea[name=said]")).to_have_value(SAID)
    assert SAID not in phone.stored

    phone.tab.goto(phone.url + "/visits/")
    phone.tab.locator("summary.avatar").click()
    phone.tab.get_by_role("button", name="退出登录").click()
    phone.tab.get_by_role("dialog").get_by_role("button", name="先提交").click()
    phone.tab.wait_for_url("**/visits/day/")  # a draft is not sent by itself: it is decided here
    phone.settled()
    phone.tab.locator("[data-record-state=draft] button").click()
    phone.tab.locator("#confirm [value=yes]").click()
    expect(phone.tab.locator("[data-record-state]")).to_have_count(0)


def test_what_the_office_refuses_is_corrected_and_sent(phone):
    phone.go(f"/visits/record/?person={phone.persons[0].pk}")
    phone.tap("[data-submit]")
    expect(phone.tab.locator("[data-refusal]")).to_contain_text("谈到具体案件了吗")
    phone.tab.locator("[name=on]").fill(str(clock.today() + timedelta(days=1)))
    phone.tap("label:has(> [name=case_talked][value=yes])")
    phone.tap("[data-submit]")
    expect(phone.tab.locator("[data-refusal]")).to_contain_text("日期")
    assert axe_findings(phone.tab) == [] and not Visit.objects.exists()
    phone.tab.locator("[name=on]").fill(str(clock.today()))
    phone.tap("[data-submit]")
    phone.tab.wait_for_url("**/visits/*/")
    assert Visit.objects.get().case_talked is True


def test_when_the_session_is_over_the_next_user_sees_and_sends_nothing(phone, office):
    person, (_rooms, people) = phone.persons[0], office
    phone.context.set_offline(True)
    phone.go(f"/visits/card/{person.pk}/")
    phone.record_without_network()
    phone.client.logout()
    phone.context.set_offline(False)
    expect(phone.tab.locator("[data-notice]")).to_contain_text("本机加密锁存 1 条记录")
    assert "key:" not in phone.stored and not Visit.objects.exists()
    phone.sign_in(people["head"])
    phone.go("/visits/day/")
    expect(phone.tab.locator("main")).not_to_contain_text(person.name)
    assert not Visit.objects.exists()
    phone.sign_in(phone.officer)
    phone.go("/visits/day/")
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交")
    assert Visit.objects.get().recorded_by == phone.officer


def test_what_was_kept_too_long_is_deleted_and_what_waits_stays(phone):
    person = phone.persons[0]
    phone.context.set_offline(True)
    phone.go(f"/visits/card/{person.pk}/")
    phone.record_without_network()
    phone.tab.evaluate(AGED, 73)
    phone.go("/visits/day/")
    expect(phone.tab.locator("[data-notice]")).to_contain_text("已过时限")
    expect(phone.tab.locator("main")).not_to_contain_text(person.name)
    assert "key:" not in phone.stored and SAID not in phone.stored
    phone.context.set_offline(False)
    phone.go("/visits/day/")
    expect(phone.tab.locator("[data-records]")).to_contain_text("已提交")
    assert Visit.objects.get().said == SAID


def test_a_number_is_dialled_after_a_look_that_is_kept(phone):
    person = phone.persons[0]
    phone.go(f"/visits/card/{person.pk}/")
    phone.tab.locator(".vcard-contacts button").first.click()
    expect(phone.tab.locator(f'a[href="tel:{person.mobile}"]')).to_be_visible()
    assert ContactLook.objects.filter(person=person, user=phone.officer).count() == 1
    phone.go("/visits/day/")
    assert person.mobile not in phone.stored
