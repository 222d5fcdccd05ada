"""Word files as offices bring them: the starting template edited, and packages that are not what they seem."""

from __future__ import annotations

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from lianluo.documents.rendering.wordtags import letter_template

ORGAN = "辽宁省人民检察院"


def started() -> bytes:
    return letter_template(ORGAN)


def edited(change, content: bytes | None = None) -> bytes:
    """The starting template after `change(document)`."""
    document = Document(io.BytesIO(content or started()))
    change(document)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def with_words(old: str, new: str) -> bytes:
    """The starting template where the paragraph `old` reads `new`; "" takes it out."""

    def change(document):
        found = [each for each in document.paragraphs if each.text == old]
        assert found, old
        for each in found:
            if new:
                each.runs[0].text = new
            else:
                each._p.getparent().remove(each._p)

    return edited(change)


def with_line(text: str) -> bytes:
    """The starting template with one more paragraph before the closing words."""
    return edited(lambda document: closing(document).insert_paragraph_before(text))


def closing(document):
    return next(each for each in document.paragraphs if each.text == "{{ 结束语 }}")


def with_part(name: str, text: str | bytes, content: bytes | None = None) -> bytes:
    """The package with one part more, or in the place of its namesake."""
    kept = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content or started()))
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, text)
    return kept.getvalue()


def with_relation(kind: str, target: str, mode: str = "External") -> bytes:
    place = "word/_rels/document.xml.rels"
    text = zipfile.ZipFile(io.BytesIO(started())).read(place).decode()
    line = (
        f'<Relationship Id="rIdX" TargetMode="{mode}" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    return with_part(place, text.replace("</Relationships>", line + "</Relationships>"))


def upload(content: bytes, name: str = "模板.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
