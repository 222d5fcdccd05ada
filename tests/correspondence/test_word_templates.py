"""An office's own template: uploaded, tried, in force, replaced; letters follow it, and what went out stays."""

import io
import stat
import zipfile
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.actions.printing import keep_paper, rendered
from lianluo.correspondence.codes import code_for
from lianluo.correspondence.models import Letter
from lianluo.correspondence.prints import CannotPrint
from lianluo.correspondence.templates_of_letters import REPLY, data_of
from lianluo.documents import office_suite
from lianluo.documents.actions import templates
from lianluo.documents.models import PaperTemplate, TemplateUse, Version
from lianluo.documents.rendering import render_pdf
from lianluo.documents.template_filling import paragraphs
from lianluo.documents.template_queries import in_force
from lianluo.documents.templating import kind_named
from lianluo.exchange.actions.printing import print_letters
from lianluo.foundation import clock, jobs
from lianluo.foundation.permissions import Refused
from lianluo.journal.jobruns import JobRun
from lianluo.journal.models import Entry
from lianluo.matters.models import ReplyPoint
from lianluo.people.tokens import grouped
from tests.correspondence.acting import act, numbered
from tests.documents import samples, wordfiles
from tests.rooms import LANGUAGES, page_in

OWN = f"/files/templates/{REPLY}/"


@pytest.fixture
def no_libreoffice(monkeypatch):
    monkeypatch.setattr(office_suite, "program", lambda: None)


@pytest.fixture
def libreoffice(monkeypatch, tmp_path):
    """A program that takes the same arguments and writes a PDF that names its source's size."""
    place = tmp_path / "soffice"
    place.write_text(
        '#!/bin/sh\nfor last; do :; done\ncase "$FONTCONFIG_FILE" in "") exit 1;; esac\n'
        'printf "%%PDF-1.7 %s" "$(wc -c < "$last")" > "$(dirname "$last")/paper.pdf"\n'
    )
    place.chmod(place.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office_suite, "program", lambda: str(place))


def bring(rooms, line: str = "", **more) -> PaperTemplate:
    content = wordfiles.with_line(line) if line else wordfiles.started()
    actor = actor_of(rooms.clerk)
    return templates.upload_template(actor, rooms.organ, kind=REPLY, upload=wordfiles.upload(content), **more)


def use(rooms, template: PaperTemplate | None, reason: str = ""):
    return templates.use_template(
        actor_of(rooms.clerk), rooms.organ, kind=REPLY, template=template, reason=reason
    )


def words_of(rooms, letter) -> list[str]:
    version = keep_paper(actor_of(rooms.clerk), letter, kind="docx")
    return paragraphs(version.file.path.read_bytes(), with_headers=True)


def test_a_template_comes_into_force_and_the_letters_follow_it(rooms, signed, client, no_libreoffice):
    signed(1, 1)
    ReplyPoint.objects.update(answer="原话 <b>&{{ 标题 }} 完。")
    client.force_login(rooms.clerk)
    letter = numbered(client)[0]
    start = client.get(f"{OWN}start/")
    assert "{{ 文号 }}" in paragraphs(start.content)
    page = act(
        client, f"{OWN}upload/", file=wordfiles.upload(wordfiles.with_line("本院专用版式")), note="加一行"
    )
    template = PaperTemplate.objects.get()
    assert page.request["PATH_INFO"] == template.get_absolute_url() and letter.number in page.content.decode()
    assert in_force(rooms.organ.pk, REPLY) is None and "本院专用版式" not in words_of(rooms, letter)
    trial = act(client, f"{template.get_absolute_url()}try/", thing=letter.pk)
    assert letter.number in paragraphs(trial.content)
    act(client, f"{template.get_absolute_url()}use/", reason="新版式")
    assert in_force(rooms.organ.pk, REPLY) == template
    words = words_of(rooms, letter)
    assert "本院专用版式" in words and "原话 <b>&{{ 标题 }} 完。" in words
    assert any(grouped(code_for(letter.pk)) in line and "/portal/r/" in line for line in words)
    assert "辽宁省人民检察院" in words[:4]  # the mark stands in the header
    shown = client.get(f"{letter.get_absolute_url()}preview/").content.decode()
    assert "LibreOffice is not on this machine" in shown and "本院专用版式" in shown
    acts = set(Entry.objects.filter(act__startswith="documents.").values_list("act", flat=True))
    assert {"documents.upload_template", "documents.use_template", "documents.try_template"} <= acts


def test_a_template_that_is_wrong_is_not_kept_and_says_why(rooms, client):
    client.force_login(rooms.clerk)
    for content, told in (
        (wordfiles.with_line("请看{{ 标题"), "请看{{ 标题"),
        (wordfiles.with_words("{{ 成文日期 }}", ""), "成文日期"),
        (wordfiles.with_line("{{ 标题.__class__ }}"), "__class__"),
        (wordfiles.with_part("word/vbaProject.bin", b"x"), "macros"),
    ):
        page = act(client, f"{OWN}upload/", file=wordfiles.upload(content), once=told)
        assert told in page.content.decode()
    assert not PaperTemplate.objects.exists()


def test_an_earlier_version_comes_back_and_history_is_kept(rooms, signed, client, no_libreoffice):
    signed(1, 1)
    client.force_login(rooms.clerk)
    letter = numbered(client)[0]
    first, second = bring(rooms, "第一版"), bring(rooms, "第二版")
    assert (first.n, second.n) == (1, 2)
    use(rooms, first)
    use(rooms, second)
    assert "第二版" in words_of(rooms, letter)
    use(rooms, first, "第二版有误")
    assert "第一版" in words_of(rooms, letter)
    with pytest.raises(ValidationError, match="in force already"):
        use(rooms, first)
    act(client, f"{OWN}built-in/", reason="试用结束")
    assert "第一版" not in words_of(rooms, letter)
    held = list(TemplateUse.objects.order_by("pk").values_list("template__n", flat=True))
    assert held == [1, 2, 1, None]
    page = client.get(OWN).content.decode()
    assert "第二版有误" in page and "试用结束" in page
    changed = client.get(f"{second.get_absolute_url()}changes/").content.decode()
    assert "<del>一</del>" in changed and "<ins>二</ins>" in changed


def test_a_version_whose_fields_are_gone_does_not_come_back(rooms, monkeypatch):
    """An old version is looked at again: what a paper holds may have changed since."""
    first, second = bring(rooms, "{{ 分类 }}"), bring(rooms)
    use(rooms, second)
    fewer = tuple(field for field in kind_named(REPLY).fields if field.name != "分类")
    monkeypatch.setattr(
        "lianluo.documents.actions.templates.kind_named", lambda key: replace(kind_named(key), fields=fewer)
    )
    with pytest.raises(ValidationError, match="分类"):
        use(rooms, first)
    assert in_force(rooms.organ.pk, REPLY) == second


def test_the_preview_is_drawn_once_for_all_pages(rooms, signed, client, monkeypatch):
    """By LibreOffice: here our own PDF stands for what it makes."""
    signed(1, 1)
    client.force_login(rooms.clerk)
    own = numbered(client)[0].get_absolute_url()
    use(rooms, bring(rooms, "画一次"))
    made = []
    monkeypatch.setattr(office_suite, "program", lambda: "soffice")
    monkeypatch.setattr(
        office_suite, "to_pdf", lambda content: made.append(1) or render_pdf(samples.letter())
    )
    page = client.get(f"{own}preview/")
    assert "Follows the office" in page.content.decode() and len(page.context["pages"]) >= 2
    for address in page.context["pages"]:
        assert client.get(address).content.startswith(b"\x89PNG")
    assert made == [1]


def test_a_letter_that_went_out_keeps_its_files(rooms, signed, client, no_libreoffice):
    signed(1, 2)
    client.force_login(rooms.clerk)
    printed, unprinted = numbered(client)
    use(rooms, bring(rooms, "第一版"))
    before = keep_paper(actor_of(rooms.clerk), printed, kind="docx")
    today = clock.today().isoformat()
    for letter in (printed, unprinted):
        act(client, f"{letter.get_absolute_url()}dispatch/", way="by_hand", on=today)
    use(rooms, bring(rooms, "第二版"))
    assert keep_paper(actor_of(rooms.clerk), printed, kind="docx") == before
    files = {
        letter.pk: paragraphs(content) for letter, kind, content in rendered(rooms.organ) if kind == "docx"
    }
    assert "第一版" in files[printed.pk]


def test_the_pdf_comes_from_the_template_where_libreoffice_is(rooms, signed, client, libreoffice):
    signed(1, 1)
    client.force_login(rooms.clerk)
    letter = numbered(client)[0]
    actor = actor_of(rooms.clerk)
    ours = keep_paper(actor, letter, kind="pdf").file.path.read_bytes()
    assert len(ours) > 10_000
    use(rooms, bring(rooms))
    word = keep_paper(actor, letter, kind="docx").file
    assert keep_paper(actor, letter, kind="pdf").file.path.read_bytes() == b"%%PDF-1.7 %d" % word.size
    files = [content for _letter, kind, content in rendered(rooms.organ) if kind == "pdf"]
    assert files == [b"%%PDF-1.7 %d" % word.size]


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_cannot_be_filled_is_refused_with_the_reason(rooms, signed, client, monkeypatch):
    """In whatever way it is printed: no other layout takes the template's place."""
    signed(1, 2)
    client.force_login(rooms.clerk)
    bad, good = numbered(client)
    monkeypatch.setattr(office_suite, "program", lambda: None)
    use(rooms, bring(rooms))
    monkeypatch.setattr("lianluo.correspondence.prints.data_of", lambda paper: _without_title(paper, bad))
    page = client.post(f"{bad.get_absolute_url()}paper/docx/", follow=True)
    assert "cannot be filled" in page.content.decode() and not Version.objects.of(bad).exists()
    with pytest.raises(CannotPrint):
        list(rendered(rooms.organ))
    act(client, "/letters/print/")
    jobs.run_waiting()
    run = JobRun.objects.get()
    assert run.result["printed"] == 1 and bad.number in run.result["said"]
    told = print_letters(rooms.organ, rooms.folder, lambda *facts: None)
    assert [each["addressee"] for each in told["refused"]] == [bad.addressee.name] and len(told["files"]) == 2
    assert good.number in told["files"][0]


def _without_title(paper, bad):
    data = data_of(paper)
    if paper.number == bad.number:
        del data["标题"]
    return data


def test_others_neither_see_nor_change_templates(rooms, client):
    template = bring(rooms)
    for user in (rooms.auditor, rooms.stranger, rooms.handler):
        client.force_login(user)
        for address in ("", "file/", "use/", "changes/"):
            assert client.get(f"{template.get_absolute_url()}{address}").status_code == 404, (user, address)
        assert client.post(f"{template.get_absolute_url()}try/").status_code == 404
        with pytest.raises(Refused):
            templates.use_template(actor_of(user), rooms.organ, kind=REPLY, template=template)
        with pytest.raises(Refused):
            templates.upload_template(actor_of(user), rooms.organ, kind=REPLY, upload=None)
    client.force_login(rooms.handler)
    assert client.get(OWN).status_code == 404
    client.force_login(rooms.stranger)  # a clerk elsewhere: his own office's page, where this template is not
    assert template.file.name not in client.get(OWN).content.decode()
    assert client.get("/files/templates/no-such-kind/").status_code == 404
    stranger = actor_of(rooms.stranger)
    with pytest.raises(ValidationError, match="another office"):
        templates.use_template(stranger, stranger.organ, kind=REPLY, template=template)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens(rooms, signed, client, language):
    signed(1, 1)
    client.force_login(rooms.clerk)
    own = numbered(client)[0].get_absolute_url()
    template = bring(rooms)
    for address in (
        "/files/templates/", OWN, f"{OWN}upload/", template.get_absolute_url(), f"{template.get_absolute_url()}use/",
        f"{template.get_absolute_url()}changes/", f"{template.get_absolute_url()}file/", f"{own}revise/",
    ):  # fmt: skip
        assert page_in(client, language, address).status_code == 200, address
    use(rooms, template)
    for address in (
        "/files/templates/",
        f"{OWN}built-in/",
        own,
        f"{own}preview/",
        template.get_absolute_url(),
    ):
        assert page_in(client, language, address).status_code == 200, address


def test_pages_and_batch_take_the_same_queries_for_one_row_and_for_three(
    rooms, signed, client, no_libreoffice
):
    client.force_login(rooms.clerk)

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def batch() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert list(rendered(rooms.organ))
        return len(asked)

    signed(1, 1)
    numbered(client)
    template = bring(rooms)
    use(rooms, template)
    addresses = (OWN, template.get_absolute_url())
    one = [*map(count, addresses), batch()]
    signed(2, 3)
    numbered_again(client)
    for line in ("二", "三"):
        use(rooms, bring(rooms, line))
    assert [*map(count, addresses), batch()] == one


def numbered_again(client):
    act(client, "/letters/compose/", all_signed="on", once="again", contact_person="佟", contact_phone="1")
    picked = "&".join(
        f"ids={pk}" for pk in Letter.objects.filter(stage="composed").values_list("pk", flat=True)
    )
    act(client, f"/letters/numbers/?{picked}", once="again2")


def test_the_batch_of_a_session_holds_what_the_template_says(rooms, signed, client, no_libreoffice):
    signed(1, 1)
    client.force_login(rooms.clerk)
    numbered(client)
    use(rooms, bring(rooms, "本院专用版式"))
    made = {kind: content for _letter, kind, content in rendered(rooms.organ)}
    assert "本院专用版式" in paragraphs(made["docx"]) and made["pdf"].startswith(b"%PDF")
    assert zipfile.ZipFile(io.BytesIO(made["docx"])).testzip() is None
