"""Import through the pages: columns, preview, job, result; and back with the refused rows."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.exchange.ledgers import reading
from lianluo.exchange.models import Batch, Mapping
from lianluo.foundation import jobs
from lianluo.journal.jobruns import JobRun
from lianluo.journal.models import Entry
from lianluo.people.models import Person
from tests.rooms import LANGUAGES, page_in

TITLE = "辽宁省第十四届人民代表大会代表名册\n"
ROSTER = TITLE + "姓名,代表团,出生年月\n郎知远,沈阳,1970.01\n关若棠,大连,1980.13\n那云舒,沈阳,\n"
ODD = TITLE + "尊姓大名,所属团,手机,性别,代号\n郎知远,沈阳,13900000001,男,甲\n那云舒,大连,13900000002,女,乙\n"


@pytest.fixture
def desk(rooms, client, settings, tmp_path):
    settings.DATA = tmp_path
    client.force_login(rooms.clerk)
    return client


def upload(client, text=ROSTER, family="roster", name="名册.csv", **fields):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return client.post("/import/", {"family": family, "file": file, **fields})


def kept(client, text=ROSTER, **fields) -> str:
    """Address of the uploaded file's preview."""
    answer = upload(client, text, **fields)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"].removesuffix("columns/")


def columns_of(client, url) -> dict[str, str]:
    """Heading → name of its select and what is chosen there."""
    form = client.get(url + "columns/").context["form"]
    return {cell["column"].heading: cell["field"].html_name for cell in form.cells if cell["field"]}


def checked(client, url, **chosen) -> str:
    """Confirms the columns, with these headings given these fields; the check has run afterwards."""
    form = client.get(url + "columns/").context["form"]
    data = {cell["field"].html_name: cell["field"].value() or "" for cell in form.cells if cell["field"]}
    data |= {columns_of(client, url)[heading]: key for heading, key in chosen.items()}
    answer = client.post(url + "columns/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    jobs.run_waiting()
    return url


def imported(client, url):
    client.post(url)
    jobs.run_waiting()
    return client.get(url + "result/")


def counts(answer) -> list[int]:
    return [tab["count"] for tab in answer.context["tabs"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_file_to_the_register(desk, language):
    assert page_in(desk, language, "/import/").status_code == 200
    url = kept(desk)
    assert page_in(desk, language, url + "columns/").status_code == 200
    preview = desk.get(checked(desk, url))
    assert counts(preview) == [2, 0, 0, 0, 1] and preview.context["group"] == "refused"
    [line] = preview.context["lines"]
    assert line["row"] == 4 and line["problems"][0]["column"] == "出生年月" and line["remedy"]
    assert not Person.objects.exists()
    result = imported(desk, url)
    assert counts(result) == [2, 0, 0, 0, 1]
    assert set(Person.objects.values_list("name", flat=True)) == {"郎知远", "那云舒"}
    assert "郎知远" in desk.get(url + "result/?group=new").content.decode()


def test_the_second_confirmation_shows_the_result_of_the_first(desk):
    url = checked(desk, kept(desk))
    desk.post(url)
    desk.post(url)
    assert JobRun.objects.filter(kind="import").count() == 1
    jobs.run_waiting()
    assert desk.post(url)["Location"].endswith("/result/")
    assert desk.get(url)["Location"].endswith("/result/")
    assert jobs.run_waiting() == 0
    assert counts(desk.get(url + "result/")) == [2, 0, 0, 0, 1]
    assert Person.objects.count() == 2


def test_the_same_file_uploaded_again_changes_nothing(desk):
    imported(desk, checked(desk, kept(desk)))
    entries = Entry.objects.filter(act="people.import_row").count()
    again = checked(desk, kept(desk))
    assert counts(desk.get(again)) == [0, 0, 2, 0, 1]
    assert counts(imported(desk, again)) == [0, 0, 2, 0, 1]
    assert Entry.objects.filter(act="people.import_row").count() == entries == 2


def test_a_change_shows_old_and_new_value_and_hides_telephone_numbers(desk):
    old = TITLE + "姓名,代表团,手机,政治面貌\n郎知远,沈阳,13900000001,群众\n"
    imported(desk, checked(desk, kept(desk, old)))
    new = old.replace("13900000001", "13900000002").replace("群众", "中共党员")
    preview = desk.get(checked(desk, kept(desk, new)) + "?group=changed")
    changes = {
        change["label"]: (change["old"], change["new"]) for change in preview.context["lines"][0]["changes"]
    }
    assert changes["political status"] == ("群众", "中共党员")
    assert "13900000001" not in preview.content.decode() and "139******02" in preview.content.decode()


def test_unknown_headings_are_corrected_once_and_remembered_for_the_source(desk, rooms, freeze):
    freeze(date(2027, 3, 1))
    url = kept(desk, ODD)
    page = desk.get(url + "columns/")
    assert [str(item.key) for item in page.context["recognised"].missing] == ["name"]
    refused = desk.post(url + "columns/", {})
    assert refused.status_code == 200 and "name" in str(refused.context["form"].non_field_errors())
    preview = desk.get(checked(desk, url, 尊姓大名="name", 所属团="delegation"))
    assert counts(preview)[0] == 2
    freeze(date(2027, 3, 5))
    next_one = kept(desk, ODD.replace("郎知远", "关若棠"))
    page = desk.get(next_one + "columns/")
    assert page.context["recognised"].by_field["name"].heading == "尊姓大名"
    assert "2027-03-01, by clerk" in page.content.decode()
    rooms.file("odd.csv", ODD)
    desk.post(next_one + "columns/forgetting/", {})
    assert not Mapping.objects.exists()
    assert desk.get(next_one + "columns/").context["recognised"].missing


def test_a_field_is_taken_from_one_column_only(desk):
    url = kept(desk)
    names = columns_of(desk, url)
    data = {names["姓名"]: "name", names["代表团"]: "name", names["出生年月"]: ""}
    answer = desk.post(url + "columns/", data)
    assert answer.status_code == 200 and "姓名、代表团" in str(answer.context["form"].non_field_errors())


def test_an_ignored_column_is_not_imported(desk):
    imported(desk, checked(desk, kept(desk), 出生年月=""))
    assert set(Person.objects.values_list("name", "birth_year")) == {
        ("郎知远", None),
        ("关若棠", None),
        ("那云舒", None),
    }


def test_the_bar_is_asked_for_until_the_job_ends_and_then_leads_on(desk):
    url = kept(desk)
    desk.post(
        url + "columns/",
        {
            name: key
            for name, key in zip(columns_of(desk, url).values(), ["name", "delegation", "birth"], strict=True)
        },
    )
    waiting = desk.get(url)
    assert f'hx-get="{url}progress/"' in waiting.content.decode()
    assert "HX-Redirect" not in desk.get(url + "progress/", HTTP_HX_REQUEST="true").headers
    jobs.run_waiting()
    assert desk.get(url + "progress/", HTTP_HX_REQUEST="true")["HX-Redirect"] == url


def test_a_stopped_import_has_changed_nothing_and_can_be_started_again(desk):
    url = checked(desk, kept(desk))
    desk.post(url)
    desk.post(url + "cancellation/")
    jobs.run_waiting()
    assert desk.get(url + "result/").context["run"].state == "cancelled"
    assert not Person.objects.exists()
    assert counts(imported(desk, url)) == [2, 0, 0, 0, 1]


def test_the_mended_refused_rows_are_imported_again(desk):
    """A guarded cell comes back as it was, and the remembered columns still hold."""
    odd = (
        ODD.replace("代号\n", "出生年月,备注\n")
        .replace(",甲", ',1980.13,"=1+1"')
        .replace(",乙", ",1970.01,-")
    )
    url = checked(desk, kept(desk, odd), 尊姓大名="name", 所属团="delegation")
    answer = desk.get(url + "refused/")
    assert answer["Content-Disposition"].startswith("attachment")
    sheet = reading.read(b"".join(answer.streaming_content), family="roster", name="refused.xlsx")
    rows = [row for _number, row in sheet.rows()]
    assert rows[0][0] == TITLE.strip() and rows[2][:2] == ["郎知远", "沈阳"] and rows[2][5] == "'=1+1"
    mended = "\n".join(",".join(map(str, row)) for row in rows).replace("1980.13", "1980.12")
    imported(desk, checked(desk, kept(desk, mended)))
    person = Person.objects.get()
    assert (person.name, person.birth_month, person.note) == ("郎知远", 12, "=1+1")


def test_a_file_that_names_no_body_comes_back_with_what_to_do(desk, tmp_path):
    untitled = ROSTER.split("\n", 1)[1]
    answer = upload(desk, untitled)
    assert answer.status_code == 200 and answer.context["form"].non_field_errors()
    assert "--body" not in answer.content.decode()
    assert not any((tmp_path / "uploads").iterdir())
    assert upload(desk, untitled, named="辽宁省第十四届人民代表大会").status_code == 302


def test_a_file_that_is_gone_is_named_and_nothing_lands(desk, tmp_path):
    url = checked(desk, kept(desk))
    for file in (tmp_path / "uploads").glob("*/名册.csv"):
        file.unlink()
    result = imported(desk, url)
    assert result.context["run"].state == "failed" and "no longer there" in result.content.decode()
    assert not Person.objects.exists()


def test_only_the_clerk_sees_the_upload(rooms, desk, client_of):
    url = kept(desk)
    assert client_of(None).get("/import/")["Location"].startswith("/sign-in/")
    assert client_of(None).get(url)["Location"].startswith("/sign-in/")
    for user in (rooms.stranger, rooms.auditor, rooms.handler):
        assert client_of(user).post(url).status_code == 404
        for part in ("", "columns/", "progress/", "result/", "refused/"):
            assert client_of(user).get(url + part).status_code == 404
    for user in (rooms.auditor, rooms.handler):
        assert client_of(user).get("/import/").status_code == 404
    assert desk.get("/import/..%2f..%2fsecret-key-of-the-office/").status_code == 404
    assert client_of(rooms.clerk).get(url + "columns/").status_code == 200
    assert not Person.objects.exists()


def test_pages_take_as_many_queries_for_three_rows_as_for_one(desk):
    def taken(rows: int) -> list[int]:
        lines = "".join(f"郎知{'远舒棠'[i]},沈阳,1970.01\n" for i in range(rows))
        url = checked(desk, kept(desk, TITLE + "姓名,代表团,出生年月\n" + lines))
        found = []
        for part in ("columns/", "?group=new"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert desk.get(url + part).status_code == 200
            found.append(len(queries))
        return found

    assert taken(1) == taken(3)
    for _turn in range(2):
        kept(desk)
    with CaptureQueriesContext(connection) as queries:
        desk.get("/import/")
    before = len(queries)
    kept(desk)
    with CaptureQueriesContext(connection) as queries:
        desk.get("/import/")
    assert len(queries) == before


def test_a_long_file_is_shown_page_by_page(desk):
    rows = "".join(f"郎{chr(0x4E00 + i)},沈阳,1970.01\n" for i in range(120))
    url = checked(desk, kept(desk, TITLE + "姓名,代表团,出生年月\n" + rows))
    assert [len(desk.get(f"{url}?group=new&page={page}").context["lines"]) for page in (1, 2, 3)] == [
        50,
        50,
        20,
    ]
    assert Batch.objects.get().checked["created"] == 120
