"""A numbered letter edited in Word and brought back: the file that goes out, and what it may not be."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from lianluo.accounts.actor import actor_of
from lianluo.correspondence.actions.printing import keep_paper, rendered
from lianluo.correspondence.actions.revising import drop_revision, revise
from lianluo.correspondence.models import Letter
from lianluo.documents import office_suite
from lianluo.documents.models import Version
from lianluo.documents.template_filling import paragraphs
from lianluo.foundation import clock
from lianluo.foundation.permissions import Refused
from lianluo.foundation.workflow import WrongStage
from lianluo.journal.models import Entry
from tests.correspondence.acting import act, numbered
from tests.documents import wordfiles


@pytest.fixture
def letter(rooms, signed, client, monkeypatch):
    monkeypatch.setattr(office_suite, "program", lambda: None)
    signed(1, 1)
    client.force_login(rooms.clerk)
    return numbered(client)[0]


@pytest.fixture
def actor(rooms):
    return actor_of(rooms.clerk)


def pdf(content: bytes = b"%PDF-1.7 by hand") -> SimpleUploadedFile:
    return SimpleUploadedFile("函.pdf", content)


def in_word(actor, letter, old: str = "已经落实。", new: str = "已经全部落实。") -> bytes:
    """The letter as the system gives it, with words changed in Word."""
    document = Document(io.BytesIO(keep_paper(actor, letter, kind="docx").file.path.read_bytes()))
    line = next(each for each in document.paragraphs if old in each.text)
    line.runs[0].text = line.text.replace(old, new)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_what_came_back_from_word_is_what_is_printed(rooms, letter, actor, client):
    own, content = letter.get_absolute_url(), in_word(actor, letter)
    page = act(client, f"{own}revise/", word=wordfiles.upload(content), pdf=pdf(), note="补充落实情况")
    shown = page.content.decode()
    assert "edited in Word" in shown and "补充落实情况" in shown
    made = {kind: content for _letter, kind, content in rendered(rooms.organ)}
    assert made == {"docx": content, "pdf": b"%PDF-1.7 by hand"}
    word = keep_paper(actor, letter, kind="docx")
    assert (word.n, word.edited_outside, word.supersedes.n) == (2, True, 1)
    changes = client.get(f"/files/versions/{word.pk}/changes/").content.decode()
    assert "<ins>全部</ins>" in changes and "1 paragraph differs" in changes
    entry = Entry.objects.about(letter).get(act="letter.revise")
    assert (entry.facts["version"], entry.facts["pdf_brought"]) == (2, True)
    act(client, f"{own}dispatch/", way="by_hand", on=clock.today().isoformat())
    assert {kind: content for _letter, kind, content in rendered(rooms.organ)} == made


def test_a_dropped_file_counts_no_more_and_stays(letter, actor, client):
    before = keep_paper(actor, letter, kind="docx").file.sha256
    content = in_word(actor, letter)
    revise(letter, actor, word=wordfiles.upload(content), pdf=pdf())
    act(client, f"{letter.get_absolute_url()}drop-revision/", reason="改回原文")
    after = keep_paper(actor, letter, kind="docx")
    assert (after.n, after.edited_outside, after.file.sha256) == (3, False, before)
    assert "edited in Word, dropped" in client.get(letter.get_absolute_url()).content.decode()
    revise(letter, actor, word=wordfiles.upload(content), pdf=pdf())  # the same file once more
    assert keep_paper(actor, letter, kind="docx").n == 4


@pytest.mark.parametrize(
    ("word", "brought", "field", "told"),
    [
        (wordfiles.started(), pdf, "word", "is it another letter"),
        (b"PK\x03\x04junk", pdf, "word", "not what its ending says"),
        (wordfiles.with_part("word/vbaProject.bin", b"x"), pdf, "word", "macros"),
        (None, lambda: pdf(b"no pdf"), "pdf", "not what its ending says"),
        (None, lambda: SimpleUploadedFile("a.txt", b"words"), "pdf", "This is no PDF"),
        (None, lambda: None, "pdf", "LibreOffice is not on this machine"),
    ],
)
def test_what_is_not_this_letter_is_refused(word, brought, field, told, letter, actor):
    content = word or in_word(actor, letter)
    with pytest.raises(ValidationError) as refusal:
        revise(letter, actor, word=wordfiles.upload(content, "函.docx"), pdf=brought())
    assert told in " ".join(refusal.value.message_dict[field])
    assert not Version.objects.filter(edited_outside=True).exists()


def test_only_between_number_and_dispatch_and_only_by_the_office(rooms, letter, actor, client):
    content = in_word(actor, letter)
    for user in (rooms.handler, rooms.stranger, rooms.auditor):
        with pytest.raises(Refused):
            revise(letter, actor_of(user), word=wordfiles.upload(content), pdf=pdf())
    version = keep_paper(actor, letter, kind="docx")
    revise(letter, actor, word=wordfiles.upload(content), pdf=pdf())
    changed = Version.objects.get(kind="docx", n=2)
    assert client.get(f"/files/versions/{version.pk}/changes/").status_code == 404  # nothing before it
    for user in (rooms.stranger, rooms.auditor):
        client.force_login(user)
        assert client.get(f"/files/versions/{changed.pk}/changes/").status_code == 404
        assert client.get(f"{letter.get_absolute_url()}revise/").status_code == 404
    Letter.objects.update(stage="dispatched")
    for act_on in (lambda: revise(letter, actor, word=wordfiles.upload(content), pdf=pdf()),
                   lambda: drop_revision(letter, actor, reason="晚了")):  # fmt: skip
        with pytest.raises(WrongStage):
            act_on()


def test_the_words_of_a_brought_file_may_hold_signs_of_tags(letter, actor):
    content = in_word(actor, letter, new="已经{{ 标题 }}<b>落实。")
    revise(letter, actor, word=wordfiles.upload(content), pdf=pdf())
    assert any(
        "{{ 标题 }}<b>" in each
        for each in paragraphs(keep_paper(actor, letter, kind="docx").file.path.read_bytes())
    )
