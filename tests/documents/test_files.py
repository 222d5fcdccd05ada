from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lianluo.accounts.models import Role
from lianluo.documents import holders, queries, uploads
from lianluo.documents.actions import files
from lianluo.documents.models import Attachment, StoredFile, Version
from lianluo.foundation.permissions import Refused
from lianluo.journal.models import Entry

PDF = b"%PDF-1.7 content"


def upload(name="答复.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_attaching_keeps_the_file_by_hash_and_writes_the_journal(held, clerk, media):
    attachment = files.attach(clerk, held, upload())
    assert attachment.file.path.read_bytes() == PDF
    assert attachment.file.path.is_relative_to(media)
    assert attachment.file.content_type == "application/pdf"
    assert queries.attachments_of(held) == [attachment]
    assert Entry.objects.about(held).get().act == "documents.attach"


def test_the_same_content_is_stored_once_under_both_names(held, clerk, media):
    first, second = files.attach(clerk, held, upload("甲.pdf")), files.attach(clerk, held, upload("乙.pdf"))
    assert first.file.path == second.file.path and first.file.name != second.file.name
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_who_may_not_attach_is_refused_and_nothing_stays(held, clerk, stranger, media):
    handler = replace(clerk, role=Role.HANDLER)
    for actor in (handler, stranger):
        with pytest.raises(Refused):
            files.attach(actor, held, upload())
    assert not StoredFile.objects.exists() and not list(media.rglob("*"))


def test_a_hostile_upload_leaves_nothing(held, clerk, media):
    with pytest.raises(uploads.BadUpload):
        files.attach(clerk, held, upload("a.pdf", b"MZ"))
    assert not Attachment.objects.exists() and not list(media.rglob("*"))


def test_a_withdrawn_attachment_is_gone_for_readers_but_kept(held, clerk, stranger):
    attachment = files.attach(clerk, held, upload())
    with pytest.raises(Refused):
        files.withdraw_attachment(stranger, attachment)
    files.withdraw_attachment(clerk, attachment)
    files.withdraw_attachment(clerk, attachment)
    assert queries.readable_attachment(clerk, attachment.pk) is None
    assert queries.attachments_of(held) == []
    assert attachment.file.path.is_file()
    assert Entry.objects.filter(act="documents.withdraw_attachment").count() == 1


def test_versions_count_up_and_equal_content_makes_none(held, clerk):
    first = files.keep_version(clerk, held, "pdf", "函.pdf", PDF)
    again = files.keep_version(clerk, held, "pdf", "函.pdf", PDF)
    second = files.keep_version(clerk, held, "pdf", "函.pdf", PDF + b"2", note="改称谓")
    word = files.keep_version(clerk, held, "docx", "函.docx", b"PK")
    assert (first.n, second.n, word.n) == (1, 2, 1) and again == first
    assert second.supersedes == first
    assert [version.n for version in queries.versions_of(held, "pdf")] == [2, 1]
    assert Version.objects.count() == 3


def test_an_unregistered_holder_is_missing(held, clerk):
    assert holders.find(clerk, "units.Nothing", held.pk) is None
    assert holders.find(None, "units.Unit", held.pk) is None
