"""What goes to the post and what comes back from it: the sheet, mail numbers from a workbook, returned letters."""

from io import BytesIO

import pytest
import python_calamine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.actions import posting
from lianluo.correspondence.models import Dispatch, Letter
from lianluo.desk.queues import _letter_queues
from lianluo.foundation import clock
from lianluo.journal.models import Entry
from lianluo.people.models import Person
from tests.correspondence.acting import act, numbered

PAGE = "/letters/mail-numbers/"


@pytest.fixture
def letters(rooms, signed, client):
    client.cookies["django_language"] = "zh-hans"
    signed(1, 3)
    client.force_login(rooms.clerk)
    return numbered(client)


def workbook(*rows) -> SimpleUploadedFile:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return SimpleUploadedFile("回执.xlsx", stream.getvalue())


def test_the_sheet_names_every_letter_chosen_and_is_kept_in_the_journal(rooms, letters, client):
    picked = "&".join(f"ids={letter.pk}" for letter in letters[:2])
    pdf = client.post(f"/letters/mail-sheet/?{picked}", {"once": "a" * 20, "form": "pdf"})
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages).replace(" ", "")
    xlsx = client.post(f"/letters/mail-sheet/?{picked}", {"once": "b" * 20, "form": "xlsx"})
    rows = python_calamine.load_workbook(BytesIO(xlsx.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["序号", "收件人", "地址", "邮编", "单位", "函号", "邮件号", "备注"]
    assert [row[5] for row in rows[1:3]] == [letter.number for letter in letters[:2]]
    for letter in letters[:2]:
        assert letter.addressee.name in text
    assert "共2件" in text and letters[2].addressee.name not in text
    entries = Entry.objects.filter(act="letter.mail_sheet")
    assert entries.count() == 2 and entries.first().facts["addressees"] == 2
    client.force_login(rooms.handler)
    assert client.post(f"/letters/mail-sheet/?{picked}", {"once": "c" * 20}).status_code == 404


def test_mail_numbers_come_from_a_workbook_and_are_looked_over_first(letters, client):
    first, second, _third = letters
    sent = {"way": "express", "on": clock.today().isoformat()}
    file = workbook(
        ("函号", "邮件号"), (first.number, 1100000000001), (second.addressee.name, "1100000000002")
    )
    shown = act(client, PAGE, workbook=file, **sent)
    assert not Dispatch.objects.exists()
    text = shown.context["form"]["lines"].value()
    act(client, PAGE, **sent, lines=text, checked=shown.context["checked"])
    assert sorted(Dispatch.objects.values_list("tracking", flat=True)) == ["1100000000001", "1100000000002"]


def test_a_file_that_is_no_workbook_is_refused_in_words(letters, client):
    sent = {"way": "express", "on": clock.today().isoformat()}
    shown = act(client, PAGE, workbook=SimpleUploadedFile("回执.txt", b"1100000000001"), **sent)
    assert "只读取 .xlsx" in shown.content.decode()


def test_a_returned_letter_is_a_task_with_its_reason_and_mends_the_register(rooms, letters, client):
    clerk, today = actor_of(rooms.clerk), clock.today()
    for letter in letters[:2]:
        posting.dispatch(letter, clerk, way="express", on=today)
        posting.record_return(letter, clerk, on=today, reason="原址查无此人")
    [queue] = [each for each in _letter_queues() if each.key == "sent_back"]
    lines = queue.rows(clerk, 5)
    assert len(lines) == queue.count(clerk) == 2
    letter = letters[0]
    assert lines[0].note == "原址查无此人" and lines[0].url == f"/letters/{letter.pk}/resend/"
    assert "原址查无此人" in client.get(lines[0].url).content.decode()
    facts = {"way": "express", "on": today.isoformat(), "keep_address": "on"}
    assert "要写入名册" in act(client, lines[0].url, **facts).content.decode()
    act(client, f"{lines[0].url}?again", **facts, address="沈阳市新址路9号", postcode="110001")
    assert Letter.objects.get(pk=letter.pk).stage == "dispatched"
    assert Person.objects.get(pk=letter.person_id).address == "沈阳市新址路9号"
    other = posting.resend(letters[1], clerk, way="express", on=today, address="沈阳市另址1号")
    assert other.address == "沈阳市另址1号" and letters[1].person.address != other.address
