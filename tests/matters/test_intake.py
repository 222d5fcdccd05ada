"""Registering one matter by hand, and the files of a matter."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianluo.documents.models import Attachment
from lianluo.exchange.importing import import_file
from lianluo.foundation import clock
from lianluo.matters.models import Matter
from lianluo.people.models import Person, Session
from tests.rooms import TITLE, name_of

ADDRESS = "/matters/registration/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def facts(cast, **changed) -> dict:
    people = "".join(f"{name_of(i)},沈阳,199000000{i:02d},女,群众,沈阳市示例中学教师\n" for i in (1, 2))
    if not Person.objects.exists():
        import_file(cast.as_("clerk"), cast.rooms.organ, "roster", cast.rooms.file("r.csv", TITLE + people))
    lead, other = Person.objects.order_by("name")
    return {
        "kind": "suggestion", "number": "第0012号", "title": "关于加强示例工作的建议", "content": "内容",
        "lead": lead.pk, "others": [other.pk, lead.pk], "handed_over_on": date(2026, 2, 9), "source": "省人大", **changed,
    }  # fmt: skip


def pdf(name: str = "原件.pdf", content: bytes = b"%PDF-1.7 x") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_matter_is_registered_with_signatories_deadlines_and_files(cast, client):
    client.force_login(cast.rooms.clerk)
    answer = client.post(ADDRESS, facts(cast, files=[pdf(), pdf("附表.pdf")]))
    matter = Matter.objects.get()
    assert answer["Location"] == matter.get_absolute_url()
    assert (matter.outside_number, matter.statutory_due_on) == ("0012", date(2026, 5, 9))
    assert list(matter.signatories.values_list("role", flat=True)) == ["lead", "joint"]
    assert Attachment.objects.of(matter).count() == 2
    history = client.get(f"{matter.get_absolute_url()}history/").content.decode()
    assert "Registered by hand" in history and "Registered from a list" not in history


def test_a_number_that_is_taken_is_refused_in_words_and_nothing_is_lost(cast, client):
    client.force_login(cast.rooms.clerk)
    client.post(ADDRESS, facts(cast))
    answer = client.post(ADDRESS, facts(cast, title="另一件")).content.decode()
    assert "关于加强示例工作的建议” stands in the register already." in answer and "另一件" in answer
    assert Matter.objects.count() == 1


def test_the_same_text_of_the_same_deputy_without_a_number_is_refused(cast, client):
    client.force_login(cast.rooms.clerk)
    for _time in range(2):
        client.post(ADDRESS, facts(cast, number=""))
    assert Matter.objects.count() == 1


def test_a_day_to_come_is_refused(cast, client):
    client.force_login(cast.rooms.clerk)
    client.post(ADDRESS, facts(cast, handed_over_on=clock.today() + timedelta(days=1)))
    assert not Matter.objects.exists()


def test_a_bad_file_refuses_the_whole_registration_and_is_named(cast, client):
    client.force_login(cast.rooms.clerk)
    answer = client.post(ADDRESS, facts(cast, files=[pdf(), pdf("病毒.exe")])).content.decode()
    assert "病毒.exe" in answer and not Matter.objects.exists() and not Attachment.objects.exists()


def test_the_session_is_kept(cast, client):
    cast.rooms.bring(3, 3)
    session = Session.objects.get()
    client.force_login(cast.rooms.clerk)
    lead = Person.objects.first()
    data = {"kind": "proposal", "number": "7", "title": "关于示例的提案", "lead": lead.pk, "session": session.pk,
            "in_session": "on", "handed_over_on": date(2026, 2, 9)}  # fmt: skip
    client.post(ADDRESS, data)
    made = Matter.objects.get(kind="proposal")
    assert (made.session, made.in_session, made.label) == (session, True, "提7号")


def test_files_are_attached_read_and_taken_out(cast, client_of):
    row = cast.signed_for()
    base = f"{row.matter.get_absolute_url()}files/"
    handler, leader, stranger = (
        client_of(cast.everybody[name]) for name in ("handler", "leader", "stranger")
    )
    handler.post(f"{base}new/", {"files": [pdf()], "note": "代表提供"})
    kept = Attachment.objects.get()
    address = f"/files/attachments/{kept.pk}/"
    assert "原件.pdf" in leader.get(base).content.decode() and leader.get(address).status_code == 200
    assert stranger.get(address).status_code == 404
    assert leader.post(f"{base}{kept.pk}/withdrawal/").status_code == 404
    assert handler.post(f"{base}{kept.pk}/withdrawal/").status_code == 302
    assert "原件.pdf" not in leader.get(base).content.decode() and handler.get(address).status_code == 404
    assert handler.get(f"{base}{kept.pk}/withdrawal/").status_code == 404


def test_the_file_must_be_what_its_ending_says(cast, client):
    row = cast.signed_for()
    client.force_login(cast.rooms.handler)
    answer = client.post(f"{row.matter.get_absolute_url()}files/new/", {"files": [pdf(content=b"MZ")]})
    assert answer.status_code == 200 and not Attachment.objects.exists()
