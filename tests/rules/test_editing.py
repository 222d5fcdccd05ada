"""Changing settings and the calendar: what would move is shown first, and only what was shown is done."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.rules import arrangements, effects
from lianluo.rules.models import CalendarDay, CalendarYear, Rule
from lianluo.rules.queries import rule, working_calendar

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
FIELDS = {"value": "15", "valid_from": "2026-12-01", "source": "院内制度", "note": ""}


@pytest.fixture
def watched(monkeypatch):
    """A watcher that reports the first contact's days before and after, and counts how often it had to follow."""
    seen = []

    def foretell(actor, before, after):
        def days(state):
            rows = [row for row in state.rules if row.key == "first.contact" and row.valid_until is None]
            return rows[0].number

        if days(before) == days(after):
            return 0, []
        return 3, [effects.Moved("第1001号", "/matters/1/", date(2026, 12, 29), date(2026, 12, 22))]

    monkeypatch.setattr(effects, "_watchers", {"t": effects.Watcher("办件", foretell, seen.append)})
    return seen


@pytest.mark.parametrize(
    ("key", "value"),
    [("remind.near", "前三天 承办人"), ("remind.hours", "18—8"), ("remind.hours", "上班时间")],
)
def test_a_text_that_no_room_could_read_is_refused_in_words(sign_in, key, value):
    client = sign_in(Role.LIAISON_OFFICE)
    page = client.post(reverse("rules:change", args=[rule(key, TODAY).pk]), {**FIELDS, "value": value})
    assert "Write it like" in page.content.decode()
    assert rule(key, date(2026, 12, 1)).value != value


def confirmed(client, url: str, fields: dict):
    """Posts, and posts again with the mark of the page that showed what would move."""
    page = client.post(url, fields).content.decode()
    mark = re.search(r'name="confirmed" value="(\w+)"', page)
    return page, client.post(url, {**fields, "confirmed": mark[1]}) if mark else None


def test_the_change_is_shown_before_it_is_done(sign_in, watched, django_capture_on_commit_callbacks):
    client = sign_in(Role.LIAISON_OFFICE)
    url = reverse("rules:change", args=[rule("first.contact", TODAY).pk])
    page = client.post(url, FIELDS).content.decode()
    assert "moves 3 open dates" in page and "2026-12-22" in page and "the first 1 of 3" in page
    assert Rule.objects.filter(key="first.contact").count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        _page, answer = confirmed(client, url, FIELDS)
    assert answer.status_code == 302
    assert rule("first.contact", date(2026, 12, 1)).number == 15
    assert len(watched) == 1


def test_another_value_than_the_one_shown_is_shown_again(sign_in, watched):
    client = sign_in(Role.LIAISON_OFFICE)
    url = reverse("rules:change", args=[rule("first.contact", TODAY).pk])
    page = client.post(url, FIELDS).content.decode()
    mark = re.search(r'name="confirmed" value="(\w+)"', page)[1]
    again = client.post(url, {**FIELDS, "value": "10", "confirmed": mark})
    assert again.status_code == 200 and rule("first.contact", date(2026, 12, 1)).number == 20


def test_a_rule_for_a_kind_is_added_and_ended_but_the_general_one_never_leaves_a_gap(sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    fields = {
        "key": "first.contact", "applies_kind": "proposal", "applies_level": "", "value": "10", "unit": "workday",
        "start": "receipt", "holiday_rule": "none", "valid_from": "2026-12-01", "valid_until": "", "source": "商定",
        "note": "",
    }  # fmt: skip
    _page, answer = confirmed(client, reverse("rules:add"), fields)
    assert answer.status_code == 302
    own = rule("first.contact", date(2026, 12, 1), kind="proposal")
    assert own.number == 10 and rule("first.contact", date(2026, 12, 1)).number == 20
    page, none = confirmed(client, reverse("rules:add"), {**fields, "valid_from": "2027-01-01"})
    assert none is None and "there is such a setting already" in page

    end = {"valid_until": "2026-12-31", "source": "商定"}
    _page, answer = confirmed(client, reverse("rules:end", args=[own.pk]), end)
    assert answer.status_code == 302
    assert rule("first.contact", date(2026, 12, 31), kind="proposal").number == 10
    assert rule("first.contact", date(2027, 1, 1), kind="proposal").number == 20

    general = reverse("rules:end", args=[rule("first.contact", TODAY).pk])
    page, none = confirmed(client, general, end)
    assert none is None and "From 2027-01-01 on no rule would be in force" in page


def test_a_setting_tells_its_versions(sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    old = Rule.objects.get(key="reply.statutory", valid_until=date(2025, 3, 10))
    confirmed(
        client, reverse("rules:change", args=[rule("reply.statutory", TODAY).pk]), {**FIELDS, "value": "2"}
    )
    page = client.get(reverse("rules:setting", args=[old.pk])).content.decode()
    assert [word for word in re.findall(r"</svg>(?:<span>)?(in force|coming|past)<", page)] == [
        "coming",
        "in force",
        "past",
    ]
    assert "proposal" in page
    reader = sign_in(Role.HANDLER).get(reverse("rules:setting", args=[old.pk])).content.decode()
    assert "/change/" not in reader


def test_an_arrangement_lands_whole_or_not_at_all(sign_in):
    client = sign_in(Role.SYSTEM_ADMIN)
    url = reverse("rules:arrangement", args=[2031])
    bad = "2031-10-01 至 2031-10-07 休\n2031-13-01 班\n2031-10-07 班\n2030-10-08 休\n你好"
    page, none = confirmed(client, url, {"text": bad, "source": "通知"})
    assert none is None and not CalendarDay.objects.exists()
    for number in (2, 3, 4, 5):
        assert f"Line {number} (" in page
    good = "2031年10月1日至2031年10月7日 放假\n2031-09-27, 上班\n\n2031/10/11 work"
    _page, answer = confirmed(client, url, {"text": good, "source": "国办发明电"})
    assert answer.status_code == 302
    calendar = working_calendar()
    assert CalendarDay.objects.count() == 9 and calendar.is_official(2031)
    assert not calendar.is_working(date(2031, 10, 1)) and calendar.is_working(date(2031, 9, 27))
    assert CalendarYear.objects.get().source == "国办发明电"


def test_a_day_is_set_and_taken_out_again(sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    fields = {"day": "2026-12-01", "is_working": "", "source": "省政府通知"}
    confirmed(client, reverse("rules:set_day", args=[2026]), fields)
    assert not working_calendar().is_working(date(2026, 12, 1))
    page = client.get(reverse("rules:calendar_of", args=[2026])).content.decode()
    row = CalendarDay.objects.get()
    assert reverse("rules:clear_day", args=[2026, row.pk]) in page
    confirmed(client, reverse("rules:clear_day", args=[2026, row.pk]), {})
    assert working_calendar().is_working(date(2026, 12, 1))


@pytest.mark.parametrize("name", ["set_day", "arrangement", "close_year"])
def test_others_find_no_page_to_change_the_calendar(sign_in, name):
    assert sign_in(Role.HANDLER).get(reverse(f"rules:{name}", args=[2027])).status_code == 404


def test_lines_without_a_year_or_with_a_span_that_runs_back_are_refused():
    for text, said in (
        ("2027-10-07 to 2027-10-01 rest", "ends before"), ("2027-10-01", "say rest or work"),
        ("", "No day"), ("\n" * 300, "More than"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=said):
            arrangements.read(text, 2027)
