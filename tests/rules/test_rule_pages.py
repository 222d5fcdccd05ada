from datetime import date

import pytest
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.rules.queries import rule

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["rules:list", "rules:classes", "rules:calendar"])
def test_pages_answer_in_both_languages(sign_in, name, language):
    answer = sign_in(Role.HANDLER).get(reverse(name), headers={"Accept-Language": language})
    assert answer.status_code == 200


def test_the_list_shows_what_applies_today_and_where_it_comes_from(sign_in):
    page = sign_in(Role.HANDLER).get(reverse("rules:list")).content.decode()
    assert "《代表法》（2025年修正）第五十一条" in page
    assert "2015年修正" not in page
    past = sign_in(Role.LEADER).get(reverse("rules:list"), {"tab": "past"}).content.decode()
    assert "2015年修正" in past


def test_the_list_can_be_searched_and_exported(sign_in):
    client = sign_in(Role.HANDLER)
    page = client.get(reverse("rules:list"), {"q": "约见"}).content.decode()
    assert "代表法》（2025年修正" not in page
    assert client.get(reverse("rules:list"), {"export": "xlsx"}).status_code == 200


def test_the_clerk_is_shown_a_change_before_it_is_done(sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    url = reverse("rules:change", args=[rule("first.contact", TODAY).pk])
    assert "20" in client.get(url).content.decode()
    fields = {"value": "15", "valid_from": "2026-12-01", "source": "院内制度", "note": ""}
    assert "Confirm the change" in client.post(url, fields).content.decode()


def test_an_impossible_value_comes_back_as_a_sentence(sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    url = reverse("rules:change", args=[rule("first.contact", TODAY).pk])
    for wrong in (
        {"value": "零"},
        {"value": "15", "valid_from": "2017-01-01"},
        {"value": "15", "source": ""},
    ):
        fields = {"valid_from": "2026-12-01", "source": "院内制度", "note": "", **wrong}
        answer = client.post(url, fields)
        assert answer.status_code == 200
    assert rule("first.contact", date(2026, 12, 1)).number == 20


def test_others_find_no_page_to_change_a_rule(sign_in):
    client = sign_in(Role.HANDLER)
    assert client.get(reverse("rules:change", args=[rule("sign.for", TODAY).pk])).status_code == 404


def test_the_calendar_says_what_is_provisional(sign_in):
    client = sign_in(Role.HANDLER)
    assert "clock-soon" not in client.get(reverse("rules:calendar_of", args=[2026])).content.decode()
    assert "clock-soon" in client.get(reverse("rules:calendar_of", args=[2027])).content.decode()
    assert client.get("/rules/calendar/2099/").status_code == 404
