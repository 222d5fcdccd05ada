"""Looking at what was uploaded before it is kept. The content decides, the ending must agree with it."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jpg": "image/jpeg",
    "png": "image/png",
    "txt": "text/plain; charset=utf-8",
}
_SIGNATURES = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_BAD_IN_NAMES = re.compile(r'[\\/:*?"<>|]')


class BadUpload(Exception):
    """The file cannot be kept; the message says why, to the person who brought it."""


def clean_name(name: str) -> str:
    """The last part of the name without signs that mislead or break; at most 120 characters, ending kept."""
    last = re.split(r"[\\/]", name)[-1]
    shown = "".join(
        char for char in unicodedata.normalize("NFC", last) if unicodedata.category(char)[0] != "C"
    )
    stem, dot, ending = _BAD_IN_NAMES.sub("_", shown).strip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    return (stem.strip(" .")[:120] or "file") + (f".{ending.lower()[:10]}" if ending else "")


def kind_of(name: str, stream: BinaryIO, size: int) -> str:
    """Which of TYPES the upload is. Raises BadUpload; leaves the stream at its start."""
    if size == 0:
        raise BadUpload(_("The file is empty."))
    if size > LARGEST:
        raise BadUpload(_("The file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024})
    ending = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    if ending not in TYPES:
        raise BadUpload(
            _("Files of this kind are not kept. Allowed: %(kinds)s.") % {"kinds": "、".join(TYPES)}
        )
    try:
        _look(ending, stream)
    finally:
        stream.seek(0)
    return ending


def _look(ending: str, stream: BinaryIO) -> None:
    stream.seek(0)
    head = stream.read(1024)
    if ending in _SIGNATURES:
        matches = head.startswith(_SIGNATURES[ending])
    elif ending in _MAIN_PART:
        matches = _is_office(stream, _MAIN_PART[ending])
    else:
        stream.seek(0)
        matches = _is_text(stream.read())
    if not matches:
        raise BadUpload(_("The content of the file is not what its ending says."))


def _is_office(stream: BinaryIO, main_part: str) -> bool:
    """A package with the main part in it. Packed bombs and macros are refused by name."""
    try:
        with zipfile.ZipFile(stream) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return False
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise BadUpload(_("The file unpacks to an unreasonable size."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadUpload(_("The file contains macros."))
    return "[Content_Types].xml" in names and main_part in names


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
