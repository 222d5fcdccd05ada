"""The list of letters, the page of one, composing, numbering, posting, feedback, files."""

import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.actions import letter as letters
from lianluo.correspondence.models import Letter
from lianluo.documents.models import Attachment, Version
from lianluo.foundation import clock, jobs
from lianluo.journal.jobruns import JobRun
from lianluo.journal.models import Entry
from lianluo.matters.models import Feedback, Matter
from lianluo.people.models import Person
from tests.correspondence.acting import CONTACT, act, numbered
from tests.rooms import LANGUAGES, page_in
from tests.scans import scan


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(rooms, signed, client, language):
    signed(1, 1)
    client.force_login(rooms.clerk)
    letter = numbered(client)[0]
    matter, person = Matter.objects.get(), Person.objects.get()
    own = letter.get_absolute_url()
    for address in (
        "/letters/", "/letters/?tab=all", "/letters/compose/", "/letters/print/", own, f"{own}preview/", f"{own}page/1/",
        f"{own}dispatch/", f"{own}supersede/", f"{own}feedback/", f"/letters/of-matter/{matter.pk}/",
        f"/letters/of-person/{person.pk}/", f"{matter.get_absolute_url()}?tab=letters",
    ):  # fmt: skip
        assert page_in(client, language, address).status_code == 200, address


def test_a_letter_goes_from_composing_to_feedback_in_the_browser(rooms, signed, client):
    signed(1, 1)
    client.force_login(rooms.clerk)
    letter = numbered(client)[0]
    own = letter.get_absolute_url()
    assert letter.stage == "numbered" and letter.number in client.get(own).content.decode()
    Person.objects.update(address="")
    assert "No postal address in the register" in client.get(own).content.decode()
    Person.objects.update(address="沈阳市示例路1号")
    day = clock.today().isoformat()
    act(client, f"{own}dispatch/", way="express", on=day, tracking="EMS1")
    act(client, f"{own}return/", on=day, reason="查无此人")
    act(client, f"{own}resend/", way="registered", on=day, address="沈阳市新路2号")
    act(client, f"{own}deliver/", on=day)
    matter = Matter.objects.get()
    assert matter.stage == "replied"
    half = act(client, f"{own}feedback/", received_on=day, **{f"attitude_{matter.pk}": "satisfied"})
    assert "Both axes are rated" in half.content.decode() and not Feedback.objects.exists()
    page = act(
        client, f"{own}feedback/", received_on=day,
        **{f"attitude_{matter.pk}": "satisfied", f"result_{matter.pk}": "basically", "once": "second"}, scan=scan(),
    )  # fmt: skip
    assert page.status_code == 200 and Feedback.objects.get().result == "basically"
    letter.refresh_from_db()
    assert letter.stage == "delivered" and letter.dispatches.count() == 2


def test_files_are_kept_as_versions_and_logged(rooms, signed, client):
    signed(1, 1)
    client.force_login(rooms.clerk)
    letter = numbered(client)[0]
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.post(f"{letter.get_absolute_url()}paper/{kind}/", follow=True)
        assert b"".join(answer.streaming_content).startswith(start)
    assert Version.objects.of(letter).count() == 2
    assert Entry.objects.about(letter).filter(act="letter.render").count() == 2
    answer = act(client, f"/letters/envelopes/?ids={letter.pk}")
    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(act="letter.envelopes").get().facts["addressees"] == 1


@pytest.mark.django_db(transaction=True)
def test_the_batch_holds_word_and_pdf_of_every_numbered_letter(rooms, signed, client):
    signed(1, 3)
    client.force_login(rooms.clerk)
    numbered(client)
    act(client, "/letters/print/", envelopes="on")
    assert jobs.run_waiting() == 1
    run = JobRun.objects.get()
    assert (run.state, run.done, run.total, run.result["printed"]) == ("done", 3, 3, 3)
    attachment = Attachment.objects.get()
    answer = client.get(run.result["url"])
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert len([name for name in names if name.startswith("pdf/")]) == 3
    assert len([name for name in names if name.startswith("docx/")]) == 3 and len(names) == 7
    client.force_login(rooms.stranger)
    assert client.get(f"/files/attachments/{attachment.pk}/").status_code == 404


def test_others_find_nothing_and_may_nothing(rooms, signed, client):
    signed(1, 1)
    client.force_login(rooms.clerk)
    own = numbered(client)[0].get_absolute_url()
    for user in (rooms.auditor, rooms.stranger):
        client.force_login(user)
        for address in (own, f"{own}preview/", f"{own}page/1/", f"{own}dispatch/"):
            assert client.get(address).status_code == 404, address
        assert client.post(f"{own}paper/pdf/").status_code == 404
    client.force_login(rooms.handler)  # his department answered it: he reads it and sends nothing
    assert client.get(own).status_code == 200
    assert client.get(f"{own}page/9/").status_code == 404
    assert client.get("/letters/compose/").status_code == 404
    act(client, f"{own}dispatch/", way="by_hand", on=clock.today().isoformat())
    assert Letter.objects.get().stage == "numbered"


def test_list_and_page_take_the_same_queries_for_one_row_and_for_three(rooms, signed, client):
    client.force_login(rooms.clerk)

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    signed(1, 1)
    letter = numbered(client)[0]
    addresses = ("/letters/?tab=all", "/letters/compose/", f"/letters/of-person/{letter.person_id}/")
    one = [count(address) for address in addresses]
    signed(2, 3)
    act(client, "/letters/compose/", all_signed="on", once="again", **CONTACT)
    assert [count(address) for address in addresses] == one


def test_a_clerk_without_a_telephone_gives_it_once_for_all_letters(rooms, signed, client):
    signed(1, 3)
    rooms.clerk.phone = ""
    rooms.clerk.save()
    client.force_login(rooms.clerk)
    refused = act(client, "/letters/compose/", all_signed="on", contact_person="佟见山", contact_phone="")
    assert not Letter.objects.exists() and "This field is required" in refused.content.decode()
    letters.compose(actor_of(rooms.clerk), rooms.organ)
    assert set(Letter.objects.values_list("contact_phone", flat=True)) == {""}
    own = Letter.objects.first().get_absolute_url()
    shown = client.get(own).context["shown"]
    assert [(step["url"], step["allowed"]) for step in shown] == [
        (f"{own}number/", False),
        (f"{own}edit/", True),
    ]
    act(client, "/letters/compose/", all_signed="on", once="two", **CONTACT)
    assert set(Letter.objects.values_list("contact_phone", flat=True)) == {CONTACT["contact_phone"]}
    assert client.get("/letters/compose/").context["form"].initial == CONTACT


def test_a_letter_that_somebody_edited_or_numbered_keeps_its_contact(rooms, signed, client):
    signed(1, 2)
    client.force_login(rooms.clerk)
    actor = actor_of(rooms.clerk)
    first, second = letters.compose(actor, rooms.organ).letters
    letters.edit(first, actor, contact_phone="1")
    letters.number(second, actor)
    act(client, "/letters/compose/", contact_person="乙", contact_phone="2")
    kept = dict(Letter.objects.values_list("pk", "contact_phone"))
    assert kept == {first.pk: "1", second.pk: "024-00000000"}
