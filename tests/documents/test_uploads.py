import io
import zipfile

import pytest

from lianluo.documents import uploads


def package(*names: str, size: int = 10) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in names:
            target.writestr(name, b"0" * size)
    return stream


def size_of(stream: io.BytesIO) -> int:
    return len(stream.getvalue())


def test_names_lose_paths_controls_and_tricks():
    assert uploads.clean_name("..\\..\\a/b:函.PDF") == "b_函.pdf"
    assert uploads.clean_name("报告\u202efdp.exe\r\n.pdf") == "报告fdp.exe.pdf"
    assert uploads.clean_name("...") == "file"
    assert len(uploads.clean_name("长" * 300 + ".docx")) == 125


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.pdf", b"%PDF-1.7 x"),
        ("a.JPEG", b"\xff\xd8\xff\xe0"),
        ("a.txt", "文本".encode()),
        ("a.txt", "文本".encode("gb18030")),
    ],
)
def test_kinds_are_known_by_content(name, content):
    assert uploads.kind_of(name, io.BytesIO(content), len(content)) in uploads.TYPES


def test_office_packages_are_known_by_their_main_part():
    stream = package("[Content_Types].xml", "word/document.xml")
    assert uploads.kind_of("函.docx", stream, size_of(stream)) == "docx"
    with pytest.raises(uploads.BadUpload):
        uploads.kind_of("函.xlsx", stream, size_of(stream))


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.pdf", b"MZ\x90"), ("a.docx", b"PK\x03\x04broken"), ("a.txt", b"a\x00b"), ("a.exe", b"MZ"),
        ("a", b"x"), ("a.pdf", b""), ("a.svg", b"<svg/>"), ("a.html", b"<p>"),
    ],
)  # fmt: skip
def test_hostile_or_wrong_files_are_refused(name, content):
    with pytest.raises(uploads.BadUpload):
        uploads.kind_of(name, io.BytesIO(content), len(content))


def test_macros_bombs_and_giants_are_refused():
    macro = package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")
    bomb = package("[Content_Types].xml", "word/document.xml", size=uploads.LARGEST_UNPACKED // 2 + 1)
    for stream in (macro, bomb):
        with pytest.raises(uploads.BadUpload):
            uploads.kind_of("a.docx", stream, size_of(stream))
    with pytest.raises(uploads.BadUpload):
        uploads.kind_of("a.pdf", io.BytesIO(b"%PDF-"), uploads.LARGEST + 1)
