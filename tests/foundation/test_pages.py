import re
from threading import Thread

import pytest
from django.db import connection

from lianluo.foundation import once, panels
from lianluo.foundation.panels import Panel
from tests.foundation import pages_sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(make_units):
    return make_units(1)[0]


@pytest.fixture
def slot(monkeypatch):
    monkeypatch.setattr(panels, "_slots", {})
    panels.declare_slot("test.unit")
    return "test.unit"


def token_in(response) -> str:
    return re.search(r'name="once" value="([^"]+)"', response.content.decode())[1]


def test_get_shows_the_form_with_its_groups(browser, unit):
    page = browser.get(f"/units/{unit.pk}/rename/").content.decode()
    assert "<h1>Rename</h1>" in page and "Words" in page and 'type="date"' in page
    assert 'data-picker="/units/pick/"' in page


def test_post_acts_and_leads_on(browser, unit):
    response = browser.post(f"/units/{unit.pk}/rename/", {"name": "x"})
    assert response["Location"] == f"/units/{unit.pk}/?done=1"
    assert pages_sample.acted == [(unit.pk, "x")]


def test_a_form_sent_twice_acts_once_and_leads_to_the_first_result(browser, unit):
    token = token_in(browser.get(f"/units/{unit.pk}/rename/"))
    answers = [browser.post(f"/units/{unit.pk}/rename/", {"name": "x", "once": token}) for _again in range(2)]
    assert len(pages_sample.acted) == 1
    assert answers[0]["Location"] == answers[1]["Location"]


def test_a_refused_form_may_be_sent_again_with_the_same_token(browser, unit):
    token = token_in(browser.get(f"/units/{unit.pk}/rename/"))
    refused = browser.post(f"/units/{unit.pk}/rename/", {"name": "early", "once": token})
    assert refused.status_code == 200 and token_in(refused) == token
    browser.post(f"/units/{unit.pk}/rename/", {"name": "x", "once": token})
    assert len(pages_sample.acted) == 1


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("early", ["A seal is missing.", "A date is missing."]),
        ("late", ["It is closed."]),
        ("bad", ["Too plain."]),
    ],
)
def test_what_the_action_refuses_comes_back_in_words(browser, unit, name, sentences):
    response = browser.post(f"/units/{unit.pk}/rename/", {"name": name})
    assert response.status_code == 200
    assert all(sentence in response.content.decode() for sentence in sentences)
    assert f'value="{name}"' in response.content.decode()


def test_refused_foreign_and_missing_answer_alike(browser, unit, make_units):
    closed = make_units(1, closed_on="2020-01-01", name="撤", path="/700/")[0]
    assert browser.post(f"/units/{unit.pk}/rename/", {"name": "refused"}).status_code == 404
    assert browser.get(f"/units/{closed.pk}/rename/").status_code == 404
    assert browser.get("/units/999999/rename/").status_code == 404


def test_picks_are_resolved_through_the_gate(browser, unit, make_units):
    closed = make_units(1, closed_on="2020-01-01", name="撤", path="/700/")[0]
    url = f"/units/{unit.pk}/rename/"
    for foreign in (closed.pk, 999999, "x", "²", "9" * 30):
        response = browser.post(url, {"name": "x", "parent": foreign})
        assert "Not found. Choose from the list." in response.content.decode()
        assert "撤" not in response.content.decode()
        response = browser.post(url, {"name": "x", "others": [unit.pk, foreign]})
        assert "Not found. Choose from the list." in response.content.decode()
    assert browser.post(url, {"name": "x", "parent": unit.pk, "others": [unit.pk]}).status_code == 302


def test_a_chosen_pick_keeps_its_label_when_the_form_comes_back(browser, unit):
    response = browser.post(
        f"/units/{unit.pk}/rename/", {"name": "early", "parent": unit.pk, "others": [unit.pk]}
    )
    assert response.content.decode().count(f'<option value="{unit.pk}" selected>{unit.name}</option>') == 2


def test_bulk_acts_take_what_was_picked_to_the_form(browser, make_units):
    units = make_units(3)
    answer = browser.post("/units/rename/", {"ids": [units[0].pk, units[2].pk], "query": "q=1", "every": ""})
    assert answer["Location"] == f"/units/rename/?ids={units[0].pk}&ids={units[2].pk}"
    shown = browser.get(answer["Location"])
    assert shown.context["thing"] == [units[0], units[2]]
    every = browser.post("/units/rename/", {"ids": [units[0].pk], "query": "q=001", "every": "1"})
    assert browser.get(every["Location"]).context["thing"] == [units[1]]
    assert pages_sample.acted == []


def test_a_bulk_act_does_each_and_names_those_refused(browser, make_units):
    units = make_units(3)
    url = "/units/rename/?" + "&".join(f"ids={unit.pk}" for unit in units)
    landed = browser.post(url, {"name": "x"}, follow=True)
    assert pages_sample.acted == [(units[0].pk, "x"), (units[2].pk, "x")]
    page = landed.content.decode()
    assert "Rename many: 2 done." in page and "第001检察部: It has a seal." in page
    assert browser.get("/units/rename/").status_code == 404


def test_detail_page_has_the_panels_of_its_slot(browser, unit, slot):
    panels.register_panel(
        slot, Panel("departments", "Departments", "sample:departments", lambda actor, obj: 4)
    )
    page = browser.get(f"/units/{unit.pk}/").content.decode()
    assert "Departments<small>4</small>" in page
    opened = browser.get(f"/units/{unit.pk}/?tab=departments").content.decode()
    assert f'hx-get="/units/{unit.pk}/departments/"' in opened


def test_a_panel_is_a_fragment_for_htmx_and_a_page_without(browser, unit):
    url = f"/units/{unit.pk}/departments/"
    assert "<html" in browser.get(url).content.decode()
    assert "<html" not in browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert browser.get("/units/999999/departments/").status_code == 404


@pytest.mark.parametrize("words", ["第000", "dlljcb", "di000"])
def test_picker_finds_by_name_pinyin_and_initials(browser, make_units, words):
    unit = make_units(1)[0]
    make_units(1, name="办公室", path="/55/")
    found = browser.get("/units/pick/", {"q": words}).json()["results"]
    expected = [] if words == "dlljcb" else [{"id": str(unit.pk), "text": unit.name, "hint": "000"}]
    assert found == expected


def test_picker_gives_at_most_twenty(browser, make_units):
    make_units(30)
    assert len(browser.get("/units/pick/").json()["results"]) == 20
    assert len(browser.get("/units/pick/", {"q": "检察"}).json()["results"]) == 20


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_act_once(rf, db, client):
    session = client.session
    session["who"] = True
    session.save()
    done = []

    def send():
        request = rf.post("/", {once.FIELD: "same"})
        request.session = type(session)(session.session_key)
        try:
            once.run(request, lambda: done.append(1) or "/there/")
        finally:
            connection.close()

    threads = [Thread(target=send) for _each in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert done == [1]
