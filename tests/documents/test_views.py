import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import RequestFactory

from lianluo.documents import views
from lianluo.documents.actions import files


def get(view, actor, pk, **query):
    request = RequestFactory().get("/", query)
    request.actor = actor
    return view(request, pk)


@pytest.fixture
def attachment(held, clerk):
    return files.attach(clerk, held, SimpleUploadedFile("关于答复的函.pdf", b"%PDF-1.7"))


def test_a_file_comes_as_a_download_with_its_chinese_name(attachment, clerk):
    answer = get(views.attachment, clerk, attachment.pk, shown="1")
    assert b"".join(answer) == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%85%B3")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_foreign_missing_and_lost_files_answer_alike(attachment, clerk, stranger):
    for actor, pk in ((stranger, attachment.pk), (None, attachment.pk), (clerk, attachment.pk + 1)):
        with pytest.raises(Http404):
            get(views.attachment, actor, pk)
    attachment.file.path.unlink()
    with pytest.raises(Http404):
        get(views.attachment, clerk, attachment.pk)


def test_our_own_pdf_opens_in_the_viewer_and_word_never(held, clerk):
    pdf = files.keep_version(clerk, held, "pdf", "函.pdf", b"%PDF-1.7")
    word = files.keep_version(clerk, held, "docx", "函.docx", b"PK")
    assert get(views.version, clerk, pdf.pk, shown="1")["Content-Disposition"].startswith("inline")
    assert get(views.version, clerk, pdf.pk)["Content-Disposition"].startswith("attachment")
    assert get(views.version, clerk, word.pk, shown="1")["Content-Disposition"].startswith("attachment")
