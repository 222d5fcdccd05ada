"""Word files that come from outside and go out again under the office's name: no programs, no links to elsewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from lxml import etree

from lianluo.documents import uploads
from lianluo.documents.uploads import BadUpload

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
LARGEST_PART = 3 * 1024 * 1024
"""Of XML, unpacked: a letter of thirty pages has less than one."""
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CARRIED = (
    "/oleObject",
    "/package",
    "/control",
    "/attachedToolbars",
    "/vbaProject",
    "/aFChunk",
    "/frame",
    "/subDocument",
)
_LIVE_FIELDS = (
    "DDE",
    "DDEAUTO",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "LINK",
    "IMPORT",
    "MACROBUTTON",
    "DATABASE",
)


def read_word(upload) -> bytes:
    """The content of an uploaded .docx (`.name`, `.size`, readable). Raises BadUpload."""
    stream = getattr(upload, "file", upload)
    if upload.name.lower().endswith((".docm", ".dotm", ".doc", ".dot", ".wps", ".dotx")):
        raise BadUpload(_("Save the file as a Word document (.docx): no macros, no old formats."))
    if upload.size > LARGEST:
        raise BadUpload(_("The file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024})
    if uploads.kind_of(uploads.clean_name(upload.name), stream, upload.size) != "docx":
        raise BadUpload(_("Only Word documents (.docx) can be taken here."))
    content = stream.read()
    stream.seek(0)
    for sentence in dangers(content):
        raise BadUpload(sentence)
    return content


def dangers(content: bytes) -> Iterator[str]:
    """What makes the package unfit, a sentence each."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > LARGEST_UNPACKED:
                yield _("The file unpacks to an unreasonable size.")
                return
            for part in package.infolist():
                yield from _of_part(package, part)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, etree.XMLSyntaxError):
        yield _("The file is damaged: Word could not open it either. Save it again in Word.")


def _of_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[str]:
    name = part.filename.lower()
    if "/embeddings/" in name or "/activex/" in name:
        yield _("The file carries an embedded object. Take it out or paste it as a picture.")
    if not name.endswith((".xml", ".rels")):
        return
    if part.file_size > LARGEST_PART:
        yield _("The file unpacks to an unreasonable size.")
        return
    text = package.read(part)
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        yield _("The file is damaged: Word could not open it either. Save it again in Word.")
        return
    tree = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True))
    if name == "[content_types].xml" and b"macroEnabled" in text:
        yield _("The file contains macros.")
    if name.endswith(".rels"):
        yield from _relations(tree)
    elif name.startswith("word/"):
        yield from _fields(tree)


def _relations(tree) -> Iterator[str]:
    for relation in tree.iter(_RELATION):
        kind, outside = relation.get("Type", ""), relation.get("TargetMode") == "External"
        if kind.endswith("/attachedTemplate"):
            yield _(
                "The file is tied to another template. In Word: Developer, Document Template, choose Normal."
            )
        elif kind.endswith(_CARRIED):
            yield _("The file carries an embedded object. Take it out or paste it as a picture.")
        elif outside and kind.endswith("/hyperlink"):
            if not relation.get("Target", "").lower().startswith(("http:", "https:", "mailto:")):
                yield _("The file has a link to a file or program: “%(link)s”.") % {
                    "link": relation.get("Target")[:80]
                }
        elif outside:
            yield _("The file loads something from elsewhere: “%(link)s”.") % {
                "link": relation.get("Target")[:80]
            }


def _fields(tree) -> Iterator[str]:
    """Fields of Word that fetch or start something when the document is opened. Word may cut their words into pieces."""
    codes = ["".join(node.text or "" for node in tree.iter(f"{_W}instrText")).upper()]
    codes += [node.get(f"{_W}instr", "").upper() for node in tree.iter(f"{_W}fldSimple")]
    words = {word for code in codes for word in code.replace("\\", " ").split()}
    for found in sorted(words.intersection(_LIVE_FIELDS)):
        yield _("The file has a field that loads something from elsewhere: %(field)s.") % {"field": found}
