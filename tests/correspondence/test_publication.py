"""Replies made public: reviewed by the office, without contact data, in time, and what was published where."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader

from lianluo.accounts.actor import actor_of
from lianluo.correspondence import publishing
from lianluo.correspondence.actions import posting
from lianluo.correspondence.actions.publishing import clear, record_publication, withhold
from lianluo.correspondence.models import Letter, Publication
from lianluo.correspondence.papers import with_everything
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.matters.models import Reply, ReplyPoint
from tests.correspondence.acting import CONTACT, act, numbered

LIST = "/letters/publication/"


@pytest.fixture
def sent(rooms, signed, client):
    client.cookies["django_language"] = "zh-hans"
    signed(1, 3)
    client.force_login(rooms.clerk)
    clerk, letters = actor_of(rooms.clerk), numbered(client)
    for letter in letters:
        posting.dispatch(letter, clerk, way="by_hand", on=clock.today())
    return clerk, letters


def full(letter: Letter) -> Letter:
    return with_everything(Letter.objects.filter(pk=letter.pk)).get()


def text_of(content: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).replace(" ", "")


def test_the_public_version_holds_no_contact_data(sent, client):
    _clerk, [letter, *_others] = sent
    pdf = text_of(client.get(f"/letters/{letter.pk}/public/pdf/").content)
    word = Document(BytesIO(client.get(f"/letters/{letter.pk}/public/docx/").content))
    word = "".join(paragraph.text for paragraph in word.paragraphs)
    for text in (pdf, word):
        assert letter.number in text and letter.addressee.name in text
        for said in (CONTACT["contact_person"], CONTACT["contact_phone"], "征询意见表", "抄送"):
            assert said not in text
    hidden = publishing.public_paper(full(letter), names_kept=False)
    assert not any(letter.addressee.name in line for line in publishing.lines_of(hidden))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("请拨打13812345678联系", "mobile"),
        ("电话024-23456789。", "telephone"),
        ("身份证号21010219800101123X", "identity"),
        ("来信请寄沈阳市崇山东路36号", "address"),
        ("邮箱office@example.cn", "email"),
    ],
)
def test_places_that_look_like_personal_data_are_shown(sent, client, words, kind):
    _clerk, [letter, *_others] = sent
    ReplyPoint.objects.filter(reply__letter_items__letter=letter).update(answer=f"已经落实。{words}")
    [found] = publishing.scan(publishing.public_paper(full(letter)))
    assert found.kind == kind
    assert found.words in client.get(f"/letters/{letter.pk}/publication/").content.decode()


def test_figures_of_a_report_are_no_telephone(sent):
    _clerk, [letter, *_others] = sent
    words = "2025年立案1286件，整改率98.6%，挽回损失12345万元，见《人民检察院刑事诉讼规则》第12条。"
    ReplyPoint.objects.filter(reply__letter_items__letter=letter).update(answer=words)
    assert publishing.scan(publishing.public_paper(full(letter))) == []


def test_review_then_publication_then_taken_down(sent):
    clerk, [letter, *_others] = sent
    facts = {"on": clock.today(), "place": "院门户网站"}
    with pytest.raises(ValidationError):
        record_publication(clerk, letter, **facts)
    clear(clerk, letter)
    with pytest.raises(ValidationError):
        record_publication(clerk, letter, **{**facts, "on": clock.today() + timedelta(days=1)})
    record_publication(clerk, letter, **facts)
    with pytest.raises(ValidationError):
        clear(clerk, letter)
    withhold(clerk, letter, reason="涉及个人隐私")
    row = Publication.objects.get()
    assert (row.state, row.published_on, row.reason) == ("withheld", clock.today(), "涉及个人隐私")


def test_only_replies_signed_off_as_public_stand_on_the_list(sent, rooms, client):
    clerk, [first, second, third] = sent
    Reply.objects.filter(letter_items__letter=second).update(disclosure="withheld", disclosure_reason="涉密")
    page = client.get(LIST).content.decode()
    assert first.number in page and third.number in page and second.number not in page
    with pytest.raises(ValidationError):
        clear(clerk, second)
    with pytest.raises(Refused):
        clear(actor_of(rooms.stranger), first)
    client.force_login(rooms.handler)
    assert client.get(f"/letters/{first.pk}/publication/").status_code == 404


def test_what_is_late_is_told_by_the_rule(sent, client, freeze):
    _clerk, letters = sent
    due = publishing.PublicationDays().of(clock.today())
    freeze(due)
    assert letters[0].number not in client.get(f"{LIST}?tab=late").content.decode()
    freeze(due + timedelta(days=1))
    assert letters[0].number in client.get(f"{LIST}?tab=late").content.decode()


def test_the_page_decides_and_the_list_is_exported(sent, client):
    _clerk, [first, second, _third] = sent
    act(client, f"/letters/{first.pk}/publication/", decision="clear", names_kept="on")
    page = f"/letters/{first.pk}/publication/?again"
    act(client, page, decision="publish", on=clock.today().isoformat(), place="院门户网站")
    act(client, f"/letters/{second.pk}/publication/", decision="withhold", reason="涉及商业秘密")
    assert sorted(Publication.objects.values_list("state", flat=True)) == ["published", "withheld"]
    assert "院门户网站" in client.get(f"{LIST}?tab=published").content.decode()
    book = client.get(f"{LIST}?tab=published&export=xlsx")
    assert b"".join(book.streaming_content)[:2] == b"PK"


def test_the_list_takes_the_same_queries_for_one_letter_and_for_three(sent, client):
    client.get(LIST)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        return len(captured)

    many = asked()
    Reply.objects.filter(letter_items__letter__in=sent[1][1:]).update(disclosure="withheld")
    assert asked() == many
