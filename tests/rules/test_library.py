"""Institutional documents: split into articles, replaced by versions, searched, pointed to by settings."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lianluo.accounts.models import Role
from lianluo.rules import clauses
from lianluo.rules.actions import document as documents
from lianluo.rules.models import InstitutionalDocument
from lianluo.rules.queries import rule

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
TEXT = "总则\n第一条　为做好联络工作，制定本办法。\n第二条　承办部门应当在五个工作日内签收。\n涉密的除外。\n第十条之一 附则。"


@pytest.fixture
def registered(setter):
    def register(title="代表联络工作办法", text=TEXT):
        facts = {
            "kind": "own",
            "issuer": "省院办公室",
            "number": "〔2024〕1号",
            "valid_from": date(2024, 1, 1),
        }
        return documents.register_document(setter, title=title, text=text, **facts)

    return register


def test_articles_are_told_apart_and_nothing_is_lost():
    found = clauses.split(TEXT)
    assert [label for label, _text in found] == ["", "第一条", "第二条", "第十条之一"]
    assert found[2][1] == "承办部门应当在五个工作日内签收。\n涉密的除外。"
    assert clauses.split("没有条款的通知，依照第三条办理。") == [("", "没有条款的通知，依照第三条办理。")]
    assert clauses.split("") == []


def test_a_version_replaces_the_one_before_and_both_stay_to_be_read(registered, sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    document = registered()
    fields = {
        "number": "〔2026〕9号",
        "valid_from": "2026-12-01",
        "text": "第一条　新办法。",
        "note": "全文修订",
    }
    url = reverse("rules:new_version", args=[document.pk])
    assert client.post(url, fields).status_code == 302
    new, old = document.versions.all()
    assert old.valid_until == date(2026, 11, 30) and old.is_in_force(TODAY) and not new.is_in_force(TODAY)
    page = client.get(document.get_absolute_url()).content.decode()
    assert "五个工作日内签收" in page and "〔2026〕9号" in page
    coming = client.get(f"{document.get_absolute_url()}?version={new.pk}").content.decode()
    assert "This version is not in force today" in coming and "新办法" in coming
    early = client.post(url, {**fields, "valid_from": "2023-01-01"})
    assert early.status_code == 200 and "the next begins later" in early.content.decode()
    assert client.get(f"{document.get_absolute_url()}?version=999999").status_code == 404


def test_the_whole_text_is_searched(registered, sign_in):
    client = sign_in(Role.HANDLER)
    registered()
    registered("另一办法", "第一条　代表视察。")
    for words, expected in (
        ("工作日内签收", {"代表联络工作办法"}),
        ("视察", {"另一办法"}),
        ("没有的词", set()),
    ):
        found = InstitutionalDocument.objects.with_words(words)
        assert {each.title for each in found} == expected
    page = client.get(reverse("rules:documents"), {"q": "工作日内签收"}).content.decode()
    assert "代表联络工作办法" in page and "另一办法" not in page
    own = InstitutionalDocument.objects.get(title="代表联络工作办法").get_absolute_url()
    page = client.get(own, {"q": "涉密"}).content.decode()
    assert "第二条" in page and "第一条" not in page


def test_a_setting_points_to_a_clause_and_each_leads_to_the_other(registered, sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    document, setting = registered(), rule("sign.for", TODAY)
    clause = document.versions.get().clauses.get(label="第二条")
    url = reverse("rules:cite", args=[setting.pk])
    assert "第二条" in client.get(url, {"q": "签收"}).content.decode()
    assert client.post(f"{url}?q=签收", {"clause": clause.pk}).status_code == 302
    page = client.get(reverse("rules:setting", args=[setting.pk])).content.decode()
    assert f"#clause-{clause.pk}" in page
    assert (
        reverse("rules:setting", args=[setting.pk])
        in client.get(document.get_absolute_url()).content.decode()
    )


def test_the_same_title_an_empty_text_and_a_repeal(registered, sign_in):
    client = sign_in(Role.LIAISON_OFFICE)
    document = registered()
    fields = {
        "title": document.title,
        "kind": "own",
        "issuer": "省院",
        "valid_from": "2026-01-01",
        "text": "第一条 x",
    }
    again = client.post(reverse("rules:new_document"), fields)
    assert "registered already" in again.content.decode()
    assert (
        client.post(reverse("rules:new_document"), {**fields, "title": "空", "text": "  "}).status_code == 200
    )
    assert InstitutionalDocument.objects.count() == 1
    client.post(reverse("rules:repeal", args=[document.pk]), {"valid_until": "2026-11-23"})
    listed = client.get(reverse("rules:documents"), {"tab": "past"}).content.decode()
    assert document.title in listed


def test_readers_find_no_acts_and_one_and_three_take_the_same_queries(registered, sign_in):
    client = sign_in(Role.HANDLER)
    counts = []
    for number in range(3):
        document = registered(
            f"办法{number}", "".join(f"第{each}条　x\n" for each in range(1, 3 + 5 * number))
        )
        with CaptureQueriesContext(
            connection,
        ) as lists:
            client.get(reverse("rules:documents"))
        with CaptureQueriesContext(connection) as page:
            client.get(document.get_absolute_url())
        counts.append((len(lists), len(page)))
    assert counts[0] == counts[2]
    for name, args in (("new_document", []), ("new_version", [document.pk]), ("repeal", [document.pk])):
        assert client.get(reverse(f"rules:{name}", args=args)).status_code == 404
