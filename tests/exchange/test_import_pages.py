"""Import through the pages: preview writes nothing, confirming writes, refused rows come back as a workbook."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianluo.exchange.ledgers import reading
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, page_in

ROSTER = "辽宁省第十四届人民代表大会代表名册\n姓名,代表团,出生年月\n郎知远,沈阳,1970.01\n关若棠,大连,1980.13\n那云舒,沈阳,\n"


@pytest.fixture
def desk(rooms, client, settings, tmp_path):
    settings.DATA = tmp_path
    client.force_login(rooms.clerk)
    return client


def upload(client, text=ROSTER, family="roster", **fields):
    file = SimpleUploadedFile("名册.csv", text.encode())
    return client.post("/import/", {"family": family, "file": file, **fields})


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_file_to_the_register(desk, language, tmp_path):
    assert page_in(desk, language, "/import/").status_code == 200
    preview_url = upload(desk)["Location"]
    preview = desk.get(preview_url)
    assert [figure["value"] for figure in preview.context["strip"]] == [2, 0, 0, 0, 1]
    assert [(line["row"], line["column"]) for line in preview.context["refused"]] == [(4, "出生年月")]
    assert not Person.objects.exists()
    result = desk.post(preview_url, follow=True)
    assert [figure["value"] for figure in result.context["strip"]] == [2, 0, 0, 0, 1]
    assert set(Person.objects.values_list("name", flat=True)) == {"郎知远", "那云舒"}
    assert [figure["value"] for figure in desk.get(preview_url).context["strip"]] == [0, 0, 2, 0, 1]


def test_the_refused_rows_come_back_as_a_workbook(desk, tmp_path):
    answer = desk.get(upload(desk)["Location"] + "refused/")
    sheet = reading.read(answer.content, family="roster", name="refused.xlsx")
    cells = [cell for _number, row in sheet.rows() for cell in row]
    assert "关若棠" in cells and "郎知远" not in cells
    assert "辽宁省第十四届人民代表大会代表名册" in cells
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_file_that_names_no_body_comes_back_with_what_to_do(desk, tmp_path):
    untitled = ROSTER.split("\n", 1)[1]
    answer = upload(desk, untitled)
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    assert "--body" not in answer.content.decode()
    assert not any((tmp_path / "uploads").iterdir())
    assert upload(desk, untitled, named="辽宁省第十四届人民代表大会").status_code == 302


def test_rubbish_is_refused_in_words(desk):
    for text in ("", "\x00\x01", "nothing,here\n1,2\n"):
        assert upload(desk, text).status_code == 200


def test_only_the_clerk_of_this_session_sees_the_upload(rooms, desk, client_of):
    preview_url = upload(desk)["Location"]
    assert client_of(None).get("/import/")["Location"].startswith("/sign-in/")
    assert client_of(None).get(preview_url)["Location"].startswith("/sign-in/")
    for user in (rooms.stranger, rooms.clerk, rooms.auditor, rooms.handler):
        assert client_of(user).get(preview_url).status_code == 404
        assert client_of(user).post(preview_url).status_code == 404
    for user in (rooms.auditor, rooms.handler):
        assert client_of(user).get("/import/").status_code == 404
    assert desk.get("/import/..%2f..%2fsecret-key-of-the-office/").status_code == 404
    assert not Person.objects.exists()
