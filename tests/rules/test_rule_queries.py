"""Pages of rules and calendar take the same queries for one row and for three."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.rules.actions.calendar import set_day
from lianluo.rules.actions.rule import add_rule, change_rule
from lianluo.rules.models import Rule
from lianluo.rules.queries import rule

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
KINDS = ("suggestion", "proposal", "everyday_opinion")


def own_rule(actor, kind: str) -> Rule:
    fields = {"key": "first.contact", "value": "10", "unit": "workday", "start": "receipt", "source": "商定"}
    return add_rule(actor, applies_kind=kind, valid_from=date(2026, 1, 1), **fields)


def another_version(actor, n: int) -> Rule:
    latest = rule("first.contact", date(2030, 1, 1))
    return change_rule(actor, latest, value=str(10 + n), valid_from=TODAY + timedelta(days=n), source="通知")


def own_day(actor, n: int):
    return set_day(actor, day=date(2026, 12, n), is_working=False, source="通知")


def taken(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_list_and_a_setting(sign_in, setter):
    client = sign_in(Role.LIAISON_OFFICE)
    address = reverse("rules:setting", args=[rule("first.contact", TODAY).pk])
    list_, coming = reverse("rules:list"), reverse("rules:list") + "?tab=coming"
    own_rule(setter, KINDS[0])
    another_version(setter, 1)
    one = [taken(client, url) for url in (address, list_, coming)]
    for n in (1, 2):
        own_rule(setter, KINDS[n])
        another_version(setter, n + 1)
    page = client.get(address).content.decode()
    assert page.count("2026-11-2") >= 3
    assert [taken(client, url) for url in (address, list_, coming)] == one


def test_the_calendar(sign_in, setter):
    client = sign_in(Role.LIAISON_OFFICE)
    url = reverse("rules:calendar_of", args=[2026])
    own_day(setter, 1)
    one = taken(client, url)
    own_day(setter, 2)
    own_day(setter, 3)
    assert client.get(url).content.decode().count("通知") >= 3
    assert taken(client, url) == one
